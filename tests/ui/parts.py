"""What the tests of single widgets share: a window to show them in, and ways to ask what they say and paint."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from carecompanion.paths import find_resources
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.focus import hide_ring

TOKENS: dict[str, Any] = json.loads((find_resources() / "themes" / "tokens.json").read_text(encoding="utf-8"))
LOOKS = [(theme, scale) for theme in ("light", "dark", "highContrast") for scale in (1.0, 2.0)]
KEY = Qt.Key


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> Iterator[None]:
    look.take(qapp, TOKENS)
    yield
    hide_ring()
    look.take(qapp, TOKENS)


Shown = Callable[..., QWidget]


@pytest.fixture
def shown(qtbot: Any) -> Shown:
    """Makes a window with widgets one below the other, ready for keys; it lives as long as the test."""
    windows = []

    def show(*widgets: QWidget, width: int = 900, height: int = 400) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        qtbot.addWidget(window)
        windows.append(window)
        needed = column.totalHeightForWidth(width) if column.hasHeightForWidth() else 0
        window.resize(width, max(height, needed))
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show


def said(widget: QWidget) -> tuple[str, QAccessible.Role, str]:
    """Name, role and what is said beside."""
    face = QAccessible.queryAccessibleInterface(widget)
    return face.text(QAccessible.Text.Name), face.role(), face.text(QAccessible.Text.Description)


def told_by(signal: Any) -> list[Any]:
    told: list[Any] = []
    signal.connect(told.append)
    return told


def tab_stops(window: QWidget) -> list[QWidget]:
    return [
        one
        for one in window.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(window) and one.focusProxy() is None
    ]


def click(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())


def pixels(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def near(color: QColor, token: str, by: int = 12) -> bool:
    wanted = look.color(token)
    parts = ((color.red(), wanted.red()), (color.green(), wanted.green()), (color.blue(), wanted.blue()))
    return all(abs(one - other) <= by for one, other in parts)


def colors(image: QImage) -> Counter[int]:
    """How often each colour stands in a picture, as 0xAARRGGBB."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return Counter(memoryview(plain.constBits()).cast("I"))


def count(image: QImage, token: str) -> int:
    """Pixels of a colour token, or nearly."""
    return sum(many for value, many in colors(image).items() if near(QColor.fromRgb(value), token))
