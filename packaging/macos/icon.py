"""The program's icon as a Mac wants it. PyInstaller would ask Pillow for that, which nothing else here needs."""

import struct
from pathlib import Path

KINDS = {b"icp4": 16, b"icp5": 32, b"ic11": 32, b"ic07": 128, b"ic08": 256, b"ic13": 256}  # PNGs; two for fine screens


def make_icns(file: Path, pictures: Path) -> Path:
    """From app-16.png and its like."""
    body = b""
    for kind, size in KINDS.items():
        picture = (pictures / f"app-{size}.png").read_bytes()
        body += kind + struct.pack(">I", len(picture) + 8) + picture
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"icns" + struct.pack(">I", len(body) + 8) + body)
    return file
