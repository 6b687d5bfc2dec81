"""A session in the editor: its agenda at the left, the chosen block or the session itself at the right.

Every change is kept at once and can be undone for the whole sitting. Where there is no room for both, the right side
takes the place of the agenda while it is open.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.workshop import Reference, WorkshopId
from carecompanion.i18n import _
from carecompanion.learning.workshop import Agenda
from carecompanion.services.clock import local_day
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.session_draft import SessionDraft, agenda_advice
from carecompanion.ui.go import Go
from carecompanion.ui.pages.facilitate_templates import offer_templates
from carecompanion.ui.pages.session_about import AboutPanel
from carecompanion.ui.pages.session_agenda import AgendaCard
from carecompanion.ui.pages.session_block import BlockPanel
from carecompanion.ui.pages.session_menus import kinds_menu, row_menu
from carecompanion.ui.pages.session_side import SidePanel
from carecompanion.ui.pages.session_top import add_keys, session_top
from carecompanion.ui.pages.session_words import half_typed_words, under_title
from carecompanion.ui.pages.trouble import Trouble
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.drop_menu import DropMenu
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.scroll import PageScroll, scroll_to
from carecompanion.ui.widgets.top_row import TopRow, fill_page

SIDE, LEAST_LIST = 360, 400
BLOCK, ABOUT = "block", "about"


class SessionPage(QWidget):
    """`session` is its id; `block` the chosen one's id, `part` what is at the right, `is_open` where only one fits.

    `pasted` is a list of groups that was not used yet.
    """

    shell = "full"
    section = "facilitate"
    may_start_over = True

    def __init__(
        self,
        app: App,
        profile: OpenProfile,
        go: Go,
        session: str,
        block: str = "",
        part: str = BLOCK,
        is_open: bool = False,
        pasted: str = "",
    ) -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._draft: SessionDraft = profile.training.sitting(session)
        self._part, self._is_open, self._is_narrow = part, is_open, False
        self._chosen = block or next((one.id for one in self._agenda_now.blocks), "")
        self._panel: BlockPanel | AboutPanel | None = None
        self._said_half_typed = dict(self._draft.half_typed)
        self._top = self._make_top()
        self._agenda = self._make_agenda()
        self._side = SidePanel()
        self._side.part_chosen.connect(self._on_part_chosen)
        self._side.back_asked.connect(self._close_side)
        self._side.duplicate_asked.connect(self._duplicate)
        self._side.remove_asked.connect(lambda: self._remove(self._place))
        self._side.move_asked.connect(self._move_by)
        about = Button(_("Session and groups"), icon="pencil")
        about.setObjectName("open-about")
        about.clicked.connect(self._open_about)
        self._about_row = FlowRow([about], 0)
        self._lay_out()
        up, down = partial(self._move_by, -1), partial(self._move_by, 1)
        undoing = {"Ctrl+Z": self._undo, "Ctrl+Shift+Z": self._redo, "Ctrl+Y": self._redo}
        add_keys(self, undoing | {"Alt+Up": up, "Alt+Down": down})
        self._show_panel(pasted=pasted)
        self._show_plan()

    def enter(self) -> None:
        self._top.focus_title()

    def leave(self) -> None:
        """What is being typed is kept; what is no day or hour changes nothing, which is said once."""
        if self._panel is not None:
            self._panel.flush()
        if self._draft.half_typed != self._said_half_typed:
            self._said_half_typed = dict(self._draft.half_typed)
            if self._said_half_typed:
                self._go.toast(half_typed_words(self._said_half_typed.values()))

    def arguments_now(self) -> dict[str, Any]:
        pasted = self._panel.teams.pasted if isinstance(self._panel, AboutPanel) else ""
        now = {
            "session": self._draft.session,
            "block": self._chosen,
            "part": self._part,
            "is_open": self._is_open,
            "pasted": pasted,
        }
        return {name: value for name, value in now.items() if value}

    def regions(self) -> list[QWidget]:
        return [self._top, self._agenda, self._side]

    def escape(self) -> None:
        """From the fields back to the agenda; from there to the list of sessions."""
        focus = QApplication.focusWidget()
        if focus is not None and self._side.isAncestorOf(focus):
            self._close_side()
        else:
            self._go.page("facilitate")

    # building

    def _make_top(self) -> TopRow:
        return session_top(
            self._draft.plan,
            back=lambda: self._go.page("facilitate"),
            rehearse=lambda: self._start(rehearse=True),
            start=self._start,
        )

    def _make_agenda(self) -> AgendaCard:
        card = AgendaCard()
        card.add_asked.connect(self._offer_kinds)
        card.template_asked.connect(self._offer_templates)
        card.packs_asked.connect(lambda: self._go.page("packs", origin="session"))
        card.undo_asked.connect(self._undo)
        card.redo_asked.connect(self._redo)
        card.list.chosen.connect(self._on_chosen)
        card.list.opened.connect(self._on_opened)
        card.list.menu_asked.connect(self._offer_block)
        card.list.move_asked.connect(self._move)
        card.list.remove_asked.connect(self._remove)
        return card

    def _lay_out(self) -> None:
        content = QWidget()
        self._content = QVBoxLayout(content)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(look.space(12))
        self._content.addWidget(self._about_row)
        self._trouble = Trouble(self._content)
        row = QHBoxLayout()
        row.setSpacing(look.space(20))
        row.addWidget(self._agenda, 1)
        row.addWidget(self._side)
        self._content.addLayout(row, 1)
        fill_page(self, self._top, self._go.hide).content.addWidget(PageScroll(content), 1)
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        """Both beside each other, or one of them."""
        free = width - 2 * look.space(32) - look.px(SIDE) - look.space(20)
        self._is_narrow = look.is_one_column or free < look.px(LEAST_LIST)
        self._side.set_width(0 if self._is_narrow else look.px(SIDE))
        self._agenda.setVisible(not (self._is_narrow and self._is_open))
        self._side.setVisible(not self._is_narrow or self._is_open)
        self._side.show_back(self._is_narrow)
        self._about_row.setVisible(self._is_narrow and not self._is_open)

    # what is shown

    @property
    def _agenda_now(self) -> Agenda:
        return self._draft.plan.agenda

    @property
    def _place(self) -> int | None:
        """Of the chosen block."""
        return self._agenda_now.place_of(self._chosen)

    def _show_plan(self) -> None:
        """Title, times and rows as the draft has them; the fields at the right stay as they are."""
        plan, draft = self._draft.plan, self._draft
        self._top.title.setText(plan.title)
        if self._top.subtitle is not None:
            self._top.subtitle.setText(under_title(plan))
        missing = draft.missing()
        marks = [bool(missing) and draft.is_missing(block) for block in plan.agenda.blocks]
        advice = (*agenda_advice(plan.agenda), *missing, *draft.gone())
        self._agenda.put(plan.agenda, marks, self._place, advice, lacks_packs=bool(missing))
        self._agenda.show_undo(may_undo=draft.may_undo, may_redo=draft.may_redo)
        place = self._place
        if isinstance(self._panel, BlockPanel) and place is not None:
            self._panel.refresh(place)
        self._side.show_place(place, len(plan.agenda.blocks))

    def _show_panel(self, *, slide: int | None = None, pasted: str = "") -> None:
        """The right side anew."""
        place = self._place
        if place is None and self._part == BLOCK:
            blocks = self._agenda_now.blocks
            self._part, self._chosen = (BLOCK, blocks[0].id) if blocks else (ABOUT, "")
            place = self._place
        if self._part == BLOCK and place is not None:
            panel = BlockPanel(self._draft, place, self._app.library, slide)
            panel.picture_asked.connect(self._on_picture_asked)
            panel.shown_asked.connect(self._on_shown_asked)
            self._panel = panel
        else:
            self._panel = AboutPanel(self._draft, local_day(self._app.clock), pasted)
        self._panel.changed.connect(self._on_panel_changed)
        self._side.put(self._panel, self._part, has_blocks=bool(self._agenda_now.blocks))

    def _on_panel_changed(self) -> None:
        self._show_plan()
        self._agenda.show_saved(is_kept=self._draft.is_kept)

    # choosing

    def _on_chosen(self, place: int) -> None:
        self.leave()
        self._chosen = self._agenda_now.blocks[place].id
        self._part = BLOCK
        self._show_panel()
        self._side.show_place(place, len(self._agenda_now.blocks))

    def _on_opened(self, place: int, by_key: bool) -> None:
        """Enter goes to its fields; a click does where the agenda makes room for them."""
        if self._part != BLOCK or self._place != place:
            self._on_chosen(place)
        if self._is_narrow:
            self._is_open = True
            self._fit(self.width())
        if by_key or self._is_narrow:
            self._focus_panel()

    def _on_part_chosen(self, part: str) -> None:
        self.leave()
        self._part = part
        self._show_panel()

    def _open_about(self) -> None:
        self._on_part_chosen(ABOUT)
        self._is_open = True
        self._fit(self.width())
        self._focus_panel()

    def _close_side(self) -> None:
        """Back to the row the fields are of."""
        self.leave()
        self._is_open = False
        self._fit(self.width())
        self._focus_row()

    def _focus_panel(self, *, is_new: bool = False) -> None:
        if self._panel is not None:
            self._panel.focus_title(is_new=is_new)
            scroll_to(self._panel)

    def _focus_row(self) -> None:
        place = self._place
        if place is not None:
            self._agenda.list.focus_row(place)
        else:
            self._top.focus_title()

    # changing the agenda

    def _change(self, act: Callable[[], object], chosen: Callable[[], str] | None = None) -> bool:
        """Keep what is typed, do it, and show it all anew; false, and a sentence, when it may not be."""
        self.leave()
        if not self._trouble.did(act):
            return False
        if chosen is not None:
            self._chosen, self._part = chosen(), BLOCK
        self._show_panel()
        self._show_plan()
        self._agenda.show_saved(is_kept=self._draft.is_kept)
        return True

    def _offer_kinds(self, button: QWidget) -> None:
        kinds_menu(self, self._add, self._add_own).open_under(button)

    def _after_chosen(self) -> int:
        """A new block comes after the chosen one."""
        place = self._place
        return len(self._agenda_now.blocks) if place is None else place + 1

    def _add(self, kind: str) -> None:
        at = self._after_chosen()
        if self._change(lambda: self._draft.add(kind, at=at), lambda: self._id_at(at)):
            self._open_new()

    def _add_own(self) -> None:
        at = self._after_chosen()
        if self._change(lambda: self._draft.add_own(_("My block"), at=at), lambda: self._id_at(at)):
            self._show_panel(slide=0)
            self._open_new()

    def _id_at(self, place: int) -> str:
        return self._agenda_now.blocks[place].id

    def _open_new(self) -> None:
        if self._is_narrow:
            self._is_open = True
            self._fit(self.width())
        self._focus_panel(is_new=True)
        self._say_place()

    def _offer_templates(self, button: QWidget) -> None:
        menu = DropMenu(self, _("Take from a template"))
        templates = self._profile.training.templates()
        offer_templates(menu, self._app.library, templates, self._take_day)
        if not templates:
            menu.add(_("No pack on this computer has a workshop."), lambda: None).setEnabled(False)
        menu.open_under(button)

    def _take_day(self, workshop: WorkshopId, day: int) -> None:
        before = len(self._agenda_now.blocks)
        found = self._trouble.attempt(lambda: self._app.library.workshop(workshop, i18n.language()))
        if found and self._change(lambda: self._draft.take_day(found, day), lambda: self._id_at(before)):
            self._agenda.list.focus_row(before)

    def _offer_block(self, place: int, at: QPoint) -> None:
        """The menu of a row."""
        self._agenda.list.rows[place].setChecked(True)
        remove = partial(self._remove, place)
        menu = row_menu(self, self._agenda_now, place, self._move, self._duplicate, remove)
        menu.open_at(self._agenda.list.rows[place], at)

    def _move_by(self, by: int) -> None:
        place = self._place
        if place is not None and self._part == BLOCK:
            self._move(place, place + by)

    def _move(self, place: int, to: int) -> None:
        if not 0 <= to < len(self._agenda_now.blocks) or to == place:
            return
        moved, had_focus = self._id_at(place), self._agenda.list.row_at() is not None
        if self._change(lambda: self._draft.move(place, to), lambda: moved):
            if had_focus:
                self._focus_row()
            self._say_place()

    def _duplicate(self) -> None:
        place = self._place
        if place is not None and self._change(lambda: self._draft.duplicate(place), lambda: self._id_at(place + 1)):
            self._focus_row()
            self._say_place()

    def _remove(self, place: int | None) -> None:
        if place is None:
            return
        title = self._agenda_now.blocks[place].title
        ids = [block.id for block in self._agenda_now.blocks]
        rest = [*ids[place + 1 : place + 2], *ids[max(0, place - 1) : place], ""]
        if self._change(lambda: self._draft.remove(place), lambda: rest[0]):
            self._is_open = False
            self._fit(self.width())
            self._focus_row()
            self._go.toast(_("“{title}” was removed.").format(title=title), _("Undo"), self._undo_later)

    def _undo_later(self) -> None:
        """From the toast; also when the page is another one by now."""
        self._draft.undo()
        if isValid(self) and self.isVisible():
            self._after_undo()

    def _undo(self) -> None:
        self.leave()
        if self._draft.may_undo:
            self._draft.undo()
            self._after_undo()
            announce(self, _("Undone"))

    def _redo(self) -> None:
        self.leave()
        if self._draft.may_redo:
            self._draft.redo()
            self._after_undo()
            announce(self, _("Done again"))

    def _after_undo(self) -> None:
        """The same block stays chosen when it is still there; the keyboard stays where it was."""
        had_row = self._agenda.list.row_at() is not None
        self._show_panel()
        self._show_plan()
        self._agenda.show_saved(is_kept=self._draft.is_kept)
        if had_row:
            self._focus_row()

    def _say_place(self) -> None:
        place = self._place
        if place is not None:
            words = _("Now {place} of {total}").format(place=place + 1, total=len(self._agenda_now.blocks))
            announce(self, words)

    # what a block shows

    def _on_shown_asked(self, what: Reference | None, title: str, is_sensitive: bool) -> None:
        place = self._place
        if place is None:
            return
        if self._change(lambda: self._draft.show(place, what, title, is_sensitive=is_sensitive)):
            button = self._side.findChild(Button, "block-shown")
            if button is not None:
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picture_asked(self, slide: int, file: Path | None) -> None:
        place = self._place
        if place is not None and self._change(lambda: self._draft.set_picture(place, slide, file)):
            self._show_panel(slide=slide)

    # beginning

    def _start(self, *, rehearse: bool = False) -> None:
        self.leave()
        training, session = self._profile.training, self._draft.session
        self._trouble.attempt(lambda: self._go.lead(training.start(session, rehearse=rehearse)))
