"""What is built, as far as it can be known without building: `make package-test` builds and tries the real thing.

Each rule is first shown something that breaks it.
"""

import configparser
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import carecompanion

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
OURS = (
    "audit",
    "building",
    "keep",
    "licences",
    "check",
    "package",
    "trying",
    "windows",
    "windows.setup",
    "linux",
    "linux.system",
    "linux.deb",
)


@pytest.fixture(scope="module", autouse=True)
def scripts() -> Iterator[None]:
    """The scripts import each other by their own names; nothing of that stays for other tests."""
    before = list(sys.path)
    sys.path.insert(0, str(PACKAGING))
    yield
    sys.path[:] = before
    for name in OURS:
        sys.modules.pop(name, None)


def script(name: str) -> ModuleType:
    return importlib.import_module(name)


# ---------------------------------------------------------------- one version, pinned packages


def test_the_version_has_one_place() -> None:
    assert script("building").version() == carecompanion.__version__
    assert re.fullmatch(r"\d+\.\d+\.\d+", carecompanion.__version__), "Windows wants three numbers, and adds a fourth"
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert headings[0] in ("Unreleased", carecompanion.__version__)
    looked = subprocess.run(
        ["sh", "packaging/macos/build.sh", "--look"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert f"version {carecompanion.__version__}" in looked.splitlines()
    places = [*PACKAGING.rglob("*.cfg"), *PACKAGING.rglob("*.nsi"), *PACKAGING.rglob("*.xml"), PACKAGING / "care.spec"]
    assert [file.name for file in places if carecompanion.__version__ in file.read_text("utf-8")] == []


def test_everything_that_ships_is_pinned_with_sums() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pins = script("licences").pinned(PACKAGING / "release.txt")
    wanted = [Requirement(one) for one in project["dependencies"]]
    for one in wanted:
        if one.marker is None or one.marker.evaluate():
            assert one.specifier.contains(pins[canonicalize_name(one.name)]), one


@pytest.mark.parametrize("file", ["release.txt", "build.txt"])
def test_every_pin_has_a_sum_and_nothing_leads_elsewhere(file: str) -> None:
    words = (PACKAGING / file).read_text("utf-8")
    blocks = re.split(r"\n(?=[a-z])", re.sub(r"^#.*\n", "", words, flags=re.MULTILINE).strip())
    assert [
        block[:40]
        for block in blocks
        if not re.fullmatch(
            r"[\w.-]+==[\w.]+( ; sys_platform == \"darwin\")?( \\\n    --hash=sha256:[0-9a-f]{64})+\n*", block
        )
    ] == []
    assert "://" not in words


def test_another_environment_is_not_built_from() -> None:
    building = script("building")
    with pytest.raises(building.CannotBuild, match="not the pinned one"):
        building.need_clean_environment()  # the tests' own has pytest


# ---------------------------------------------------------------- what gets in


KEPT = (
    "carecompanion",
    "libcrypto.so.3",
    "libxcb-cursor.so.0",
    "libpython3.11.so.1.0",
    "PySide6/Qt/lib/libQt6Widgets.so.6",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "PySide6/Qt/plugins/platforms/libqwayland.so",
    "PySide6/Qt/plugins/imageformats/libqsvg.so",
    "PySide6/Qt/plugins/imageformats/libqjpeg.so",
    "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
    "PySide6/Qt/translations/qtbase_es.qm",
    "pkgs/PySide6/plugins/platforms/qwindows.dll",
    "pkgs/PySide6/plugins/styles/qmodernwindowsstyle.dll",
    "pkgs/PySide6/Qt6Core.dll",
    "pkgs/PySide6/QtWidgets.pyd",
    "pkgs/sqlalchemy/dialects/postgresql/__init__.py",  # Alembic asks for it
    "carecompanion/storage/migrations/versions/step_0001.py",
    "carecompanion/resources/i18n/es/LC_MESSAGES/carecompanion.mo",
    "carecompanion/resources/licences/texts/LGPL-3.0.txt",
    "carecompanion/resources/packs/cuidar/pack.toml",
)
LEFT = (
    "libglib-2.0.so.0",
    "libstdc++.so.6",
    "libfontconfig.so.1",
    "libgtk-3.so.0",
    "libgssapi_krb5.so.2",
    "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
    "PySide6/Qt/lib/libQt6VirtualKeyboard.so.6",
    "PySide6/Qt/lib/libQt6Quick.so.6",
    "PySide6/Qt/lib/libQt6Qml.so.6",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/plugins/platforms/libqvnc.so",
    "PySide6/Qt/plugins/platforms/libqminimal.so",
    "PySide6/Qt/plugins/tls/libqopensslbackend.so",
    "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
    "PySide6/Qt/translations/qtbase_de.qm",
    "PySide6/Qt/translations/qt_es.qm",
    "pkgs/PySide6/opengl32sw.dll",
    "pkgs/PySide6/Qt6Quick3D.dll",
    "pkgs/PySide6/QtQml.pyd",
    "pkgs/PySide6/Qt6Lottie.dll",
    "pkgs/PySide6/pyside6qml.abi3.dll",
    "pkgs/placeholder",
    "carecompanion/storage/migrations/__pycache__/__init__.cpython-311.pyc",
    "pkgs/PySide6/designer.exe",
    "pkgs/PySide6/QtCore.pyi",
    "pkgs/PySide6/include/QtCore/x.h",
    "pkgs/cryptography-50.0.2.dist-info/METADATA",
    "carecompanion/resources/i18n/es/LC_MESSAGES/carecompanion.po",
)


@pytest.mark.parametrize("name", KEPT)
def test_what_is_needed_stays(name: str) -> None:
    assert script("keep").is_kept(name)
    assert script("keep").is_kept(name.replace("/", "\\"))


@pytest.mark.parametrize("name", LEFT)
def test_what_is_not_needed_goes(name: str) -> None:
    assert not script("keep").is_kept(name)


def test_no_link_gets_in() -> None:
    """A stick's file system knows none."""
    assert not script("keep").is_kept("PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK")


def test_no_file_of_ours_is_left_out_but_catalogues() -> None:
    listed = subprocess.run(["git", "ls-files", "-z", "resources"], cwd=ROOT, capture_output=True, check=False).stdout
    names = [name for name in listed.decode().split("\0") if name]
    lost = [name for name in names if not script("keep").is_kept(f"carecompanion/{name}")]
    assert [name for name in lost if not name.endswith(".po")] == []


def test_a_library_nobody_promised_stops_the_build() -> None:
    system = script("linux.system")
    wants = system.Wants({"libc.so.6": ["carecompanion"], "libnew.so.1": ["parts/x.so"]}, "2.35", "3.4.29")
    assert system.unknown(wants) == ["libnew.so.1, for parts/x.so"]
    wants.libraries.pop("libnew.so.1")
    wants.libraries |= {"libglib-2.0.so.0": ["x"], "libcups.so.2": ["y"]}
    assert system.unknown(wants) == []
    assert system.depends(wants) == "libc6 (>= 2.35), libstdc++6 (>= 11), libglib2.0-0t64 | libglib2.0-0"
    assert system.recommends(wants) == "libcups2t64 | libcups2"


def test_a_stick_goes_into_one_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert script("package").main(["stick", str(tmp_path / "memoria"), "de", "María"]) == 1
    assert "One folder" in capsys.readouterr().err and not (tmp_path / "memoria").exists()


# ---------------------------------------------------------------- figures


def a_row(name: str, value: float, ratio: float | None = None) -> dict[str, object]:
    return {"name": name, "value": value, "unit": "MB", "baseline": None if ratio is None else 1.0, "ratio": ratio}


def test_what_was_measured_comes_into_the_readme(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = script("figures")
    assert figures.main([], tmp_path) == 1 and "make bench" in capsys.readouterr().err
    words = "# Care\n\n<!-- bench -->\nold\n<!-- /bench -->\nby hand\n<!-- package -->\n<!-- /package -->\nend\n"
    readme = tmp_path / "README.md"
    readme.write_text(words, "utf-8")
    (tmp_path / "build").mkdir()
    rows = [a_row("package_start", 20, 1.36), a_row("package_folder", 146.1), a_row("package_files", 560)]
    (tmp_path / "build" / "package.json").write_text(json.dumps(rows), "utf-8")
    assert figures.main(["--readme"], tmp_path) == 0
    found = readme.read_text("utf-8")
    assert found.startswith(words.partition("<!-- package")[0]) and found.endswith("<!-- /package -->\nend\n")
    assert "| 20 MB | 1 MB | 1.36x | 1.1x |" in found and "| 146.1 MB |  |  | 150 MB |" in found
    assert "Over their aim: `package_start`." in found

    (tmp_path / "build" / "package.json").write_text(json.dumps(rows[1:]), "utf-8")
    assert figures.main(["--readme"], tmp_path) == 1
    assert "build/package.json lacks rows that the README has: package_start." in capsys.readouterr().err
    assert readme.read_text("utf-8") == found
    (tmp_path / "build" / "package.json").write_text(json.dumps([a_row("unheard_of", 1)]), "utf-8")
    with pytest.raises(SystemExit, match="unheard_of"):
        figures.main([], tmp_path)
    with pytest.raises(figures.CannotPut, match="<!-- bench -->"):
        figures.put("# no marks", "bench", "text")


def test_the_readme_holds_what_is_built_to_the_same_aims() -> None:
    """Its rows, the build and its trials say how much it may be: in each the same."""
    aims, words = script("figures").AIMS, (ROOT / "README.md").read_text("utf-8")
    assert aims["package_start"].most == float(re.findall(r"^START_MOST = (\S+)", read("trying.py"), re.M)[0])
    sizes = (aims["package_folder"].most, aims["package_packed"].most)
    assert sizes == (script("package").FOLDER_MB, script("package").PACKED_MB)
    assert set(re.findall(r'self\.row\("(\w+)"', read("trying.py"))) == {one for one in aims if "package_" in one}
    assert [words.count(f"<!-- {mark} -->\n") for mark in ("bench", "/bench", "package", "/package")] == [1] * 4


def read(name: str) -> str:
    return (PACKAGING / name).read_text("utf-8")


# ---------------------------------------------------------------- licences


def test_every_thing_that_ships_has_its_licence() -> None:
    licences = script("licences")
    pins = licences.pinned(PACKAGING / "release.txt")
    assert list(licences.complaints(licences.shipped(), pins, licences.LIST.parent / "texts")) == []


def test_the_list_of_licences_can_be_wrong(tmp_path: Path) -> None:
    licences = script("licences")
    good = {"id": "a", "version": "1", "licence": "MIT", "texts": ["a.txt"], "what": {"es": "x", "en": "x"}}
    (tmp_path / "a.txt").write_text("x" * 200, "utf-8")
    assert list(licences.complaints([good], {"a": "1"}, tmp_path)) == []
    for listed, pins in (
        ([good], {"a": "2"}),
        ([good], {"a": "1", "b": "1"}),
        ([good, good], {"a": "1"}),
        ([good | {"licence": "MIT AND GPL-3.0-only"}], {"a": "1"}),
        ([good | {"texts": ["b.txt"]}], {"a": "1"}),
        ([good | {"texts": []}], {"a": "1"}),
        ([good | {"what": {"es": "x"}}], {"a": "1"}),
    ):
        assert list(licences.complaints(listed, pins, tmp_path))
    assert licences.strangers(["parts/PySide6/x.so", "virus.exe"], licences.shipped()) == ["virus.exe"]


def test_no_answer_about_holes_is_not_a_good_answer() -> None:
    verdict, pins = script("audit").verdict, {"a": "1", "b": "2"}
    fine = '{"name": "a", "version": "1", "vulns": []}'
    hole = '{"name": "b", "version": "2", "vulns": [{"id": "X-1", "fix_versions": ["2.1"]}]}'
    mute = '{"name": "%s", "skip_reason": "Dependency not found on PyPI and could not be audited"}'

    def told(*found: str) -> tuple[int, str]:
        code, words = verdict('{"dependencies": [' + ", ".join(found) + "]}", pins)
        return code, " ".join(words)

    for answer in ("", "Traceback", "[]", "{}", '{"dependencies": [' + mute % "a" + "]}"):
        code, words = verdict(answer, pins)
        assert code == 2 and words == [script("audit").NO_ANSWER], answer
    assert told(fine, hole) == (1, "b 2: X-1, mended in 2.1")
    assert told(fine, mute % "b") == told(fine) == (1, "Not looked up, so nothing is known about them: b 2.")
    assert told(fine, '{"name": "b", "version": "2", "vulns": []}')[0] == 0


# ---------------------------------------------------------------- Linux


def test_the_desktop_finds_the_program() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(PACKAGING / "linux" / "care-companion.desktop", "utf-8")
    words = entry["Desktop Entry"]
    assert words["Version"] == "1.4", "the newest that Debian 12 knows: an unknown one is refused"
    assert words["Exec"].split()[0] == "carecompanion"
    assert words["Icon"] == words["StartupWMClass"] == "care-companion"
    assert {"GenericName[es]", "Comment[es]", "Keywords[es]"} <= set(words)
    kind = ElementTree.parse(PACKAGING / "linux" / "care-companion.mime.xml").getroot()[0].get("type")
    assert words["MimeType"] == f"{kind};"
    assert 'setDesktopFileName("care-companion")' in (ROOT / "carecompanion/ui/application.py").read_text("utf-8")


def test_the_software_centre_knows_it_in_both_languages() -> None:
    root = ElementTree.fromstring(script("linux.deb").metainfo_words())
    assert root.find("releases/release").get("version") == carecompanion.__version__  # type: ignore[union-attr]
    assert "@" not in ElementTree.tostring(root, encoding="unicode")
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    for tag in ("summary", "description/p"):
        spoken = [one.get(language, "en") for one in root.iterfind(tag)]
        assert spoken.count("es") == spoken.count("en") > 0


def test_every_icon_is_there() -> None:
    pictures = ROOT / "resources" / "illustrations"
    wanted = {*script("linux.deb").SIZES, *script("windows.setup").ICONS}
    assert [size for size in wanted if not (pictures / f"app-{size}.png").is_file()] == []
    assert (pictures / "app.svg").is_file()


@pytest.mark.skipif(not Path("/proc/self/exe").exists(), reason="for Linux")
def test_the_deb_refuses_while_the_program_is_open() -> None:
    """The script, asked about a program that does run; before files change and before they go it begins the same."""
    words = script("linux.deb").script("preinst", 1)
    assert words.startswith(script("linux.deb").script("prerm", 1).removesuffix("exit 0\n"))
    sleep = shutil.which("sleep")
    assert sleep
    running = subprocess.Popen([sleep, "30"])
    try:
        asked = words.replace("/usr/lib/care-companion/carecompanion", os.path.realpath(f"/proc/{running.pid}/exe"))
        done = subprocess.run(["sh", "-c", asked], capture_output=True, encoding="utf-8", check=False)
    finally:
        running.kill()
        running.wait()
    assert done.returncode == 1
    assert "Care Companion está abierto." in done.stderr and "Care Companion is open." in done.stderr


@pytest.mark.skipif(not shutil.which("dpkg"), reason="for Debian")
def test_the_deb_goes_neither_back_nor_where_it_has_no_room(tmp_path: Path) -> None:
    """The script as dpkg calls it, with another answer about the disk."""
    words = script("linux.deb").script("preinst", 150_000)
    assert "@" not in words

    def told(free: str, *arguments: str) -> tuple[int, str]:
        (tmp_path / "df").write_text(f"#!/bin/sh\necho Avail\necho '  {free}'\n")
        (tmp_path / "df").chmod(0o755)
        done = subprocess.run(
            ["sh", "-c", words, "preinst", *arguments],
            env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stderr

    older, newer, here = "0.0.9", "9999.0", carecompanion.__version__
    for fine in (("install",), ("install", newer), ("upgrade", older, here), ("upgrade", here, here)):
        assert told("999999999", *fine) == (0, ""), fine
    code, said = told("999999999", "upgrade", newer, here)
    assert code == 1 and f"{newer}, más nueva que esta ({here})" in said and "newer than this one" in said
    code, said = told("2048", "upgrade", older, here)
    assert code == 1 and "hacen falta 146 MB y hay 2 MB libres" in said and "146 MB are needed, 2 MB are free" in said
    assert told("", "install") == (0, ""), "a disk that does not tell"


# ---------------------------------------------------------------- Windows


def test_the_configuration_for_windows() -> None:
    setup = script("windows.setup")
    words = setup.configuration()
    assert words["Application"]["name"] == "Care Companion"
    assert f"python-{words['Python']['version']}-embed-amd64.zip" == setup.PYTHON
    assert words["Python"]["bitness"] == "64"
    assert words["Build"]["directory"] == setup.KIND
    assert (PACKAGING / "windows" / words["Application"]["script"]).is_file()
    assert (PACKAGING / "windows" / words["Build"]["nsi_template"]).is_file()
    assert {words["Application"]["script"], words["Application"]["icon"]} <= set(setup.MUST_HAVE)
    assert all(script("keep").is_kept(name) for name in setup.MUST_HAVE)


def parts_of_setup() -> dict[str, str]:
    """care.nsi by function, section and macro."""
    words = (PACKAGING / "windows" / "care.nsi").read_text("utf-8")
    found = re.findall(
        r'^(?:Function|Section|!macro) "?([^"\n]+?)"?(?: [A-Z ]+)?\n(.*?)^(?:F|S|!m)\w+(?:End|end)$', words, re.M | re.S
    )
    return dict(found)


def test_the_setup_program_speaks_both_languages_and_needs_no_administrator() -> None:
    words = (PACKAGING / "windows" / "care.nsi").read_text("utf-8")
    spoken = {
        language: re.findall(rf"LangString (\w+) \${{LANG_{language}}} \"(.+)\"", words)
        for language in ("SPANISH", "ENGLISH")
    }
    names = [name for name, _text in spoken["SPANISH"]]
    assert names == [name for name, _text in spoken["ENGLISH"]]
    said = {*re.findall(r"\$\((\w+)\)", words), *re.findall(r"!insertmacro SAY (\w+)", words)}
    assert said == set(names), "said and not written, or written and never said"
    assert 'MessageBox MB_OK|MB_ICONINFORMATION "$(${WORDS})"' in parts_of_setup()["SAY"]
    assert "RequestExecutionLevel user" in words and "HKLM" not in re.sub(r"ReadRegStr .*", "", words)


@pytest.mark.parametrize(
    ("part", "needs"),
    [
        (".onInit", ("SAY OLD_WINDOWS", "SAY NEWER", "REFUSE_WHILE_OPEN")),
        ("REFUSE_WHILE_FILE_OPEN", ("SAY OPEN",)),
        ("check_folder", ("REFUSE_WHILE_OPEN", "SAY OTHERS", "SAY ROOM", "SAY RIGHTS")),
        (".onInstFailed", ("BRING_BACK pkgs", "BRING_BACK Python", "SAY CUT_SHORT")),
        ("un.onInit", ("REFUSE_WHILE_OPEN",)),
        ("Uninstall", ("REFUSE_WHILE_OPEN", "$(DATA)", "$(DATA_SURE)", "SAY LEFT")),
    ],
)
def test_the_setup_program_refuses_in_words(part: str, needs: tuple[str, ...]) -> None:
    """packaging/windows/wine.py tries each of them; here they are only not forgotten."""
    words = parts_of_setup()[part]
    at = [words.find(one) for one in needs]
    assert -1 not in at and at == sorted(at), needs
    for refusal in re.findall(r"SAY (?!LEFT|CUT_SHORT)\w+\n(.*)", words):
        assert refusal.strip() == "Abort"


def test_the_setup_program_takes_nothing_away_before_the_new_is_whole() -> None:
    words, parts = (PACKAGING / "windows" / "care.nsi").read_text("utf-8"), parts_of_setup()
    installing = parts["${NAME}"]
    assert installing.index("Call check_folder") < installing.index("File /r")
    assert re.findall(r'RMDir /r "\$INSTDIR\\(.+)"', installing) == [".old", ".old", ".new"]
    assert installing.index('Rename "$INSTDIR\\pkgs"') > installing.rindex("File /r")
    assert "AllowSkipFiles off" in words


@pytest.mark.skipif(not shutil.which("makensis"), reason="no NSIS here")
def test_nsis_understands_the_setup_program(tmp_path: Path) -> None:
    wine = script("windows.wine")
    wine.lay_out(tmp_path, "1.2.3")
    words = wine.script("1.2.3", "care.exe")
    assert "[[ib" not in words and "[%" not in words and wine.for_wine(words).count("said.txt") == 1
    wine.packed(tmp_path, words, "-WX")
    setup, made = script("windows.setup"), (tmp_path / "care.exe").rename(tmp_path.parent / "made.exe")
    assert made.read_bytes()[:2] == b"MZ"
    shutil.rmtree(tmp_path / "hogar de María")
    setup.need_all_inside(made, tmp_path)
    if shutil.which("7z"):
        (tmp_path / "pkgs" / "more.py").touch()
        with pytest.raises(script("building").CannotBuild, match=r"lacks pkgs/more\.py"):
            setup.need_all_inside(made, tmp_path)
    with pytest.raises(subprocess.CalledProcessError):
        wine.packed(tmp_path, words.replace("LangString ROOM ${LANG_ENGLISH}", "; "), "-WX")


def test_the_uninstaller_touches_nobody_s_things_unasked() -> None:
    words = parts_of_setup()["Uninstall"]
    before, _sign, after = words.partition('RMDir /r "$LOCALAPPDATA\\care-companion"')
    assert _sign and before.count("/SD IDNO IDNO keep") == 2 and "keep:" in after
    assert before.count("RMDir") == 0
    whole = (PACKAGING / "windows" / "care.nsi").read_text("utf-8")
    assert re.findall(r'RMDir /r "\$INSTDIR"', whole) == []
    assert whole.count("LOCALAPPDATA\\care-companion") == words.count("LOCALAPPDATA\\care-companion") + 2  # as told


def test_without_python_for_windows_one_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup = script("windows.setup")
    monkeypatch.setattr(setup, "HERE", tmp_path)
    with pytest.raises(
        script("building").CannotBuild, match=r"download python-3\.12\.\d+-embed-amd64\.zip .* packaging/windows/"
    ):
        setup.put_python(tmp_path / "to.zip", is_stub=False)
    (tmp_path / setup.PYTHON).write_bytes(b"PK")
    with pytest.raises(script("building").CannotBuild, match="SHA-256"):
        setup.put_python(tmp_path / "to.zip", is_stub=False)
    assert not (tmp_path / "to.zip").exists()


def test_what_was_only_tried_gets_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setup program without its Python looks like one that works."""
    setup = script("windows.setup")
    monkeypatch.setattr(setup, "WORK", tmp_path)
    monkeypatch.setattr(setup, "DIST", tmp_path / "dist")
    (tmp_path / "dist").mkdir()
    for name in ("need_clean_environment", "need_tools", "fetch_wheels", "make_icon", "fill_in"):
        monkeypatch.setattr(setup, name, lambda *_files, **_more: None)
    monkeypatch.setattr(setup, "made_folder", lambda place: place / setup.KIND)
    assert setup.windows("--stub") == [] and not list((tmp_path / "dist").iterdir())


def test_an_icon_for_windows(tmp_path: Path, qapp: object) -> None:
    from PySide6.QtGui import QImageReader

    script("windows.setup").make_icon(tmp_path / "a.ico")
    reader = QImageReader(str(tmp_path / "a.ico"))
    assert reader.imageCount() == 5 and not reader.read().isNull()


# ---------------------------------------------------------------- macOS


def test_a_mac_is_needed_for_a_mac() -> None:
    if sys.platform == "darwin":
        pytest.skip("here it would build")
    done = subprocess.run(
        ["sh", "packaging/macos/build.sh"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1 and "make package-macos" in done.stderr


def test_an_icon_for_a_mac(tmp_path: Path, qapp: object) -> None:
    """In the form PyInstaller takes as it is: a picture of another kind it would hand to a package we do not have."""
    from PySide6.QtGui import QImageReader

    icon = script("macos.icon")
    file = icon.make_icns(tmp_path / "work" / "app.icns", ROOT / "resources" / "illustrations")
    reader = QImageReader(str(file), b"icns")
    assert file.read_bytes()[:4] == b"icns" and reader.imageCount() >= 4 and not reader.read().isNull()
    assert "make_icns(" in (PACKAGING / "care.spec").read_text("utf-8")


def test_the_spec_reads_as_python_and_names_the_pack_s_kind() -> None:
    words = (PACKAGING / "care.spec").read_text("utf-8")
    compile(words, "care.spec", "exec")
    assert '"public.filename-extension": ["carepack"]' in words


# ---------------------------------------------------------------- what `make test` builds


def test_the_whole_check_builds_the_folder_and_a_part_of_it_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    check = script("check")
    done: list[str] = []

    def look(step: object) -> tuple[bool, float, str]:
        done.append(step.name)
        return True, 0.0, ""

    monkeypatch.setattr(check, "look", look)
    monkeypatch.setattr(check, "is_fine", lambda _step: True)
    for arguments, is_built in (([], True), (["-k", "lesson"], False), (["--only-tests"], False)):
        done.clear()
        check.main(arguments)
        assert ("built" in done) is is_built, arguments
    assert check.BUILT.whole() == check.BUILT.command, "a shell's command, not Python's"


def test_what_is_tried_of_the_folder_alone_needs_no_archive(tmp_path: Path) -> None:
    trials = script("trying").Trials(["--folder"], tmp_path)
    names = [name for name, _act in trials.all()]
    assert "nothing set, no screen" in names and "nothing set at all" in names and "on a screen (Xvfb)" in names
    assert not [name for name in names if "stick" in name or ".deb" in name or "Windows" in name]
