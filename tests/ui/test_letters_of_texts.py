"""What the checker lets into texts, every font of the program can draw."""

from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont

from carecompanion.content.proof.voice import LETTERS, MARKS
from carecompanion.paths import find_resources

FONTS = sorted((find_resources() / "fonts").glob("*.ttf"))


def letters() -> list[str]:
    """LETTERS written out: a-z and so on."""
    found, place = [], 0
    while place < len(LETTERS):
        is_range = LETTERS[place + 1 : place + 2] == "-"
        last = LETTERS[place + 2] if is_range else LETTERS[place]
        found += [chr(code) for code in range(ord(LETTERS[place]), ord(last) + 1)]
        place += 3 if is_range else 1
    return found


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_a_font_draws_all_that_texts_may_hold(qapp: object, file: Path) -> None:
    font = QRawFont(str(file), 16)
    assert font.isValid()
    assert [one for one in (*letters(), *MARKS) if not font.supportsCharacter(ord(one))] == []


def test_a_font_lacks_what_the_checker_refuses(qapp: object) -> None:
    font = QRawFont(str(FONTS[0]), 16)
    assert [one for one in "→✓★☺" if font.supportsCharacter(ord(one))] == []
    assert len(letters()) > 200 and FONTS
