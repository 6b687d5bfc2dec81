"""A trainer's own pictures: taken from a file into the profile, so that the laptop may lose the file."""

import base64
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from carecompanion.errors import SessionNotAllowed
from carecompanion.i18n import _
from carecompanion.learning.records import SessionPicture
from carecompanion.learning.workshop import Agenda, BlockSlide

MOST_BYTES = 2 * 1024 * 1024
OWN = "own:"  # begins a BlockSlide.picture that lies in the profile's file; the rest is the picture's id
_BEGINNINGS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


def read_picture(path: Path, session: str, now: datetime) -> SessionPicture:
    """Raises SessionNotAllowed for what is no picture, too large, or not to be read."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SessionNotAllowed(_("This picture could not be read. Choose it again, or another one.")) from error
    return picture_of(content, session, now)


def picture_of(content: bytes, session: str, now: datetime) -> SessionPicture:
    """Raises SessionNotAllowed."""
    if len(content) > MOST_BYTES:
        raise SessionNotAllowed(_("This picture is larger than 2 MB. Make it smaller, or choose another one."))
    kind = kind_of(content)
    if not kind:
        raise SessionNotAllowed(_("This file is no picture we can show. Choose a PNG, JPEG or WebP file."))
    return SessionPicture(uuid.uuid4().hex, session, kind, content, now)


def kind_of(content: bytes) -> str:
    """png, jpeg or webp by how the file begins; "" for anything else."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return next((kind for beginning, kind in _BEGINNINGS.items() if content.startswith(beginning)), "")


def pictures_in(agenda: Agenda) -> tuple[str, ...]:
    """The ids of the pictures that its slides show, each once."""
    shown = (slide.picture for block in agenda.blocks for slide in block.slides)
    return tuple(dict.fromkeys(one.removeprefix(OWN) for one in shown if one.startswith(OWN)))


def as_address(picture: SessionPicture) -> str:
    """The whole picture as the text of a data: address, which the room's window can show without any file."""
    return f"data:image/{picture.kind};base64,{base64.b64encode(picture.content).decode()}"


def with_pictures(agenda: Agenda, names: Mapping[str, str]) -> Agenda:
    """The same agenda with its pictures under other ids; one that has none goes, and so does any path."""
    return replace(agenda, blocks=tuple(replace(one, slides=_renamed(one.slides, names)) for one in agenda.blocks))


def _renamed(slides: tuple[BlockSlide, ...], names: Mapping[str, str]) -> tuple[BlockSlide, ...]:
    ids = (names.get(slide.picture.removeprefix(OWN), "") for slide in slides)
    return tuple(replace(slide, picture=own_id and OWN + own_id) for slide, own_id in zip(slides, ids, strict=True))
