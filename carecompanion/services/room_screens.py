"""Every screen a block shows to the room, in order: its notice, its own slides, then the lesson, scene or practice."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace

from carecompanion.content.library import Library
from carecompanion.content.model import LessonId, PracticeId, SceneId
from carecompanion.errors import ContentError
from carecompanion.learning.room_face import (
    room_of_notice,
    room_of_scene,
    room_of_slide,
    views_of_practice,
    views_of_step,
)
from carecompanion.learning.room_view import RoomView, Words
from carecompanion.learning.scenario import begin
from carecompanion.learning.workshop import Block
from carecompanion.services.session_pictures import OWN

log = logging.getLogger(__name__)


class RoomScreens:
    """The screens of blocks, in one language; `address_of` gives what a slide's own picture is shown by."""

    def __init__(self, library: Library, language: str, address_of: Callable[[str], str]) -> None:
        self._library = library
        self._language = language
        self._address_of = address_of

    def of(self, block: Block) -> tuple[RoomView, ...]:
        """One at least: its title, where it has nothing else or its pack is missing."""
        try:
            shown = tuple(self._shown(block))
        except ContentError:
            log.info("a block shows only its own slides: what it names is not here")
            shown = ()
        own = tuple(self._slide(block, place) for place in range(len(block.slides)))
        views = (*self._notice(block), *own, *shown)
        return views or (RoomView(Words(block.title)),)

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
        return room_of_slide(slide, footer=block.title if slide.title != block.title else "")

    def _shown(self, block: Block) -> Iterator[RoomView]:
        kind, _colon, name = block.of.partition(":")
        if kind == "lesson":
            lesson = self._library.lesson(LessonId(name), self._language)
            for step in lesson.steps:
                if not block.steps or step.id in block.steps:
                    yield from views_of_step(lesson, step)
        elif kind == "practice":
            yield from views_of_practice(self._library.practice(PracticeId(name), self._language))
        elif kind == "scene":
            yield room_of_scene(begin(self._library.scene(SceneId(name), self._language)))
        elif kind in ("checkin", "test"):
            yield RoomView(Words(block.title))
