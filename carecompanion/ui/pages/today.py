"""Today: where one was, one thing from the other course, one practice, one sentence. Nothing here counts or presses."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.model import BrokenPack, CourseCard, LessonId, ModuleCard, Practice, PracticeId
from carecompanion.errors import UserError
from carecompanion.i18n import _, day_text, minutes_text, ngettext
from carecompanion.learning.progress import CourseProgress, LessonProgress
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.study import Today
from carecompanion.ui.go import Go
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.cropped import BreathMark, CroppedPicture
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.key_sentence import KeySentence
from carecompanion.ui.widgets.progress import ProgressBar
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.sized import SizedLabel
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import PageBody, TopRow

FIRST = LessonId("cuidarme/por-que-cuidarme")
BREATHE = PracticeId("cuidarme/respirar-4-6")
HUES = {"cuidarme": "primary", "cuidar": "clay"}
ASIDE, BESIDE_FROM = 326, 560
PICTURE_SHARE = 312 / 740
_WIDEST = 16_777_215


class TodayPage(QWidget):
    """The first page of an open profile. `first_day` says that the profile was made just now, or is a guest's."""

    shell = "full"
    section = "today"

    def __init__(self, app: App, profile: OpenProfile, go: Go, first_day: bool = False) -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._courses = profile.study.courses()
        self._now = app.clock().astimezone()
        today = self._read()
        is_first = today is not None and today.is_first_day and today.current is not None
        self._top = TopRow(self._greeting(is_first and first_day), self._subtitle(today))
        self._top.hide_asked.connect(go.hide)
        body = PageBody(self._top)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        body.content.addWidget(PageScroll(self._first_board() if is_first else self._board(today)))

    def enter(self) -> None:
        self._top.focus_title()

    # what is known

    def _read(self) -> Today | None:
        """None when a pack that was begun cannot be read any more."""
        try:
            return self._profile.study.today()
        except UserError:
            return None

    def _practice(self) -> Practice | None:
        try:
            return self._profile.study.practice(BREATHE)
        except UserError:
            return None

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
        board = _Board()
        if self._profile.notice:
            board.left.addWidget(self._notice())
        board.left.addWidget(self._big_card(today))
        pair = [card for card in (self._other_card(today), self._practice_card()) if card is not None]
        for card, share in zip(pair, (145, 100), strict=False):
            board.pair.addWidget(card, share)
        if not pair:
            board.left.addStretch(1)
        if self._broken() and self._has_lessons():
            board.left.addWidget(self._shelf_note())
        board.aside.addWidget(self._sentence_card(today.take if today else ""), 1)
        board.aside.addWidget(self._hide_card())
        return board

    def _has_lessons(self) -> bool:
        return any(course.lessons for course in self._courses)

    def _big_card(self, today: Today | None) -> QWidget:
        if today is not None and today.current is not None and today.course and today.module:
            return _lesson_card(
                self._picture(today.current),
                self._course_line(today.course, today.module),
                today.current,
                self._lesson_button(today.current),
                self._all_button(),
            )
        if self._has_lessons() and today is not None:
            return self._quiet_card(
                _("You have been through every lesson there is for now"),
                _("You can go back to any of them whenever you like. More will come with new packs."),
            )
        broken = self._broken()
        return self._quiet_card(
            _("The lessons could not be read"),
            broken[0].words if broken else _("No lesson is installed here. Your progress is safe."),
        )

    def _quiet_card(self, title: str, words: str) -> QWidget:
        column = _Words()
        column.body.addWidget(SizedLabel(title, "h2", 25, 32))
        column.body.addSpacing(look.space(8))
        column.body.addWidget(Label(words, "body", "textMuted"))
        column.body.addStretch(1)
        column.body.addWidget(FlowRow([self._all_button("outline")], look.space(12)))
        return _PicturedCard(CroppedPicture("paisaje", 312, 258), column)

    def _notice(self) -> QWidget:
        """The program closed without goodbye, or opened a copy: said once, with one way on."""
        callout = Callout("notice", self._profile.notice, icon="info")
        lesson = self._last_lesson()
        button = Button(_("Continue") if lesson else _("Understood"), size="small")
        button.setObjectName("notice-continue")
        button.clicked.connect(lambda: self._end_notice(lesson))
        callout.body.addSpacing(look.space(10))
        callout.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return callout

    def _last_lesson(self) -> str:
        """The lesson of the last place, when it is still on the shelf."""
        place = self._profile.study.last_place()
        known = {lesson.card.id for course in self._courses for lesson in course.lessons}
        return place.lesson if place is not None and place.lesson in known else ""

    def _end_notice(self, lesson: str) -> None:
        self._profile.notice = ""
        if lesson:
            self._go.page("lesson", lesson=lesson)
        else:
            self._go.refresh()

    def _other_card(self, today: Today | None) -> QWidget | None:
        """The next lesson of another course."""
        lesson = today.other if today else None
        course = self._course_of(lesson) if lesson else None
        if lesson is None or course is None:
            return None
        card = Card()
        card.body.setSpacing(0)
        card.body.addWidget(Label(_("You can also start"), "h3"))
        card.body.addSpacing(look.space(14))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Tag(course.card.title, _hue(course.card)), 0, Qt.AlignmentFlag.AlignLeft)
        words.addSpacing(look.space(8))
        words.addWidget(Label(lesson.card.title, "h3"))
        words.addWidget(Label(_module_words(_module_of(course, lesson)), "small", "textMuted"))
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(look.space(18))
        row.addWidget(CroppedPicture(self._picture(lesson), 132, 104, may_shrink=False), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        card.body.addLayout(row)
        card.body.addStretch(1)
        card.body.addSpacing(look.space(14))
        minutes = Label(minutes_text(lesson.minutes_left or lesson.card.minutes), "small", "textMuted", wrap=False)
        card.body.addWidget(FlowRow([self._lesson_button(lesson, "outline"), minutes], look.space(14)))
        return card

    def _practice_card(self) -> QWidget | None:
        practice = self._practice()
        if practice is None:
            return None
        card = Card()
        card.body.setSpacing(0)
        words = QVBoxLayout()
        words.setSpacing(look.space(2))
        words.addWidget(Label(practice.title, "h3"))
        minutes = ngettext("{n} minute, where you are.", "{n} minutes, where you are.", practice.minutes)
        words.addWidget(Label(minutes.format(n=practice.minutes), "ui", "textMuted"))
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(look.space(12))
        row.addLayout(words, 1)
        row.addWidget(BreathMark(), 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        card.body.addSpacing(look.space(12))
        card.body.addWidget(Label(practice.why, "ui"))
        card.body.addStretch(1)
        card.body.addSpacing(look.space(14))
        button = Button(_("Practise"), "soft")
        button.setObjectName("practise")
        button.setAccessibleDescription(practice.title)
        button.clicked.connect(lambda: self._go.page("practice", practice=practice.id))
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _sentence_card(self, take: str) -> QWidget:
        """A sentence of the lesson finished last; before that a welcome."""
        card = Card()
        card.body.setSpacing(0)
        margins = card.body.contentsMargins()
        card.body.setContentsMargins(margins.left(), margins.top() - look.space(4), margins.right(), margins.bottom())
        plant = QHBoxLayout()
        plant.setContentsMargins(0, 0, 0, 0)
        plant.addSpacing(-look.space(4))
        plant.addWidget(CroppedPicture("planta", 68, 68, radius=0, may_shrink=False))
        plant.addStretch(1)
        card.body.addLayout(plant)
        card.body.addSpacing(look.space(10))
        heading = _("A sentence to take along") if take else _("At your own pace")
        card.body.addWidget(Label(heading, "small", "primary", weight=600))
        card.body.addSpacing(look.space(8))
        words = _quoted(take) if take else _("What you learn to care for others is for you too.")
        card.body.addWidget(SizedLabel(words, "h2", 19, 28))
        card.body.addStretch(1)
        card.body.addSpacing(look.space(12))
        card.body.addWidget(Label(_("Nobody counts streaks here. Come back whenever you like."), "small", "textMuted"))
        return card

    def _hide_card(self) -> QWidget:
        card = Card()
        card.body.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(look.space(10))
        row.addWidget(IconLabel("eye-off", "primary", 20))
        row.addWidget(Label(_("Your privacy"), "small", "primary", weight=600), 1)
        card.body.addLayout(row)
        card.body.addSpacing(look.space(8))
        card.body.addWidget(KeySentence(_("{key} covers the screen at once."), "F9", "h3", "text"))
        card.body.addSpacing(look.space(2))
        words = _("Nothing is lost: F9 again, and you are back here.")
        if self._profile.preferences.is_on("shift_hides", default=True):
            words += " " + _("Shift alone, three times, does the same.")
        card.body.addWidget(Label(words, "ui", "textMuted"))
        card.body.addStretch(1)
        return card

    def _shelf_note(self) -> QWidget:
        """Some of the shelf cannot be read; the rest goes on."""
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.space(10))
        line.addWidget(IconLabel("info", "textMuted", 18))
        words = _("One pack of lessons could not be read. Your progress is safe. Learn says more.")
        line.addWidget(Label(words, "small", "textMuted"), 1)
        return row

    # the page of the first day

    def _first_board(self) -> QWidget:
        """One card for the first lesson, and one line about F9."""
        lesson = self._first_lesson()
        course = self._course_of(lesson)
        words = _Words()
        words.body.addWidget(Label(_("Start here"), "small", "primary", weight=600))
        words.body.addSpacing(look.space(10))
        words.body.addWidget(SizedLabel(lesson.card.title, "h2", 25, 32))
        words.body.addSpacing(look.space(4))
        words.body.addWidget(Label(course.card.about, "body", "textMuted"))
        words.body.addStretch(1)
        minutes = ngettext("{n} minute.", "{n} minutes.", lesson.card.minutes).format(n=lesson.card.minutes)
        stop = _("You can stop whenever you like.")
        words.body.addWidget(Label(f"{minutes} {stop}", "small", "textMuted"))
        words.body.addSpacing(look.space(14))
        words.body.addWidget(FlowRow([self._lesson_button(lesson), self._all_button()], look.space(12)))
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(20))
        if self._profile.notice:
            column.addWidget(self._notice())
        column.addWidget(_PicturedCard(CroppedPicture(self._picture(lesson), 420, 300), words))
        column.addLayout(_hide_line())
        column.addStretch(1)
        return board

    def _first_lesson(self) -> LessonProgress:
        every = [lesson for course in self._courses for lesson in course.lessons]
        return next((lesson for lesson in every if lesson.card.id == FIRST), every[0])

    # parts

    def _course_of(self, lesson: LessonProgress) -> CourseProgress:
        return next(course for course in self._courses if lesson in course.lessons)

    def _picture(self, lesson: LessonProgress) -> Path | str:
        """The lesson's own picture, else a landscape."""
        if lesson.card.picture:
            try:
                return self._app.library.picture_path(lesson.card.pack, lesson.card.picture)
            except UserError:
                pass
        return "paisaje"

    def _course_line(self, course: CourseCard, module: ModuleCard) -> QWidget:
        words = Label(_module_words(module), "small", "textMuted")
        return FlowRow([Tag(course.title, _hue(course)), words], look.space(8))

    def _lesson_button(self, lesson: LessonProgress, kind: str = "primary") -> Button:
        words = _("Continue") if lesson.is_started else _("Start")
        button = Button(words, kind, "play" if kind == "primary" else "")
        button.setObjectName("continue" if kind == "primary" else "start-other")
        button.setAccessibleDescription(f"{lesson.card.title}. {_place_words(lesson)}")
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


