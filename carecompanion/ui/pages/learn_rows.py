"""A module on the shelf: its head, its row among the modules, and a row for each lesson and each scene in it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.content.model import SceneCard
from carecompanion.i18n import _, minutes_text, ngettext
from carecompanion.learning.progress import LessonProgress, ModuleProgress
from carecompanion.services.rehearsing import SceneProgress
from carecompanion.ui.pages.scene_words import scene_act, scene_words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.course_tile import ModuleRow
from carecompanion.ui.widgets.icon import paint_icon_circle
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label

Item = LessonProgress | SceneProgress

CIRCLE = 40


class ShelfRow(QWidget):
    """A lesson or a scene: state, title and where one is, whether it is hard, minutes, and the one button. 66 high.

    The line above it and the sign of its state are painted: a shelf has many rows, and a widget more in each is felt.
    """

    def __init__(self, item: Item) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(look.space(2))
        title = Label(item.card.title, "label")
        status = Label(place_words(item), "small", "textMuted")
        words.addWidget(title)
        words.addWidget(status)
        minutes = Label(minutes_text(item.card.minutes), "small", "textMuted", wrap=False)
        minutes.setAlignment(Qt.AlignmentFlag.AlignRight)
        minutes.setMinimumWidth(look.px(58))
        self.button = _button(item)
        row = QHBoxLayout(self)
        self._icon, self._hue = _sign(item)
        row.setContentsMargins(look.space(18), look.space(8) + 1, look.space(18), look.space(8))
        row.setSpacing(look.space(14))
        row.addSpacing(look.px(CIRCLE) + look.space(14))
        row.addLayout(words, 1)
        after = QBoxLayout(QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight)
        after.setSpacing(look.space(8))
        if _is_sensitive(item):
            after.addWidget(Tag(_("Sensitive topic"), "ochre", "info"))
        after.addWidget(minutes)
        (words if look.is_one_column else row).addLayout(after)
        if look.is_one_column:
            words.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
            minutes.setAlignment(Qt.AlignmentFlag.AlignLeft)
        else:
            row.addSpacing(look.space(14) + max(0, look.px(116) - self.button.sizeHint().width()))
            row.addWidget(self.button)
        self.setMinimumHeight(look.px(65) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, side = QPainter(self), look.px(CIRCLE)
        painter.fillRect(0, 0, self.width(), 1, look.color("border"))
        box = QRect(look.space(18), (self.height() + 1 - side) // 2, side, side)
        paint_icon_circle(painter, box, self._icon, self._hue, CIRCLE // 2)


def _is_begun(item: Item) -> bool:
    return item.is_under_way if isinstance(item, SceneProgress) else item.is_started and not item.is_finished


def _is_sensitive(item: Item) -> bool:
    """Every scene has its own notice; the shelf need not say so at each."""
    return isinstance(item, LessonProgress) and item.card.is_sensitive


def _sign(item: Item) -> tuple[str, str]:
    """The icon and the hue of its state."""
    if item.is_finished and not _is_begun(item):
        return "check", "leaf"
    icon = "messages-square" if isinstance(item, SceneProgress) else "book-open"
    return icon, "primary" if _is_begun(item) else "neutral"


def _button(item: Item) -> Button:
    button = Button(_act(item), "primary" if _is_begun(item) else "outline", size="small")
    button.setObjectName(f"{'scene' if isinstance(item, SceneProgress) else 'lesson'}-{item.card.id}")
    facts = [item.card.title, place_words(item)]
    if _is_sensitive(item):
        facts.append(_("Sensitive topic"))
    button.setAccessibleDescription(". ".join(facts))
    return button


def _act(item: Item) -> str:
    if isinstance(item, SceneProgress):
        return scene_act(item)
    if item.is_finished:
        return _("Go over it")
    return _("Continue") if item.is_started else _("Start")


def place_words(item: Item) -> str:
    """What it is, and where one is in it."""
    if isinstance(item, SceneProgress):
        return scene_words(item)
    if item.is_finished:
        return _("Finished. You can come back whenever you like.")
    if item.is_started:
        return _("You are at step {step} of {total}").format(step=item.step, total=item.total)
    return _("Lesson with questions") if item.card.has_questions else _("Lesson")


def module_head(module: ModuleProgress, contents: Sequence[Item]) -> QHBoxLayout:
    """Its title, what it holds, and how long that takes."""
    minutes = minutes_text(sum(item.card.minutes for item in contents))
    whole = _("{lessons}, about {minutes}").format(lessons=_count_words(contents), minutes=minutes)
    row = QHBoxLayout()
    row.setContentsMargins(look.space(18), look.space(16), look.space(18), look.space(17))
    row.setSpacing(look.space(12))
    row.addWidget(Label(module.card.title, "h3"), 1)
    row.addWidget(Label(whole, "small", "textMuted", wrap=False))
    return row


def module_row(module: ModuleProgress, contents: Sequence[LessonProgress | SceneCard]) -> ModuleRow:
    """Its row among the modules: how many of its lessons are done. Scenes are hers to try, and not counted."""
    total, done = len(module.lessons), module.done
    of = _("{done} of {total}").format(done=done, total=total)
    state = "done" if module.is_finished else "begun" if module.is_started else ""
    words = {"done": _("Finished"), "begun": _("Begun")}.get(state, _("Not begun"))
    spoken = f"{words}. {of}" if state else f"{words}. {_count_words(contents)}" if total else _count_words(contents)
    row = ModuleRow(module.card.title, of if state else str(total or len(contents)), state, spoken)
    row.setObjectName(f"module-{module.card.id}")
    return row


def place_to_go_on(contents: Sequence[Item]) -> int:
    """The first that is not finished, where the keyboard arrives."""
    return next((number for number, one in enumerate(contents) if not one.is_finished), 0)


def _count_words(contents: Sequence[Item | SceneCard]) -> str:
    """«3 lecciones, 1 escena»."""
    lessons = sum(isinstance(one, LessonProgress) for one in contents)
    scenes = len(contents) - lessons
    parts = []
    if lessons or not scenes:
        parts.append(ngettext("{n} lesson", "{n} lessons", lessons).format(n=lessons))
    if scenes:
        parts.append(ngettext("{n} scene", "{n} scenes", scenes).format(n=scenes))
    return ", ".join(parts)
