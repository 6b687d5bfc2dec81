"""Which libraries a built Linux program needs of the system it runs on, and which Debian package brings each.

A library that is neither in the folder nor in this table stops the build: it would be missed on somebody's laptop.
"""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# Newer Debians' name first. What is "" comes with libc6.
NEEDED = {
    "ld-linux-x86-64.so.2": "",
    "ld-linux-aarch64.so.1": "",
    "libc.so.6": "",
    "libdl.so.2": "",
    "libm.so.6": "",
    "libpthread.so.0": "",
    "libresolv.so.2": "",
    "librt.so.1": "",
    "libutil.so.1": "",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libbrotlidec.so.1": "libbrotli1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
}
# Only one of Qt's plugins needs it; without it the program runs, and that one thing (printing, Wayland) is not there.
NICE_TO_HAVE = {
    "libcups.so.2": "libcups2t64 | libcups2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-glx.so.0": "libxcb-glx0",
}
GXX = {
    "3.4.29": "11",
    "3.4.30": "12",
    "3.4.31": "13",
    "3.4.32": "13",
    "3.4.33": "14",
}  # GLIBCXX: its GCC


@dataclass(slots=True)
class Wants:
    """What the ELF files of a folder ask of the system."""

    libraries: dict[str, list[str]] = field(default_factory=dict)
    glibc: str = "2.17"
    cxx: str = ""


def wants_of(folder: Path) -> Wants:
    found = Wants()
    here = {file.name for file in folder.rglob("*")}
    for file in sorted(elf_files(folder)):
        told = subprocess.run(["objdump", "-p", file], capture_output=True, encoding="utf-8", check=True).stdout
        for library in re.findall(r"NEEDED\s+(\S+)", told):
            if library not in here:
                found.libraries.setdefault(library, []).append(file.relative_to(folder).as_posix())
        found.glibc = max([found.glibc, *re.findall(r"GLIBC_(2\.\d+)\b", told)], key=numbers)
        found.cxx = max([found.cxx, *re.findall(r"GLIBCXX_(3\.4\.\d+)", told)], key=numbers)
    return found


def elf_files(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            with open(file, "rb") as stream:
                if stream.read(4) == b"\x7fELF":
                    yield file


def numbers(words: str) -> tuple[int, ...]:
    return tuple(int(part) for part in words.split(".") if part)


def unknown(wants: Wants) -> list[str]:
    """Libraries nobody promised."""
    lost = wants.libraries.keys() - NEEDED.keys() - NICE_TO_HAVE.keys()
    return [f"{library}, for {wants.libraries[library][0]}" for library in sorted(lost)]


def depends(wants: Wants) -> str:
    """The Depends line of the .deb."""
    packages = {NEEDED[library] for library in wants.libraries if NEEDED.get(library)}
    packages.discard("libstdc++6")
    gcc = GXX.get(wants.cxx, "14")
    return ", ".join([f"libc6 (>= {wants.glibc})", f"libstdc++6 (>= {gcc})", *sorted(packages)])


def recommends(wants: Wants) -> str:
    return ", ".join(sorted({NICE_TO_HAVE[library] for library in wants.libraries if library in NICE_TO_HAVE}))
