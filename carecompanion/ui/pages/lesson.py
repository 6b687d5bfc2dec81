"""The lesson reader: header, one step at a time, footer; notice, pause and end take the step's place.

Every step, answer and note is kept the moment it happens; the page can be left, hidden or killed at any time.
"""

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.content.model import LessonId, PracticeCard, PracticeId, Question, StepId
from carecompanion.learning.pacing import Felt, Pace
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.lesson_aloud import LessonAloud
from carecompanion.ui.pages.lesson_calm import EndView, NoticeView, PauseView, SummaryView
from carecompanion.ui.pages.lesson_frame import Footer, Header
from carecompanion.ui.pages.lesson_pacing import PaceRow
from carecompanion.ui.pages.lesson_step import StepView
from carecompanion.ui.read_aloud import SPEED
from carecompanion.ui.voice import USUAL, may_speak
from carecompanion.ui.widgets.scroll import PageScroll, scroll_to

BREATHE = PracticeId("cuidarme/respirar-4-6")
GROUND = PracticeId("cuidarme/volver-al-presente")
PAUSE, PAUSE_AT_END = "pause", "pause at the end"
PACE_MS = 1000  # until what was said of a hard step is kept


class LessonPage(QWidget):
    """One open lesson. `step` opens it at a certain step (a search result); else where it was left.

    `shows` is "pause", "end" or "pause at the end" when the page is built anew while that was on the screen; `pace` is
    what was said of hard steps in this visit; `heard` is the sentence read aloud last.
    """

    shell = "reader"
    section = "learn"

    def __init__(
        self,
        app: App,
        profile: OpenProfile,
        go: Go,
        lesson: str,
        step: str = "",
        shows: str = "",
        pace: Pace | None = None,
        heard: int = 0,
    ) -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._run = profile.study.open_lesson(LessonId(lesson))
        if step:
            self._run.go_to(next((n for n, one in enumerate(self._run.lesson.steps) if one.id == step), 0))
        self._step: StepView | None = None
        self._shows = ""
        self._pace = pace or Pace()
        self._pace_kept = self._pace.felt
        self._pace_row: PaceRow | None = None
        self._pace_timer = QTimer(self, singleShot=True, interval=PACE_MS)
        self._pace_timer.timeout.connect(self._keep_pace)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = f"{self._run.course.title} · {self._run.module.title}"
        self._header = Header(above, self._run.lesson.title, listens=may_speak())
        speed = profile.preferences.get(SPEED, USUAL)
        listen, language = self._header.listen_button, self._run.lesson.language
        self._aloud = LessonAloud(self, listen, language, speed, heard, go.toast)
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
        if shows.startswith(PAUSE):
            self._show_pause(shows)
        elif shows == "end":
            self._show_end()
        else:
            self._show_now(scroll=self._run.scroll)

    # what the window asks

    def enter(self) -> None:
        """The page is on the screen: reading starts at the title."""
        self._focus_title()

    def leave(self) -> None:
        """Keep what is being written, and the place; the voice is silent."""
        self._aloud.pause()
        self._keep_notes()
        self._keep_pace()
        self._keep_scroll()

    def pause(self) -> None:
        """F7: nothing of the lesson stays on the screen."""
        if self._shows.startswith(PAUSE):
            self._resume()
        else:
            self.leave()
            self._show_pause(PAUSE_AT_END if self._shows == "end" else PAUSE)

    def escape(self) -> None:
        """From the pause back to the step; else one level up."""
        if self._shows.startswith(PAUSE):
            self._resume()
        else:
            self._go.page("learn")

    def regions(self) -> list[QWidget]:
        """What F6 walks through."""
        return [one for one in (self._header, self._scroll, self._footer) if one is not None and one.isVisible()]

    def arguments_now(self) -> dict[str, Any]:
        """What to build this page anew with: a pause stays a pause, nothing hidden comes back by itself."""
        here = {"lesson": self._run.lesson.id, "shows": self._shows, "pace": self._pace}
        return here | {"heard": self._aloud.place}

    # showing

    def _show_now(self, scroll: float = 0.0) -> None:
        """The notice that is due, or the step."""
        self._step = None
        self._pace_row = None
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
            self._profile.rehearsing.card,
        )
        view.answer_given.connect(self._on_step_answer_given)
        view.note_changed.connect(self._on_step_note_changed)
        view.practice_asked.connect(lambda practice: self._practise(practice))
        view.scene_asked.connect(lambda scene: self._go.page("scene", scene=scene))
        self._step = view
        self._ask_pace(view)
        self._show(view)
        self._footer.show_place(self._run.index + 1, may_go_back=not self._run.is_first, is_last=self._run.is_last)
        self._show_try_again()
        self._focus_title()
        if scroll:
            QTimer.singleShot(0, self, lambda: self._scroll_to(scroll))

    def _show_pause(self, shows: str) -> None:
        self._shows = shows
        self._step = None
        view = PauseView("paisaje-ancho")
        view.choice_made.connect(self._on_pause_choice)
        self._show(view)
        self._footer.hide()
        view.focus_first()

    def _show_end(self) -> None:
        self._shows = "end"
        self._step = None
        following = self._profile.study.next_after(self._run.lesson.id, self._profile.preferences.role)
        is_in_plan = self._profile.planning.has_sentence(self._run.lesson.take)
        view = EndView(self._run.lesson, following, is_in_plan=is_in_plan)
        view.sentence_wanted.connect(lambda: self._take_along(view))
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
        self._aloud.show(view, self._run.index)
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
        self._end_pace()
        if self._run.is_last:
            self._finish()
        else:
            self._run.go_on()
            self._show_now()

    def _on_back_clicked(self) -> None:
        if self._shows or self._run.is_first:
            return
        self._keep_notes()
        self._end_pace()
        self._run.go_back()
        self._show_now()

    def _on_first(self) -> None:
        if not self._shows and not self._run.is_first:
            self._keep_notes()
            self._end_pace()
            self._run.go_to(0)
            self._show_now()

    def _on_step_answer_given(self, question: Question, option: int) -> None:
        self._aloud.pause()
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
            self._practise(BREATHE, straight=1)
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
                self._practise(BREATHE, straight=1, minutes=1)
            case "ground":
                self._practise(GROUND, straight=1)
            case "help":
                self._go.help()
            case "today":
                self._go.page("today")
            case "skip":
                self._end_pace()
                if self._run.is_last:
                    self._finish()
                else:
                    self._run.skip()
                    self._show_now()
            case _:
                self._resume()

    def _resume(self) -> None:
        if self._shows == PAUSE_AT_END:
            self._show_end()
        else:
            self._show_now(scroll=self._run.scroll)

    def _practise(self, practice: str, **how: int) -> None:
        self._go.page("practice", practice=practice, **how)

    # how a hard step leaves one

    def _ask_pace(self, view: StepView) -> None:
        """Once in a visit, under a step that may weigh."""
        step = self._run.step
        if not self._pace.asks(self._run.lesson, step):
            return
        row = PaceRow(self._pace.at(step.id), self._profile.practising.fitting)
        row.felt_changed.connect(lambda felt: self._on_felt_changed(step.id, felt))
        row.practice_asked.connect(self._on_pace_practice_asked)
        row.went_on.connect(self._on_pace_went_on)
        row.help_asked.connect(self._go.help)
        view.put_below(row)
        self._pace_row = row

    def _on_felt_changed(self, step: StepId, felt: Felt) -> None:
        self._pace = self._pace.feel(step, felt)
        self._pace_timer.start()

    def _keep_pace(self) -> None:
        """Only what is new, and only in the person's own file."""
        self._pace_timer.stop()
        said, step = self._pace.felt, self._pace.step
        if step is not None and said != self._pace_kept:
            self._profile.practising.feel(self._run.lesson.id, step, said.level, said.reaction)
            self._pace_kept = said

    def _end_pace(self) -> None:
        """This step asks no more."""
        if self._pace_row is not None:
            self._keep_pace()
            self._pace, self._pace_kept = self._pace.close(self._run.step.id), Felt()

    def _on_pace_practice_asked(self, practice: PracticeCard) -> None:
        """The number was just said: the practice begins at once. What one writes may be kept, so that asks."""
        self._end_pace()
        how = {} if practice.kind == "writing" else {"straight": 1}
        self._practise(practice.id, **how)

    def _on_pace_went_on(self) -> None:
        self._end_pace()
        if self._pace_row is not None:
            self._pace_row.hide()
        self._footer.next_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _finish(self) -> None:
        self._run.finish()
        self._show_end()

    def _take_along(self, view: EndView) -> None:
        self._profile.planning.take_along(self._run.lesson.take)
        view.show_in_plan()

    def _on_end_choice(self, choice: str, following: str) -> None:
        match choice:
            case "breathe":
                self._practise(BREATHE, straight=1, minutes=1)
            case "help":
                self._go.help()
            case "next" if following:
                self._go.page("lesson", lesson=following)
            case _:
                self._go.page("today")

    def _keep_notes(self) -> None:
        for prompt, text in self._step.texts() if self._step is not None else ():
            self._run.write(text, prompt)

    def _keep_scroll(self) -> None:
        if self._step is None or self._scroll is None:
            return
        bar = self._scroll.verticalScrollBar()
        self._run.stay(bar.value() / bar.maximum() if bar.maximum() else 0.0)
