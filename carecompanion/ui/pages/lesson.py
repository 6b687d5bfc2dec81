"""The lesson reader: header, one step at a time, footer; notice, pause and end take the step's place.

Every step, answer and note is kept the moment it happens; the page can be left, hidden or killed at any time.
"""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.content.model import LessonId, PracticeId, Question
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.lesson_calm import EndView, NoticeView, PauseView, SummaryView
from carecompanion.ui.pages.lesson_step import StepView
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button, HideButton, IconButton
from carecompanion.ui.widgets.progress import StepDashes
from carecompanion.ui.widgets.scroll import PageScroll, scroll_to
from carecompanion.ui.widgets.text import Label

BREATHE = PracticeId("cuidarme/respirar-4-6")
GROUND = PracticeId("cuidarme/volver-al-presente")


class LessonPage(QWidget):
    """One open lesson. `step` opens it at a certain step (a search result); else where it was left.

    `shows` is "pause" or "end" when the page is built anew while that was on the screen.
    """

    shell = "reader"
    section = "learn"

    def __init__(self, app: App, profile: OpenProfile, go: Go, lesson: str, step: str = "", shows: str = "") -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._run = profile.study.open_lesson(LessonId(lesson))
        if step:
            self._run.go_to(next((n for n, one in enumerate(self._run.lesson.steps) if one.id == step), 0))
        self._step: StepView | None = None
        self._shows = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._header = Header(self._run.course.title, self._run.module.title, self._run.lesson.title)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._footer = Footer(len(self._run.lesson.steps))
        self._footer.setObjectName("footer")
        self._scroll: PageScroll | None = None
        column.addWidget(self._header)
        column.addLayout(self._body, 1)
        column.addWidget(self._footer)
        self._connect()
        self._run.begin()
        if shows == "pause":
            self._show_pause()
        elif shows == "end":
            self._show_end()
        else:
            self._show_now(scroll=self._run.scroll)

    # what the window asks

    def enter(self) -> None:
        """The page is on the screen: reading starts at the title."""
        self._focus_title()

    def leave(self) -> None:
        """Keep what is being written, and the place."""
        self._keep_notes()
        self._keep_scroll()

    def pause(self) -> None:
        """F7: nothing of the lesson stays on the screen."""
        if self._shows == "pause":
            self._resume()
        elif not self._shows:
            self.leave()
            self._show_pause()

    def escape(self) -> None:
        """From the pause back to the step; else one level up."""
        if self._shows == "pause":
            self._resume()
        else:
            self._go.page("learn")

    def regions(self) -> list[QWidget]:
        """What F6 walks through."""
        return [one for one in (self._header, self._scroll, self._footer) if one is not None and one.isVisible()]

    def arguments_now(self) -> dict[str, str]:
        """What to build this page anew with: a pause stays a pause, nothing hidden comes back by itself."""
        return {"lesson": self._run.lesson.id, "shows": self._shows}

    # showing

    def _show_now(self, scroll: float = 0.0) -> None:
        """The notice that is due, or the step."""
        self._step = None
        self._shows = ""
        self._footer.show()
        due = self._run.notice_now()
        if due is None:
            self._show_step(scroll)
            return
        step, notice = due
        view = NoticeView(notice, is_whole_lesson=step == "", minutes=self._run.lesson.minutes)
        view.choice_made.connect(lambda choice: self._on_notice_choice(step, choice))
        self._show(view)
        self._footer.show_place(self._run.index + 1, may_go_back=not self._run.is_first, asks=True)
        self._focus_title()

    def _show_step(self, scroll: float = 0.0) -> None:
        study = self._profile.study
        pack = self._run.lesson.pack
        view = StepView(
            self._run,
            lambda path: self._app.library.picture_path(pack, path),
            lambda practice: study.practice(PracticeId(practice)),
        )
        view.answer_given.connect(self._on_step_answer_given)
        view.note_changed.connect(self._on_step_note_changed)
        view.practice_asked.connect(lambda practice: self._practise(practice))
        self._step = view
        self._show(view)
        self._footer.show_place(self._run.index + 1, may_go_back=not self._run.is_first, is_last=self._run.is_last)
        self._show_try_again()
        self._focus_title()
        if scroll:
            QTimer.singleShot(0, self, lambda: self._scroll_to(scroll))

    def _show_pause(self) -> None:
        self._shows = "pause"
        self._step = None
        view = PauseView("paisaje-ancho")
        view.choice_made.connect(self._on_pause_choice)
        self._show(view)
        self._footer.hide()
        view.focus_first()

    def _show_end(self) -> None:
        self._shows = "end"
        self._step = None
        following = self._profile.study.next_after(self._run.lesson.id)
        view = EndView(self._run.lesson, following)
        view.choice_made.connect(lambda choice: self._on_end_choice(choice, following.card.id if following else ""))
        self._show(view)
        self._footer.hide()
        self._focus_title()

    def _show(self, view: QWidget) -> None:
        """Put `view` in the middle; what was there goes."""
        if self._scroll is not None:
            self._body.removeWidget(self._scroll)
            self._scroll.hide()  # at once: after a pause was asked for, nothing of the lesson stays
            self._scroll.deleteLater()
        self._scroll = PageScroll(view)
        self._scroll.setObjectName("lesson-scroll")
        self._body.addWidget(self._scroll)
        self._title = getattr(view, "title", None)

    def _focus_title(self) -> None:
        if self._title is not None:
            self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _scroll_to(self, share: float) -> None:
        if self._scroll is not None:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(round(share * bar.maximum()))

    # what a person does

    def _connect(self) -> None:
        self._header.leave_button.clicked.connect(lambda: self._go.page("learn"))
        self._header.pause_button.clicked.connect(self.pause)
        self._header.hide_button.clicked.connect(self._go.hide)
        self._header.size_button.clicked.connect(lambda: self._go.page("settings", section="look"))
        self._footer.back_button.clicked.connect(self._on_back_clicked)
        self._footer.next_button.clicked.connect(self._on_next_clicked)
        self._footer.again_button.clicked.connect(self._on_again_clicked)
        for key, act in (("PgDown", self._on_next_clicked), ("PgUp", self._on_back_clicked), ("Home", self._on_first)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _on_next_clicked(self) -> None:
        if self._step is None:
            return
        self._keep_notes()
        if self._run.is_last:
            self._finish()
        else:
            self._run.go_on()
            self._show_now()

    def _on_back_clicked(self) -> None:
        if self._shows or self._run.is_first:
            return
        self._keep_notes()
        self._run.go_back()
        self._show_now()

    def _on_first(self) -> None:
        if not self._shows and not self._run.is_first:
            self._keep_notes()
            self._run.go_to(0)
            self._show_now()

    def _on_step_answer_given(self, question: Question, option: int) -> None:
        self._run.answer(question, option)
        if self._step is not None:
            self._step.show_answer(question)
            QTimer.singleShot(0, self, lambda: self._bring_feedback(question))
        self._show_try_again()

    def _bring_feedback(self, question: Question) -> None:
        """What the answer teaches is on the screen, also in a small window."""
        feedback = self._step.feedback_of(question) if self._step is not None else None
        if feedback is not None:
            scroll_to(feedback)

    def _on_again_clicked(self) -> None:
        view = self._step.open_question if self._step is not None else None
        if view is not None:
            self._run.try_again(view.question)
            view.show_tries()
            view.focus_options()
        self._show_try_again()

    def _show_try_again(self) -> None:
        self._footer.again_button.setVisible(self._step is not None and self._step.open_question is not None)

    def _on_step_note_changed(self, prompt: str, text: str) -> None:
        is_kept = self._run.write(text, prompt)
        if self._step is not None:
            self._step.show_saved(is_kept)

    def _on_notice_choice(self, step: str, choice: str) -> None:
        if choice == "breathe":
            self._practise(BREATHE)
            return
        notice = self._run.notice_now()
        if choice == "summary" and notice is not None and self._title_is_not_summary():
            view = SummaryView(notice[1])
            view.choice_made.connect(lambda made: self._on_notice_choice(step, made))
            self._show(view)
            self._focus_title()
            return
        self._run.answer_notice(step, choice)
        self._show_now()

    def _title_is_not_summary(self) -> bool:
        return self._scroll is None or self._scroll.findChild(SummaryView) is None

    def _on_pause_choice(self, choice: str) -> None:
        match choice:
            case "breathe":
                self._practise(BREATHE)
            case "ground":
                self._practise(GROUND)
            case "help":
                self._go.help()
            case "today":
                self._go.page("today")
            case "skip":
                if self._run.is_last:
                    self._finish()
                else:
                    self._run.skip()
                    self._show_now()
            case _:
                self._resume()

    def _resume(self) -> None:
        self._show_now(scroll=self._run.scroll)

    def _practise(self, practice: str) -> None:
        self._go.page("practice", practice=practice)

    def _finish(self) -> None:
        self._run.finish()
        self._show_end()

    def _on_end_choice(self, choice: str, following: str) -> None:
        if choice == "next" and following:
            self._go.page("lesson", lesson=following)
        else:
            self._go.page("today")

    def _keep_notes(self) -> None:
        for prompt, text in self._step.texts() if self._step is not None else ():
            self._run.write(text, prompt)

    def _keep_scroll(self) -> None:
        if self._step is None or self._scroll is None:
            return
        bar = self._scroll.verticalScrollBar()
        self._run.stay(bar.value() / bar.maximum() if bar.maximum() else 0.0)


class Header(QFrame):
    """72 high: leave, where one is, text size, pause, hide. Two rows when the text is large."""

    def __init__(self, course: str, module: str, lesson: str) -> None:
        super().__init__()
        self.leave_button = Button(_("Leave"), icon="arrow-left")
        self.leave_button.setObjectName("leave")
        self.size_button = IconButton("a-large-small", _("Text size"))
        self.pause_button = Button(_("I need a break"), kind="soft", icon="pause")
        self.pause_button.setObjectName("pause")
        self.hide_button = HideButton()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Label(f"{course} · {module}", role="small", color="textMuted"))
        words.addWidget(Label(lesson, role="h3"))
        words.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(look.space(32), 14, look.space(32), look.space(12))
        row = QHBoxLayout()
        row.setSpacing(look.space(10))
        rows.addLayout(row)
        row.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(look.space(10))
        if look.is_one_column:
            row.addStretch(1)
            rows.addLayout(words)
        else:
            row.addLayout(words, 1)
        for button in (self.size_button, self.pause_button, self.hide_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(look.px(72))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < look.px(860)
        self.pause_button.setText(_("Break") if is_narrow else _("I need a break"))
        self.pause_button.setAccessibleName(_("I need a break"))
        self.size_button.setVisible(event.size().width() >= look.px(700))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.color("border"))


