"""The room's questions on the console: open a round in one of three ways, see how many answered, close it, show it.

While it is open nothing but the number is known here. Then the console sees the very screens the wall would show.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.content.workshop import SatisfactionForm
from carecompanion.errors import ContentError, UserError
from carecompanion.i18n import _, ngettext
from carecompanion.learning.room_view import Counts, Options, RoomView
from carecompanion.services.room_comparing import compared_words, left_out_words, legend_of
from carecompanion.services.room_questions import RoomQuestion, choice_of, instrument_of
from carecompanion.services.room_results import views_of_round
from carecompanion.services.room_round import RoomRound
from carecompanion.ui.go import Go
from carecompanion.ui.leading import Leading
from carecompanion.ui.pages.console_bands import Bands
from carecompanion.ui.pages.console_forms import print_form, print_round
from carecompanion.ui.pages.practice_parts import Toggle
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button, IconButton
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.fields import ErrorLine
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label

if TYPE_CHECKING:
    from carecompanion.services.session_run import TrainingRun

LAPTOP, HANDS, PAPER = "laptop", "hands", "paper"
BLOCK, VOTE, FORM = "block", "vote", "form"


def asked_here(leading: Leading) -> str:
    """What can be asked now: what the block asks, the vote on the wall, the form at the end; "" = nothing."""
    run = leading.run
    block = run.run.current
    kind = instrument_of(block).partition(":")[0]
    if kind in ("checkin", "test", "slide"):
        return BLOCK
    if kind == "lesson":
        return VOTE if isinstance(run.screen.view.slide, Options) else ""
    return FORM if block.kind == "closing" and form_of(leading) is not None else ""


def form_of(leading: Leading) -> SatisfactionForm | None:
    """A workshop whose pack is gone has none."""
    try:
        return leading.run.form()
    except ContentError:
        return None


class RoomCard(Card):
    """`refresh()` builds another state when there is another one. Absent where nothing is asked: `is_needed`."""

    def __init__(self, leading: Leading, go: Go) -> None:
        super().__init__()
        self.setObjectName("room-card")
        self._leading, self._go = leading, go
        self._way = ""
        self._page = 0
        self._is_new = False  # another round of what was closed already
        self._shown: object = None
        self._inner: QWidget | None = None
        self._error = ErrorLine()
        self.refresh()

    @staticmethod
    def is_needed(leading: Leading) -> bool:
        return bool(asked_here(leading))

    @property
    def round(self) -> RoomRound | None:
        """The round of what is asked here, opened last."""
        block, asks = self._leading.run.run.current, asked_here(self._leading)
        for one in reversed(self._leading.run.rounds()):
            is_form = one.instrument.startswith("form:")
            if asks == FORM and is_form:
                return one
            if asks == BLOCK and one.block == block.id and one.instrument == instrument_of(block):
                return one
            if asks == VOTE and one.block == block.id and one.questions == (self._vote,):
                return one
        return None

    def refresh(self) -> None:
        state = self._state()
        if state == self._shown:
            return
        is_first = self._shown is None
        self._shown = state
        focus = self.window().focusWidget()
        name = focus.objectName() if focus is not None and self.isAncestorOf(focus) else ""
        self._build()
        if name and not is_first:
            self._focus(name)

    def _state(self) -> tuple[object, ...]:
        asked = self.round
        about = (asked.id, asked.is_open, asked.count()) if asked is not None else ()
        return (*about, asked_here(self._leading), self._is_new, self._page, self._leading.instead, self._people)

    @property
    def _vote(self) -> RoomQuestion:
        slide = self._leading.run.screen.view.slide
        assert isinstance(slide, Options)
        return choice_of("vote", slide.prompt, slide.options)

    @property
    def _people(self) -> int:
        return sum(group.size for group in self._leading.run.course.came)

    # building

    def _build(self) -> None:
        if self._inner is not None:
            self.body.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._error = ErrorLine()
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(8))
        self.body.addWidget(self._inner)
        asked = None if self._is_new else self.round
        column.addLayout(self._head(asked))
        if asked is None:
            self._add_choice(column)
        elif asked.is_open:
            self._add_open(column, asked)
        else:
            self._add_closed(column, asked)
        column.addWidget(self._error)
        self._inner.show()

    def _head(self, asked: RoomRound | None) -> QHBoxLayout:
        row = QHBoxLayout()
        title = _("What people thought of it") if asked_here(self._leading) == FORM else _("Room check-in")
        row.addWidget(Label(title, "h3"), 1)
        if asked is not None:
            row.addWidget(_state_tag(is_open=asked.is_open), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _add_choice(self, column: QVBoxLayout) -> None:
        """Nothing is open: how to ask, and open."""
        ways = {BLOCK: (LAPTOP, HANDS, PAPER), VOTE: (HANDS,), FORM: (PAPER,)}.get(asked_here(self._leading), ())
        self._way = self._way if self._way in ways else ways[0] if len(ways) == 1 else ""
        group = QButtonGroup(self._inner)
        for way in ways if len(ways) > 1 else ():
            button = Toggle(way_words(way), way_icon(way))
            button.setObjectName(f"way-{way}")
            button.setChecked(way == self._way)
            button.clicked.connect(lambda _checked=False, way=way: self._choose(way))
            group.addButton(button)
            column.addWidget(button)
        self._about = Label("", "small", "textMuted")
        column.addWidget(self._about)
        self._open = self._button(column, "open-round", _("Open the round"), self._on_open, "primary")
        if PAPER in ways:
            self._button(column, "print-forms", _("Print forms"), self._on_print, icon="printer")
        if self._is_new:
            self._button(column, "keep-round", _("Back to the results"), self._on_keep_round, "link")
        self._choose(self._way)

    def _add_open(self, column: QVBoxLayout, asked: RoomRound) -> None:
        """How many answered, and no more."""
        self._add_count(column, asked)
        column.addWidget(Label(_("Results are told when it is closed."), "small", "textMuted"))
        if asked.way == LAPTOP:
            self._button(column, "go-on", _("Pass the laptop"), lambda: self._go_to("pass_laptop", asked), icon="users")
        elif asked.way == HANDS:
            self._button(column, "go-on", _("Count hands"), lambda: self._go_to("hands", asked), icon="hand")
        if asked.way != HANDS:  # also of those who rather write while the laptop goes round: one round, one result
            words, name = _("Enter forms from paper"), "go-on" if asked.way == PAPER else "from-paper"
            self._button(column, name, words, lambda: self._go_to("paper_rows", asked), icon="keyboard")
        if asked.way == PAPER:
            self._button(column, "print-forms", _("Print forms"), self._on_print, icon="printer")
        self._button(column, "close-round", _("Close the round"), lambda: self._on_close(asked), "primary")

    def _add_closed(self, column: QVBoxLayout, asked: RoomRound) -> None:
        self._add_count(column, asked)
        found = self._leading.run.compared(asked)
        is_last = found is not None and found.last.id == asked.id
        views = views_here(self._leading.run, asked)
        self._page = min(self._page, max(0, len(views) - 1))
        if found is not None and found.first.id != asked.id:
            about = Label(compared_words(found) if is_last else left_out_words(found), "small", "textMuted")
            about.setObjectName("compared")
            column.addWidget(about)
        if views:
            self._add_results(column, views)
        self._button(column, "another-round", _("Ask once more"), self._on_another, "link")

    def _add_results(self, column: QVBoxLayout, views: tuple[RoomView, ...]) -> None:
        slide = views[self._page].slide
        assert isinstance(slide, Counts)
        column.addLayout(self._title_row(slide.title, views))
        column.addWidget(Bands(slide))
        is_on_wall = self._leading.instead == views[self._page]
        if is_on_wall:
            self._button(column, "take-from-room", _("Take it off the wall"), self._leading.take_back, icon="eye-off")
        else:
            self._button(column, "show-to-room", _("Show to the room"), lambda: self._show(views), icon="eye")
        said = _("The room sees this now.") if is_on_wall else _("Not shown on the projector yet.")
        column.addWidget(Label(said, "small", "textMuted"))

    def _add_count(self, column: QVBoxLayout, asked: RoomRound) -> None:
        count = asked.count()
        row = QHBoxLayout()
        row.setSpacing(look.space(8))
        number = Label(str(count), "h2", wrap=False)
        number.setObjectName("round-count")
        row.addWidget(number)
        words = ngettext("answer", "answers", count)
        if self._people:
            words = ngettext("answer of {all}", "answers of {all}", count).format(all=self._people)
        row.addWidget(Label(words, "ui", "textMuted"), 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)

    def _title_row(self, title: str, views: tuple[RoomView, ...]) -> QHBoxLayout:
        """What is shown, and the way to the other results."""
        row = QHBoxLayout()
        row.setSpacing(look.space(6))
        row.addWidget(Label(title, "ui", weight=600), 1)
        if len(views) < 2:
            return row
        place = _("{number} of {total}").format(number=self._page + 1, total=len(views))
        row.addWidget(Label(place, "small", "textMuted", wrap=False))
        for name, icon, words, step in (
            ("results-previous", "chevron-left", _("Result before"), -1),
            ("results-next", "chevron-right", _("Next result"), 1),
        ):
            button = IconButton(icon, words, "quiet", "small")
            button.setObjectName(name)
            button.setEnabled(0 <= self._page + step < len(views))
            button.clicked.connect(lambda _checked=False, step=step: self._turn(step, views))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _button(
        self,
        column: QVBoxLayout,
        name: str,
        words: str,
        act: Callable[[], object],
        kind: str = "outline",
        icon: str = "",
    ) -> Button:
        button = Button(words, kind, icon, "small")
        button.setObjectName(name)
        button.clicked.connect(lambda: act())
        column.addWidget(button)
        return button

    def _focus(self, name: str) -> None:
        """The keyboard stays where it was, or goes to what is done next."""
        buttons = {one.objectName(): one for one in self._inner.findChildren(Button) if one.isEnabled()}
        found = (buttons.get(one) for one in (name, "show-to-room", "take-from-room", "go-on", *buttons))
        button = next(one for one in found if one is not None)
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, button, lambda: scroll_to(button))  # its place comes with the layout

    # acting

    def _choose(self, way: str) -> None:
        self._way = way
        self._about.setText(self._about_words(way))
        self._about.setVisible(bool(self._about.text()))
        self._open.setEnabled(bool(way))

    def _about_words(self, way: str) -> str:
        if asked_here(self._leading) == FORM:
            return _("Filled in on paper, without a name. Then it is entered here.")
        if way == LAPTOP and not self._leading.projector.screen:
            return _("If a projector shows this screen too, switch it off before the laptop goes round.")
        if way == HANDS and asked_here(self._leading) == BLOCK:
            return _("Hands have no code: before and after are not compared.")
        return "" if way else _("Choose how the room answers.")

    def _on_open(self) -> None:
        run, asks = self._leading.run, asked_here(self._leading)
        try:
            if asks == FORM:
                made = run.open_form()
            else:
                made = run.open_round(self._way, [self._vote] if asks == VOTE else None)
        except UserError as error:
            self._error.set_text(error.words)
            return
        self._is_new, self._page = False, 0
        self._leading.take_back()  # nobody answers under the result of the round before
        self._leading.refresh()
        if made.way == LAPTOP:
            self._go_to("pass_laptop", made)
        elif made.way == HANDS:
            self._go_to("hands", made)

    def _go_to(self, page: str, asked: RoomRound) -> None:
        self._go.page(page, round=asked.id)

    def _on_close(self, asked: RoomRound) -> None:
        asked.close()
        self._page = 0
        self._leading.refresh()
        announce(self, _("The round is closed."))

    def _show(self, views: tuple[RoomView, ...]) -> None:
        run, asked, page = self._leading.run, self.round, self._page
        assert asked is not None

        def again() -> RoomView | None:
            made = views_here(run, asked)
            return made[page] if page < len(made) else None

        self._leading.show(views[page], again)

    def _turn(self, step: int, views: tuple[RoomView, ...]) -> None:
        """While the wall shows results it turns with the console."""
        is_on_wall = self._leading.instead in views
        self._page += step
        if is_on_wall:
            self._show(views)
        else:
            self.refresh()

    def _on_another(self) -> None:
        self._is_new, self._way = True, ""
        self.refresh()

    def _on_keep_round(self) -> None:
        self._is_new = False
        self.refresh()

    def _on_print(self) -> None:

        try:
            if asked_here(self._leading) == FORM:
                print_form(self, self._leading)
            else:
                print_round(self, self._leading)
        except UserError as error:
            self._error.set_text(error.words)


def views_here(run: "TrainingRun", asked: RoomRound) -> tuple[RoomView, ...]:
    """What is told of a round: what changed, where it is the last of those that asked the same, and its results."""
    found = run.compared(asked)
    if found is None or found.last.id != asked.id:
        return views_of_round(asked)
    return views_of_round(asked, found.first, legend_of(found))


def _state_tag(*, is_open: bool) -> Tag:
    if is_open:
        return Tag(_("Round open"), "ochre", "circle-dot")
    return Tag(_("Round closed"), "leaf", "circle-check")


def way_words(way: str) -> str:
    return {LAPTOP: _("Pass the laptop"), HANDS: _("Hands or cards"), PAPER: _("Paper")}[way]


def way_icon(way: str) -> str:
    return {LAPTOP: "users", HANDS: "hand", PAPER: "file-text"}[way]
