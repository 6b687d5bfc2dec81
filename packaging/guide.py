"""`make guide`: the guide's pictures anew, by the program's own tour in each language; and the words that stood there.

Only the stops the guide names. Small: two thirds of the window, 64 colours.
"""

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from carecompanion.content.guide import picture_file, pictures_of, read_guide  # noqa: E402
from carecompanion.i18n import LANGUAGES  # noqa: E402
from carecompanion.paths import find_paths  # noqa: E402
from carecompanion.ui.tour import walk  # noqa: E402

WIDTH, COLOURS = 960, 64
MOST_BYTES = 3_000_000  # all of them together


def main() -> int:
    guide = ROOT / "resources" / "guide"
    wanted = {language: pictures_of(read_guide(guide, language)) for language in LANGUAGES}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _page, pictures = walk(folder, find_paths(), [(language, "light") for language in LANGUAGES])
        for language in LANGUAGES:
            taken = {one.stop: one for one in pictures if one.language == language}
            put(guide, language, {stop: folder / taken[stop].file for stop in sorted(wanted[language])})
            words = {stop: taken[stop].words for stop in sorted(wanted[language])}
            text = json.dumps(words, ensure_ascii=False, indent=0)
            (guide / "pictures" / language / "words.json").write_text(text + "\n", encoding="utf-8")
    files = list((guide / "pictures").rglob("*.png"))
    size = sum(file.stat().st_size for file in files)
    print(f"{len(files)} pictures, {size / 1e6:.2f} MB")
    return 0 if size <= MOST_BYTES else 1


def put(guide: Path, language: str, taken: dict[str, Path]) -> None:
    """In place of those that were there."""
    (guide / "pictures" / language).mkdir(parents=True, exist_ok=True)
    for old in (guide / "pictures" / language).glob("*.png"):
        old.unlink()
    for stop, file in taken.items():
        if not small(QImage(str(file))).save(str(picture_file(guide, language, stop)), "PNG", 0):
            raise OSError(f"{stop} could not be written")


def small(image: QImage) -> QImage:
    """Smaller, and with the colours it uses most; letters stay sharp on their ground."""
    image = image.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation).convertToFormat(
        QImage.Format.Format_RGB32
    )
    return image.convertToFormat(QImage.Format.Format_Indexed8, table_of(image), Qt.ImageConversionFlag.ThresholdDither)


def table_of(image: QImage) -> list[int]:
    """The colours that stand for all: the most used of each small cell of the colour space, most used cells first."""
    counts = Counter(memoryview(image.constBits()).cast("I"))
    cells: dict[int, Counter[int]] = {}
    for colour, count in counts.items():
        cells.setdefault(colour & 0xF0F0F0, Counter())[colour | 0xFF000000] += count
    by_use = sorted(cells.values(), key=lambda cell: -cell.total())
    return [cell.most_common(1)[0][0] for cell in by_use[:COLOURS]]


if __name__ == "__main__":
    sys.exit(main())
