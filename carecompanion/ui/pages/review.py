"""Review: questions of finished lessons that come back, one at a time. No score, no streak; it can be left any time."""

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.reviewing import Returning, ReviewRun
from carecompanion.ui.go import Go
from carecompanion.ui.pages.lesson import BREATHE, GROUND
from carecompanion.ui.pages.lesson_calm import NOTICE_WIDTH, PauseView
from carecompanion.ui.pages.lesson_frame import Footer, Header
from carecompanion.ui.pages.lesson_step import WIDE, QuestionView
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.centred import Centred
from carecompanion.ui.widgets.icon import IconCircle
from carecompanion.ui.widgets.scroll import PageScroll, scroll_to
from carecompanion.ui.widgets.text import Label

PAUSE = "pause"


class ReviewPage(QWidget):
    """One sitting. `run` is a sitting begun before, `shows` is "pause" when that was on the screen."""

    shell = "reader"
    section = "learn"

    def __init__(self, app: App, profile: OpenProfile, go: Go, run: ReviewRun | None = None, shows: str = "") -> None:
        super().__init__()
        self._profile, self._go = profile, go
        self._run = run or profile.reviewing.open()
        self._is_empty = not self._run.questions
        self._language_of_run()
        self._shows = ""
        self._view: QuestionView | None = None
        self._scroll: PageScroll | None = None
        self._title: QWidget | None = None
        self._header = Header("", _("To review"), leave=_("Leave it for today"))
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._footer = Footer(max(1, len(self._run.questions)), _("Question {step} of {steps}"))
        self._footer.setObjectName("footer")
        if not look.is_one_column:
            self._footer.put_left(self._link())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addLayout(self._body, 1)
        column.addWidget(self._footer)
        self._connect()
        if shows == PAUSE:
            self._show_pause()
        else:
            self._show_now()

    # what the window asks

    def enter(self) -> None:
        self._focus_title()

    def pause(self) -> None:
        """F7: nothing of the question stays on the screen."""
        if self._shows == PAUSE:
            self._show_now()
        else:
            self._show_pause()

    def escape(self) -> None:
        """From the pause back to the question; else one level up."""
        if self._shows == PAUSE:
            self._show_now()
        else:
            self._leave()

    def regions(self) -> list[QWidget]:
        """What F6 walks through."""
        return [one for one in (self._header, self._scroll, self._footer) if one is not None and one.isVisible()]

    def arguments_now(self) -> dict[str, Any]:
        """The same sitting at the same question; a pause stays a pause."""
        return {"run": self._run, "shows": self._shows}

    # showing

    def _language_of_run(self) -> None:
        """A sitting begun in another language goes on in this one."""
        if any(one.lesson.language != i18n.language() for one in self._run.questions):
            self._run.retell()

    def _show_now(self) -> None:
        """The question, or the end."""
        self._shows = ""
        if self._run.is_over:
            self._show_end()
        else:
            self._show_question(self._run.current)
        self._focus_title()

    def _show_question(self, returning: Returning) -> None:
        self._header.show_words(_("To review"), returning.lesson.title)
        self._view = view = QuestionView(lambda _question: self._run.tries, returning.question)
        view.option_confirmed.connect(self._on_option_confirmed)
        self._show(Centred(self._with_link(view), WIDE, above=20, at_top=True), view.title)
        number = self._run.index + 1
        self._footer.show_place(number, may_go_back=False, is_last=number == len(self._run.questions))
        self._footer.show()
        self._show_try_again()

    def _with_link(self, view: QuestionView) -> QWidget:
        """With large text the footer has no room: then the way to where it comes from stands below the question."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(10))
        column.addWidget(view)
        if look.is_one_column:
            column.addWidget(self._link(), 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _link(self) -> Button:
        link = Button(_("See it in the lesson"), "link", "book-open")
        link.setObjectName("review-lesson")
        link.clicked.connect(self._open_lesson)
        return link

    def _show_end(self) -> None:
        self._view = None
        self._header.show_words("", _("To review"))
        self._header.leave_button.hide()
        self._footer.hide()
        view = EndView(is_empty=self._is_empty, has_more=self._profile.reviewing.count() > 0)
        view.left.connect(self._leave)
        self._show(view, view.title)

    def _show_pause(self) -> None:
        self._shows, self._view = PAUSE, None
        self._header.show_words("", _("To review"))
        view = PauseView(
            "paisaje-ancho", back=_("Back to reviewing"), skip=_("Skip this question"), breathe=_("Here, for a moment.")
        )
        view.choice_made.connect(self._on_pause_choice)
        self._show(view, view.title)
        self._footer.hide()
        view.focus_first()

    def _show(self, view: QWidget, title: QWidget) -> None:
        """Put `view` in the middle; what was there goes at once."""
        if self._scroll is not None:
            self._body.removeWidget(self._scroll)
            self._scroll.hide()
            self._scroll.deleteLater()
        self._scroll, self._title = PageScroll(view), title
        self._body.addWidget(self._scroll)

    def _focus_title(self) -> None:
        if self._title is not None and self._shows != PAUSE:
            self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_try_again(self) -> None:
        self._footer.again_button.setVisible(self._view is not None and self._view.may_try_again)

    # what a person does

    def _connect(self) -> None:
        self._header.leave_button.clicked.connect(self._leave)
        self._header.pause_button.clicked.connect(self.pause)
        self._header.hide_button.clicked.connect(self._go.hide)
        self._header.size_button.clicked.connect(lambda: self._go.page("settings", section="look"))
        self._footer.next_button.clicked.connect(self._on_next)
        self._footer.again_button.clicked.connect(self._on_again_clicked)
        shortcut = QShortcut(QKeySequence("PgDown"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_next)

    def _leave(self) -> None:
        self._go.page("today")

    def _open_lesson(self) -> None:
        here = self._run.current
        self._go.page("lesson", lesson=here.lesson.id, step=here.step.id)

    def _on_next(self) -> None:
        if self._view is not None:
            self._run.go_on()
            self._show_now()

    def _on_option_confirmed(self, option: int) -> None:
        tries = self._run.answer(option)
        if self._view is not None and tries.chosen is not None:
            self._view.show_tries()
            announce(self._view, tries.chosen.lead)
            QTimer.singleShot(0, self, self._bring_feedback)
        self._show_try_again()

    def _bring_feedback(self) -> None:
        """What the answer teaches is on the screen, also in a small window."""
        feedback = self._view.feedback if self._view is not None else None
        if feedback is not None:
            scroll_to(feedback)  # makes the page as long as it is now; what lies below can be reached after that
            QTimer.singleShot(0, feedback, lambda: scroll_to(feedback))

    def _on_again_clicked(self) -> None:
        if self._view is not None:
            self._run.try_again()
            self._view.show_tries()
            self._view.focus_options()
        self._show_try_again()

    def _on_pause_choice(self, choice: str) -> None:
        match choice:
            case "breathe":
                self._go.page("practice", practice=BREATHE, straight=1, minutes=1)
            case "ground":
                self._go.page("practice", practice=GROUND, straight=1)
            case "help":
                self._go.help()
            case "today":
                self._leave()
            case "skip":
                self._run.go_on()
                self._show_now()
            case _:
                self._show_now()


class EndView(Centred):
    """All that was due was seen, or there was nothing: said once, and one way on."""

    left = Signal()

    def __init__(self, *, is_empty: bool, has_more: bool) -> None:
        card = Card()
        super().__init__(card, NOTICE_WIDTH)
        card.body.setContentsMargins(look.space(44), look.space(36), look.space(44), look.space(36))
        upright = look.is_one_column
        inside = QBoxLayout(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight)
        inside.setSpacing(look.space(32))
        card.body.addLayout(inside)
        inside.addWidget(IconCircle("sprout", "leaf", 96, 44), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        inside.addLayout(column, 1)
        words = _("There is nothing to review today. That is fine, too.") if is_empty else _("That is all for today.")
        self.title = Label(words, role="h1")
        column.addWidget(self.title)
        if has_more and not is_empty:
            column.addSpacing(look.space(10))
            column.addWidget(Label(_("The other questions can wait."), role="lead", color="textMuted"))
        column.addSpacing(look.space(24))
        button = Button(_("Back"), kind="primary", size="large")
        button.setObjectName("review-back")
        button.clicked.connect(self.left)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
