"""What this place is, on the first page: logo, landscape, the motto and two facts."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.icons import illustration_pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.sized_label import SizedLabel
from carecompanion.ui.widgets.text import Label


class WelcomePanel(QWidget):
    """What this place is: logo, landscape, the motto and two facts."""

    def __init__(self) -> None:
        super().__init__()
        self._column = column = QVBoxLayout(self)
        side = look.space(40)
        column.setContentsMargins(side, side, side, look.space(32))
        column.setSpacing(0)
        column.addLayout(brand_row())
        column.addSpacing(look.space(28))
        column.addWidget(_Landscape(), 100)
        column.addSpacing(look.space(24))
        column.addWidget(SizedLabel(_("Caring for myself\nso I can care"), "display", look.px(33), look.px(41)))
        column.addSpacing(look.space(10))
        column.addWidget(
            Label(_("A calm place to learn, to breathe and to stand by women, girls and boys better."), "lead")
        )
        column.addStretch(1)
        column.addSpacing(look.space(8))
        for number, fact in enumerate(fact_rows()):
            column.addSpacing(look.space(8) if number else 0)
            column.addLayout(fact)

    def least_height(self, width: int) -> int:
        """With all of its words, and the landscape at its lowest."""
        return self._column.minimumHeightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("primarySoft"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), look.color("border"))


class _Landscape(QWidget):
    """The hills at dawn, 360:214, smaller when the panel has no room. Decorative, so silent."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(360, 214)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMaximumHeight(round(self.width() * 214 / 360))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner, path = look.radius("card"), QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), corner, corner)
        painter.setClipPath(path)
        painter.drawPixmap(0, 0, illustration_pixmap("paisaje", self.width(), self.height(), self.devicePixelRatioF()))


class _Logo(QWidget):
    """The flower with the sun, 34 px. Decorative."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(look.px(34), look.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self.width()
        QPainter(self).drawPixmap(0, 0, illustration_pixmap("logo", side, side, self.devicePixelRatioF()))


def brand_row(color: str = "onPrimarySoft") -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.space(10))
    row.addWidget(_Logo())
    row.addWidget(SizedLabel("Care Companion", "h3", look.px(18), look.px(24), color), 1)
    return row


def fact_rows(color: str = "onPrimarySoft") -> list[QHBoxLayout]:
    rows = []
    for icon, words in (
        ("wifi-off", _("Works without internet.")),
        ("lock", _("What you write stays on this computer.")),
    ):
        row = QHBoxLayout()
        row.setSpacing(look.space(10))
        row.addWidget(IconLabel(icon, color, 18))
        row.addWidget(Label(words, "ui", color), 1)
        rows.append(row)
    return rows
