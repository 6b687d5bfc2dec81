"""A path as words: the list beside the map, the paths gone before with how they ended, the whole conversation."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.content.scene import Choice, Moment, Scene
from carecompanion.i18n import _, day_text, ngettext
from carecompanion.learning.scenario import Play, turning_points
from carecompanion.learning.scene_map import SceneMap
from carecompanion.services.rehearsing import OwnPath, Rehearsal
from carecompanion.ui.pages.scene_moment import PersonLine, verdict_line
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.arrow_keys import ArrowKeys
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import words_of
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.centred import Centred
from carecompanion.ui.widgets.feeling_meter import FeelingMeter
from carecompanion.ui.widgets.speech import Speech
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label

CONVERSATION, METER, SMALL_METER, METER_GAP = 760, 120, 10, 4


def point_words() -> tuple[str, str, str]:
    """When she came, halfway and when she left."""
    return _("When arriving"), _("Halfway"), _("When leaving")


class PathList(Card):
    """The path moment by moment, each with what was said; the map in words. `try_asked(place)` from a row's button."""

    try_asked = Signal(int)

    def __init__(self, play: Play, scene_map: SceneMap) -> None:
        super().__init__(padding=18)
        self.setObjectName("path-list")
        self.body.setSpacing(look.space(12))
        buttons: list[QWidget] = []
        for place, moment in enumerate(play.moments):
            if place:
                self.body.addWidget(Hairline())
            choice = play.choices[place] if place < len(play.choices) else None
            button = self._try_button(place, moment, play)
            self.body.addLayout(_row(play.scene, place, moment, choice, button))
            if button is not None:
                buttons.append(button)
        others = [node.title for node in scene_map.nodes if not node.was_taken and (play.is_over or node.was_seen)]
        if others:
            self.body.addWidget(Hairline())
            words = _("Other moments of the scene: {moments}.").format(moments=", ".join(others))
            self.body.addWidget(Label(words, "ui", "textMuted"))
        ArrowKeys(self, buttons)

    def _try_button(self, place: int, moment: Moment, play: Play) -> Button | None:
        if moment.is_ending or (not play.is_over and place == len(play.taken)):
            return None
        button = Button(_("Try from here"), size="small")
        button.setObjectName(f"try-{place}")
        button.setAccessibleDescription(moment.title)
        button.clicked.connect(lambda: self.try_asked.emit(place))
        return button


def _row(scene: Scene, place: int, moment: Moment, choice: Choice | None, button: Button | None) -> QBoxLayout:
    direction = QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight
    row = QBoxLayout(direction)
    row.setSpacing(look.space(14))
    words = QVBoxLayout()
    words.setSpacing(look.space(4))
    title = _("{number}. {moment}").format(number=place + 1, moment=moment.title)
    words.addWidget(Label(title, "label"))
    if choice is not None:
        words.addWidget(Label(choice.text, "ui"))
        words.addLayout(verdict_line(scene, choice))
    elif not moment.is_ending:
        words.addWidget(Label(_("You are here"), "ui", "textMuted"))
    row.addLayout(words, 1)
    if button is not None:
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return row


class OwnPaths(QWidget):
    """Endings side by side, the latest path first; nothing while there is only one."""

    def __init__(self, run: Rehearsal) -> None:
        super().__init__()
        paths = run.paths()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(12))
        if len(paths) < 2:
            return
        self.setObjectName("own-paths")
        column.addWidget(Label(_("Your paths, the latest first"), "h2"))
        card = Card(padding=18)
        card.body.setSpacing(look.space(12))
        for number, path in enumerate(paths):
            if number:
                card.body.addWidget(Hairline())
            card.body.addLayout(_path_row(path, is_shown=path.play.taken == run.play.taken))
        column.addWidget(card)


def _path_row(path: OwnPath, *, is_shown: bool) -> QBoxLayout:
    """How it ended, when, and how she felt on the way."""
    play = path.play
    row = QBoxLayout(QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight)
    row.setSpacing(look.space(16))
    words = QVBoxLayout()
    words.setSpacing(look.space(2))
    words.addWidget(Label(play.moment.title, "label"))
    words.addWidget(Label(_path_words(play, path.day, is_shown=is_shown), "small", "textMuted"))
    words.addStretch(1)
    row.addLayout(words, 1)
    points = QHBoxLayout()
    points.setSpacing(look.space(14))
    for name, level in zip(point_words(), turning_points(play), strict=True):
        point = QVBoxLayout()
        point.setSpacing(look.space(4))
        point.addWidget(Label(name, "small", "textMuted"))
        meter = FeelingMeter(f"{play.moment.title}, {name}", level, play.scene.scale, SMALL_METER, METER_GAP)
        meter.setMaximumWidth(look.px(METER))
        point.addWidget(meter)
        point.addStretch(1)
        points.addLayout(point, 1)
    row.addLayout(points, 1)
    return row


def _path_words(play: Play, day: date, *, is_shown: bool) -> str:
    moments = ngettext("{n} choice", "{n} choices", len(play.taken)).format(n=len(play.taken))
    parts = [day_text(day), moments]
    if is_shown:
        parts.insert(0, _("This path"))
    return " · ".join(parts)


class ConversationView(Centred):
    """All that was said on the path, from the first moment to where one is."""

    left = Signal()

    def __init__(self, play: Play) -> None:
        holder = QWidget()
        super().__init__(holder, CONVERSATION, at_top=True)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, look.space(24))
        column.setSpacing(look.space(12))
        self.title = Label(_("The whole conversation"), "h1")
        column.addWidget(self.title)
        for place, moment in enumerate(play.moments):
            column.addSpacing(look.space(12))
            column.addWidget(Label(moment.title, "h2"))
            for widget in _told(moment):
                column.addWidget(widget)
            if moment.face or moment.words:
                column.addWidget(PersonLine(play.scene, moment.face))
            if moment.words:
                column.addWidget(Speech(moment.words))
            if place < len(play.choices):
                column.addWidget(_said_card(play.scene, play.choices[place]))
        back = Button(_("Back to the end") if play.is_over else _("Go on with the scene"), "primary", size="large")
        back.setObjectName("words-back")
        back.clicked.connect(self.left)
        column.addSpacing(look.space(12))
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)


def _told(moment: Moment) -> Sequence[QWidget]:
    return [words_of(moment.text, "body")] if moment.text else []


def _said_card(scene: Scene, choice: Choice) -> Card:
    """What you said or did, what she showed, what it was for her."""
    card = Card(background="surfaceAlt")
    card.body.setSpacing(look.space(8))
    line = QHBoxLayout()
    line.setSpacing(look.space(8))
    line.addWidget(Tag(_("You"), "primary"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Label(choice.text, "body", weight=600), 1)
    card.body.addLayout(line)
    card.body.addWidget(Label(choice.sees, "body"))
    card.body.addLayout(verdict_line(scene, choice))
    if choice.why:
        card.body.addWidget(Label(choice.why, "ui"))
    return card
