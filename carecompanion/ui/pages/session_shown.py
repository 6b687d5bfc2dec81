"""What a block may show on the projector: the menu of everything the packs have, and what one of them is called."""

from collections.abc import Callable

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.content.model import CheckInId, LessonId, PracticeId, SceneId
from carecompanion.content.workshop import Reference, WorkshopId
from carecompanion.errors import ContentError
from carecompanion.i18n import _
from carecompanion.learning.workshop import Block
from carecompanion.services.session_draft import kind_words
from carecompanion.ui.widgets.drop_menu import DropMenu

Choose = Callable[[Reference | None, str, bool], None]  # what, its title, whether it is sensitive


def shown_words(library: Library, block: Block, workshop: str) -> str:
    """«Escena: la primera conversación»; of a block that shows only its own, that."""
    kind, _colon, name = block.of.partition(":")
    if not kind:
        return _("Only its own slides") if block.slides else _("Only its title")
    try:
        title = _title_of(library, kind, name, workshop)
    except (ContentError, KeyError):
        return _("{kind}: not on this computer").format(kind=kind_words(kind))
    return _("{kind}: {title}").format(kind=kind_words(kind), title=title)


def fill_menu(menu: DropMenu, library: Library, block: Block, workshop: str, choose: Choose) -> None:
    """Everything there is, by kind; what it is now has a tick."""
    language = i18n.language()
    own = _("Only its own slides") if block.slides else _("Only its title")
    menu.add(own, lambda: choose(None, "", False), name="show-own", is_chosen=not block.of)
    lessons = menu.add_menu(_("Lessons"), "show-lessons")
    for course in library.courses(language):
        inner = lessons.add_menu(course.title)
        for lesson in course.lessons:
            _offer(inner, block, Reference("lesson", lesson.id), lesson.title, choose, is_sensitive=lesson.is_sensitive)
    scenes = menu.add_menu(_("Scenes"), "show-scenes")
    for scene in library.scene_cards(language):
        _offer(scenes, block, Reference("scene", scene.id), scene.title, choose, is_sensitive=True)
    practices = menu.add_menu(_("Practices"), "show-practices")
    for practice in library.practices(language):
        _offer(practices, block, Reference("practice", practice.id), practice.title, choose)
    checkins = menu.add_menu(_("Check-ins"), "show-checkins")
    for checkin in library.checkins(language):
        _offer(checkins, block, Reference("checkin", checkin.id), checkin.title, choose)
    _offer_tests(menu.add_menu(_("Questions"), "show-tests"), library, block, workshop, choose)
    for inner in (lessons, scenes, practices, checkins):
        inner.menuAction().setEnabled(not inner.isEmpty())


def _offer_tests(menu: DropMenu, library: Library, block: Block, workshop: str, choose: Choose) -> None:
    """Those of the session's own template are called by their own name, as the template does."""
    for card in library.workshops(i18n.language()):
        try:
            found = library.workshop(card.id, i18n.language())
        except ContentError:
            continue
        for test in found.tests:
            name = str(test.id) if str(card.id) == workshop else f"{card.id}#{test.id}"
            words = _("{title} ({workshop})").format(title=test.title, workshop=card.title)
            _offer(menu, block, Reference("test", name), words, choose)
    menu.menuAction().setEnabled(not menu.isEmpty())


def _offer(
    menu: DropMenu, block: Block, what: Reference, title: str, choose: Choose, *, is_sensitive: bool = False
) -> None:
    is_now = block.of == str(what)
    menu.add(title, lambda: choose(what, title, is_sensitive), name=f"show-{what}", is_chosen=is_now)


def _title_of(library: Library, kind: str, name: str, workshop: str) -> str:
    """Raises ContentMissing, ContentError, KeyError."""
    language = i18n.language()
    if kind == "lesson":
        return library.lesson_card(LessonId(name), language).title
    if kind == "scene":
        return library.scene_card(SceneId(name), language).title
    if kind == "practice":
        return library.practice(PracticeId(name), language).title
    if kind == "checkin":
        return library.checkin(CheckInId(name), language).title
    of, _hash, test = name.rpartition("#")
    return library.workshop(WorkshopId(of or workshop), language).test(test).title
