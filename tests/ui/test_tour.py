"""The tour is walked to its end, once for all tests here: every stop has its picture, nothing of the throw-away person
stays, and the guide's pictures show what those screens say now.
"""

import json
import tempfile
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from carecompanion.content.guide import pictures_of, read_guide
from carecompanion.errors import UserError
from carecompanion.paths import find_paths
from carecompanion.ui import tour
from tests.ui.room import a_home

LOOKS = [("es", "light"), ("en", "dark")]
STOPS = 45
OF_HERS, OF_BEFORE = "mi-hija-2019.png", "es-light-99-gone.png"
SIZES = (tour.SIZE, (tour.BEAMER.width, tour.BEAMER.height))  # the window's, and the wall's


class Toured:
    """The page with all pictures, what the tour knows of each stop, and what it left behind."""

    def __init__(self, folder: Path, read_before: Path) -> None:
        self.paths = a_home(folder / "home", read_before)
        scratch = folder / "scratch"  # its own: another process may walk the tour at the same time
        scratch.mkdir()
        (folder / "tour").mkdir()
        for name in (OF_HERS, OF_BEFORE):
            (folder / "tour" / name).write_bytes(b"")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tempfile, "tempdir", str(scratch))
            self.page, self.pictures = tour.walk(folder / "tour", self.paths, LOOKS)
        self.left = set(scratch.iterdir())


@pytest.fixture(scope="module")
def toured(qapp, read_before: Path, tmp_path_factory: pytest.TempPathFactory) -> Toured:
    return Toured(tmp_path_factory.mktemp("toured"), read_before)


def test_the_tour_from_the_picker_to_the_cover(toured: Toured) -> None:
    hers = toured.page.parent / OF_HERS
    assert hers.exists() and not (hers.parent / OF_BEFORE).exists(), "only the tour's own pictures are taken away"
    pictures = sorted(file for file in toured.page.parent.glob("*.png") if file != hers)
    assert len(pictures) == 2 * STOPS
    words = toured.page.read_text(encoding="utf-8")
    for picture in pictures:
        image = QImage(str(picture))
        assert (image.width(), image.height()) in SIZES, picture.name
        assert picture.name in words
    assert len({picture.read_bytes() for picture in pictures}) == len(pictures), "no stop looks like another"
    assert toured.left == set()
    assert not toured.paths.profiles.exists(), "nobody real was touched"


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "a file").write_bytes(b"")
    with pytest.raises(UserError, match="No se pudo escribir"):
        tour.walk(tmp_path / "a file", find_paths(), LOOKS)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_guides_pictures_are_of_these_screens(toured: Toured, language: str) -> None:
    """Made from the very words that stand there now; else `make guide` makes them anew."""
    now = {one.stop: list(one.words) for one in toured.pictures if one.language == language}
    folder = toured.paths.guide / "pictures" / language
    then = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    wanted = pictures_of(read_guide(toured.paths.guide, language))
    assert sorted(then) == sorted(wanted) == sorted(file.stem for file in folder.glob("*.png"))
    assert wanted <= now.keys(), "the guide shows what is no stop of the tour"
    changed = {stop: _difference(then[stop], now[stop]) for stop in sorted(wanted) if then[stop] != now[stop]}
    assert not changed, f"run `make guide`, and look at the pictures: {changed}"


def _difference(then: list[str], now: list[str]) -> tuple[list[str], list[str]]:
    gone, new = [one for one in then if one not in now], [one for one in now if one not in then]
    return (gone, new) if gone or new else (then, now)


def test_words_are_those_that_can_be_seen(qapp) -> None:
    """Hidden ones do not count, and a key, which is another one each time, has no signs."""
    shown = QWidget()
    column = QVBoxLayout(shown)
    for text in ("Hoy", "Tu clave: 37KE-RNVV-RFCK-PHA7.", "1810-1811"):
        column.addWidget(QLabel(text))
    hidden = QLabel("Nadie lo ve")
    column.addWidget(hidden)
    shown.show()
    hidden.hide()
    assert tour.words_on(shown) == ("Hoy", "Tu clave: ····-····-····-····.", "····-····")
    shown.close()