class _Board(QWidget):
    """The big card and a pair of small ones at the left, the aside at the right; below where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(look.space(24))
        upright = QBoxLayout.Direction.TopToBottom
        self.pair = QBoxLayout(upright if look.is_one_column else QBoxLayout.Direction.LeftToRight)
        self.left = QVBoxLayout()
        self.aside = QBoxLayout(upright)
        for part in (self.pair, self.left, self.aside):
            part.setSpacing(look.space(20))
        whole = QVBoxLayout()
        whole.setSpacing(look.space(20))
        whole.addLayout(self.left)
        whole.addLayout(self.pair, 1)
        self._outer.addLayout(whole, 1)
        self._side = QWidget()
        self._side.setLayout(self.aside)
        self.aside.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = event.size().width() - look.px(ASIDE) - look.space(24)
        is_beside = not look.is_one_column and left >= look.px(BESIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        if self._outer.direction() != direction or not self._side.property("placed"):
            self._side.setProperty("placed", True)
            self._outer.setDirection(direction)
            self._outer.setSpacing(look.space(24 if is_beside else 20))
            self._side.setMinimumWidth(look.px(ASIDE) if is_beside else 0)
            self._side.setMaximumWidth(look.px(ASIDE) if is_beside else _WIDEST)
            is_row = not is_beside and not look.is_one_column
            self.aside.setDirection(QBoxLayout.Direction.LeftToRight if is_row else QBoxLayout.Direction.TopToBottom)


class _Words(QWidget):
    """The words beside the picture of a large card."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setSpacing(0)


