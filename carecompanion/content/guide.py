"""The guide of the program, in parts, as plain Markdown in resources/guide: `<part>.<language>.md`.

A title, a sentence on whom it is for, then sections. A picture is a stop of the tour (ui/tour_stops.py) and stands in a
line of its own, with words for who does not see it: `![What it shows](name-of-the-stop)`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from carecompanion.errors import ContentMissing
from carecompanion.i18n import _

PARTS = ("estudiar", "participar", "facilitar", "coordinar")

_TITLE, _SECTION = re.compile(r"# +(.+)"), re.compile(r"## +(.+)")
_PICTURE = re.compile(r"!\[([^\]]+)\]\(([a-z0-9-]+)\)")


@dataclass(frozen=True, slots=True)
class GuidePicture:
    """The picture of a stop, and what it shows in words."""

    stop: str
    spoken: str


@dataclass(frozen=True, slots=True)
class GuideSection:
    """One idea: texts in Markdown, and pictures between them."""

    title: str
    blocks: tuple[str | GuidePicture, ...]


@dataclass(frozen=True, slots=True)
class GuidePart:
    """For one kind of people."""

    id: str
    title: str
    lead: str
    sections: tuple[GuideSection, ...]


def read_guide(folder: Path, language: str) -> tuple[GuidePart, ...]:
    """All parts in their order. Raises ContentMissing when the program is not whole."""
    return tuple(_read_part(folder, part, language) for part in PARTS)


def pictures_of(parts: Iterable[GuidePart]) -> set[str]:
    """The stops that are shown somewhere."""
    blocks = [block for part in parts for section in part.sections for block in section.blocks]
    return {block.stop for block in blocks if isinstance(block, GuidePicture)}


def picture_file(folder: Path, language: str, stop: str) -> Path:
    return folder / "pictures" / language / f"{stop}.png"


def _read_part(folder: Path, part: str, language: str) -> GuidePart:
    try:
        text = (folder / f"{part}.{language}.md").read_text(encoding="utf-8")
    except OSError as error:
        words = _("The guide is not whole here. Install Care Companion again; what you wrote is safe.")
        raise ContentMissing(words) from error
    return parse_part(part, text)


def parse_part(part: str, text: str) -> GuidePart:
    """The file's text in its sections."""
    head, *bodies = re.split(r"(?m)^(?=## )", text)
    title, _end, lead = head.strip().partition("\n")
    found = _TITLE.fullmatch(title.strip())
    return GuidePart(part, found[1] if found else title, " ".join(lead.split()), tuple(map(_section, bodies)))


def _section(text: str) -> GuideSection:
    title, _end, body = text.partition("\n")
    found = _SECTION.fullmatch(title.strip())
    return GuideSection(found[1] if found else title, tuple(_blocks(body)))


def _blocks(body: str) -> Iterable[str | GuidePicture]:
    """Text up to a line that is a picture, the picture, and so on."""
    lines: list[str] = []
    for line in [*body.splitlines(), None]:
        picture = _PICTURE.fullmatch(line.strip()) if line is not None else None
        if line is not None and picture is None:
            lines.append(line)
            continue
        if text := "\n".join(lines).strip():
            yield text
        lines = []
        if picture is not None:
            yield GuidePicture(picture[2], picture[1])
