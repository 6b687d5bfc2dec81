"""The screens of this computer, a line each, for whoever helps from afar. Run in a process of its own."""

import sys

from PySide6.QtGui import QGuiApplication

from carecompanion.i18n import _, number_text


def screen_lines() -> list[str]:
    """Size and sharpness; no name: a maker's name is of no help."""
    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    assert isinstance(app, QGuiApplication)
    words = _("{width} x {height}, {ratio} times as sharp")
    found = []
    for one in app.screens():
        size, ratio = one.geometry(), number_text(one.devicePixelRatio(), 2)
        line = words.format(width=size.width(), height=size.height(), ratio=ratio)
        if one is app.primaryScreen():
            line = _("{screen}, the main one").format(screen=line)
        found.append(line)
    return found
