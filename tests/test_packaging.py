"""What is built, as far as it can be known without building: `make package-test` builds and tries the real thing.

Each rule is first shown something that breaks it.
"""

import configparser
import importlib
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
    "package",
    "windows",
    "windows.setup",
    "linux",
    "linux.system",
    "linux.deb",
)


@pytest.fixture(scope="module", autouse=True)
def scripts() -> Iterator[None]:
    """The scripts import each other by their own names; nothing of that stays for other tests."""
    sys.path.insert(0, str(PACKAGING))
    yield
    sys.path.remove(str(PACKAGING))
    for name in OURS:
        sys.modules.pop(name, None)


def script(name: str) -> ModuleType:
    return importlib.import_module(name)


# ---------------------------------------------------------------- one version, pinned packages


def test_the_version_has_one_place() -> None:
    assert script("building").version() == carecompanion.__version__
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
    """The script, asked about a program that does run; before files change and before they go it is the same one."""
    words = (PACKAGING / "linux" / "preinst").read_text("utf-8")
    assert words == (PACKAGING / "linux" / "prerm").read_text("utf-8")
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


def test_the_setup_program_asks_in_both_languages_and_needs_no_administrator() -> None:
    words = (PACKAGING / "windows" / "care.nsi").read_text("utf-8")
    spoken = {
        language: re.findall(rf"LangString (\w+) \${{LANG_{language}}} \"(.+)\"", words)
        for language in ("SPANISH", "ENGLISH")
    }
    assert [name for name, _text in spoken["SPANISH"]] == [name for name, _text in spoken["ENGLISH"]]
    asked = set(re.findall(r"\$\((\w+)\)", words))
    assert asked == {name for name, _text in spoken["SPANISH"]} >= {"OPEN", "NEWER", "RIGHTS", "DATA", "DATA_SURE"}
    assert "RequestExecutionLevel user" in words and "HKLM" not in re.sub(r"ReadRegStr .*", "", words)


def test_the_uninstaller_touches_nobody_s_things_unasked() -> None:
    words = (PACKAGING / "windows" / "care.nsi").read_text("utf-8")
    before, _sign, after = words.partition('RMDir /r "$LOCALAPPDATA\\care-companion"')
    assert _sign and before.count("/SD IDNO IDNO keep") == 2 and after.lstrip().startswith("keep:")
    assert re.findall(r'RMDir /r "\$INSTDIR"', words) == []


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


def test_the_spec_reads_as_python_and_names_the_pack_s_kind() -> None:
    words = (PACKAGING / "care.spec").read_text("utf-8")
    compile(words, "care.spec", "exec")
    assert '"public.filename-extension": ["carepack"]' in words
