"""Where one is and where one can go: the full navigation (212) and the rail (76), drawn by the same buttons.

One Tab stop for the profile's tile and one for the list; arrows move inside the list and Enter goes there.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.shapes import paint_box

SECTIONS = ("today", "learn", "practise", "wellbeing", "plan", "facilitate")  # Ctrl+1 … Ctrl+6, in this order
FACILITATE = "facilitate"  # only for those who switched it on
LEAST_TARGET = 44
PICTURE_HUES = {
    "bird": "sky", "flower-2": "ochre", "leaf": "leaf", "sprout": "leaf", "fish": "sky", "turtle": "leaf",
    "feather": "plum", "mountain": "clay", "shell": "plum", "sun": "ochre", "door-open": "primary",
    "presentation": "plum",
}  # fmt: skip


def hue_of(picture: str) -> str:
    """The colour a profile's picture stands on."""
    return PICTURE_HUES.get(picture, "sky")


@dataclass(frozen=True, slots=True)
class _Item:
    page: str
    icon: str
    words: str


def _items() -> dict[str, _Item]:
    return {
        "today": _Item("today", "house", _("Today")),
        "learn": _Item("learn", "book-open", _("Learn")),
        "practise": _Item("practise", "wind", _("Practise")),
        "wellbeing": _Item("wellbeing", "heart-pulse", _("How am I?")),
        "plan": _Item("plan", "notebook-pen", _("My plan")),
        "facilitate": _Item("facilitate", "presentation", _("Facilitate")),
        "settings": _Item("settings", "settings", _("Settings")),
        "help": _Item("help", "life-buoy", _("Help now")),
    }


