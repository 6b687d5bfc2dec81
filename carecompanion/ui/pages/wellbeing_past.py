"""Two parts of the history: the headline with its drawing and figures, and the results of longer check-ins."""

from collections.abc import Sequence
from datetime import date, timedelta
from heapq import merge

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.content.model import CheckIn
from carecompanion.i18n import _, day_text
from carecompanion.learning.history import Entry
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.pages.wellbeing_parts import tab_after
from carecompanion.ui.pages.wellbeing_trend import PERIODS, Figure, Story, first_day, story_of
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.data_table import DataTable
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.sized import SizedLabel
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.trend import TrendChart

BESIDE_FROM = 620
SHOWN, MORE = 4, 12  # results listed at first, and with each «Ver más»


class StoryCard(Card):
    """Headline, drawing (or its table), 4 weeks or 6 months. `figures` is the card below, made when first asked for;
    it follows the period.
    """

    def __init__(self, profile: OpenProfile, checkin: CheckIn, today: date, period: str) -> None:
        super().__init__(padding=0)
        self._profile, self._checkin, self._today = profile, checkin, today
        self.period = period if period in PERIODS else "weeks"
        self.setObjectName("story")
        self.body.setContentsMargins(look.space(24) + 1, look.space(18) + 1, look.space(24) + 1, look.space(8) + 1)
        self.body.setSpacing(0)
        self._headline = Label("", "h2")
        self._headline.setObjectName("headline")
        self._sentence = Label("", "ui", "textMuted")
        self._sentence.setObjectName("story-sentence")
        self._figures: FiguresCard | None = None
        story = self._read()
        self._chart = TrendChart(story.trend, _("My history"))
        self._chart.setObjectName("trend")
        self._table: DataTable | None = None
        self.body.addLayout(self._head())
        self.body.addSpacing(look.space(14))
        self.body.addWidget(self._chart)
        self.body.addSpacing(look.space(2))
        self._turn = Button(_("See as a table"), "link", "table", "small")
        self._turn.setObjectName("history-table")
        self._turn.clicked.connect(self._turn_table)
        self.body.addWidget(self._turn, 0, Qt.AlignmentFlag.AlignLeft)
        self._say(story)

    @property
    def figures(self) -> "FiguresCard":
        if self._figures is None:
            self._figures = FiguresCard()
            self._figures.show_figures(self._story.figures)
        return self._figures

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The choice of time stands below the words where it would leave them no room."""
        super().resizeEvent(event)
        is_beside = not look.is_one_column and event.size().width() >= look.px(BESIDE_FROM)
        upright = QBoxLayout.Direction.TopToBottom
        self._words_row.setDirection(QBoxLayout.Direction.LeftToRight if is_beside else upright)

    def _head(self) -> QBoxLayout:
        upright = QBoxLayout.Direction.TopToBottom
        row = QBoxLayout(upright if look.is_one_column else QBoxLayout.Direction.LeftToRight)
        self._words_row = row
        row.setSpacing(look.space(12))
        words = QVBoxLayout()
        words.setSpacing(look.space(2))
        words.addWidget(self._headline)
        words.addWidget(self._sentence)
        words.addStretch(1)
        row.addLayout(words, 1)
        self._periods = Segmented([("weeks", _("4 weeks")), ("months", _("6 months"))], self.period, _("Time shown"))
        self._periods.setObjectName("period")
        for name, segment in zip(PERIODS, self._periods.segments, strict=True):
            segment.setObjectName(f"period-{name}")
        self._periods.chosen.connect(self._choose)
        row.addWidget(self._periods, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return row

    # what is known

    def _changes(self, entries: Sequence[Entry]) -> list[str]:
        """What the rules tell, stress first: no other word about going up or down is said here."""
        told = self._profile.wellbeing.changes_of(self._checkin, entries)
        scales = sorted(self._checkin.scales, key=lambda scale: scale.high_is != "strain")
        return [told[scale.id] for scale in scales if scale.id in told]

    def _read(self) -> Story:
        first, wellbeing = first_day(self.period, self._today), self._profile.wellbeing
        rules_from = self._today - timedelta(days=wellbeing.changes_look_back(self._checkin))
        read = wellbeing.entries_between(min(first, rules_from), self._today, self._checkin.id)
        entries = [entry for entry in read if entry.day >= first]
        practices = wellbeing.practices_between(first, self._today)
        return story_of(self._checkin, self.period, self._today, entries, practices, self._changes(read))

    def _say(self, story: Story) -> None:
        self._headline.setText(story.headline)
        self._sentence.setText(story.sentence)
        self._sentence.setVisible(bool(story.sentence))
        self._story = story
        if self._figures is not None:
            self._figures.show_figures(story.figures)

    # what the person does

    def _choose(self, period: str) -> None:
        self.period = str(period)
        story = self._read()
        self._chart.set_trend(story.trend)
        if self._table is not None:
            self._table.set_rows(self._chart.rows())
        self._say(story)
        announce(self, self._chart.accessibleName())

    def _turn_table(self) -> None:
        """The same as words and numbers; made when first asked for."""
        is_table = self._table is None or self._table.isHidden()
        if self._table is None:
            self._table = DataTable(_("My history"), self._chart.headings(), self._chart.rows())
            self._table.setObjectName("history-rows")
            self.body.insertWidget(self.body.indexOf(self._chart), self._table)
            tab_after(self._chart, self._table)
        self._table.setVisible(is_table)
        self._chart.setVisible(not is_table)
        self._turn.setText(_("See as a drawing") if is_table else _("See as a table"))
        if is_table:
            self._table.setFocus(Qt.FocusReason.TabFocusReason)


class FiguresCard(Card):
    """Three numbers side by side, each with its words; upright where text is large."""

    def __init__(self) -> None:
        super().__init__(padding=0)
        self.setObjectName("figures")
        self.body.setContentsMargins(1, look.space(20) + 1, 1, look.space(20) + 1)
        self._shown: QWidget | None = None

    def show_figures(self, figures: Sequence[Figure]) -> None:
        old, self._shown = self._shown, QWidget()
        upright = look.is_one_column
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight, self._shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(16) if upright else 0)
        for number, figure in enumerate(figures):
            if number and not upright:
                row.addWidget(_Upright())
            row.addLayout(_column_of(figure), 1)
        if old is not None:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.body.addWidget(self._shown)


class _Upright(QWidget):
    """The thin line between two figures."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), look.color("border"))