class Footer(QFrame):
    """80 high: back, where one is in dashes and words, try again, next."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self._steps = steps
        self.back_button = Button(_("Previous"), icon="arrow-left", size="large")
        self.back_button.setObjectName("previous")
        self.next_button = Button(_("Next"), kind="primary", trailing_icon="arrow-right", size="large")
        self.next_button.setObjectName("next")
        self.again_button = Button(_("Try again"), icon="rotate-ccw", size="large")
        self.again_button.setObjectName("try-again")
        self._asks = Label(_("You choose how to go on."), role="small", color="textMuted")
        self._dashes = StepDashes(steps, 1)
        self._place = Label("", role="small", color="textMuted", wrap=False)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(look.space(32), look.space(14), look.space(32), look.space(14))
        self._row.setSpacing(look.space(12))
        self._left, middle, self._right = QWidget(), QHBoxLayout(), QWidget()
        for side, widgets in (
            (self._left, [self.back_button]),
            (self._right, [self.again_button, self._asks, self.next_button]),
        ):
            inside = QHBoxLayout(side)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(look.space(12))
            if side is self._right:
                inside.addStretch(1)
            for widget in widgets:
                inside.addWidget(widget)
            if side is self._left:
                inside.addStretch(1)
        middle.setSpacing(look.space(14))
        middle.addStretch(1)
        middle.addWidget(self._dashes)
        middle.addWidget(self._place)
        middle.addStretch(1)
        self._row.addWidget(self._left)
        self._row.addLayout(middle, 1)
        self._row.addWidget(self._right)
        self.setMinimumHeight(look.px(80))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.again_button.hide()

    def show_place(self, step: int, *, may_go_back: bool, is_last: bool = False, asks: bool = False) -> None:
        self._dashes.set_current(step)
        self._place.setText(_("Step {step} of {steps}").format(step=step, steps=self._steps))
        self.back_button.setVisible(may_go_back)
        self.next_button.setVisible(not asks)
        self.next_button.setText(_("Finish") if is_last else _("Next"))
        self._asks.setVisible(asks)
        self.again_button.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = look.px(370)
        has_room = event.size().width() >= 2 * side + self._dashes.sizeHint().width() + look.px(120)
        self._left.setMinimumWidth(side if has_room else 0)
        self._right.setMinimumWidth(side if has_room else 0)
        self._dashes.setVisible(has_room or event.size().width() >= look.px(1100))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, look.color("border"))
