"""The laptop goes round the room: each person answers on a clean screen, saves, and passes it on.

A mode with its own data and no way into the trainer's profile: the window keeps everybody here (ui/passing.py) until
the trainer's passphrase, or a question where there is none, lets out.
"""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.content.model import PracticeId
from carecompanion.errors import SessionNotAllowed, UserError, WrongPassphrase
from carecompanion.i18n import _
from carecompanion.services.paper_forms import asks_code
from carecompanion.services.practising import BREATHE
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.room_questions import RoomQuestion
from carecompanion.services.room_round import RoomRound, tidy_code
from carecompanion.ui.go import Go
from carecompanion.ui.leading import Leading
from carecompanion.ui.pages.form_parts import is_still_here
from carecompanion.ui.pages.lesson_calm import PauseView
from carecompanion.ui.pages.pass_laptop_frame import RoomFooter, RoomHeader
from carecompanion.ui.pages.pass_laptop_sheet import Sheet
from carecompanion.ui.pages.pass_laptop_views import CodeView, DoorView, LeaveView, QuestionView
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.scroll import PageScroll

GROUND = PracticeId("cuidarme/volver-al-presente")

View = DoorView | QuestionView | CodeView | LeaveView | PauseView


class PassLaptopPage(QWidget):
    """One round, by its id. `sheet` is the set that is half filled in, where the page is built again."""

    shell = "bare"
    section = "facilitate"
    keeps_in = True

    def __init__(self, app: App, profile: OpenProfile, go: Go, round: str, sheet: Sheet | None = None) -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._round, leading = open_round_of(go, round)
        self._teams = leading.run.teams if len(leading.run.teams) > 1 else ()
        self._asks_code = asks_code(self._round.instrument)
        self._projector = leading.projector
        self._projector.told.connect(self._on_room_told)
        self.sheet = sheet or Sheet()
        self.sheet.emptied.connect(self._on_emptied)
        self.sheet.hurried.connect(self._on_hurried)
        self._failures = 0
        self._header, self._footer = RoomHeader(title_of(self._round, leading)), RoomFooter()
        self._body = QVBoxLayout()
        self._notes = QVBoxLayout()
        self._note: Callout | None = None
        self._scroll: PageScroll | None = None
        self._view: View | None = None
        self._build()
        self._show_place()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        self._notes.setContentsMargins(look.space(32), look.space(8), look.space(32), 0)
        column.addLayout(self._notes)
        column.addLayout(self._body, 1)
        column.addWidget(self._footer)
        self._header.hide_button.clicked.connect(self._go.hide)
        self._header.help_button.clicked.connect(self._go.help)
        self._header.quit_button.clicked.connect(lambda: self.sheet.empty())
        self._footer.blank_button.clicked.connect(self._on_blank_clicked)
        self._footer.back_button.clicked.connect(lambda: self._go_to(self.sheet.place - 1))
        self._footer.next_button.clicked.connect(lambda: self._go_to(self.sheet.place + 1))
        self._footer.keep_button.clicked.connect(self._on_keep_clicked)
        for keys, step in (("PgDown", 1), ("PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._go_by, step))

    # what the window asks

    def enter(self) -> None:
        self._focus()

    def escape(self) -> None:
        """Nowhere to go: the answers stay, and so does everybody."""

    def pause(self) -> None:
        """F7 here: nothing of the questions is on the screen."""
        if isinstance(self._view, PauseView):
            return
        view = PauseView(
            "paisaje-ancho",
            back=_("Back to the questions"),
            skip=_("Skip this question"),
            breathe=_("Here, for a moment."),
        )
        view.choice_made.connect(self._on_pause_choice)
        self._put(view)
        view.focus_first()

    def ask_to_leave(self) -> None:
        """Somebody wants to close the program: first the mode ends."""
        self._on_leave_asked()

    def regions(self) -> list[QWidget]:
        return [self._header, *([self._scroll] if self._scroll is not None else []), self._footer]

    def arguments_now(self) -> dict[str, Any]:
        return {"round": self._round.id, "sheet": self.sheet}

    # showing

    @property
    def _questions(self) -> tuple[RoomQuestion, ...]:
        return self._round.questions

    @property
    def _last(self) -> int:
        """The place of the last page: the code's, where there is one."""
        return len(self._questions) - (0 if self._teams or self._asks_code else 1)

    @property
    def _warning(self) -> str:
        return "" if self._projector.screen else mirrored_words()

    def _show_place(self) -> None:
        """The door, a question, or the code."""
        place = self.sheet.place
        if not self.sheet.is_begun:
            view: View = self._door()
        elif place < len(self._questions):
            asked = self._questions[place]
            view = QuestionView(asked, place + 1, len(self._questions), self.sheet.answers.get(asked.id))
            view.chosen.connect(lambda value: self.sheet.answer(asked.id, value))
        else:
            view = CodeView(self._teams, self.sheet.team, self.sheet.code, asks_code=self._asks_code)
            view.team_chosen.connect(self._on_team_chosen)
            view.code_typed.connect(self._on_code_typed)
        self._put(view)
        self._footer.show_place(
            is_first=place == 0, is_last=place == self._last, may_stay_blank=place < len(self._questions)
        )

    def _door(self) -> DoorView:
        closed = "" if self._round.is_open else _("This round is closed. Its results stay as they are.")
        view = DoorView(self.sheet.news, closed, self._warning if not self.sheet.news else "")
        view.begin_asked.connect(self._on_begin_asked)
        view.leave_asked.connect(self._on_leave_asked)
        return view

    def _put(self, view: View) -> None:
        """In the middle; what was there is emptied first, then goes."""
        self._say("")
        if isinstance(self._view, QuestionView | CodeView | LeaveView):
            self._view.forget()
        if self._scroll is not None:
            self._body.removeWidget(self._scroll)
            self._scroll.hide()
            self._scroll.deleteLater()
        self._view = view
        for option in view.findChildren(QRadioButton) if isinstance(view, QuestionView) else ():
            option.installEventFilter(self)
        self._scroll = PageScroll(view)
        self._body.addWidget(self._scroll)
        is_asking = isinstance(view, QuestionView | CodeView)
        self._footer.setVisible(is_asking)
        self._header.quit_button.setVisible(is_asking)
        if self.isVisible():
            self._scroll.show()
            self._focus()

    def _focus(self) -> None:
        if isinstance(self._view, PauseView):
            self._view.focus_first()
        elif self._view is not None:
            self._view.focus_here()

    def _say(self, words: str, title: str = "", *, kind: str = "danger") -> None:
        """Above the question; "" takes it away."""
        if self._note is not None:
            self._notes.removeWidget(self._note)
            self._note.hide()
            self._note.deleteLater()
            self._note = None
        if words:
            self._note = Callout(kind, title, words)
            self._note.setObjectName("room-note")
            self._notes.addWidget(self._note)
            self._note.show()
            announce(self._note, f"{title}. {words}" if title else words, is_urgent=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.sheet.watch(self.window().windowHandle())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cover went, and what had the keyboard before was thrown away meanwhile: the next person begins."""
        super().focusInEvent(event)
        self._focus()

    # what a person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on where nothing else wanted it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.sheet.is_begun:
            self._go_by(1)
            event.accept()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter chooses an option; on the one that is chosen it goes on."""
        is_enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.type() == QEvent.Type.KeyPress and isinstance(watched, QRadioButton):
            if watched.isChecked():
                self._go_by(1)
                return True
        return False

    def _go_by(self, step: int) -> None:
        """On and back, as with the page keys of a lesson."""
        if isinstance(self._view, QuestionView | CodeView):
            self._go_to(self.sheet.place + step)

    def _on_begin_asked(self) -> None:
        self.sheet.begin()
        self._show_place()

    def _go_to(self, place: int) -> None:
        if self.sheet.is_begun and 0 <= place <= self._last:
            self.sheet.touch()
            self.sheet.place = place
            self._show_place()

    def _on_blank_clicked(self) -> None:
        self._leave_blank()
        if self.sheet.place < self._last:
            self._go_to(self.sheet.place + 1)
        else:
            self._on_keep_clicked()

    def _leave_blank(self) -> None:
        if self.sheet.place < len(self._questions):
            self.sheet.answer(self._questions[self.sheet.place].id, None)
            if isinstance(self._view, QuestionView):
                self._view.answer.clear()

    def _on_team_chosen(self, team: str) -> None:
        self.sheet.touch()
        self.sheet.team = team

    def _on_code_typed(self, code: str) -> None:
        self.sheet.touch()
        self.sheet.code = code
        if isinstance(self._view, CodeView):
            self._view.clear_error()

    def _on_keep_clicked(self) -> None:
        """One person's whole set, and then the screen knows nothing of it. What cannot be kept stays where it is."""
        self.sheet.touch()
        if not self._is_code_right():
            return
        try:
            is_kept = self._round.answer(self.sheet.answers, self.sheet.team, self.sheet.code)
        except UserError as error:
            self._say(error.words, _("It could not be saved. Your answers are still here."))
            return
        self.sheet.empty("kept" if is_kept else "blank")

    def _is_code_right(self) -> bool:
        try:
            tidy_code(self.sheet.code)
        except SessionNotAllowed as error:
            if isinstance(self._view, CodeView):
                self._view.say(error.words)
            return False
        return True

    def _on_emptied(self, _why: str) -> None:
        """Saved, given up, hidden, or nobody was here."""
        self._show_place()
        announce(self, " ".join(words for words in self._door_words() if words))

    def _door_words(self) -> tuple[str, ...]:
        return (self._view.title.text(),) if isinstance(self._view, DoorView) else ()

    def _on_hurried(self, is_so: bool) -> None:
        words = _("In 20 seconds what is not saved will be thrown away. Touch any key to go on.")
        self._say(words if is_so else "", kind="notice")

    def _on_room_told(self, _news: object) -> None:
        """A cable was pulled, or the system mirrors: then the room may read along."""
        if self.sheet.is_begun or self._warning:
            self._say(self._warning, kind="notice")

    def _on_pause_choice(self, choice: str) -> None:
        self.sheet.touch()
        match choice:
            case "breathe":
                self._go.page("practice", practice=BREATHE, straight=1, minutes=1)
            case "ground":
                self._go.page("practice", practice=GROUND, straight=1)
            case "help":
                self._go.help()
            case "today" if self.sheet.is_begun:
                self.sheet.empty()
            case "skip" if self.sheet.is_begun and self.sheet.place < self._last:
                self._leave_blank()
                self._go_to(self.sheet.place + 1)
            case _:
                self._show_place()

    # the trainer

    def _on_leave_asked(self) -> None:
        if isinstance(self._view, LeaveView):
            return
        if not self._profile.has_passphrase:
            self._ask()
            return
        view = LeaveView()
        view.stay_asked.connect(self._show_place)
        view.tried.connect(self._on_tried)
        self._put(view)

    def _ask(self) -> None:
        from carecompanion.ui.widgets.dialog import ask  # late: rarely needed

        title, text = _("End this mode?"), _("Behind it is the profile of whoever leads. It has no passphrase.")
        if ask(self, title, text, _("Stay here"), _("End the mode")):
            self._go.let_out()

    def _on_tried(self, passphrase: str) -> None:
        """Slow, so in the background; after wrong tries a moment later."""
        profiles, profile_id, view = self._app.profiles, self._profile.id, self._view
        pause = profiles.wait_before_try(self._failures) if self._failures else 0.0

        def is_waiting() -> bool:
            return is_still_here(self) and self._view is view

        def on_right(_key: bytes) -> None:
            if is_waiting():
                self._go.let_out()

        def on_wrong(error: Exception) -> None:
            if not isinstance(error, UserError):
                raise error
            self._failures += isinstance(error, WrongPassphrase)
            if is_waiting() and isinstance(view, LeaveView):
                view.say(error.words)

        QTimer.singleShot(
            int(pause * 1000),
            self,
            lambda: self._go.run(lambda: profiles.key_of(profile_id, passphrase), on_right, on_wrong),
        )


def open_round_of(go: Go, round_id: str) -> tuple[RoomRound, Leading]:
    """The round of the session that is led. Raises SessionNotAllowed where there is none."""
    leading = go.leading()
    found = None if leading is None else next((one for one in leading.run.rounds() if one.id == round_id), None)
    if leading is None or found is None:
        raise SessionNotAllowed(_("This round is not here any more. Open it on the console."))
    return found, leading


def title_of(asked: RoomRound, leading: Leading) -> str:
    """«Registro de la sala, al llegar»: which of the two it is matters to whoever answers."""
    if not asks_code(asked.instrument):
        return _("Room check-in")
    is_second = leading.run.before(asked) is not None
    return _("Room check-in, on leaving") if is_second else _("Room check-in, on arriving")


def mirrored_words() -> str:
    """With one screen nobody knows whether a projector repeats it."""
    return _("If a projector shows this screen too, switch it off before the laptop goes round.")
