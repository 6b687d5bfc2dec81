"""Icons and drawings: SVG with colours put in as text, since Qt's renderer knows neither `currentColor` nor variables.

Pixmaps are kept by (what, colours, size, ratio); QtSvg is loaded with the first one.
"""

import logging
import re
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from carecompanion.paths import find_resources
from carecompanion.ui.theme import Look, look

log = logging.getLogger(__name__)

_KEPT = 400
_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


def icon(name: str, color: str = "text", size: int = 20) -> QIcon:
    """The icon in a colour token, for controls Qt draws itself; greyed by Qt's disabled state."""
    made = QIcon()
    for ratio in {1.0, screen_ratio()}:
        made.addPixmap(pixmap(name, color, size, ratio))
        made.addPixmap(pixmap(name, "disabledText", size, ratio), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, color: str = "text", size: int = 20, ratio: float = 0, of: Look = look) -> QPixmap:
    """The icon `name` (its lucide file name), `size` logical px square. Ratio 0 is the screen's; the room's screen is
    `of` another look."""
    return _icon_pixmap(name, of.hex(color), size, ratio or screen_ratio())


def illustration_pixmap(source: Path | str, width: int, height: int, ratio: float = 0, of: Look = look) -> QPixmap:
    """A drawing that fills width x height (cut evenly where its shape differs), in the colours of the theme.

    `source` is a file, or the name of one in resources/illustrations without its ending.
    """
    file = source if isinstance(source, Path) else find_resources() / "illustrations" / f"{source}.svg"
    colors = tuple(of.illustration.items())
    return _illustration_pixmap(file, colors, width, height, ratio or screen_ratio())


def illustration_size(source: Path | str) -> QSize:
    """The drawing's own size in px; 0 x 0 when it cannot be read."""
    file = source if isinstance(source, Path) else find_resources() / "illustrations" / f"{source}.svg"
    from PySide6.QtSvg import QSvgRenderer  # first paint does not wait for it

    return QSvgRenderer(QByteArray(_read(file).encode())).defaultSize() if _read(file) else QSize(0, 0)


def screen_ratio() -> float:
    """Device pixels per logical px of the sharpest screen."""
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


@lru_cache(maxsize=_KEPT)
def _icon_pixmap(name: str, color: str, size: int, ratio: float) -> QPixmap:
    text = _read(find_resources() / "icons" / f"{name}.svg")
    return _paint(text.replace("currentColor", color), size, size, ratio)


@lru_cache(maxsize=_KEPT // 10)
def _illustration_pixmap(
    file: Path, colors: tuple[tuple[str, str], ...], width: int, height: int, ratio: float
) -> QPixmap:
    values = dict(colors)
    text = _PLACEHOLDER.sub(lambda found: values.get(found[1], "#808080"), _read(file))
    return _paint(text, width, height, ratio)


@lru_cache(maxsize=_KEPT)
def _read(file: Path) -> str:
    """The SVG's text; a picture that is missing, or no text, is a gap and a line in the log, never a crash."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        log.warning("picture missing or no SVG: %s", file.name)
        return ""


def _paint(svg: str, width: int, height: int, ratio: float) -> QPixmap:
    made = QPixmap(max(1, round(width * ratio)), max(1, round(height * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    if svg:
        from PySide6.QtSvg import QSvgRenderer  # first paint does not wait for it

        renderer = QSvgRenderer(QByteArray(svg.encode()))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, _filled(renderer.viewBoxF(), made.width(), made.height()))
        painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _filled(box: QRectF, width: int, height: int) -> QRectF:
    """Where a drawing of shape `box` goes so that it covers width x height, centred."""
    factor = max(width / max(box.width(), 1), height / max(box.height(), 1))
    across, down = box.width() * factor, box.height() * factor
    return QRectF((width - across) / 2, (height - down) / 2, across, down)
