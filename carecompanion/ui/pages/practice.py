"""A practice from before to after: what to know, the practice itself, what becomes of what was written, how it was.

The run says where the person is in it; this page shows that place, and builds it again after a change of language or
size. Nothing starts by itself, and what runs stops when nobody sees it.
"""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.model import PracticeId
from carecompanion.i18n import _
from carecompanion.services.practising import BREATHE, PracticeRun
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.practice_after import AfterView, EndView
from carecompanion.ui.pages.practice_before import BeforeView, LeaveView
from carecompanion.ui.pages.practice_breath import BreathView
from carecompanion.ui.pages.practice_parts import PracticeHeader, Spoken
from carecompanion.ui.pages.practice_steps import StepsView
from carecompanion.ui.pages.practice_writing import TextView, WritingView, all_words
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.help_first import HelpFirst
from carecompanion.ui.widgets.scroll import PageScroll

GROUND = PracticeId("cuidarme/volver-al-presente")

View = BeforeView | LeaveView | BreathView | StepsView | WritingView | TextView | AfterView | EndView


class PracticePage(QWidget):
    """One practice, opened over whatever was there; leaving goes back to it. `minutes` shortens a breathing practice.

    `straight` (a pause, help, a card of support) goes to the practice at once: nothing is asked and nothing kept, and
    without a profile it is always so. `run`, `text_only` and `leaving` build the same place again.
    """

    shell = "reader"
    section = "practise"

    def __init__(
        self,
        app: App,
        profile: OpenProfile | None,
        go: Go,
        practice: str,
        minutes: int = 0,
        straight: int = 0,
        run: PracticeRun | None = None,
        text_only: bool = False,
        leaving: bool = False,
    ) -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._asked = {"practice": practice, "minutes": minutes, "straight": straight}
        self._run = self._take_up(run) or self._open(PracticeId(practice), minutes, bool(straight))
        self._spoken = Spoken(profile)
        self._text_only = text_only
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._header = PracticeHeader(self._run.practice)
        self._header.leave_button.clicked.connect(self._on_leave_clicked)
        self._header.hide_button.clicked.connect(go.hide)
        column.addWidget(self._header)
        self._body = QVBoxLayout()
        column.addLayout(self._body, 1)
        self._scroll: PageScroll | None = None
        self._view: View
        is_leaving = leaving and self._run.is_under_way
        self._put(LeaveView(self._run.has_text) if is_leaving else self._view_of_stage())

    # what the window asks

    def enter(self) -> None:
        self._view.begin()

    def leave(self) -> None:
        """What runs stops. What was written stays in memory: that is kept only when the person says so."""
        self._keep_text_only()
        self._view.halt()

    def pause(self) -> None:
        """F7 here: a practice is a break already; what runs stops."""
        self._view.halt()

    def escape(self) -> None:
        """Back from a question; out of a practice that is under way only after asking."""
        if isinstance(self._view, LeaveView):
            self._show_stage()
        elif self._run.stage == "text":
            self._on_text_choice("back")
        elif self._run.stage == "after":
            self._run.answer(self._run.after)  # what is marked was marked, as with Leave
            self._go.back()
        else:
            self._on_leave_clicked()

    def regions(self) -> list[QWidget]:
        """What F6 walks through."""
        return [self._header, *([self._scroll] if self._scroll is not None else [])]

    def arguments_now(self) -> dict[str, Any]:
        """The same place in the practice."""
        self._keep_text_only()
        asked = {name: value for name, value in self._asked.items() if value}
        more = {"text_only": self._text_only, "leaving": isinstance(self._view, LeaveView)}
        return asked | {"run": self._run} | {name: value for name, value in more.items() if value}

    # which practice

    def _take_up(self, run: PracticeRun | None) -> PracticeRun | None:
        """The practice that was open here, in the language of now; None when it was settled in the middle."""
        if run is None or (run.stage == "end" and not run.was_whole):
            return None
        run.speak(self._app.library.practice(run.practice.id, i18n.language()))
        return run

    def _open(self, practice: PracticeId, minutes: int, is_straight: bool) -> PracticeRun:
        if self._profile is None or is_straight:
            return PracticeRun(self._app.library.practice(practice, i18n.language()), minutes=minutes)
        return self._profile.practising.open(practice, minutes)

    # showing

    def _view_of_stage(self, news: str = "") -> View:
        match self._run.stage:
            case "before":
                return self._before_view()
            case "doing":
                return self._doing_view()
            case "text":
                return self._text_view()
            case "after":
                after = AfterView(self._run, news)
                after.answered.connect(self._on_after_answered)
                return after
            case _:
                end = EndView(self._run, news)
                end.choice_made.connect(self._on_end_choice)
                return end

    def _before_view(self) -> View:
        view = BeforeView(self._run)
        view.start_asked.connect(self._on_start_asked)
        return view

    def _doing_view(self) -> View:
        view: BreathView | StepsView | WritingView
        if self._run.practice.kind == "breath":
            view = BreathView(self._run, self._spoken, self._text_only)
            view.leave_asked.connect(self._on_leave_clicked)
        elif self._run.practice.kind == "writing":
            view = WritingView(self._run, self._is_hard)
            view.help_asked.connect(self._go.help)
        else:
            view = StepsView(self._run, self._spoken)
        view.done.connect(self._on_view_done)
        return view

    def _text_view(self) -> View:
        view = TextView(self._run, self._help_first())
        view.choice_made.connect(self._on_text_choice)
        return view

    def _help_first(self) -> HelpFirst | None:
        """Help before anything else, where the words touch on dying. Nothing is kept of that."""
        if self._profile is None or not self._is_hard(all_words(self._run)):
            return None
        people = self._profile.planning.lines("person")
        today = self._app.clock().astimezone().date()
        help_first = HelpFirst(self._app.library.help_page(i18n.language()), today, people)
        help_first.help_asked.connect(self._go.help)
        help_first.breathe_asked.connect(lambda: self._go.page("practice", practice=BREATHE, straight=1, minutes=1))
        help_first.ground_asked.connect(lambda: self._go.page("practice", practice=GROUND, straight=1))
        return help_first

    def _is_hard(self, text: str) -> bool:
        return self._profile is not None and self._profile.wellbeing.is_hard(text)

    def _put(self, view: View) -> None:
        """Put `view` in the middle; what was there goes."""
        if self._scroll is not None:
            self._body.removeWidget(self._scroll)
            self._scroll.hide()
            self._scroll.deleteLater()
        self._view = view
        if isinstance(view, LeaveView):
            view.choice_made.connect(self._on_leave_choice)
        self._scroll = PageScroll(view)
        self._body.addWidget(self._scroll)
        if self.isVisible():  # now: what starts must be seen, and the keyboard goes there
            self._scroll.show()

    def _show_stage(self, news: str = "") -> None:
        self._keep_text_only()
        self._put(self._view_of_stage(news))
        self._view.begin()
        announce(self, news)

    def _keep_text_only(self) -> None:
        if isinstance(self._view, BreathView):
            self._text_only = self._view.is_text_only

    # what the person does

    def _on_start_asked(self) -> None:
        self._run.begin(self._run.before)
        self._show_stage()
        self._start()

    def _start(self) -> None:
        """The person said so."""
        if isinstance(self._view, BreathView | StepsView | WritingView):
            self._view.start()

    def _on_view_done(self) -> None:
        is_by_hand = self._run.practice.kind == "steps" and not self._run.timer.is_timed
        self._run.finish()
        if not self._run.asks and is_by_hand:
            self._go.back()
        else:
            self._show_stage()

    def _on_leave_clicked(self) -> None:
        """In the middle of it one is asked; before and after one simply goes."""
        self._view.halt()
        if isinstance(self._view, LeaveView):
            self._on_leave_choice("leave")
        elif self._run.stage == "text":
            self._ask_about_words()
        elif self._run.asks and self._run.is_under_way:
            self._keep_text_only()
            self._put(LeaveView(self._run.has_text))
            self._view.begin()
        else:
            self._end_and_go()

    def _ask_about_words(self) -> None:
        from carecompanion.ui.widgets.dialog import ask  # late: rarely needed

        text = _("What you wrote is not saved anywhere. If you leave now, it is gone.")
        if ask(self, _("Throw your words away?"), text, _("Stay"), _("Throw them away"), danger=True):
            self._end_and_go()

    def _on_leave_choice(self, choice: str) -> None:
        if choice == "on":
            self._show_stage()
            self._start()
            return
        self._run.stop()
        if self._run.stage == "text":
            self._show_stage()
        else:
            self._go.back()

    def _end_and_go(self) -> None:
        """Nothing more is asked."""
        self._run.settle()
        self._go.back()

    def _on_text_choice(self, choice: str) -> None:
        was_whole, news = self._run.was_whole, ""
        match choice:
            case "keep":
                news = _("Kept in your private notes.") if self._run.keep_text() else ""
            case "throw":
                self._run.throw_away()
                news = _("Thrown away. Nothing of it is left.")
            case _:
                self._run.write_on()
        if self._run.stage == "end" and not was_whole:
            self._go.back()
            if news:
                self._go.toast(news)
        else:
            self._show_stage(news)

    def _on_after_answered(self, level: int | None) -> None:
        self._run.answer(level)
        self._show_stage()

    def _on_end_choice(self, choice: str) -> None:
        match choice:
            case "another":
                self._go.page("practise")
            case "help":
                self._go.help()
            case _:
                self._go.back()
