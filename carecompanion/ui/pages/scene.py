"""The scene player: a moment at a time, each choice kept when it is said; notice, map, conversation, pause and end take
the moment's place. It can be left, hidden or killed at any time.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.content.model import SceneId
from carecompanion.errors import ContentError
from carecompanion.events import KeepingWorksAgain
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.lesson import BREATHE, GROUND
from carecompanion.ui.pages.lesson_aloud import LessonAloud
from carecompanion.ui.pages.lesson_calm import NoticeView, PauseView, SummaryView
from carecompanion.ui.pages.scene_end import EndView, MapView
from carecompanion.ui.pages.scene_frame import SceneFooter, SceneHeader
from carecompanion.ui.pages.scene_moment import MomentView, verdict_words
from carecompanion.ui.pages.scene_paths import ConversationView
from carecompanion.ui.read_aloud import SPEED
from carecompanion.ui.voice import USUAL, may_speak
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.scroll import PageScroll

PAUSE, MAP, WORDS, SUMMARY = "pause", "map", "words", "summary"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)

View = NoticeView | SummaryView | MomentView | EndView | MapView | ConversationView | PauseView


class ScenePage(QWidget):
    """One open scene, where it was left. `shows`, `picked`, `target` and `is_list` build the same place again: what
    takes the moment's place, the choice that is picked, how the map is looked at. `heard` is the sentence read aloud
    last.
    """

    shell = "reader"
    section = "learn"

    def __init__(
        self,
        app: App,
        profile: OpenProfile,
        go: Go,
        scene: str,
        shows: str = "",
        picked: int = 0,
        target: int = -1,
        is_list: bool = False,
        heard: int = 0,
    ) -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._run = profile.rehearsing.open(SceneId(scene))
        self._shows, self._picked, self._target, self._is_list = shows, picked, target, is_list
        self._turn = 0  # grows with each view, so that reading aloud begins anew
        self._view: View | None = None
        self._scroll: PageScroll | None = None
        self._header = SceneHeader(self._above(), self._run.scene.title, listens=may_speak())
        speed = profile.preferences.get(SPEED, USUAL)
        listen, language = self._header.listen_button, self._run.scene.language
        self._aloud = LessonAloud(self, listen, language, speed, heard, go.toast)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._footer = SceneFooter()
        self._footer.setObjectName("footer")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addLayout(self._body, 1)
        column.addWidget(self._footer)
        self._connect()
        self._show_now()

    # what the window asks

    def enter(self) -> None:
        self._focus_title()

    def leave(self) -> None:
        """Every choice is kept already; the voice is silent."""
        self._aloud.pause()

    def pause(self) -> None:
        """F7: nothing of the scene stays on the screen."""
        self._aloud.pause()
        self._look_at("" if self._shows == PAUSE else PAUSE)

    def escape(self) -> None:
        """From what takes the moment's place back to it; else out."""
        if self._shows:
            self._look_at("")
        else:
            self._leave()

    def regions(self) -> list[QWidget]:
        """What F6 walks through."""
        return [one for one in (self._header, self._scroll, self._footer) if one is not None and one.isVisible()]

    def arguments_now(self) -> dict[str, Any]:
        """The same place; a pause stays a pause."""
        here = {"shows": self._shows, "picked": self._picked, "heard": self._aloud.place}
        if isinstance(self._view, EndView | MapView):
            here |= {"target": self._view.paths.target, "is_list": self._view.paths.is_list}
        return {"scene": self._run.scene.id} | {name: value for name, value in here.items() if value}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() not in _PLAIN or not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key, is_fresh = event.key(), not event.isAutoRepeat()
        if key == Qt.Key.Key_M and self._shows in ("", MAP) and isinstance(self._view, MomentView | MapView):
            self._on_map_clicked()
        elif key == Qt.Key.Key_Backspace and not self._shows and self._run.may_go_back and is_fresh:
            self._on_back_clicked()
        elif not isinstance(self._view, MomentView):
            return False
        elif key in _ENTER and is_fresh and self._view.number:
            self._say()
        elif event.text() in [str(number) for number in range(1, 10)]:
            self._view.pick_place(int(event.text()) - 1)
        else:
            return False
        return True

    # showing

    def _above(self) -> str:
        place = self._profile.rehearsing.place_of(self._run.scene.id)
        return " · ".join(one.title for one in place) if place is not None else ""

    def _look_at(self, shows: str) -> None:
        self._shows = shows
        self._show_now()
        self._focus_title()

    def _show_now(self) -> None:
        """What is to be seen: what was asked for, the notice that is due, the moment, or the end."""
        self._turn += 1
        over = self._run.play.is_over
        notice = None if over else self._run.notice_now()
        if self._shows == PAUSE:
            self._show_pause()
        elif notice is not None:
            self._show_notice()
        elif self._shows == WORDS:
            self._show_conversation()
        elif over:
            self._show_end()
        elif self._shows == MAP:
            self._show_map()
        else:
            self._show_moment()

    def _show_notice(self) -> None:
        scene = self._run.scene
        view: NoticeView | SummaryView
        if self._shows == SUMMARY:
            view = SummaryView(scene.notice)
        else:
            self._shows = ""
            words = _("Go on with the scene")
            view = NoticeView(scene.notice, is_whole_lesson=True, minutes=scene.minutes, go_on=words)
        view.choice_made.connect(self._on_notice_choice)
        self._show(view, has_map=False, has_size=True)
        self._footer.show_notice(self._run.total)

    def _show_moment(self) -> None:
        self._shows = ""
        view = MomentView(self._run.play, self._picture())
        view.picked.connect(self._on_picked)
        view.meant.connect(self._say)
        self._show(view, has_map=True)
        self._footer.show_moment(len(self._run.play.taken) + 1, self._run.total, may_go_back=self._run.may_go_back)
        view.pick(self._picked)
        self._footer.set_act(view.act_words, may=view.number > 0)

    def _show_end(self) -> None:
        self._shows = ""
        view = EndView(self._run, self._target, is_list=self._is_list)
        self._listen_to(view)
        self._show(view, has_map=False)
        self._show_kept()

    def _show_map(self) -> None:
        view = MapView(self._run, self._target, is_list=self._is_list)
        self._listen_to(view)
        self._show(view, has_map=True)
        self._footer.show_look(len(self._run.play.taken) + 1, self._run.total)

    def _show_conversation(self) -> None:
        view = ConversationView(self._run.play)
        view.left.connect(lambda: self._look_at(""))
        self._show(view, has_map=False)
        self._footer.hide()

    def _show_pause(self) -> None:
        view = PauseView(
            "paisaje-ancho",
            back=_("Back to the scene"),
            skip=_("Leave the scene"),
            breathe=_("Right here, without leaving the scene."),
        )
        view.choice_made.connect(self._on_pause_choice)
        self._show(view, has_map=False, has_size=True)
        self._footer.hide()

    def _show(self, view: View, *, has_map: bool, has_size: bool = False) -> None:
        """Put `view` in the middle; what was there goes at once."""
        if self._scroll is not None:
            self._body.removeWidget(self._scroll)
            self._scroll.hide()
            self._scroll.deleteLater()
        self._view = view
        self._scroll = PageScroll(view)
        self._scroll.setObjectName("scene-scroll")
        self._body.addWidget(self._scroll)
        self._header.show_buttons(has_map=has_map, has_size=has_size)
        self._footer.show()
        self._aloud.show(view, self._turn)

    def _listen_to(self, view: EndView | MapView) -> None:
        view.paths.try_asked.connect(self._on_try_asked)
        view.paths.words_asked.connect(lambda: self._look_at(WORDS))

    def _show_kept(self) -> None:
        """Never "saved" before it is, and a guest is told the truth."""
        if not isinstance(self._view, EndView):
            return
        is_kept = not self._profile.keeper.waiting
        if not is_kept:
            words = _("Not saved yet. Your path is still here.")
        elif self._profile.is_guest:
            words = _("You are here as a guest: when you leave, nothing stays.")
        else:
            words = _("Saved on this computer")
        self._footer.show_end(words, is_kept=is_kept)

    def _picture(self) -> tuple[Path, str] | None:
        """The drawing seen last, with its sentence where it is new."""
        play, scene = self._run.play, self._run.scene
        seen = next((moment.picture for moment in reversed(play.moments) if moment.picture is not None), None)
        path = seen.path if seen is not None else scene.picture
        if not path:
            return None
        spoken = play.moment.picture.spoken if play.moment.picture is not None else ""
        with suppress(ContentError):
            return self._app.library.picture_path(scene.pack, path), spoken
        return None

    def _focus_title(self) -> None:
        if isinstance(self._view, PauseView):
            self._view.focus_first()
        elif self._view is not None:
            self._view.title.setFocus(Qt.FocusReason.OtherFocusReason)

    # what a person does

    def _connect(self) -> None:
        self._header.leave_button.clicked.connect(self._leave)
        self._header.map_button.clicked.connect(self._on_map_clicked)
        self._header.pause_button.clicked.connect(self.pause)
        self._header.hide_button.clicked.connect(self._go.hide)
        self._header.size_button.clicked.connect(lambda: self._go.page("settings", section="look"))
        self._footer.back_button.clicked.connect(self._on_back_clicked)
        self._footer.say_button.clicked.connect(self._say)
        self._footer.end_button.clicked.connect(self._on_end_clicked)
        stop = self._app.events.on(KeepingWorksAgain, lambda _event: self._show_kept())
        self.destroyed.connect(lambda _gone: stop())

    def _on_picked(self, number: int) -> None:
        self._picked = number
        if isinstance(self._view, MomentView):
            self._footer.set_act(self._view.act_words, may=True)

    def _say(self) -> None:
        """What is picked is said, and kept."""
        if not isinstance(self._view, MomentView) or not self._view.number:
            return
        self._run.say(self._view.number)
        self._begin_moment()
        last = self._run.play.last
        if last is not None:
            announce(self, f"{last.sees} {verdict_words(self._run.scene, last)}.")

    def _on_back_clicked(self) -> None:
        self._run.back()
        self._begin_moment()

    def _on_try_asked(self, place: int) -> None:
        """From an ending another path begins; in the middle one goes back, or on from where one is."""
        if place != len(self._run.play.taken):
            self._run.try_from(place)
        self._begin_moment()

    def _begin_moment(self) -> None:
        """Nothing is picked yet, and nothing was aimed at."""
        self._picked, self._target = 0, -1
        self._look_at("")

    def _on_map_clicked(self) -> None:
        self._look_at("" if self._shows == MAP else MAP)

    def _on_end_clicked(self) -> None:
        if self._run.play.is_over:
            self._leave()
        else:
            self._look_at("")

    def _leave(self) -> None:
        """Back to where one came from. An ending that was on the screen has been seen."""
        self._run.finish()
        self._go.back()

    def _on_notice_choice(self, choice: str) -> None:
        if choice == "breathe":
            self._go.page("practice", practice=BREATHE, straight=1)
        elif choice == "summary" and self._shows != SUMMARY:
            self._look_at(SUMMARY)
        else:
            self._run.answer_notice(choice)
            self._shows = ""
            if choice == "go":
                self._look_at("")
            else:
                self._go.back()

    def _on_pause_choice(self, choice: str) -> None:
        match choice:
            case "breathe":
                self._go.page("practice", practice=BREATHE, straight=1, minutes=1)
            case "ground":
                self._go.page("practice", practice=GROUND, straight=1)
            case "help":
                self._go.help()
            case "today":
                self._go.page("today")
            case "skip":
                self._go.back()
            case _:
                self._look_at("")
