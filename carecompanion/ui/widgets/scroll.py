"""A page that is longer than the window: scrolls downwards only, and follows the focus."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QScrollBar, QWidget
from shiboken6 import isValid

from carecompanion.ui.theme import look

AROUND = 24
_MOVES: dict[int, QScrollBar.SliderAction] = {
    Qt.Key.Key_Down: QScrollBar.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QScrollBar.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Home: QScrollBar.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QScrollBar.SliderAction.SliderToMaximum,
}


class PageScroll(QScrollArea):
    """Takes `widget` at the full width. Leave 5 px around what can be focused inside: the ring ends at the edge."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.style(self.verticalScrollBar())
        self.setWidget(widget)
        self.viewport().setAutoFillBackground(False)
        widget.setAutoFillBackground(False)
        QApplication.instance().focusChanged.connect(self._follow)

    def turn(self, key: int) -> bool:
        """Move as `key` says; False when it says nothing about moving."""
        act = _MOVES.get(key)
        if act is not None:
            self.verticalScrollBar().triggerAction(act)
        return act is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What one writes in stays in sight when something else takes room."""
        super().resizeEvent(event)
        if self.isVisible() and event.size().height() < event.oldSize().height():
            self._follow(None, QApplication.focusWidget())

    def focusNextPrevChild(self, next: bool) -> bool:
        """Only what has the focus now is followed: Qt would bring back what Tab has just left."""
        return QWidget.focusNextPrevChild(self, next)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is None or self.widget() is None or not self.widget().isAncestorOf(now):
            return
        is_written_in = now.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)  # there Qt follows the cursor
        if now.height() > self.viewport().height() and not is_written_in:
            self._show_beginning(now)
        else:
            self.ensureWidgetVisible(now, 0, look.space(AROUND))

    def _show_beginning(self, long: QWidget) -> None:
        """Of what is longer than the window, unless one reads in its middle already."""
        bar, inside = self.verticalScrollBar(), self.widget()
        assert inside is not None
        top = long.mapTo(inside, QPoint()).y()
        is_inside = top < bar.value() and bar.value() + self.viewport().height() < top + long.height()
        if not is_inside:
            bar.setValue(top - look.space(AROUND))


class InnerScroll(PageScroll):
    """A part of a page that scrolls by itself: it takes what room there is, and is never lower than `least` px."""

    def __init__(self, widget: QWidget, least: int = 190) -> None:
        super().__init__(widget)
        self._least = look.px(least)
        self.setMinimumHeight(self._least)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._least)


def scroll_to(widget: QWidget) -> None:
    """Bring `widget` onto the screen, if it stands in a page that scrolls; its top first."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, PageScroll):
        around = around.parentWidget()
    if around is not None:
        QApplication.sendPostedEvents()  # layouts first: what is new has no place before them
        if isValid(widget) and isValid(around):  # what was thrown away went with the events
            around.ensureWidgetVisible(widget, 0, look.space(8))
