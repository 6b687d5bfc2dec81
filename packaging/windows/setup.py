"""From Linux to Windows: wheels for win_amd64, Python's own embeddable zip, pynsist and NSIS; nothing runs on Windows.

One thing no package registry has: Python for Windows. Whoever builds fetches that file once and puts it here, beside
this script; its sum is compared. `--stub` tries everything else without it, and puts nothing into dist/.
"""

import hashlib
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

from building import DIST, NAME, ROOT, WORK, CannotBuild, need_clean_environment, need_tools, run, version, wheel

HERE = Path(__file__).resolve().parent
KIND = "windows-x86_64"
PYTHON = "python-3.12.10-embed-amd64.zip"  # from python.org, /ftp/python/3.12.10/
# As several public projects that ship this file say; compare it once more with the signatures on python.org.
PYTHON_SUM = "4acbed6dd1c744b0376e3b1cf57ce906f9dc9e95e68824584c8099a63025a3c3"
PYTHON_FILES = ("python.exe", "pythonw.exe", "python312.dll", "python312.zip", "vcruntime140.dll")
ICONS = (16, 32, 48, 128, 256)
MUST_HAVE = (
    "Care_Companion.launch.pyw",
    "care-companion.ico",
    "SHA256SUMS",
    "Python/pythonw.exe",
    "pkgs/carecompanion/main.py",
    "pkgs/carecompanion/resources/themes/tokens.json",
    "pkgs/PySide6/Qt6Core.dll",
    "pkgs/PySide6/Qt6Widgets.dll",
    "pkgs/PySide6/QtWidgets.pyd",
    "pkgs/PySide6/plugins/platforms/qwindows.dll",
    "pkgs/PySide6/plugins/platforms/qoffscreen.dll",
    "pkgs/PySide6/plugins/styles/qmodernwindowsstyle.dll",
    "pkgs/PySide6/msvcp140.dll",
    "pkgs/PySide6/translations/qtbase_es.qm",
    "pkgs/cryptography/hazmat/bindings/_rust.pyd",
    "pkgs/sqlalchemy/__init__.py",
    "pkgs/alembic/__init__.py",
    "pkgs/yaml/__init__.py",
)


# Windows 10 1809 has these itself; so has every Python its own python3.dll, in the zip.
WINDOWS_HAS = re.compile(
    r"api-ms-win-[a-z0-9-]+\.dll|(advapi32|authz|bcrypt|bcryptprimitives|comdlg32|crypt32|d3d11|d3d12|d3d9|dnsapi|dwmapi"
    r"|dwrite|dxgi|gdi32|icuuc|imm32|iphlpapi|kernel32|mpr|netapi32|ntdll|ole32|oleaut32|secur32|setupapi|shell32|shlwapi"
    r"|uiautomationcore|user32|userenv|uxtheme|version|winhttp|winmm|ws2_32|wtsapi32|python3|python312)\.dll|winspool\.drv"
)


def windows(*options: str) -> list[Path]:
    """The setup program and the folder for a stick; returns what lies in dist/."""
    need_clean_environment()
    need_tools("makensis", "objdump", why="The setup program (Debian: apt-get install nsis binutils)")
    is_stub = "--stub" in options
    place = WORK / "windows"
    shutil.rmtree(place, ignore_errors=True)
    (place / "cache" / "pynsist").mkdir(parents=True)
    put_python(place / "cache" / "pynsist" / PYTHON, is_stub=is_stub)
    fetch_wheels(place / "wheels")
    make_icon(place / "care-companion.ico")
    installer = f"{NAME}-{version()}-{KIND}{'-NOT-FOR-USE' if is_stub else ''}.exe"
    fill_in(place, installer)
    folder = made_folder(place)
    if is_stub:
        return []  # nothing of it may get onto a stick
    shutil.copyfile(place / installer, DIST / installer)
    return [DIST / installer, portable(folder)]


def put_python(at: Path, *, is_stub: bool) -> None:
    """Python's own zip where pynsist looks for it."""
    given = HERE / PYTHON
    if is_stub:
        with zipfile.ZipFile(at, "w") as made:
            for name in (*PYTHON_FILES, "python312._pth"):
                made.writestr(name, b"python312.zip\r\n.\r\n")
        return
    if not given.is_file():
        raise CannotBuild(
            f"Python for Windows is not here: download {PYTHON} from python.org (/ftp/python/3.12.10/) "
            f"and put it into packaging/windows/."
        )
    found = hashlib.sha256(given.read_bytes()).hexdigest()
    if found != PYTHON_SUM:
        raise CannotBuild(f"packaging/windows/{PYTHON} is not the file it should be: its SHA-256 is {found}.")
    shutil.copyfile(given, at)


