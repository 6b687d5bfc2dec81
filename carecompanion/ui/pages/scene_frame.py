"""The frame of an open scene: the lesson's header with the map, and a footer that says things."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from carecompanion.i18n import _
from carecompanion.ui.pages.lesson_frame import Header
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.progress import StepDashes
from carecompanion.ui.widgets.text import Label

ARTICLES = {"El", "La", "Los", "Las", "Un", "Una", "Su", "Sus", "The", "A", "An", "Her", "His"}


def scene_title(title: str) -> str:
    """«Escena: la primera conversación»; a name keeps its capital."""
    first, space, rest = title.partition(" ")
    within = f"{first.lower()}{space}{rest}" if first in ARTICLES else title
    return _("Scene: {title}").format(title=within)


class SceneHeader(Header):
    """As over a lesson, with the map where that has the text size; what a view has no use for is away."""

    def __init__(self, above: str, title: str, *, listens: bool) -> None:
        super().__init__(above, scene_title(title), listens=listens)
        self.show_words(above, scene_title(title))
        self.map_button = Button(_("Map"), icon="waypoints")
        self.map_button.setObjectName("map")
        self.map_button.setAccessibleDescription("M")
        self._has_size = False
        row = self.layout().itemAt(0).layout()
        assert isinstance(row, QHBoxLayout)
        row.insertWidget(row.indexOf(self.pause_button), self.map_button, 0, Qt.AlignmentFlag.AlignTop)

    def show_buttons(self, *, has_map: bool, has_size: bool) -> None:
        """Beside pause and hide, which are always there."""
        self._has_size = has_size
        self.map_button.setVisible(has_map)
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        self.size_button.setVisible(self._has_size and width >= look.px(860))


class MomentDashes(StepDashes):
    """Where one is in a scene; how many moments lie ahead may change with what one says."""

    def show_moment(self, number: int, total: int) -> None:
        self._total = max(1, total, number)
        self.setRange(0, self._total)
        self.set_current(number)
        self.setAccessibleName(moment_words(number, total))
        self.updateGeometry()


def moment_words(number: int, total: int) -> str:
    return _("Moment {number} of {total}").format(number=number, total=max(number, total))


class SceneFooter(QFrame):
    """80 high: back one moment; where one is, or that it is kept; say it, or end the scene."""

    def __init__(self) -> None:
        super().__init__()
        self.back_button = Button(_("Back one moment"), icon="undo-2", size="large")
        self.back_button.setObjectName("back-one")
        self.back_button.setAccessibleDescription(_("Backspace"))
        self.say_button = Button(_("Say it"), "primary", size="large", key_hint="Enter")
        self.say_button.setObjectName("say")
        self.end_button = Button("", "primary", size="large")
        self.end_button.setObjectName("end-scene")
        self._asks = Label(_("You choose how to go on."), "small", "textMuted")
        self._dashes = MomentDashes(1, 1)
        self._place = Label("", "small", "textMuted", wrap=False)
        self._kept_icon = IconLabel("check", "textMuted", 18)
        self._kept = Label("", "small", "textMuted")
        self._has_place = False
        self._left, self._right = _side(self.back_button), _side(self._asks, self.say_button, self.end_button, end=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space(32), look.space(14), look.space(32), look.space(14))
        row.setSpacing(look.space(12))
        row.addWidget(self._left)
        row.addLayout(self._middle(), 1)
        row.addWidget(self._right)
        self.setMinimumHeight(look.px(80))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_moment(self, number: int, total: int, *, may_go_back: bool) -> None:
        """One is in the middle of it."""
        self._show(self.say_button, has_place=True)
        self.back_button.setVisible(may_go_back)
        self._dashes.show_moment(number, total)
        self._place.setText(moment_words(number, total))

    def show_notice(self, total: int) -> None:
        self._show(self._asks, has_place=True)
        self.back_button.hide()
        self._dashes.show_moment(1, total)
        self._place.setText(moment_words(1, total))

    def show_end(self, words: str, *, is_kept: bool) -> None:
        """`words` say what has become of the path."""
        self._show(self.end_button, has_place=False)
        self.end_button.setText(_("End the scene"))
        self.back_button.show()
        self._kept_icon.setVisible(is_kept)
        self._kept.setText(words)

    def show_look(self, number: int, total: int) -> None:
        """The path is looked at in the middle of it: one way on."""
        self._show(self.end_button, has_place=True)
        self.end_button.setText(_("Go on with the scene"))
        self.back_button.hide()
        self._dashes.show_moment(number, total)
        self._place.setText(moment_words(number, total))

    def set_act(self, words: str, *, may: bool) -> None:
        """What the main button is called, and whether anything was picked."""
        self.say_button.setText(words)
        self.say_button.setEnabled(may)

    def _show(self, at_right: QWidget, *, has_place: bool) -> None:
        for widget in (self._asks, self.say_button, self.end_button):
            widget.setVisible(widget is at_right)
        self._place.setVisible(has_place)
        self._has_place = has_place
        self._kept.setVisible(not has_place)
        self._kept_icon.setVisible(False)
        self._fit(self.width())

    def _middle(self) -> QHBoxLayout:
        middle = QHBoxLayout()
        middle.setSpacing(look.space(14))
        middle.addStretch(1)
        for widget in (self._dashes, self._place, self._kept_icon):
            middle.addWidget(widget)
        middle.addWidget(self._kept)
        middle.addStretch(1)
        return middle

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        side = look.px(300)
        has_room = width >= 2 * side + self._dashes.sizeHint().width() + look.px(150)
        for one in (self._left, self._right):
            one.setMinimumWidth(side if has_room else 0)
        self._dashes.setVisible(self._has_place and (has_room or width >= look.px(1150)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, look.color("border"))


def _side(*widgets: QWidget, end: bool = False) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.space(12))
    if end:
        row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    if not end:
        row.addStretch(1)
    return holder
