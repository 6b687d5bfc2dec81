"""The result of a longer check-in: words first, numbers second, three small steps, and support where strain is high."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.model import CheckIn, Scale, SmallStep
from carecompanion.events import KeepingWorksAgain
from carecompanion.i18n import _, day_text, number_text
from carecompanion.learning.checkin import ScaleResult, highest_of_wheel, lowest_of_wheel
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.wellbeing import Outcome
from carecompanion.ui.go import Go
from carecompanion.ui.pages.wellbeing_parts import (
    BREATHE,
    HUES,
    ICONS,
    InstrumentCard,
    MarginScroll,
    StepsCard,
    SupportCard,
    is_here,
    missing_words,
    reach_into_margin,
    source_texts,
    support_words,
)
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.data_table import DataTable
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.level_bands import BandStrip
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page
from carecompanion.ui.widgets.wheel import CareWheel, Petal

WHEEL_CARD, BESIDE_FROM, BANDS = 420, 480, 288
_WIDEST = 16_777_215


class ResultView(QWidget):
    """`tab` is where Back leads. Ctrl+P prints."""

    def __init__(self, app: App, profile: OpenProfile, go: Go, outcome: Outcome, tab: str) -> None:
        super().__init__()
        self._app, self._profile, self._go, self._outcome, self._tab = app, profile, go, outcome, tab
        self._instrument: InstrumentCard | None = None
        today = app.clock().astimezone().date()
        self._top = TopRow(title_of(outcome, is_today=outcome.entry.day == today), subtitle(), self._acts())
        self._top.title.setAccessibleDescription(outcome.checkin.title)
        body = fill_page(self, self._top, go.hide)
        reach_into_margin(body, self._top)
        self._board = _Board([self._wheel_card()] if self._petals() else [], self._cards())
        self._scroll = MarginScroll(self._board)
        body.content.addWidget(self._scroll)

    def enter(self) -> None:
        self._top.focus_title()

    def leave(self) -> None:
        """Nothing is written here."""

    def escape(self) -> None:
        self._go.page("wellbeing", tab=self._tab)

    def regions(self) -> list[QWidget]:
        return [self._top, self._scroll]

    def arguments_now(self) -> dict[str, Any]:
        return {"tab": self._tab, "shown": self._outcome.entry}

    def print_view(self) -> None:
        from carecompanion.ui.pages.wellbeing_paper import result_paper  # late: printing takes its time to load
        from carecompanion.ui.printing import PrintPreview

        paper = result_paper(self._outcome, self._petals(), self._steps(), source_texts(self._app, self._checkin))
        PrintPreview(self, paper).exec()

    @property
    def _checkin(self) -> CheckIn:
        return self._outcome.checkin

    def _acts(self) -> list[QWidget]:
        back = Button(_("Back"), icon="arrow-left")
        back.setObjectName("result-back")
        back.clicked.connect(self.escape)
        save = Button(_("Print or save"), icon="printer")
        save.setObjectName("result-print")
        save.clicked.connect(self.print_view)
        return [back, save]

    # the wheel

    def _petals(self) -> list[Petal]:
        scores = [one for one in self._outcome.scores if one.scale.dimension]
        return [Petal(one.scale.dimension, one.scale.title, one.value) for one in scores]

    def _wheel_card(self) -> Card:
        card = Card(padding=20)
        card.body.setSpacing(0)
        card.body.addWidget(Label(_("My wheel of care"), "h3"))
        card.body.addWidget(Label(self._range_words(), "small", "textMuted"))
        card.body.addStretch(1)
        self._wheel = CareWheel(self._petals(), _("My wheel of care"))
        self._wheel.setObjectName("wheel")
        card.body.addWidget(self._wheel)
        self._table = self._make_table()
        card.body.addWidget(self._table)
        card.body.addStretch(1)
        for part in self._strength_and_least():
            card.body.addWidget(part)
        card.body.addSpacing(look.space(8))
        card.body.addWidget(self._ways_to_look())
        return card

    def _range_words(self) -> str:
        """«De 1 a 5. Cuanto más grande, más cuidado.»"""
        scale = next(one.scale for one in self._outcome.scores if one.scale.dimension)
        least, most = self._checkin.range_of(scale)
        words = _("From {least} to {most}. The larger, the more care.")
        return words.format(least=number_text(least), most=number_text(most))

    def _strength_and_least(self) -> list[QWidget]:
        """What holds today and what had least, only where that is what the bands say."""
        parts: list[QWidget] = []
        best, least = highest_of_wheel(self._outcome.scores), lowest_of_wheel(self._outcome.scores)
        if best is not None and best.band is not None and best.band != best.scale.bands[0]:
            words = _("**Your strength today:** {name}. Lean on it for what comes next.")
            hue = HUES.get(best.scale.dimension, "primary")
            icon = ICONS.get(best.scale.dimension, "")
            callout = Callout("notice", "", words.format(name=_inside(best.scale)), icon, hue)
            callout.setObjectName("strength")
            parts.append(callout)
        if least is not None and least.band is not None and least.band != least.scale.bands[-1]:
            words = _("Least cared for: {name} ({value}).")
            value = number_text(least.value or 0, 1)
            label = Label(words.format(name=_inside(least.scale), value=value), "small", "textMuted")
            label.setObjectName("least")
            label.setContentsMargins(0, look.space(10), 0, 0)
            parts.append(label)
        return parts

    # the other cards

    def _cards(self) -> list[QWidget]:
        cards: list[QWidget] = []
        if not self._outcome.is_kept:
            cards.append(self._not_kept())
        if self._outcome.changes:
            cards.append(self._changes())
        cards.append(self._bands())
        if self._outcome.offers_support:
            cards.append(self._support())
        steps = self._steps()
        if steps:
            cards.append(StepsCard(self._go, steps, self._dimension_of))
        return cards

    def _not_kept(self) -> QWidget:
        """Until it is."""
        callout = Callout("danger", _("Not saved yet. Your answers are still here and are tried again."))
        callout.setObjectName("not-kept")
        stop = self._app.events.on(KeepingWorksAgain, lambda _event: callout.hide())
        self.destroyed.connect(lambda _gone: stop())
        return callout

    def _changes(self) -> QWidget:
        """Only what the instrument's own rule finds worth telling."""
        callout = Callout("tip", _("Since last time"), icon="chart-line")
        callout.setObjectName("changes")
        for number, (_scale, told) in enumerate(self._outcome.changes):
            callout.body.insertWidget(1 + number, Label(f"{told}.", "ui"))
        return callout

    def _bands(self) -> Card:
        card = Card(padding=0)
        card.setObjectName("bands")
        card.body.setContentsMargins(look.space(22) + 1, look.space(6) + 1, look.space(22) + 1, look.space(6) + 1)
        card.body.setSpacing(0)
        for number, score in enumerate(self._outcome.scores):
            if number:
                card.body.addWidget(Hairline())
            card.body.addWidget(_BandRow(score))
        if not self._petals():
            self._table = self._make_table()
            card.body.addWidget(self._table)
            card.body.addSpacing(look.space(6))
            card.body.addWidget(self._ways_to_look())
            card.body.addSpacing(look.space(6))
        return card

    def _support(self) -> SupportCard:
        phrases = self._app.library.help_page(i18n.language()).phrases
        card = SupportCard(support_words(self._outcome), phrases[0] if phrases else "")
        card.help_asked.connect(self._go.help)
        card.breathe_asked.connect(lambda: self._go.page("practice", practice=BREATHE))
        return card

    def _steps(self) -> list[SmallStep]:
        return [step for step in self._outcome.steps if is_here(self._app, step)]

    def _dimension_of(self, step: SmallStep) -> str:
        found = [one.scale.dimension for one in self._outcome.scores if one.scale.id == step.scale]
        return found[0] if found else ""

    # other ways to look at it

    def _ways_to_look(self) -> QWidget:
        table = Button(_("See as a table"), "link", "table")
        table.setObjectName("as-table")
        table.clicked.connect(lambda: self._turn_table(table))
        how = Button(_("How it is calculated"), "link", "info")
        how.setObjectName("how")
        how.clicked.connect(self._show_instrument)
        row = FlowRow([table, how], look.space(4))
        row.setContentsMargins(0, 0, 0, 0)
        return row

    def _make_table(self) -> DataTable:
        rows = [
            (one.scale.title, _value_words(one), one.band.level if one.band else "") for one in self._outcome.scores
        ]
        table = DataTable(self._checkin.title, [_("What"), _("Value"), _("Level")], rows, numbers=[1])
        table.setObjectName("result-table")
        table.hide()
        return table

    def _turn_table(self, button: Button) -> None:
        is_table = self._table.isHidden()
        self._table.setVisible(is_table)
        if self._petals():
            self._wheel.setVisible(not is_table)
            button.setText(_("See as a drawing") if is_table else _("See as a table"))
        else:
            button.setText(_("Hide the table") if is_table else _("See as a table"))
        if is_table:
            self._table.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_instrument(self) -> None:
        """Its card at the end of the page; asked again it goes."""
        if self._instrument is not None:
            self._board.remove(self._instrument)
            self._instrument = None
            return
        self._instrument = InstrumentCard(self._checkin, source_texts(self._app, self._checkin))
        self._board.add(self._instrument)
        scroll_to(self._instrument)
        self._instrument.focus_title()
        announce(self, self._instrument.title.text())