def _column_of(figure: Figure) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(look.space(24), 0, look.space(24), 0)
    column.setSpacing(0)
    column.addWidget(Label(figure.name, "small", "textMuted"))
    column.addWidget(SizedLabel(figure.value, "h2", 24, 32))
    column.addWidget(Label(figure.more, "small", "textMuted"))
    column.addStretch(1)
    return column


class PastResults(Card):
    """Results of longer check-ins, the newest first; each opens again as it was told then."""

    result_asked = Signal(object)

    def __init__(self, profile: OpenProfile) -> None:
        super().__init__(padding=22)
        self.setObjectName("past")
        self._wellbeing = profile.wellbeing
        self._most = SHOWN
        self.body.setSpacing(look.space(8))
        self.body.addWidget(Label(_("My longer check-ins"), "h3"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.space(8))
        self.body.addLayout(self._rows)
        self._more = Button(_("See more"), "link", size="small")
        self._more.setObjectName("past-more")
        self._more.clicked.connect(self._show_more)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self._titles = {one.checkin.id: one.checkin.title for one in self._wellbeing.longer()}
        self._fill()

    @property
    def is_empty(self) -> bool:
        return not self._rows.count()

    def _fill(self) -> None:
        each = [self._wellbeing.last_entries(name, self._most + 1) for name in self._titles]
        found = list(merge(*each, key=lambda entry: entry.at, reverse=True))  # a clock set back swaps none of a kind
        for entry in found[self._rows.count() : self._most]:
            row = self._row(entry)
            last = self._rows.itemAt(self._rows.count() - 1).widget() if self._rows.count() else None
            self._rows.addWidget(row)
            if last is not None:
                tab_after(last, row)
        self._more.setVisible(len(found) > self._most)

    def _show_more(self) -> None:
        first = self._rows.count()
        self._most += MORE
        self._fill()
        item = self._rows.itemAt(first)
        if item is not None:
            item.widget().findChild(Button).setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, entry: Entry) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(12))
        words = QVBoxLayout()
        words.setSpacing(0)
        day = day_text(entry.day, with_year=True)
        words.addWidget(Label(self._titles[entry.checkin], "body"))
        words.addWidget(Label(day, "small", "textMuted"))
        row.addLayout(words, 1)
        button = Button(_("Open"), size="small")
        button.setObjectName("past-open")
        button.setAccessibleDescription(f"{self._titles[entry.checkin]}, {day}")
        button.clicked.connect(lambda: self.result_asked.emit(entry))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder
