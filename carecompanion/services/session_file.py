"""A session as one file for a second laptop: JSON that says what it is, with its pictures; no answers, no runs, and the
trainer's notes only when she asks for them.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from carecompanion.errors import SessionNotAllowed, SessionUnreadable
from carecompanion.i18n import _
from carecompanion.learning.records import SessionPicture
from carecompanion.learning.workshop import Agenda
from carecompanion.services.session_draft import MOST_BLOCKS, ROWS, SessionPlan
from carecompanion.services.session_groups import checked_groups, one_line
from carecompanion.services.session_pictures import MOST_BYTES, picture_of, pictures_in, with_pictures
from carecompanion.services.session_text import (
    agenda_in,
    agenda_value,
    groups_in,
    groups_value,
    mapping,
    parsed,
    text_in,
)

FORMAT, VERSION = "care-companion-session", 1
ENDING = ".caresession"
MOST_FILE = 40 * MOST_BYTES


def file_text(plan: SessionPlan, pictures: Mapping[str, SessionPicture], *, with_notes: bool) -> str:
    """What the file says, letter by letter."""
    agenda = plan.agenda if with_notes else _without_notes(plan.agenda)
    value = {
        "format": FORMAT,
        "version": VERSION,
        "title": plan.title,
        "workshop": plan.workshop,
        "place": plan.place,
        "day": plan.day and plan.day.isoformat(),
        "groups": groups_value(plan.groups),
        "agenda": agenda_value(agenda),
        "pictures": {
            name: base64.b64encode(pictures[name].content).decode() for name in pictures_in(agenda) if name in pictures
        },
    }
    return json.dumps(value, ensure_ascii=False, indent=1)


def read_file(path: Path, session: str, now: datetime) -> tuple[SessionPlan, tuple[SessionPicture, ...]]:
    """The plan in a file, and its pictures with ids of their own. Raises SessionUnreadable with what is wrong."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_FILE + 1)
    except OSError as error:
        raise SessionUnreadable(_("This file could not be read. Copy it again from the other laptop.")) from error
    if len(content) > MOST_FILE:
        raise SessionUnreadable(_("This file is too large for a session."))
    return _plan_of(_checked(content), session, now)


def _checked(content: bytes) -> dict[str, Any]:
    try:
        found = mapping(parsed(content.removeprefix(b"\xef\xbb\xbf")))
    except (ValueError, UnicodeDecodeError) as error:
        raise SessionUnreadable(_damaged()) from error
    if found.get("format") != FORMAT:
        raise SessionUnreadable(_("This is not a session of Care Companion. Choose a file that ends in .caresession."))
    if type(found.get("version")) is not int:
        raise SessionUnreadable(_damaged())
    if found["version"] > VERSION:
        raise SessionUnreadable(_("This session was made by a newer version of the program. Update this one first."))
    return found


def _plan_of(found: dict[str, Any], session: str, now: datetime) -> tuple[SessionPlan, tuple[SessionPicture, ...]]:
    try:
        agenda = agenda_in(found["agenda"])
        groups = checked_groups(groups_in(found.get("groups", [])))
        day = date.fromisoformat(text_in(found, "day")) if found.get("day") else None
        kept = _pictures_of(mapping(found.get("pictures", {})), session, now)
        title = one_line(text_in(found, "title"))[:120] or _("Session")
        plan = SessionPlan(title, agenda, text_in(found, "workshop", ""), text_in(found, "place", ""), day, groups)
        _require_fitting(agenda)
    except SessionNotAllowed as error:
        raise SessionUnreadable(error.words) from error
    except (ValueError, KeyError, TypeError) as error:
        raise SessionUnreadable(_damaged()) from error
    own = {name: one.picture for name, one in kept.items()}
    return replace(plan, agenda=with_pictures(agenda, own)), tuple(kept.values())


def _pictures_of(found: dict[str, Any], session: str, now: datetime) -> dict[str, SessionPicture]:
    """By the id in the file. Raises ValueError, SessionNotAllowed."""
    kept = {}
    for name in found:
        try:
            content = base64.b64decode(text_in(found, name), validate=True)
        except binascii.Error as error:
            raise ValueError("no picture") from error
        kept[name] = picture_of(content, session, now)
    return kept


def _require_fitting(agenda: Agenda) -> None:
    """What the editor would not let pass either."""
    if len(agenda.blocks) > MOST_BLOCKS:
        raise SessionNotAllowed(_("A session has {n} blocks at most.").format(n=MOST_BLOCKS))
    for block in agenda.blocks:
        if any(len(slide.points) > ROWS or not slide.title or slide.minutes < 0 for slide in block.slides):
            raise ValueError("a slide no room can read")
        if not block.id or not block.title:
            raise ValueError("a block without a name")


def _without_notes(agenda: Agenda) -> Agenda:
    return replace(agenda, blocks=tuple(replace(block, notes="") for block in agenda.blocks))


def _damaged() -> str:
    return _("This session file is damaged. Nothing was added. Copy it again from the other laptop.")