def fetch_wheels(to: Path) -> None:
    """What ships, for Windows, each compared with its pinned sum; and our own."""
    to.mkdir()
    run(
        *(sys.executable, "-m", "pip", "download", "--quiet", "--require-hashes", "--no-deps"),
        *("--only-binary", ":all:", "--platform", "win_amd64", "--python-version", "3.12", "--implementation", "cp"),
        *("--abi", "cp312", "--abi", "abi3", "--abi", "none"),
        *("--requirement", ROOT / "packaging" / "release.txt", "--dest", to),
    )
    shutil.copy2(wheel(), to)


def make_icon(file: Path) -> None:
    """An .ico of PNGs, as Windows reads them since Vista."""
    pictures = [(ROOT / "resources" / "illustrations" / f"app-{size}.png").read_bytes() for size in ICONS]
    head, body, at = struct.pack("<3H", 0, 1, len(ICONS)), b"", 6 + 16 * len(ICONS)
    for size, picture in zip(ICONS, pictures, strict=True):
        head += struct.pack("<4B2H2I", size % 256, size % 256, 0, 0, 1, 32, len(picture), at + len(body))
        body += picture
    file.write_bytes(head + body)


def fill_in(place: Path, installer: str) -> None:
    words = (HERE / "installer.cfg").read_text(encoding="utf-8")
    words = words.replace("@VERSION@", version()).replace("@INSTALLER@", installer)
    (place / "installer.cfg").write_text(words, encoding="utf-8")
    for name in ("care.nsi", "Care_Companion.launch.pyw"):
        shutil.copyfile(HERE / name, place / name)


def made_folder(place: Path) -> Path:
    """pynsist lays everything out; what we do not need goes; the list is made; then NSIS packs it."""
    run(sys.executable, HERE / "lay_out.py", place)
    folder = place / KIND
    lost = [name for name in MUST_HAVE if not (folder / name).is_file()] + lost_libraries(folder)
    if lost:
        raise CannotBuild(f"Missing in the folder for Windows: {', '.join(lost)}")
    run("makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", "installer.nsi", cwd=folder)
    installer = next(folder.glob(f"{NAME}-*.exe"))
    installer.rename(place / installer.name)
    need_all_inside(place / installer.name, folder)
    return folder


def lost_libraries(folder: Path) -> list[str]:
    """What a library of the folder asks for, and neither the folder nor Windows has."""
    here = {file.name.lower() for file in folder.rglob("*")}
    lost = {}
    for file in (
        one for one in folder.rglob("*") if one.suffix.lower() in (".dll", ".pyd") and one.stat().st_size > 100
    ):
        told = subprocess.run(["objdump", "-p", file], capture_output=True, encoding="utf-8", check=False).stdout
        for library in re.findall(r"DLL Name: (\S+)", told):
            if library.lower() not in here and not WINDOWS_HAS.fullmatch(library.lower()):
                lost[library] = file.name
    return [f"{library} (for {asks})" for library, asks in sorted(lost.items())]


def need_all_inside(installer: Path, folder: Path) -> None:
    """What the setup program holds, listed by 7-Zip where that is here, is what the folder has."""
    if shutil.which("7z") is None:
        return
    told = subprocess.run(["7z", "l", "-slt", installer], capture_output=True, encoding="utf-8", check=True).stdout
    paths = {name.replace("\\", "/") for name in re.findall(r"^Path = (.+)$", told, re.MULTILINE)}
    inside = {name.removeprefix(".new/") for name in paths}  # where care.nsi unpacks it first
    wanted = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()} - {"installer.nsi"}
    if wanted - inside:
        raise CannotBuild(f"The setup program lacks {', '.join(sorted(wanted - inside)[:5])}.")


def portable(folder: Path) -> Path:
    """The same for a stick, as a zip that Windows itself unpacks."""
    from package import put_on_stick  # late: it imports this

    program, stick = WORK / KIND / "carecompanion", WORK / "stick-windows"
    for old in (program, stick):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(folder, program, ignore=shutil.ignore_patterns("installer.nsi"))
    put_on_stick(stick, [program])
    return Path(shutil.make_archive(str(DIST / f"{NAME}-{version()}-{KIND}-stick"), "zip", stick))


def configuration() -> ConfigParser:
    """installer.cfg as pynsist reads it."""
    found = ConfigParser(interpolation=None)
    found.read(HERE / "installer.cfg", encoding="utf-8")
    return found