def _lesson_card(
    picture: Path | str, course_line: QWidget, lesson: LessonProgress, go_on: Button, every: Button
) -> Card:
    words = _Words()
    words.body.addWidget(course_line)
    words.body.addSpacing(look.space(12))
    words.body.addWidget(SizedLabel(lesson.card.title, "h2", 25, 32))
    if lesson.is_started and lesson.step_title:
        words.body.addSpacing(look.space(4))
        stayed = _("You stayed at “{step}”.").format(step=lesson.step_title)
        words.body.addWidget(Label(stayed, "body", "textMuted"))
    words.body.addStretch(1)
    words.body.addSpacing(look.space(8))
    if lesson.is_started:
        words.body.addWidget(ProgressBar(lesson.step / max(1, lesson.total), _("Progress of the lesson")))
        words.body.addSpacing(look.space(8))
    words.body.addWidget(Label(_place_words(lesson), "small", "textMuted"))
    words.body.addSpacing(look.space(14))
    words.body.addWidget(FlowRow([go_on, every], look.space(12)))
    return _PicturedCard(CroppedPicture(picture, 312, 258), words)


class _PicturedCard(Card):
    """A picture at the left (above in one column), never more than its share of the width, and words beside it."""

    def __init__(self, picture: CroppedPicture, words: QWidget) -> None:
        super().__init__(padding=0)
        self._picture = picture
        upright = look.is_one_column
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight)
        row.setSpacing(0)
        row.setContentsMargins(look.space(12), look.space(12), look.space(12) if upright else 0, look.space(12))
        row.addWidget(picture)
        words.layout().setContentsMargins(
            look.space(12 if upright else 24), look.space(10), look.space(12 if upright else 24), look.space(8)
        )
        row.addWidget(words, 1)
        self.body.addLayout(row)
        if upright:
            picture.setFixedHeight(look.space(140))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not look.is_one_column:
            self._picture.setFixedWidth(
                min(self._picture.sizeHint().width(), int(event.size().width() * PICTURE_SHARE))
            )