def paint_avatar(painter: QPainter, box: QRectF, picture: str, size: int) -> None:
    """A profile's picture on its round tint."""
    hue = hue_of(picture)
    painter.setPen(QPen(look.color(hue), 2) if look.is_high_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(look.color(look.soft(hue)))
    painter.drawEllipse(box.adjusted(1, 1, -1, -1) if look.is_high_contrast else box)
    left, top = round(box.center().x() - size / 2), round(box.center().y() - size / 2)
    painter.drawPixmap(left, top, pixmap(picture, look.on_soft(hue), size))


class _NavigationButton(Ringed, QToolButton):
    """One place to go. Checked means: here you are."""

    def __init__(self, item: _Item, is_rail: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.page = item.page
        self._item = item
        self._is_rail = is_rail
        self.setObjectName(f"nav-{item.page}")
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(item.words)
        if is_rail:
            self.setToolTip(item.words)
            self.setFixedWidth(look.px(52))
            self.setMaximumHeight(look.px(48))  # lower where a small window and large text leave less
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        else:
            self.setMinimumHeight(look.px(44))
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._on_toggled)

    def _on_toggled(self, is_here: bool) -> None:
        self.setAccessibleDescription(_("current page") if is_here else "")

    @property
    def _is_help(self) -> bool:
        return self.page == "help"

    def sizeHint(self) -> QSize:
        return QSize(look.px(52), look.px(48)) if self._is_rail else QSize(look.px(180), look.px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(52), LEAST_TARGET) if self._is_rail else self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        color = self._paint_box(painter, box)
        size = min(look.px(22 if self._is_rail else 20), round(box.height()) - 8)
        top = round(box.center().y() - size / 2)
        left = round(box.center().x() - size / 2) if self._is_rail else look.space(12)
        painter.drawPixmap(left, top, pixmap(self._item.icon, color, size))
        if not self._is_rail:
            painter.setFont(self._font())
            painter.setPen(look.color(color))
            words = box.adjusted(left + size + look.space(12), 0, -look.space(8), 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._item.words)

    def _paint_box(self, painter: QPainter, box: QRectF) -> str:
        """Background, border and marker; returns the colour of icon and words."""
        radius = look.radius("control")
        if self._is_help:
            width = 3 if self.isChecked() else 2 if look.is_high_contrast or self.underMouse() else 1
            paint_box(painter, box, radius, "claySoft", "clay", width)
            return "onClaySoft"
        if self.isChecked():
            paint_box(painter, box, radius, "surface", "border")
            gap = min(look.px(9), box.height() / 5)
            marker = QRectF(0, gap, 4, box.height() - 2 * gap)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("primary"))
            painter.drawRoundedRect(marker, 2, 2)
            return "onPrimarySoft"
        if self.underMouse():
            paint_box(painter, box, radius, "nav", "primary")
            return "text"
        return "textMuted"

    def _font(self) -> QFont:
        font = look.font("label")
        is_strong = self.isChecked() or self._is_help
        font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Medium)
        return font

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        step = moves.get(Qt.Key(event.key()))
        if step is not None:
            _focus_neighbour(self, step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def _focus_neighbour(button: _NavigationButton, step: int) -> None:
    """Arrows only move; going there is Enter's (Qt would press the neighbour)."""
    group = button.group()
    if group is None:
        return
    buttons = group.buttons()
    buttons[(buttons.index(button) + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)


class _ProfileButton(Ringed, QPushButton):
    """Whose place this is: picture, nickname, "Change or close"."""

    def __init__(self, nickname: str, picture: str, is_rail: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._nickname = nickname
        self._picture = picture
        self._is_rail = is_rail
        self.setObjectName("nav-profile")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        spoken = ". ".join((nickname, _("Change or close")))
        self.setAccessibleName(spoken)
        if is_rail:
            self.setToolTip(spoken)
            self.setFixedSize(look.px(52), look.px(44) + look.space(14))
        else:
            self.setFixedHeight(look.space(4) + look.px(40) + look.space(14))
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def ring_shape(self) -> tuple[QRect, float]:
        if self._is_rail:
            return self._circle().toRect(), self._circle().width() / 2
        return self.rect().adjusted(2, 0, -2, 4 - look.space(14)), look.radius("control")

    def _circle(self) -> QRectF:
        side = look.px(44 if self._is_rail else 40)
        if self._is_rail:
            return QRectF((self.width() - side) / 2, 0, side, side)
        return QRectF(look.space(8), look.space(4), side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_avatar(painter, self._circle(), self._picture, look.px(22 if self._is_rail else 20))
        if not self._is_rail:
            self._paint_words(painter, self._circle())

    def _paint_words(self, painter: QPainter, circle: QRectF) -> None:
        left = circle.right() + look.space(10)
        room = self.width() - left - look.space(4)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        top = circle.center().y() - look.px(19)
        painter.setFont(look.font("label"))
        painter.setPen(look.color("primary" if self.underMouse() else "text"))
        name = painter.fontMetrics().elidedText(self._nickname, Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(QRectF(left, top, room, look.px(20)), align, name)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("textMuted"))
        painter.drawText(QRectF(left, top + look.px(20), room, look.px(18)), align, _("Change or close"))


class Navigation(QFrame):
    """Profile, sections, settings and help. `page_chosen(name)` and `close_asked()` tell what the person wants."""

    page_chosen = Signal(str)
    close_asked = Signal()

    def __init__(
        self,
        nickname: str,
        picture: str,
        is_rail: bool = False,
        parent: QWidget | None = None,
        *,
        facilitates: bool = False,
    ) -> None:
        super().__init__(parent)
        self.is_rail = is_rail
        self.setAccessibleName(_("Navigation"))
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        side, ends = look.space(12), look.space(16)
        self._column.setContentsMargins(side, ends, side if is_rail else side + 1, ends)
        self._column.setSpacing(0)
        self._profile = _ProfileButton(nickname, picture, is_rail, self)
        self._profile.clicked.connect(self._on_profile_clicked)
        self._column.addWidget(self._profile)
        self._column.addWidget(_Line(self))
        self._column.addSpacing(look.space(12))
        self._buttons: dict[str, _NavigationButton] = {}
        items = _items()
        for page in SECTIONS:
            if page != FACILITATE or facilitates:
                self._add(items[page])
        self._column.addStretch(1)
        for page in ("settings", "help"):
            self._add(items[page])
        self._column.takeAt(self._column.count() - 1)  # no gap after the last
        self.setFixedWidth(look.px(52) + 2 * look.space(12) if is_rail else look.px(212))

    def show_current(self, page: str) -> None:
        """Mark `page` as the one on the screen; a page that is not in the list leaves all unmarked."""
        if page in self._buttons:
            self._buttons[page].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def focus_here(self) -> None:
        """The keyboard comes to the list (F6)."""
        here = self._group.checkedButton() or self._group.buttons()[0]
        here.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, item: _Item) -> None:
        button = _NavigationButton(item, self.is_rail, self)
        button.clicked.connect(lambda _checked=False, page=item.page: self.page_chosen.emit(page))
        self._group.addButton(button)
        self._buttons[item.page] = button
        self._column.addWidget(button)
        self._column.addSpacing(look.space(4))

    def _on_profile_clicked(self) -> None:
        menu = QMenu(self)
        look.style(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        close = menu.addAction(_("Close my profile") + "\tCtrl L")  # as the list of keys writes it; the window acts
        close.triggered.connect(self.close_asked)
        menu.setActiveAction(close)
        menu.popup(self._profile.mapToGlobal(QPoint(0, self._profile.height() + 4)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("nav"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), look.color("border"))


class _Line(QFrame):
    """The hairline under the profile."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), look.color("border"))
