"""Every screen a block shows to the room, in order: its notice, its own slides, then the lesson, scene or practice."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from carecompanion.content.library import Library
from carecompanion.content.model import LessonId, PracticeId, SceneId
from carecompanion.errors import ContentError
from carecompanion.learning.room_face import (
    asked_in_step,
    free_words,
    room_of_notice,
    room_of_scene,
    room_of_slide,
    views_of_practice,
    with_title,
)
from carecompanion.learning.room_view import RoomView, Words
from carecompanion.learning.scenario import Play, replay
from carecompanion.learning.workshop import Block
from carecompanion.services.session_pictures import OWN

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RoomScreen:
    """What the room sees; after a vote of a lesson the `answer`; and the lesson's own notes for the trainer.

    `source` is what it was made of, in any language: a screen is found again by it when the block is read anew.
    """

    view: RoomView
    answer: RoomView | None = None
    notes: str = ""
    source: str = ""


class RoomScreens:
    """The screens of blocks, in one language; `address_of` gives what a slide's own picture is shown by.

    `title` is the session's.
    """

    def __init__(self, library: Library, language: str, address_of: Callable[[str], str], title: str = "") -> None:
        self._library = library
        self._language = language
        self._address_of = address_of
        self._title = title

    def of(self, block: Block) -> tuple[RoomScreen, ...]:
        """One at least: its title, where it has nothing else or its pack is missing."""
        try:
            shown = tuple(self._shown(block))
        except ContentError:
            log.info("a block shows only its own slides: what it names is not here")
            shown = ()
        notice = (RoomScreen(view, source="notice") for view in self._notice(block))
        own = (RoomScreen(self._slide(block, n), source=f"slide-{n}") for n in range(len(block.slides)))
        found = (*notice, *own, *shown) or (RoomScreen(RoomView(Words(block.title))),)
        return tuple(replace(one, view=with_title(one.view, self._title)) for one in found)

    def play_of(self, block: Block, taken: Sequence[int] = ()) -> Play | None:
        """Where the scene of a block is after these choices; None where it shows none, or its pack is missing."""
        kind, _colon, name = block.of.partition(":")
        if kind != "scene":
            return None
        try:
            return replay(self._library.scene(SceneId(name), self._language), taken)
        except ContentError:
            return None

    def _notice(self, block: Block) -> Iterator[RoomView]:
        if not block.is_sensitive:
            return
        words = block.notice or self._own_notice(block)
        if words:
            yield room_of_notice(words)

    def _own_notice(self, block: Block) -> str:
        """Lessons and scenes bring their own."""
        kind, _colon, name = block.of.partition(":")
        try:
            if kind == "scene":
                return self._library.scene(SceneId(name), self._language).notice.text
            notice = self._library.lesson(LessonId(name), self._language).notice if kind == "lesson" else None
        except ContentError:
            return ""
        return notice.text if notice else ""

    def _slide(self, block: Block, place: int) -> RoomView:
        slide = block.slides[place]
        if slide.picture.startswith(OWN):
            slide = replace(slide, picture=self._address_of(slide.picture))
        title = block.title if slide.title != block.title else ""
        return room_of_slide(slide, footer=free_words() if slide.tag else title)

    def _shown(self, block: Block) -> Iterator[RoomScreen]:
        kind, _colon, name = block.of.partition(":")
        if kind == "lesson":
            lesson = self._library.lesson(LessonId(name), self._language)
            for step in lesson.steps:
                if block.uses(step.id):
                    for view, answer in asked_in_step(lesson, step):
                        yield RoomScreen(view, answer, step.notes, f"step {step.id}")
        elif kind == "practice":
            views = views_of_practice(self._library.practice(PracticeId(name), self._language))
            yield from (RoomScreen(view, source="practice") for view in views)
        elif kind == "scene":
            play = replay(self._library.scene(SceneId(name), self._language), ())
            yield RoomScreen(room_of_scene(play), notes=play.moment.notes, source="scene")
        elif kind in ("checkin", "test"):
            yield RoomScreen(RoomView(Words(block.title)), source=kind)
