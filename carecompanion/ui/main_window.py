"""The one window: who is here, which page is shown inside the shell, how one gets from one to the other, and the cover.

Pages are imported when first visited and built anew at each visit; they know the window only as the calls of `Go`.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget
from shiboken6 import isValid

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.events import PreferenceChanged
from carecompanion.i18n import _
from carecompanion.settings import Appearance
from carecompanion.ui import background
from carecompanion.ui.caretaker import Caretaker
from carecompanion.ui.dress import dress
from carecompanion.ui.given_pack import offer_given
from carecompanion.ui.go import Go
from carecompanion.ui.hiding import Doors, Hiding, close_what_floats, forget_copied
from carecompanion.ui.icons import illustration_pixmap
from carecompanion.ui.keys import KeyList, Watch, WindowKeys
from carecompanion.ui.pages.cover import Cover, cover_icon, cover_title
from carecompanion.ui.place import Memory, put_back, put_window, remember, window_words
from carecompanion.ui.routes import WITHOUT_PROFILE, Place, page_class
from carecompanion.ui.shell import Shell
from carecompanion.ui.widgets.navigation import FACILITATE, SECTIONS
from carecompanion.ui.widgets.text import forget_blocks

if TYPE_CHECKING:
    from carecompanion.services.profiles import OpenProfile
    from carecompanion.services.session_run import TrainingRun
    from carecompanion.ui.leading import Leading, Stage
    from carecompanion.ui.passing import Passing
    from carecompanion.ui.projector import RoomNews

TITLE = "Care Companion"
# Qt leaves a widget of this name out of what a screen reader may find; hidden ones it leaves in. Taking the page out of
# the window would do too, but costs half a second.
UNSPOKEN = "qt_rubberband"
REMEMBERED = 30  # pages to go back to


class MainWindow(QWidget):
    """Holds who is here, where they are, and where they came from."""

    def __init__(
        self, app: App, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self.app = app
        self.profile: OpenProfile | None = None
        self.place: Place | None = None
        self.given_pack = ""  # a pack's file the program was started with, until it is looked at (given_pack.py)
        self._before: list[tuple[Place, Memory | None]] = []
        self._is_opening = False
        self._stage: Stage | None = None
        self._passing: Passing | None = None
        self._focus_before: QWidget | None = None
        self._icon = QIcon(illustration_pixmap("logo", 64, 64))
        self._cover_icon = cover_icon()
        self.go = self._make_go()
        self._build()
        self._watch = Watch(self._may_shift_hide, steady)
        self._watch.hide_asked.connect(self._on_hide_asked)
        self._watch.help_asked.connect(self._on_help_asked)
        doors = Doors(self._show_cover, self._show_content, self.save, self._lock_by_clock, self._reachable)
        self.hiding = Hiding(self, self.cover, self._watch, app.profiles, doors, wall, steady)
        self._keys = WindowKeys(self, self._acts())
        self._listen()
        self._take_place()

    @property
    def page(self) -> QWidget | None:
        return self.shell.page

    @property
    def is_passing(self) -> bool:
        """The laptop goes round the room."""
        return self._passing is not None

    # building

    def _build(self) -> None:
        self.setWindowTitle(TITLE)
        self.setWindowIcon(self._icon)
        self.shell = Shell()
        self.shell.page_chosen.connect(self._on_page_chosen)
        self.shell.close_asked.connect(self.lock)
        self.cover = Cover()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.shell)
        self._stack.addWidget(self.cover)

    def _make_go(self) -> Go:
        return Go(
            page=self.show_page,
            back=self.back,
            hide=self._on_hide_asked,
            help=self._on_help_asked,
            pause=self.pause,
            toast=self.toast,
            refresh=self.refresh,
            lock=self.lock,
            quit=self._quit,
            enter=self.enter,
            run=background.run,
            lead=self.lead,
            let_out=self.let_out,
            leading=lambda: self._stage.now() if self._stage is not None else None,
            screens=lambda: self.stage.screens,
        )

    def _acts(self) -> dict[str, Callable[[], None]]:
        sections = {
            f"Ctrl+{number}": (lambda name=name: self._go_to(name)) for number, name in enumerate(SECTIONS, start=1)
        }
        return {
            **sections,
            "F6": lambda: self.shell.next_region(QApplication.focusWidget()),
            "F7": self.pause,
            "Ctrl+K": self.search,
            "Ctrl+,": lambda: self._go_to("settings"),
            "Ctrl+L": self.lock,
            "Ctrl+P": self.print_page,
            "Ctrl++": lambda: self._resize_text(Appearance.bigger),
            "Ctrl+=": lambda: self._resize_text(Appearance.bigger),
            "Ctrl+-": lambda: self._resize_text(Appearance.smaller),
            "Ctrl+0": lambda: self._resize_text(lambda now: replace(now, text_scale=1.0)),
            "Alt+Left": self.back,
            "Ctrl+?": self.show_keys,
        }

    def _listen(self) -> None:
        self.caretaker = Caretaker(self, self._lock_now)
        self._deaf = [
            self.app.events.on(PreferenceChanged, self._on_preference_changed),
            self.caretaker.stop,
        ]

    # who is here

    def enter(self, profile: "OpenProfile", page: str = "today", **arguments: Any) -> None:
        """This profile is here now."""
        self.profile = profile
        self._before.clear()
        self.place = None
        self._dress()
        self._show_person(profile)
        if page == "today" and _has_open_session(profile):
            self.show_page(FACILITATE)  # it was not closed: going on with it is the first thing to see
            offer_given(self)
        elif page == "today" and self.given_pack:
            file, self.given_pack = self.given_pack, ""
            self.show_page("packs", file=file)
        else:
            self.show_page(page, **arguments)
        self.caretaker.begin(profile)

    def _show_person(self, profile: "OpenProfile") -> None:
        self.shell.show_person(profile.nickname, profile.picture, facilitates=profile.preferences.facilitates)

    def show_frame(self, nickname: str, picture: str) -> None:
        """Today's frame, while its profile is still being opened."""
        self._is_opening = True
        self.shell.show_person(nickname, picture)
        self.shell.mark("today")

    def lock(self) -> None:
        """Close the profile and show the picker. A guest is asked first: what a guest did is not kept."""
        if self._reachable() is not None and self._may_leave():
            self._lock_now()

    def _lock_now(self) -> None:
        """Without asking. Behind the cover nothing is built: the picker comes when the cover goes."""
        self._close_profile()
        forget_copied()
        self._before.clear()
        self.place = None
        self.shell.drop_page()
        self.shell.show_nobody()
        if not self.hiding.is_covered:
            self._dress()
            self.show_page("picker")

    def _lock_by_clock(self) -> None:
        """Nobody is here. What could not be written yet is not given up: then the cover has to do."""
        self.save()
        if self.profile is not None and not self.profile.keeper.retry():
            self.hiding.cover()
        else:
            self._lock_now()

    def _close_profile(self) -> None:
        self.save()
        self._end_passing()
        if self._stage is not None:
            self._stage.end()
        profile, self.profile = self.profile, None
        self.caretaker.rest()
        if profile is not None:
            background.finish()
            profile.close()
            forget_blocks()

    def _may_leave(self) -> bool:
        if self.profile is None or self.hiding.is_covered:
            return True
        self.save()
        if self.profile.is_guest:
            text = _("What you did is not kept.")
        elif not self.profile.keeper.retry():
            text = _("The last of what you wrote could not be saved yet. If you leave now, it is lost.")
        else:
            return True
        from carecompanion.ui.widgets.dialog import ask  # late: rarely needed

        return ask(self, _("Leave?"), text, _("Stay"), _("Leave"))

    # the session they lead

    @property
    def stage(self) -> "Stage":
        if self._stage is None:
            from carecompanion.ui.leading import Stage  # late: only trainers have one

            self._stage = Stage(self, self.app, self.hiding)
        return self._stage

    def lead(self, run: "TrainingRun") -> "Leading":
        """The room's window opens, and the console is shown."""
        leading = self.stage.lead(run, self.appearance, self._may_use_letters)
        leading.projector.told.connect(self._on_room_told)
        self.show_page("console")
        return leading

    def _may_use_letters(self) -> bool:
        return self.profile is None or self.profile.preferences.is_on("console_letters", default=True)

    def _on_room_told(self, news: "RoomNews") -> None:
        """The console says it in its own place; elsewhere it must not go unheard."""
        if self.place is not None and self.place.name != "console":
            self.toast(news.words)

    # the laptop that goes round the room

    def _reachable(self) -> "OpenProfile | None":
        """The profile whose pages may be opened: nobody's while the laptop goes round."""
        return None if self._passing is not None else self.profile

    def _as_may_be_seen(self, place: Place) -> Place | None:
        """While the laptop goes round only some places are there; None: this one is not."""
        return place if self._passing is None else self._passing.place_of(place)

    def _keep_in(self, empty: Callable[[], None]) -> None:
        """From now on nobody gets from this page into the profile. `empty` throws away what is half answered."""
        from carecompanion.ui.passing import Passing  # late: only trainers have it

        if self._passing is None:
            self._passing = Passing(self, self.hiding, empty, self.appearance)
            self.shell.show_nobody()
            self.shell.hide_banner()

    def let_out(self) -> None:
        """The trainer has the laptop back, on the page before."""
        if self._passing is None or self.profile is None:
            return
        self._end_passing()
        self._dress()
        self._show_person(self.profile)
        if self._before:
            self.back()
        else:
            self.show_page("console")
        offer_given(self)

    def _end_passing(self) -> None:
        passing, self._passing = self._passing, None
        if passing is not None:
            passing.end()

    # where they are

    def show_page(self, name: str, **arguments: Any) -> None:
        """Leave the page that is here and show another. If it cannot be built, everything stays as it is."""
        place, before = self._as_may_be_seen(Place(name, arguments)), self._place_now()
        if place is None:
            return
        if before is not None and before != place:
            memory = remember(self.page, with_secrets=False) if self.page is not None else None
            self._before = [*self._before[-REMEMBERED:], (before, memory)]
        self._show(place)

    def _place_now(self) -> Place | None:
        """Where one is; a page that moves inside itself says with `arguments_now()` how to be built there again."""
        arguments_now = getattr(self.page, "arguments_now", None)
        if self.place is None or arguments_now is None:
            return self.place
        return Place(self.place.name, arguments_now())

    def back(self) -> None:
        """The page before, as it was left: keyboard, scroll bars and what was half typed."""
        if self._passing is not None and getattr(self.page, "keeps_in", False):
            return
        if self._before:
            place, memory = self._before.pop()
            self._show(place)
            if memory is not None and self.place is place and self.page is not None:
                put_back(self.page, memory)
        elif self.place is not None:
            start = "picker" if self.profile is None else "today"
            if self.place.name != start:
                self._show(Place(start))

    def _show(self, place: Place) -> None:
        if self.profile is None and place.name not in WITHOUT_PROFILE:
            return
        if self._as_may_be_seen(place) is None:
            return
        self.save()
        try:
            page = self._make_page(place)
        except UserError as error:
            self.show_words(error.words)
            return
        self.place, self._is_opening = place, False
        if getattr(page, "keeps_in", False):
            self._keep_in(page.sheet.empty)  # type: ignore[attr-defined]
        self.shell.put_page(page, may_fade=not self.hiding.is_covered)
        self._mark(page, place)
        enter = getattr(page, "enter", None)
        if enter is not None:
            enter()

    def _make_page(self, place: Place) -> QWidget:
        kind = page_class(place.name)
        profile = self.profile if getattr(kind, "keeps_in", False) else self._reachable()
        page: QWidget = kind(self.app, profile, self.go, **place.arguments)
        return page

    # language, theme and size

    @property
    def appearance(self) -> Appearance:
        """The open profile's own; before it chose one, and without one, the picker's; in the room mode, the room's."""
        if self._passing is not None:
            return self._passing.appearance
        if self.profile is None or not self.profile.preferences.get("text_scale"):
            return self.app.settings.now.appearance
        return self.profile.preferences.appearance

    def _dress(self) -> None:
        dress(self.appearance, self.app.paths)
        self.cover.setAccessibleName(cover_title())
        if self._stage is not None:  # the room's screen follows
            self._stage.wear(self.appearance)

    def refresh(self) -> None:
        """Build the same place anew in the language, theme and size chosen now; focus and scroll stay."""
        place = self._place_now()
        if place is None or self.page is None:
            self._dress()
            return
        self.save()
        memory = remember(self.page)
        self._dress()
        try:
            page = self._make_page(place)
        except UserError as error:  # its pack went away meanwhile
            self.show_words(error.words)
            return
        self.place = place
        if self._passing is None and self.profile is not None:
            self._show_person(self.profile)
        self.shell.put_page(page, may_fade=False)
        put_back(page, memory)

    def _resize_text(self, change: Callable[[Appearance], Appearance]) -> None:
        before = self.appearance
        after = change(before)
        if after == before:
            return
        if self._passing is not None:
            self._passing.appearance = after
        elif self.profile is not None:
            self.profile.preferences.keep_appearance(after)
        else:
            self.app.settings.keep(replace(self.app.settings.now, appearance=after))
        self.refresh()

    def _on_page_chosen(self, name: str) -> None:
        self._go_to(name)
        if self.place is not None and self.page is not None:  # it may have stayed
            self._mark(self.page, self.place)

    def _mark(self, page: QWidget, place: Place) -> None:
        """A page that is no section of its own names the one it belongs to."""
        self.shell.mark(getattr(page, "section", place.name))

    def _go_to(self, name: str) -> None:
        """A section's first view; inside a result or a run of that section its item leads back there, too."""
        if name == FACILITATE and not (self.profile is not None and self.profile.preferences.facilitates):
            return
        may_start_over = getattr(self.page, "may_start_over", False)
        here = self._reachable()
        if here is not None and (self.place is None or self.place.name != name or may_start_over):
            self.show_page(name)

    def _on_preference_changed(self, event: PreferenceChanged) -> None:
        if event.name in ("nickname", "picture", "facilitates") and self.profile is not None:
            self._show_person(self.profile)

    # words above the page

    def toast(self, text: str, action: str = "", on_action: Callable[[], None] | None = None) -> None:
        if not self.hiding.is_covered and self._passing is None:
            self.shell.show_toast(text, action, on_action)

    def show_words(self, words: str, *, is_of_page: bool = True) -> None:
        """Something did not work; what is safe and what to do. Gone with the page, unless it matters on."""
        self.shell.show_banner(_("That did not work"), words, is_of_page=is_of_page)

    # keys

    def _may_shift_hide(self) -> bool:
        return self.profile is None or self.profile.preferences.is_on("shift_hides", default=True)

    def _on_hide_asked(self) -> None:
        self.hiding.toggle()

    def _on_help_asked(self) -> None:
        """Also under a dialog: it closes as with Esc, and then help is there."""
        if self.hiding.is_covered:
            return
        close_what_floats(self)
        if self.place is None or self.place.name != "help":
            QTimer.singleShot(0, lambda: self.show_page("help"))

    def pause(self) -> None:
        pause = getattr(self.page, "pause", None)
        if pause is not None:
            pause()

    def print_page(self) -> None:
        print_page = getattr(self.page, "print_page", None)
        if print_page is not None and self._passing is None:
            print_page()

    def search(self) -> None:
        """To the search field of Learn."""
        if self._reachable() is None:
            return
        if self.place is None or self.place.name != "learn":
            self.show_page("learn")
        focus_search = getattr(self.page, "focus_search", None)
        if focus_search is not None:
            focus_search()

    def escape(self) -> None:
        """The page decides; one that does not mind goes one level up. Sections and the picker stay."""
        escape = getattr(self.page, "escape", None)
        if escape is not None:
            escape()
        elif self.place is not None and self.place.name not in (*SECTIONS, "picker", "new_profile"):
            self.back()

    def show_keys(self) -> None:
        KeyList(self, self.profile is not None and self.profile.preferences.facilitates).exec()

    # hiding

    def _show_cover(self) -> None:
        self._focus_before = QApplication.focusWidget()
        self.shell.stop_fading()
        self._keys.set_enabled(False)
        self._stack.setCurrentWidget(self.cover)
        self.cover.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setWindowTitle(cover_title())
        self.setWindowIcon(self._cover_icon)
        self.shell.setObjectName(UNSPOKEN)

    def _show_content(self) -> None:
        self.shell.setObjectName("")
        self._stack.setCurrentWidget(self.shell)
        self._keys.set_enabled(True)
        self.setWindowTitle(TITLE)
        self.setWindowIcon(self._icon)
        self.shell.fit()
        before, self._focus_before = self._focus_before, None
        if self.place is None and not self._is_opening:
            self._dress()
            self.show_page("picker")
        elif before is not None and isValid(before) and self.shell.isAncestorOf(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.page is not None:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        offer_given(self)

    def save(self) -> None:
        """What was typed on this page is kept now."""
        leave = getattr(self.page, "leave", None)
        if leave is not None:
            leave()

    # the window itself

    def come_to_front(self) -> None:
        """What is covered stays covered."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def take_pack(self, file: str = "") -> None:
        """A second start was asked for, with a pack's file to look at or without one."""
        self.come_to_front()
        if file:
            self.given_pack = file
            offer_given(self, may_leave=True)

    def _take_place(self) -> None:
        """Where it was last time; else as designed. Never larger than the screen."""
        put_window(self, self.app.settings.now.window)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no page wanted: Esc, and the watch's own where they did not come through the system's window."""
        if self._watch.take_press(event):
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and not self.hiding.is_covered:
            self.escape()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._watch.take_release(event)
        super().keyReleaseEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch.listen_at(self.windowHandle())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.shell.fit()

    def _quit(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._passing is not None and not QApplication.instance().isSavingSession():
            event.ignore()
            getattr(self.page, "ask_to_leave", self.back)()
            return
        if not self._may_leave():
            event.ignore()
            return
        self._close_profile()
        self.app.settings.keep(replace(self.app.settings.now, window=window_words(self)))
        for stop in (*self._deaf, self._watch.stop, self.hiding.stop):
            stop()
        event.accept()


def _has_open_session(profile: "OpenProfile") -> bool:
    """Somebody who never facilitates does not wait for the answer."""
    return profile.preferences.facilitates and profile.training.resume_offer() is not None