def _hide_line() -> QHBoxLayout:
    """The one line of the first day."""
    row = QHBoxLayout()
    row.setContentsMargins(look.space(4), 0, 0, 0)
    row.setSpacing(look.space(10))
    row.addWidget(IconLabel("eye-off", "textMuted", 18))
    sentence = _("The {key} key covers the screen at once, and brings you back. Try it whenever you like.")
    row.addWidget(KeySentence(sentence, "F9"), 1)
    return row


def _hue(course: CourseCard) -> str:
    return HUES.get(course.id, "sky")


def _module_words(module: ModuleCard) -> str:
    return _("Module {number} · {title}").format(number=module.number, title=module.title)


def _module_of(course: CourseProgress, lesson: LessonProgress) -> ModuleCard:
    return next(module.card for module in course.modules if lesson in module.lessons)


def _place_words(lesson: LessonProgress) -> str:
    """«Paso 4 de 9. Quedan unos 7 minutos.»"""
    if not lesson.is_started:
        minutes = ngettext("about {n} minute", "about {n} minutes", lesson.card.minutes).format(n=lesson.card.minutes)
        return _("{steps} steps, {minutes}.").format(steps=lesson.total, minutes=minutes)
    step = _("Step {step} of {total}.").format(step=lesson.step, total=lesson.total)
    left = ngettext("About {n} minute left.", "About {n} minutes left.", lesson.minutes_left)
    return f"{step} {left.format(n=lesson.minutes_left)}"


def _quoted(words: str) -> str:
    if words[:1] in '«“"':
        return words
    return f"«{words.removesuffix('.')}»." if i18n.language() == "es" else f"“{words}”"
