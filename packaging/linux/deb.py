"""The .deb: the one-folder program under /usr/lib, and what a desktop needs to find it."""

import platform
import shutil
from datetime import UTC, datetime
from pathlib import Path

from building import NAME, ROOT, WORK, epoch, gzipped, need_tools, run, size_of, tidy, version
from linux.system import depends, recommends, wants_of

HERE = Path(__file__).resolve().parent
SIZES = (16, 32, 48, 128, 256)
CLUSTER_KB = 4  # what the smallest file takes
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def make_deb(folder: Path, resources: Path, to: Path) -> Path:
    need_tools("dpkg-deb", why="A .deb")
    root = WORK / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / "usr" / "lib" / NAME)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "carecompanion").symlink_to(f"../lib/{NAME}/carecompanion")
    desktop_files(root / "usr" / "share", resources / "illustrations")
    documents(root / "usr" / "share" / "doc" / NAME)
    about(root, folder)
    tidy(root)
    architecture = ARCHITECTURES[platform.machine()]
    file = to / f"{NAME}_{version()}_{architecture}.deb"
    file.parent.mkdir(parents=True, exist_ok=True)
    run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, file)
    return file


def desktop_files(share: Path, pictures: Path) -> None:
    """Entry in the menu, icons, what the software centre shows, the kind of file .carepack is."""
    place(HERE / "care-companion.desktop", share / "applications" / "care-companion.desktop")
    place(HERE / "care-companion.mime.xml", share / "mime" / "packages" / "care-companion.xml")
    metainfo = share / "metainfo" / "org.carecompanion.CareCompanion.metainfo.xml"
    metainfo.parent.mkdir(parents=True)
    metainfo.write_text(metainfo_words(), encoding="utf-8")
    icons = share / "icons" / "hicolor"
    for size in SIZES:
        place(pictures / f"app-{size}.png", icons / f"{size}x{size}" / "apps" / "care-companion.png")
    place(pictures / "app.svg", icons / "scalable" / "apps" / "care-companion.svg")


def metainfo_words() -> str:
    words = (HERE / "care-companion.metainfo.xml").read_text(encoding="utf-8")
    day = datetime.fromtimestamp(epoch(), UTC).date().isoformat()
    return words.replace("@VERSION@", version()).replace("@DATE@", day)


def documents(place_for: Path) -> None:
    place_for.mkdir(parents=True)
    (place_for / "changelog.gz").write_bytes(gzipped((ROOT / "CHANGELOG.md").read_bytes()))
    (place_for / "copyright").write_text(
        "Care Companion, by the Care Companion contributors.\n"
        "The program: Apache-2.0 (/usr/share/common-licenses/Apache-2.0).\n"
        "What it teaches, its words and pictures: CC-BY-SA-4.0.\n"
        "All that comes with it, each with its licence: "
        f"/usr/lib/{NAME}/parts/carecompanion/resources/licences, and the program's own page About.\n",
        encoding="utf-8",
    )


def about(root: Path, folder: Path) -> None:
    """The control file, and the two scripts that refuse: while the program is open, and what would not end well."""
    wants = wants_of(folder)
    place_for = root / "DEBIAN"
    place_for.mkdir()
    (place_for / "control").write_text(
        f"Package: {NAME}\n"
        f"Version: {version()}\n"
        f"Architecture: {ARCHITECTURES[platform.machine()]}\n"
        "Section: education\n"
        "Priority: optional\n"
        "Maintainer: The Care Companion contributors <nobody@carecompanion.invalid>\n"
        f"Installed-Size: {size_of(root)[0] // 1024}\n"
        f"Depends: {depends(wants)}\n"
        f"Recommends: {recommends(wants)}\n"
        "Description: learning and self-care for people who look after others\n"
        " Short lessons on trauma and self-care, scenes to try words in, practices that\n"
        " help today, and the help lines of Peru. It works without internet, and what\n"
        " you write is encrypted on your computer. Spanish (Peru) and English.\n"
        " .\n"
        " It is education and self-care. It is not therapy, diagnosis, legal advice or\n"
        " an emergency service.\n",
        encoding="utf-8",
    )
    for name in ("preinst", "prerm"):
        size, files = size_of(root)
        (place_for / name).write_text(script(name, size // 1024 + CLUSTER_KB * files), encoding="utf-8")
        (place_for / name).chmod(0o755)


def script(name: str, kilobytes: int) -> str:
    """One of dpkg's scripts, for this version and this size."""
    words = (HERE / name).read_text(encoding="utf-8")
    return words.replace("@VERSION@", version()).replace("@KB@", str(kilobytes))


def place(file: Path, at: Path) -> None:
    at.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, at)
