"""What stands around a page: navigation (full or rail), a banner when something did not work, the fade from the old."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.ui.fading import Fade, picture_of
from carecompanion.ui.place import focus_first
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.navigation import Navigation
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.top_row import TopRow

if TYPE_CHECKING:
    from carecompanion.ui.widgets.toast import Toast

TOAST, BANNER = "toast", "banner"
LATER_MS = 40  # the new page is painted by then


class Shell(QWidget):
    """One page at a time. `page_chosen(name)` and `close_asked()` come from its navigation."""

    page_chosen = Signal(str)
    close_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.page: QWidget | None = None
        self.navigation: Navigation | None = None
        self._person: tuple[str, str] | None = None
        self._facilitates = False
        self._here = ""
        self._banner: QWidget | None = None
        self._banner_words = ("", "")
        self._is_of_page = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.host = QWidget()
        self._column = QVBoxLayout(self.host)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._row.addWidget(self.host, 1)
        self._fade = Fade(self.host)
        self._gone: list[QWidget] = []

    # the page

    def put_page(self, page: QWidget, may_fade: bool) -> None:
        """The new page at once, and over it a fading picture of the old one."""
        if self._is_of_page:
            self.hide_banner()
        old, self.page = self.page, page
        is_fading = may_fade and old is not None and self.host.isVisible() and look.duration("fast") > 0
        picture = picture_of(self.host) if is_fading else None
        self.fit()
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            self._gone.append(old)
            QTimer.singleShot(LATER_MS, self, self._throw_away)
        page.resize(self.host.size())  # laid out once, at the size it will have
        self._column.insertWidget(0, page, 1)
        page.show()
        self._place_toasts()
        self._fade.stop()
        if picture is not None:
            self._fade.start(picture)

    def _throw_away(self) -> None:
        """The pages before: taking them apart takes as long as painting one."""
        gone, self._gone = self._gone, []
        for page in gone:
            page.deleteLater()

    def drop_page(self) -> None:
        """Nothing of the page stays in memory."""
        self._throw_away()
        self._fade.stop()
        old, self.page = self.page, None
        if old is not None:
            self._column.removeWidget(old)
            _discard(old)

    def stop_fading(self) -> None:
        self._fade.stop()

    # the navigation

    def show_person(self, nickname: str, picture: str, *, facilitates: bool = False) -> None:
        """Whose navigation it is."""
        self._person, self._facilitates = (nickname, picture), facilitates
        self._put_navigation(None)
        self.fit()

    def show_nobody(self) -> None:
        """Nothing of the person stays: neither name nor message."""
        self._person = None
        for toast in self._toasts():
            toast.go()
        self._put_navigation(None)

    def mark(self, name: str) -> None:
        """Which item is the page on the screen."""
        self._here = name
        if self.navigation is not None:
            self.navigation.show_current(name)

    def fit(self) -> None:
        """Full or rail, by page, text size and width; none where nobody is in or the page is bare."""
        if self._person is None:
            return
        kind = getattr(self.page, "shell", "full")
        is_rail = kind == "reader" or look.uses_rail(self.window().width())
        if self.navigation is None or self.navigation.is_rail != is_rail:
            self._put_navigation(Navigation(*self._person, is_rail, facilitates=self._facilitates))
        if self.navigation is not None:
            self.navigation.setVisible(kind != "bare")

    def _put_navigation(self, navigation: Navigation | None) -> None:
        old, self.navigation = self.navigation, navigation
        focus = QApplication.focusWidget()
        has_focus = old is not None and focus is not None and old.isAncestorOf(focus)
        if old is not None:
            self._row.removeWidget(old)
            _discard(old)
        if navigation is not None:
            navigation.page_chosen.connect(self.page_chosen)
            navigation.close_asked.connect(self.close_asked)
            navigation.show_current(self._here)
            self._row.insertWidget(0, navigation)
            if has_focus:
                navigation.focus_here()

    # words around the page

    def show_banner(
        self,
        title: str,
        words: str,
        act: str = "",
        on_act: Callable[[], None] | None = None,
        *,
        is_of_page: bool = False,
    ) -> None:
        """Below the page, until `hide_banner`; one `is_of_page` goes with it. `act` names a button calling `on_act`."""
        from carecompanion.ui.widgets.callout import Callout  # late: the first paint has none

        if self._banner is not None and self._banner_words == (title, words):
            return
        self.hide_banner()
        self._banner, self._banner_words = QWidget(), (title, words)
        self._is_of_page = is_of_page
        self._banner.setObjectName(BANNER)
        room = QHBoxLayout(self._banner)
        room.setContentsMargins(look.space(32), look.space(8), look.space(32), look.space(14))
        callout = Callout("danger", title, words)
        room.addWidget(callout)
        if on_act is not None:
            button = Button(act, size="small")
            button.setObjectName("banner-act")
            button.clicked.connect(on_act)
            callout.body.addSpacing(look.space(8))
            callout.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._banner)  # below: the way to hide stays where the hand knows it
        self._place_toasts()
        announce(self._banner, f"{title}. {words}", is_urgent=True)

    def hide_banner(self) -> None:
        if self._banner is not None:
            self._column.removeWidget(self._banner)
            _discard(self._banner)
            self._banner, self._is_of_page = None, False
            self._place_toasts()

    def show_toast(self, text: str, action: str, on_action: Callable[[], None] | None) -> None:
        from carecompanion.ui.widgets.toast import Toast  # late: the first paint has none

        Toast(self.host, text, action, on_action)

    def _toasts(self) -> list["Toast"]:
        found = self.host.findChildren(QFrame, TOAST, Qt.FindChildOption.FindDirectChildrenOnly)
        return cast("list[Toast]", found)

    def _place_toasts(self) -> None:
        self._column.activate()
        for toast in self._toasts():
            toast.place()
            toast.raise_()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What nobody else needed scrolls the page, so that words without a button can be read by keyboard."""
        long = [] if self.page is None else self.page.findChildren(PageScroll)
        moving = next((one for one in long if one.isVisible() and one.verticalScrollBar().maximum()), None)
        if moving is None or not moving.turn(event.key()):
            super().keyPressEvent(event)

    def next_region(self, focus: QWidget | None) -> None:
        """Navigation, header, content, footer, and around. A page may name its own parts with `regions()`."""
        regions = self._regions()
        here = next((n for n, one in enumerate(regions) if focus is not None and one.isAncestorOf(focus)), -1)
        for step in range(1, len(regions) + 1):
            region = regions[(here + step) % len(regions)]
            if isinstance(region, Navigation):
                region.focus_here()
                return
            if focus_first(region, without=[one for one in regions if one is not region and region.isAncestorOf(one)]):
                return

    def _regions(self) -> list[QWidget]:
        """Inner parts before the page itself, so that the page stands for the rest of it."""
        found: list[QWidget] = []
        if self.navigation is not None and self.navigation.isVisible():
            found.append(self.navigation)
        if self.page is not None:
            named = getattr(self.page, "regions", None)
            found += named() if named is not None else [*self.page.findChildren(TopRow)[:1], self.page]
        return found


def _discard(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()
