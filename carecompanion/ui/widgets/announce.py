"""Telling a screen reader what changed without moving the focus."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str, is_urgent: bool = False) -> None:
    """Say `sentence` politely after what is being said; urgent (a failed save) interrupts.

    Nothing is said of what is behind the cover: work in the background, or a clock, may come to its end there.
    """
    if not sentence or not QAccessible.isActive() or _is_covered(widget.window()):
        return
    event = QAccessibleAnnouncementEvent(widget, sentence)
    if is_urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def _is_covered(window: QWidget) -> bool:
    """Of the program's windows only one has a cover."""
    return bool(getattr(getattr(window, "hiding", None), "is_covered", False))
