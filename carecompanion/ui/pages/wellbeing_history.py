"""«Mi historial»: what one noted over time, told in words first; a calendar, real rest, results, and taking days away.

Only what is shown is asked for: ten years of entries open as fast as one week.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.i18n import _, ngettext
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.wellbeing import MINUTE
from carecompanion.ui.go import Go
from carecompanion.ui.pages.wellbeing_day import DayCard
from carecompanion.ui.pages.wellbeing_erase import EraseCard
from carecompanion.ui.pages.wellbeing_parts import tab_after
from carecompanion.ui.pages.wellbeing_past import PastResults, StoryCard
from carecompanion.ui.pages.wellbeing_rest import RestCard
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.cropped import CroppedPicture
from carecompanion.ui.widgets.month import DayNote, MonthCalendar
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.text import Label

ASIDE, BESIDE_FROM = 356, 480
SOON_MS = 40
_WIDEST = 16_777_215


class HistoryTab(QWidget):
    """`period` is weeks or months, `month` and `day` ISO days. `minute_asked` from the empty page."""

    minute_asked = Signal()

    def __init__(
        self, app: App, profile: OpenProfile, go: Go, period: str = "weeks", month: str = "", day: str = ""
    ) -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._today = app.clock().astimezone().date()
        self._checkin = profile.wellbeing.minute()
        self._story: StoryCard | None = None
        self._calendar: MonthCalendar | None = None
        self._day: DayCard | None = None
        self._erase: EraseCard | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._fill(period, _day_of(month), _day_of(day))

    def arguments_now(self) -> dict[str, Any]:
        if self._story is None:
            return {}
        now = {"period": self._story.period}
        if self._calendar is not None:
            now["month"] = self._calendar.month.isoformat()
        return now | ({"day": self._day.day.isoformat()} if self._day is not None else {})

    # building

    def _fill(self, period: str, month: date | None, day: date | None, said: str = "") -> None:
        """The headline and its drawing at once; what stands beside and below in the next turns, so that nothing waits.

        `said` stands where the days were erased.
        """
        if self._profile.wellbeing.days_noted() is None or self._checkin is None:
            self._story, self._calendar = None, None
            self._shown = self._nothing_yet()
        else:
            self._story = StoryCard(self._profile, self._checkin, self._today, period)
            self._board = _Board()
            self._board.left.addWidget(self._story)
            self._board.left.addStretch(1)
            self._shown = self._board
            is_anew = month is not None  # built again: the keyboard may have been anywhere in it
            self._soon(lambda: self._fill_aside(month or self._today, day, said, at_once=is_anew), at_once=is_anew)
        self._column.addWidget(self._shown)

    def _nothing_yet(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(20))
        card = Card(padding=28)
        card.setObjectName("empty-history")
        card.body.addWidget(CroppedPicture("paisaje", 312, 180), 0, Qt.AlignmentFlag.AlignHCenter)
        words = Label(_("Here you will see how you are doing, whenever you want to begin."), "h2")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        card.body.addWidget(words)
        button = Button(_("One minute"), "primary")
        button.setObjectName("history-minute")
        button.clicked.connect(self.minute_asked)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(card)
        column.addWidget(RestCard(self._app, self._profile))
        return content

    def _soon(self, act: Callable[[], None], *, at_once: bool) -> None:
        """After what is there already was painted. What comes has its place before it is seen."""

        def act_later() -> None:
            if not self._profile.is_closed:
                act()
                QApplication.sendPostedEvents()

        if at_once:
            act()
        else:
            QTimer.singleShot(SOON_MS, self._board, act_later)

    def _fill_aside(self, month: date, day: date | None, said: str, *, at_once: bool) -> None:
        aside = self._board.aside
        self._board.left.insertWidget(1, self._story.figures)
        self._calendar = self._make_calendar(month)
        aside.addWidget(_around(self._calendar))
        aside.addStretch(1)
        if day is not None:
            self._open_day(day)
        self._soon(lambda: self._fill_below(said), at_once=at_once)

    def _fill_below(self, said: str) -> None:
        self._acts = self._make_acts(said)
        self._board.aside.insertWidget(self._board.aside.count() - 1, self._acts)
        if said:
            self._acts_words.setFocus(Qt.FocusReason.OtherFocusReason)
        left = self._board.left
        left.insertWidget(left.count() - 1, RestCard(self._app, self._profile))
        past = PastResults(self._profile)
        if past.is_empty:
            past.deleteLater()
            return
        past.result_asked.connect(lambda entry: self._go.page("wellbeing", tab="history", shown=entry))
        left.insertWidget(left.count() - 1, past)

    # the calendar

    def _make_calendar(self, month: date) -> MonthCalendar:
        notes, rest = self._month(month)
        moods = {option.value: option.words for one in self._faces() for option in one.options}
        calendar = MonthCalendar(month, notes, self._today, moods, rest)
        calendar.setObjectName("calendar")
        calendar.month_changed.connect(self._on_month_changed)
        calendar.day_chosen.connect(self._on_day_chosen)
        return calendar

    def _faces(self) -> list[Any]:
        return [one for one in self._checkin.answer_sets if one.kind == "faces"] if self._checkin else []

    def _month(self, month: date) -> tuple[dict[date, DayNote], tuple[date, ...]]:
        """What the days of a month hold: check-ins and practices, and the mean mood."""
        first = month.replace(day=1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        wellbeing = self._profile.wellbeing
        counts: dict[date, int] = defaultdict(int)
        moods: dict[date, list[float]] = defaultdict(list)
        faces = {item.id for item in self._checkin.items if self._checkin.answers_to(item.id) in self._faces()}
        for entry in wellbeing.entries_between(first, last):
            counts[entry.day] += 1
            if entry.checkin == MINUTE:
                moods[entry.day] += [value for item, value in entry.answers.items() if item in faces]
        for practice in wellbeing.practices_between(first, last):
            counts[practice.day] += 1
        notes = {
            day: DayNote(sum(moods[day]) / len(moods[day]) if moods[day] else None, count)
            for day, count in counts.items()
        }
        return notes, wellbeing.rest_days_between(first, last)

    def _on_month_changed(self, month: date) -> None:
        self._calendar.set_notes(*self._month(month))

    def _on_day_chosen(self, day: date) -> None:
        if self._erase is not None:
            self._erase.set_marked(self._calendar.marked)
        elif self._day is not None and self._day.day == day:
            self._close_day()
        else:
            self._open_day(day)
            self._day.focus_title()
            announce(self, self._day.spoken)

    def _open_day(self, day: date) -> None:
        self._close_day(has_focus=False)
        self._day = DayCard(self._app, self._profile, day)
        self._day.closed.connect(self._close_day)
        self._day.help_asked.connect(self._go.help)
        self._day.result_asked.connect(lambda entry: self._go.page("wellbeing", tab="history", shown=entry))
        self._board.aside.insertWidget(1, self._day)
        if self._calendar is not None:
            tab_after(self._calendar, self._day)
        shown = self._day
        QTimer.singleShot(0, shown, lambda: scroll_to(shown))

    def _close_day(self, has_focus: bool = True) -> None:
        day, self._day = self._day, None
        if day is None:
            return
        self._board.aside.removeWidget(day)
        day.hide()
        day.deleteLater()
        if has_focus and day.day.replace(day=1) == self._calendar.month:
            self._calendar.button(day.day).setFocus(Qt.FocusReason.OtherFocusReason)

    # taking it along, taking it away

    def _make_acts(self, said: str) -> Card:
        card = Card(padding=0)
        card.body.setContentsMargins(look.space(18) + 1, look.space(16) + 1, look.space(18) + 1, look.space(16) + 1)
        card.body.setSpacing(look.space(10))
        row = QHBoxLayout() if not look.is_one_column else QVBoxLayout()
        row.setSpacing(look.space(12))
        for name, words, icon, act in (
            ("history-export", _("Export"), "download", lambda: self._go.page("export")),
            ("history-erase", _("Erase days"), "trash-2", self._begin_erasing),
        ):
            button = Button(words, icon=icon, size="small")
            button.setObjectName(name)
            button.clicked.connect(act)
            row.addWidget(button, 1)
        card.body.addLayout(row)
        words = said or _("You decide whether to share it. Nobody sees it over the network.")
        self._acts_words = Label(words, "small", "textMuted")
        self._acts_words.setObjectName("acts-words")
        card.body.addWidget(self._acts_words)
        return card

    def _begin_erasing(self) -> None:
        """Days are marked instead of opened, until one erases them or leaves it."""
        self._close_day(has_focus=False)
        self._erase = EraseCard(self._profile)
        self._erase.left.connect(self._end_erasing)
        self._erase.erased.connect(self._on_erased)
        self._acts.hide()
        self._board.aside.insertWidget(1, self._erase)
        if self._calendar is not None:
            tab_after(self._calendar, self._erase)
        self._calendar.set_choosing(True)
        self._erase.focus_title()
        shown = self._erase
        QTimer.singleShot(0, shown, lambda: scroll_to(shown))

    def _end_erasing(self) -> None:
        card, self._erase = self._erase, None
        if card is None:
            return
        self._board.aside.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._calendar.set_choosing(False)
        self._acts.show()
        self.findChild(Button, "history-erase").setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_erased(self, count: int) -> None:
        """Everything is asked for anew; what went is said where the button was."""
        period, month = self._story.period, self._calendar.month
        self._end_erasing()
        words = ngettext("{n} record was erased.", "{n} records were erased.", count).format(n=count)
        words += " " + _("The daily copies are cleaned too.")
        old = self._shown
        self._column.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._fill(period, month, None, words)
        self._go.toast(words)


class _Board(QWidget):
    """What is told at the left, the calendar at the right; below where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.space(20))
        self.left = QVBoxLayout()
        self.left.setSpacing(look.space(20))
        self._side = QWidget()
        self.aside = QVBoxLayout(self._side)
        self.aside.setContentsMargins(0, 0, 0, 0)
        self.aside.setSpacing(look.space(20))
        self._row.addLayout(self.left, 1)
        self._row.addWidget(self._side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = look.px(ASIDE)
        rest = event.size().width() - width - look.space(20)
        is_beside = not look.is_one_column and rest >= look.px(BESIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction or self._side.minimumWidth() != (width if is_beside else 0):
            self._row.setDirection(direction)
            self._side.setMinimumWidth(width if is_beside else 0)
            self._side.setMaximumWidth(width if is_beside else _WIDEST)


def _around(calendar: MonthCalendar) -> Card:
    card = Card(padding=0)
    card.body.setContentsMargins(look.space(18) + 1, look.space(16) + 1, look.space(18) + 1, look.space(16) + 1)
    card.body.addWidget(calendar)
    return card


def _day_of(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
