"""The tour is walked to its end: every stop has its picture, and nothing of the throw-away person stays."""

import tempfile
from pathlib import Path

from PySide6.QtGui import QImage

from carecompanion.paths import Paths
from carecompanion.ui import tour

STOPS = 24


def test_the_tour_from_the_picker_to_the_cover(qapp, paths: Paths, tmp_path: Path) -> None:
    before = set(Path(tempfile.gettempdir()).glob("care-companion-tour-*"))
    page = tour.walk(tmp_path / "tour", paths, [("es", "light"), ("en", "dark")])
    pictures = sorted(page.parent.glob("*.png"))
    assert len(pictures) == 2 * STOPS
    words = page.read_text(encoding="utf-8")
    for picture in pictures:
        image = QImage(str(picture))
        assert (image.width(), image.height()) == tour.SIZE, picture.name
        assert picture.name in words
    assert len({picture.read_bytes() for picture in pictures}) == len(pictures), "no stop looks like another"
    assert set(Path(tempfile.gettempdir()).glob("care-companion-tour-*")) == before
    assert not paths.profiles.exists(), "nobody real was touched"
