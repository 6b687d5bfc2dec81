"""Today: where one was, how one is, one thing to practise, one intention. Nothing here counts or presses."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.model import BrokenPack, LessonId
from carecompanion.errors import UserError
from carecompanion.i18n import _, day_text
from carecompanion.learning.progress import LessonProgress
from carecompanion.services.clock import local_day
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.reviewing import AT_ONCE
from carecompanion.services.study import Today
from carecompanion.services.wellbeing import MOOD
from carecompanion.ui.go import Go
from carecompanion.ui.pages.plan_words import sentence_of
from carecompanion.ui.pages.today_aside import (
    IntentionCard,
    PrivacyCard,
    ReturningCard,
    SentenceCard,
    hide_line,
    intention_button,
)
from carecompanion.ui.pages.today_board import Board, PicturedCard
from carecompanion.ui.pages.today_cards import MoodCard, SuggestionCard
from carecompanion.ui.pages.today_lesson import continue_card, first_card, place_words, quiet_card
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page

FIRST = LessonId("cuidarme/por-que-cuidarme")


class TodayPage(QWidget):
    """The first page of an open profile. `first_day` says that the profile was made just now, or is a guest's."""

    shell = "full"
    section = "today"

    def __init__(self, app: App, profile: OpenProfile, go: Go, first_day: bool = False) -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._courses = profile.study.courses(profile.preferences.role)
        self._now = app.clock().astimezone()
        today = self._read()
        is_first = self._is_first_day(today)
        self._top = TopRow(self._greeting(is_first and first_day), self._subtitle(today))
        board = self._first_board() if is_first else self._board(today)
        fill_page(self, self._top, go.hide).content.addWidget(PageScroll(board))

    def enter(self) -> None:
        self._top.focus_title()

    # what is known

    def _read(self) -> Today | None:
        """None when a pack that was begun cannot be read any more."""
        try:
            return self._profile.study.today(self._profile.preferences.role)
        except UserError:
            return None

    def _is_first_day(self, today: Today | None) -> bool:
        """Nothing was studied, noted, practised or planned yet, and there is a lesson to begin with."""
        if today is None or today.current is None or not today.is_first_day:
            return False
        return not (self._profile.wellbeing.has_noted() or self._profile.planning.lines())

    def _broken(self) -> list[BrokenPack]:
        return [one for one in self._app.library.packs(i18n.language()) if isinstance(one, BrokenPack)]

    # words at the top

    def _greeting(self, is_new: bool) -> str:
        name = self._profile.nickname
        if is_new:
            return _("Welcome, {name}").format(name=name)
        hour = self._now.hour
        if 5 <= hour < 12:
            return _("Good morning, {name}").format(name=name)
        if 12 <= hour < 19:
            return _("Good afternoon, {name}").format(name=name)
        return _("Good evening, {name}").format(name=name)

    def _subtitle(self, today: Today | None) -> str:
        day = day_text(self._now.date(), with_weekday=True)
        if today is not None and today.is_long_away and not self._was_here_today():
            return _("{day}. You haven't been here for days. We go on where you left off.").format(day=day)
        return _("{day}. One step at a time.").format(day=day)

    def _was_here_today(self) -> bool:
        """A long absence is greeted once, not after one has gone on."""
        place = self._profile.study.last_place()
        return place is not None and self._app.clock() - place.at < timedelta(days=1)

    # the page on any day

    def _board(self, today: Today | None) -> QWidget:
        board = Board()
        if self._profile.notice:
            board.left.addWidget(self._notice())
        board.left.addWidget(self._big_card(today))
        pair = [card for card in (self._mood_card(), self._suggestion_card()) if card is not None]
        for card, share in zip(pair, (145, 100), strict=False):
            board.pair.addWidget(card, share)
        if not pair:
            board.left.addStretch(1)
        if self._broken() and self._has_lessons():
            board.left.addWidget(_shelf_note())
        board.aside.addWidget(self._week_card(today.take if today else ""), 1)
        board.aside.addWidget(self._returning_card() or self._privacy_card())
        return board

    def _has_lessons(self) -> bool:
        return any(course.lessons for course in self._courses)

    def _big_card(self, today: Today | None) -> QWidget:
        if today is not None and today.current is not None and today.course and today.module:
            buttons = [self._lesson_button(today.current), self._all_button()]
            return continue_card(self._picture(today.current), today.course, today.module, today.current, buttons)
        if self._has_lessons() and today is not None:
            return quiet_card(
                _("You have been through every lesson there is for now"),
                _("You can go back to any of them whenever you like. More will come with new packs."),
                self._all_button("outline"),
            )
        broken = self._broken()
        return quiet_card(
            _("The lessons could not be read"),
            broken[0].words if broken else _("No lesson is installed here. Your progress is safe."),
            self._all_button("outline"),
        )

    def _notice(self) -> QWidget:
        """The program closed without goodbye, or opened a copy: said once, with one way on."""
        callout = Callout("notice", self._profile.notice, icon="info")
        scene, lesson = self._last_scene(), self._last_lesson()
        button = Button(_("Continue") if scene or lesson else _("Understood"), size="small")
        button.setObjectName("notice-continue")
        button.clicked.connect(lambda: self._end_notice(scene, lesson))
        callout.body.addSpacing(look.space(10))
        callout.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return callout

    def _last_lesson(self) -> str:
        """The lesson of the last place, when it is still on the shelf."""
        place = self._profile.study.last_place()
        known = {lesson.card.id for course in self._courses for lesson in course.lessons}
        return place.lesson if place is not None and place.lesson in known else ""

    def _last_scene(self) -> str:
        """The scene one was in, when that was after the last lesson."""
        left, place = self._profile.rehearsing.left_open(), self._profile.study.last_place()
        return left[0] if left is not None and (place is None or left[1] > place.at) else ""

    def _end_notice(self, scene: str, lesson: str) -> None:
        self._profile.notice = ""
        if scene:
            self._go.page("scene", scene=scene)
        elif lesson:
            self._go.page("lesson", lesson=lesson)
        else:
            self._go.refresh()

    def _mood_card(self) -> QWidget | None:
        minute = self._profile.wellbeing.minute()
        if minute is None or all(item.id != MOOD for item in minute.items):
            return None
        faces = [(option.value, option.words) for option in minute.answers_to(MOOD).options]
        card = MoodCard(faces, has_draft=self._profile.wellbeing.has_draft(minute.id))
        card.mood_chosen.connect(lambda value: self._go.page("wellbeing", tab="minute", mood=value))
        card.went_on.connect(lambda: self._go.page("wellbeing", tab="minute", goes_on=True))
        return card

    def _suggestion_card(self) -> QWidget | None:
        suggested = self._profile.practising.suggested(self._profile.wellbeing.stress_lately())
        if suggested is None:
            return None
        card = SuggestionCard(suggested, self._now.date())
        card.practice_asked.connect(lambda: self._go.page("practice", practice=suggested.card.id))
        card.other_asked.connect(lambda: self._go.page("practise"))
        return card

    def _week_card(self, take: str) -> QWidget:
        planning = self._profile.planning
        intention = planning.intention()
        if intention is not None:
            asking = IntentionCard(sentence_of(intention), planning.met_today())
            asking.answered.connect(planning.meet)
            return asking
        has_lines = any(not planning.is_draft(line) for line in planning.lines("if_then"))
        card = SentenceCard(take, has_lines=has_lines)
        card.intention_asked.connect(lambda: self._plan(has_lines=has_lines))
        return card

    def _plan(self, *, has_lines: bool) -> None:
        """Choose among what there is, or write the first one."""
        if has_lines:
            self._go.page("plan", tab="plan")
        else:
            self._go.page("plan", tab="plan", add="if_then")

    def _returning_card(self) -> QWidget | None:
        """Questions that come back, as many as one sitting takes; none, no card."""
        questions = min(self._profile.reviewing.count(), AT_ONCE)
        if not questions:
            return None
        card = ReturningCard(questions, self._profile.reviewing.minutes())
        card.review_asked.connect(lambda: self._go.page("review"))
        return card

    def _privacy_card(self) -> QWidget:
        wellbeing = self._profile.wellbeing
        shift_hides = self._profile.preferences.is_on("shift_hides", default=True)
        card = PrivacyCard(wellbeing.rest(), shift_hides=shift_hides)
        card.rested.connect(lambda was_rest: wellbeing.note_rest(local_day(self._app.clock), was_rest=was_rest))
        return card

    # the page of the first day

    def _first_board(self) -> QWidget:
        """One card for the first lesson, with a way to one's first intention, and one line about F9."""
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(20))
        if self._profile.notice:
            column.addWidget(self._notice())
        column.addWidget(self._first_card())
        column.addLayout(hide_line())
        column.addStretch(1)
        return board

    def _first_card(self) -> PicturedCard:
        every = [lesson for course in self._courses for lesson in course.lessons]
        lesson = next((lesson for lesson in every if lesson.card.id == FIRST), every[0])
        course = next(course for course in self._courses if lesson in course.lessons)
        intend = intention_button(has_lines=False, size="normal")
        intend.clicked.connect(lambda: self._plan(has_lines=False))
        buttons = [self._lesson_button(lesson), intend, self._all_button()]
        return first_card(self._picture(lesson), course.card, lesson, buttons)

    # parts

    def _picture(self, lesson: LessonProgress) -> Path | str:
        """The lesson's own picture, else a landscape."""
        if lesson.card.picture:
            try:
                return self._app.library.picture_path(lesson.card.pack, lesson.card.picture)
            except UserError:
                pass
        return "paisaje"

    def _lesson_button(self, lesson: LessonProgress) -> Button:
        button = Button(_("Continue") if lesson.is_started else _("Start"), "primary", "play")
        button.setObjectName("continue")
        button.setAccessibleDescription(f"{lesson.card.title}. {place_words(lesson)}")
        button.clicked.connect(lambda: self._open(lesson.card.id))
        return button

    def _open(self, lesson: str) -> None:
        self._profile.notice = ""
        self._go.page("lesson", lesson=lesson)

    def _all_button(self, kind: str = "link") -> Button:
        button = Button(_("See all lessons"), kind)
        button.setObjectName("all-lessons")
        button.clicked.connect(lambda: self._go.page("learn"))
        return button


def _shelf_note() -> QWidget:
    """Some of the shelf cannot be read; the rest goes on."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(look.space(10))
    line.addWidget(IconLabel("info", "textMuted", 18))
    words = _("One pack of lessons could not be read. Your progress is safe. Learn says more.")
    line.addWidget(Label(words, "small", "textMuted"), 1)
    return row
