"""The editor's menus: what can be added, and what can be done with a row."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from carecompanion.i18n import _
from carecompanion.learning.workshop import Agenda
from carecompanion.ui.pages.session_words import kinds
from carecompanion.ui.widgets.drop_menu import DropMenu


def kinds_menu(owner: QWidget, add: Callable[[str], None], add_own: Callable[[], None]) -> DropMenu:
    menu = DropMenu(owner, _("Add a block"))
    for kind, words in kinds():
        menu.add(words, lambda kind=kind: add(kind), name=f"kind-{kind}")
    menu.addSeparator()
    menu.add(_("My own: title, three points, a picture"), add_own, name="kind-own")
    return menu


def row_menu(
    owner: QWidget,
    agenda: Agenda,
    place: int,
    move: Callable[[int, int], None],
    duplicate: Callable[[], None],
    remove: Callable[[], None],
) -> DropMenu:
    """Everything that can be done by dragging, too."""
    last = len(agenda.blocks) - 1
    menu = DropMenu(owner, agenda.blocks[place].title)
    for name, words, to, may in (
        ("row-up", _("Move up"), place - 1, place > 0),
        ("row-down", _("Move down"), place + 1, place < last),
        ("row-first", _("Move to the beginning"), 0, place > 0),
        ("row-last", _("Move to the end"), last, place < last),
    ):
        menu.add(words, lambda to=to: move(place, to), name=name).setEnabled(may)
    menu.addSeparator()
    menu.add(_("Duplicate"), duplicate, name="row-duplicate")
    menu.add(_("Remove"), remove, name="row-remove")
    return menu
