"""Help now: phone lines, words for asking, a way back to the present. One click from everywhere; nothing is kept."""

from datetime import date
from html import escape

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.model import HelpLine, PracticeId
from carecompanion.content.model import HelpPage as HelpContent
from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.help_words import age_words, is_old, line_words, no_numbers, old_words, seen_words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.cropped import CroppedPicture
from carecompanion.ui.widgets.help_row import HelpRow
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.shapes import paint_box, soft_colors
from carecompanion.ui.widgets.sized import SizedLabel
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import PageBody, TopRow

GROUND = PracticeId("cuidarme/volver-al-presente")
ASIDE, GAP, SCROLL_BAR = 372, 24, 14


class HelpPage(QWidget):
    """Works without a profile and without any pack."""

    shell = "full"
    section = "help"

    def __init__(self, app: App, profile: OpenProfile | None, go: Go) -> None:
        super().__init__()
        self._app, self._go = app, go
        self._today = app.clock().astimezone().date()
        self._content = app.library.help_page(i18n.language())
        self._print = Button(_("Print"), icon="printer")
        self._print.setObjectName("print")
        self._print.clicked.connect(self.print_page)
        actions = [self._print]
        if profile is None:
            actions.insert(0, self._back_button())
        about = _("Dial from a phone. This computer calls nobody and tells nobody.")
        self._top = TopRow(_("Help now"), about, actions)
        self._top.hide_asked.connect(go.hide)
        body = PageBody(self._top)
        body.content.addWidget(self._in_one_column() if look.is_one_column else self._in_two_columns())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)

    def enter(self) -> None:
        self._top.focus_title()

    def _back_button(self) -> Button:
        """Without a profile there is no navigation to leave by."""
        button = Button(_("Back"), icon="arrow-left")
        button.setObjectName("back")
        button.clicked.connect(self._go.back)
        return button

    # how it is laid out

    def _in_two_columns(self) -> QWidget:
        """The lines scroll for themselves: the way back to the present stays in sight."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, look.space(GAP) - SCROLL_BAR, 0)
        column.setSpacing(look.space(20))
        for card in self._cards():
            column.addWidget(card)
        column.addStretch(1)
        row.addWidget(PageScroll(left), 1)
        row.addSpacing(SCROLL_BAR if self._fits() else 0)
        present = self._present_card()
        if present is not None:
            aside = PageScroll(present)
            aside.setFixedWidth(look.px(ASIDE))
            row.addWidget(aside)
        return holder

    def _fits(self) -> bool:
        """Few lines need no scroll bar, and leave its room to the gap."""
        return len(self._content.lines) < 4

    def _in_one_column(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(20))
        for card in (*self._cards(), self._present_card()):
            if card is not None:
                column.addWidget(card)
        column.addStretch(1)
        return PageScroll(content)

    def _cards(self) -> list[QWidget]:
        if not self._content.lines:
            return [_no_numbers_callout()]
        cards: list[QWidget] = [self._lines_card()]
        cards.append(self._words_card())
        return cards

    # the numbers

    def _lines_card(self) -> QWidget:
        card = Card(padding=0)
        card.body.setSpacing(0)
        for number, line in enumerate(self._content.lines):
            if number:
                card.body.addWidget(Hairline())
            row = HelpRow(line_words(line, self._today))
            card.body.addWidget(row)
        return card

    def _words_card(self) -> QWidget:
        """What to say first, and how old the numbers are."""
        card = Card()
        card.body.setSpacing(0)
        across = look.space(24) + 1
        card.body.setContentsMargins(across, look.space(18) + 1, across, look.space(18) + 1)
        if self._content.phrases:
            card.body.addWidget(Label(_("How to ask for help when words are hard to find"), "h3"))
            card.body.addSpacing(look.space(12))
            card.body.addWidget(_Phrase(self._content.phrases[0]))
            card.body.addSpacing(look.space(16))
        row = QHBoxLayout()
        row.setSpacing(look.space(8))
        row.addWidget(IconLabel("badge-check", "textMuted", 18))
        row.addWidget(Label(age_words(self._content), "small", "textMuted"), 1)
        card.body.addLayout(row)
        if is_old(self._content, self._today):
            warning = Callout("notice", old_words())
            warning.setObjectName("old-numbers")
            card.body.addSpacing(look.space(12))
            card.body.addWidget(warning)
        return card

    # the way back to the present

    def _present_card(self) -> QWidget | None:
        """Absent when its practice cannot be read."""
        try:
            self._app.library.practice(GROUND, i18n.language())
        except UserError:
            return None
        card = Card()
        card.body.setSpacing(0)
        around = look.space(14) + 1
        card.body.setContentsMargins(around, around, around, look.space(20) + 1)
        picture = CroppedPicture("casa", 342, 170)
        picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        card.body.addWidget(picture)
        words = QVBoxLayout()
        words.setContentsMargins(look.space(8), look.space(16), look.space(8), 0)
        words.setSpacing(0)
        words.addWidget(Label(_("Back to the present"), "h2"))
        words.addSpacing(look.space(6))
        words.addWidget(
            Label(
                _(
                    "Five things you see, four you touch, three you hear. "
                    "Two minutes, and your body understands that today you are here."
                )
            )
        )
        words.addStretch(1)
        words.addSpacing(look.space(12))
        start = Button(_("Start 5, 4, 3, 2, 1"), "primary", size="large")
        start.setObjectName("ground")
        start.clicked.connect(lambda: self._go.page("practice", practice=GROUND))
        words.addWidget(start)
        card.body.addLayout(words, 1)
        return card

    # on paper

    def print_page(self) -> None:
        from carecompanion.ui.printing import show_print  # late: printing takes its time to load

        show_print(self, _("Phone numbers"), help_paper(self._content, self._today), self._go)


class _Phrase(QFrame):
    """A sentence to read aloud, on the tint of support."""

    def __init__(self, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space(20), look.space(16), look.space(20), look.space(16))
        column.addWidget(SizedLabel(words, "h2", 19, 28))

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, border, _words, width = soft_colors("plum")
        paint_box(QPainter(self), self.rect(), look.radius("tile"), fill, border, width)


def _no_numbers_callout() -> Callout:
    callout = Callout("danger", "")
    callout.setAccessibleName(no_numbers())
    callout.body.insertWidget(0, Label(no_numbers(), "h2"))  # the title face, whose zero is plain
    return callout


def help_paper(content: HelpContent, today: date) -> str:
    """The page for the printer: numbers at 28 pt, black on white."""
    dial = _("Dial from a phone.")
    title, asking = _("Phone numbers"), _("How to ask for help when words are hard to find")
    parts = [f"<h1>{escape(title)}</h1>"]
    if not content.lines:
        return parts[0] + f"<p>{escape(no_numbers())}</p>"
    parts.append(f"<p>{escape(dial)}</p>")
    rows = "".join(_paper_row(line) for line in content.lines)
    parts.append(f'<table width="100%" cellspacing="0">{rows}</table>')
    if content.phrases:
        parts.append(f"<h2>{escape(asking)}</h2>")
        parts += [f"<p>{escape(phrase)}</p>" for phrase in content.phrases]
    parts.append(f'<p class="small">{escape(age_words(content))}</p>')
    if is_old(content, today):
        parts.append(f'<p class="small">{escape(old_words())}</p>')
    return "".join(parts)


def _paper_row(line: HelpLine) -> str:
    title, who = escape(line.title), escape(f"{line.who}. {line.hours}.")
    words = f'<p><b>{title}</b><br>{who}</p><p class="small">{escape(seen_words(line))}</p>'
    return f'<tr><td><p class="phone">{escape(line.number)}</p></td><td>{words}</td></tr>'
