"""«12 min de retraso»: what could be shortened or left out so that the end holds; and what was, to be given back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.i18n import _, ngettext, time_text
from carecompanion.learning.catching_up import DROP, Offer
from carecompanion.learning.running import expected_end, planned_end
from carecompanion.services.session_course import Taken
from carecompanion.ui.leading import Leading
from carecompanion.ui.pages.console_panel import Panel, show_if
from carecompanion.ui.pages.console_plan import gap_words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label


class LatePanel(Panel):
    """The offers as they are now; taking one makes others of them. Musts are never left out."""

    def __init__(self, leading: Leading) -> None:
        super().__init__("")
        self.setObjectName("late-panel")
        self._leading = leading
        self._shown: object = None
        self._first: Button | None = None
        self.refresh()

    def refresh(self) -> None:
        run = self._leading.run
        offers, taken = run.offers(), run.course.taken
        if (offers, taken, run.gap()) == self._shown:
            return
        self._shown = offers, taken, run.gap()
        had_focus = self._has_focus()
        self._show_head()
        self.clear()
        self._first = None
        for number, offer in enumerate(offers):
            self.add(self._offer(number, offer))
        if taken:
            self.add(Label(_("Already shortened or left out"), "ui", "textMuted", weight=600))
        for number, one in enumerate(taken):
            self.add(self._taken(number, one, is_last=all(one.block != b.block for b in taken[number + 1 :])))
        if had_focus:
            self.focus_first()

    def tick(self) -> None:
        """Once a minute there is something new."""
        if self._leading.run.gap() != self._shown_gap:
            self.refresh()

    def focus_first(self) -> None:
        (self._first or self.close_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _show_head(self) -> None:
        run, gap = self._leading.run, self._leading.run.gap()
        self._shown_gap = gap
        self.title.setText(gap_words(gap))
        now = run.now
        ends = _("As it goes, it ends at {end}; planned: {planned}.").format(
            end=time_text(expected_end(run.run, now).astimezone()), planned=time_text(planned_end(run.run).astimezone())
        )
        if run.offers():
            ends += " " + _("What must be done stays.")
        elif gap > 0:
            ends += " " + _("Only what must be done is left, as short as it can be.")
        self.set_about(ends)

    def _offer(self, number: int, offer: Offer) -> QWidget:
        if offer.kind == DROP:
            words, act = _("Leave out “{title}”").format(title=offer.title), _("Leave out")
        else:
            words = _("Shorten “{title}” to {n} min").format(title=offer.title, n=offer.minutes)
            act = _("Shorten")
        gain = ngettext("You gain {n} minute.", "You gain {n} minutes.", offer.saves).format(n=offer.saves)
        button = Button(act, size="small")
        button.setObjectName(f"offer-{number}")
        button.setAccessibleName(words)
        button.setAccessibleDescription(gain)
        button.clicked.connect(lambda: self._take(offer, words))
        self._first = self._first or button
        row = _row(words, gain, button)
        if offer.is_enough:
            row.body.insertWidget(1, Tag(_("Enough to end in time"), "leaf", "check"), 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _taken(self, number: int, taken: Taken, is_last: bool) -> QWidget:
        """Of a block that was shortened more than once, the last change first."""
        words = (
            _("“{title}”: to {n} min").format(title=taken.title, n=taken.minutes)
            if taken.minutes
            else _("“{title}”: left out").format(title=taken.title)
        )
        button = Button(_("Give back"), size="small", icon="undo-2")
        button.setObjectName(f"give-back-{number}")
        button.setAccessibleName(_("Give back “{title}”").format(title=taken.title))
        button.clicked.connect(lambda: self._give_back(number))
        show_if(button, is_last)
        return _row(words, "", button)

    def _take(self, offer: Offer, words: str) -> None:
        self._leading.act(lambda: self._leading.run.take(offer))
        announce(self, f"{words}. {gap_words(self._leading.run.gap())}")

    def _give_back(self, number: int) -> None:
        self._leading.act(lambda: self._leading.run.give_back(number))


def _row(words: str, about: str, button: Button) -> Card:
    card = Card(padding=12, background="surfaceAlt")
    card.body.setSpacing(look.space(6))
    row = QVBoxLayout() if look.is_one_column else QHBoxLayout()
    row.setSpacing(look.space(10))
    said = QVBoxLayout()
    said.setSpacing(0)
    said.addWidget(Label(words, "ui"))
    if about:
        said.addWidget(Label(about, "small", "textMuted"))
    row.addLayout(said, 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    card.body.addLayout(row)
    return card