class _BandRow(QWidget):
    """What one scale says, and where it lies."""

    def __init__(self, score: ScaleResult) -> None:
        super().__init__()
        scale = score.scale
        self.setObjectName(f"band-{scale.id}")
        row = QBoxLayout(
            QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight, self
        )
        row.setContentsMargins(0, look.space(9), 0, look.space(9))
        row.setSpacing(look.space(8 if look.is_one_column else 16))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(scale.title, "body", weight=600))
        words.addWidget(Label(_words_of(score), "small", "textMuted"))
        row.addLayout(words, 1)
        levels = [band.level for band in scale.bands]
        chosen = scale.bands.index(score.band) if score.band is not None else None
        strip = BandStrip(scale.title, levels, chosen, score.band.tone if score.band is not None else "primary")
        if not look.is_one_column:
            strip.setFixedWidth(max(look.px(BANDS), strip.sizeHint().width()))
        row.addWidget(strip)


class _Board(QWidget):
    """The wheel at the left, the rest at the right; one below the other where there is no room."""

    def __init__(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.space(16))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(look.space(20))
        whole.addLayout(self._row, 1)
        self._under = whole
        self._left = left[0] if left else None
        if self._left is not None:
            self._row.addWidget(self._left, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(look.space(16))
        for number, card in enumerate(right):
            column.addWidget(card, 1 if number == len(right) - 1 and self._left is not None else 0)
        if self._left is None:
            column.addStretch(1)
        self._row.addLayout(column, 1)

    def add(self, card: QWidget) -> None:
        self._under.addWidget(card)

    def remove(self, card: QWidget) -> None:
        self._under.removeWidget(card)
        card.hide()
        card.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._left is None:
            return
        rest = event.size().width() - look.px(WHEEL_CARD) - look.space(20)
        is_beside = not look.is_one_column and rest >= look.px(BESIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        width = look.px(WHEEL_CARD)
        if self._row.direction() != direction or self._left.minimumWidth() != (width if is_beside else 0):
            self._row.setDirection(direction)
            self._left.setMinimumWidth(width if is_beside else 0)
            self._left.setMaximumWidth(width if is_beside else _WIDEST)


def title_of(outcome: Outcome, *, is_today: bool) -> str:
    if is_today:
        return _("This is how you are today")
    return _("This is how you were on {day}").format(day=day_text(outcome.entry.day))


def subtitle() -> str:
    return _("It is a picture of this moment. It is not a diagnosis, and nobody else sees it.")


def _words_of(score: ScaleResult) -> str:
    if score.band is not None:
        return score.band.words
    if score.value is None:
        return missing_words(score)
    return _("It was counted by an earlier rule: {value}.").format(value=number_text(score.value, 1))


def _value_words(score: ScaleResult) -> str:
    return _("not enough answers") if score.value is None else number_text(score.value, 1)


def _inside(scale: Scale) -> str:
    """A title as it stands within a sentence."""
    return scale.title[:1].lower() + scale.title[1:]
