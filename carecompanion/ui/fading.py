"""The cross-fade between two pages: a picture of the old one, painted ever thinner over the new. No live effects."""

from PySide6.QtCore import QEasingCurve, QPoint, QRect, Qt, QVariantAnimation
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from carecompanion.ui.theme import look


def picture_of(widget: QWidget) -> QImage:
    """What the screen shows of a widget now, copied from the window's own surface; painted again where there is none.

    Painting a page a second time only to fade it out would cost as much as painting the new one.
    """
    store = widget.window().backingStore()
    surface = store.paintDevice() if store is not None else None
    if isinstance(surface, QImage):
        ratio = surface.devicePixelRatio()
        corner = widget.mapTo(widget.window(), QPoint(0, 0))
        part = QRect((corner.toPointF() * ratio).toPoint(), widget.size() * ratio)
        if surface.rect().contains(part):
            picture = surface.copy(part)
            picture.setDevicePixelRatio(ratio)
            return picture
    return widget.grab().toImage()


class Fade(QWidget):
    """Lies over its parent only while it fades."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self._strength = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(1.0)
        self._animation.setEndValue(0.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_animation_moved)
        self._animation.finished.connect(self.stop)

    def start(self, picture: QImage) -> None:
        self._picture, self._strength = picture, 1.0
        self.setGeometry(self.parentWidget().rect())
        self.raise_()
        self.show()
        self._animation.setDuration(look.duration("fast"))
        self._animation.start()

    def stop(self) -> None:
        """At once; nothing of the old page is kept."""
        self._animation.stop()
        self._picture = QImage()
        self.hide()

    def _on_animation_moved(self, strength: float) -> None:
        self._strength = strength
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(self._strength)
        painter.drawImage(0, 0, self._picture)
