"""The end of a scene, and its map in the middle: the path gone, how she felt, what cared for her, other ways to try."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.content.scene import MomentId, Scene
from carecompanion.i18n import _
from carecompanion.learning.retrying import place_towards, turning_place
from carecompanion.learning.scenario import Play, cared, map_of, next_time, turning_points
from carecompanion.services.rehearsing import Rehearsal
from carecompanion.ui.pages.scene_moment import before_card, beside
from carecompanion.ui.pages.scene_paths import OwnPaths, PathList, point_words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import words_of
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.feeling_meter import FeelingMeter
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.scene_map import SceneMapView
from carecompanion.ui.widgets.sized import SizedLabel
from carecompanion.ui.widgets.text import Label

ASIDE, GAP = 340, 28
NAME, METER, METER_GAP = 96, 12, 4


class PathMap(QWidget):
    """The map or its list, and under it the ways on. `target` is the place on the path that would be tried from.

    `try_asked(place)` from the button, the list, or Enter on the map; `words_asked` wants the whole conversation.
    """

    try_asked = Signal(int)
    words_asked = Signal()

    def __init__(self, run: Rehearsal, target: int, *, is_list: bool) -> None:
        super().__init__()
        self._play = run.play
        others = [path.play for path in run.paths() if path.play.taken != run.play.taken]
        self._map_of = map_of(run.scene, (run.play, *others))
        self._last = len(run.play.moments) - (2 if run.play.is_over else 1)
        self.target = target if 0 <= target <= self._last else turning_place(run.play)
        self.is_list = is_list
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(16))
        self.map = self._map()
        self._drawing = Card()
        across, above = look.space(18) + 1, look.space(14) + 1
        self._drawing.body.setContentsMargins(across, above, across, above)
        self._drawing.body.addWidget(self.map)
        self._list = PathList(run.play, self._map_of)
        self._list.try_asked.connect(self.try_asked)
        column.addWidget(self._drawing)
        column.addWidget(self._list)
        column.addWidget(self._ways_on())
        self._show_target()
        self._show_form()

    def _map(self) -> SceneMapView:
        path = ", ".join(moment.title for moment in self._play.moments)
        name = _("Map of the scene. Your path: {path}").format(path=path)
        here = self._play.moment.id
        made = SceneMapView(self._map_of, name, here, knows_all=self._play.is_over)
        made.setObjectName("scene-map")
        made.node_chosen.connect(lambda moment: self._aim_at(MomentId(moment)))
        made.node_meant.connect(lambda moment: self.try_asked.emit(self._aim_at(MomentId(moment))))
        return made

    def _ways_on(self) -> FlowRow:
        self._try = Button("", icon="rotate-ccw")
        self._try.setObjectName("try-from")
        self._try.clicked.connect(lambda: self.try_asked.emit(self.target))
        words = Button(_("Read the whole conversation"), icon="list")
        words.setObjectName("read-words")
        words.clicked.connect(self.words_asked)
        self._form = Button("", "link", "waypoints")
        self._form.setObjectName("map-form")
        self._form.clicked.connect(self._turn_form)
        return FlowRow([self._try, words, self._form], look.space(12))

    def _turn_form(self) -> None:
        self.is_list = not self.is_list
        self._show_form()

    def _show_form(self) -> None:
        self._drawing.setVisible(not self.is_list)
        self._list.setVisible(self.is_list)
        self._form.icon_name = "waypoints" if self.is_list else "list-ordered"
        self._form.setText(_("See it as a map") if self.is_list else _("See it as a list"))

    def _aim_at(self, moment: MomentId) -> int:
        """The button speaks of this moment, or of the nearest one that leads there. Returns the place."""
        place = place_towards(self._play, self._map_of, moment)
        if place is not None:
            self.target = place
            self._show_target()
        return self.target

    def _show_target(self) -> None:
        moment = self._play.moments[self.target]
        words = _("Try from “{moment}”") if self._play.is_over else _("Back to “{moment}”")
        self._try.setText(words.format(moment=moment.title))
        self.map.mark(moment.id)


class EndView(QWidget):
    """The ending in its words, the map, how she felt, and the paths gone before."""

    def __init__(self, run: Rehearsal, target: int, *, is_list: bool) -> None:
        super().__init__()
        self.paths = PathMap(run, target, is_list=is_list)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space(44), look.space(24), look.space(32), look.space(24))
        first = self._ending(run.play)
        aside = _column_of(_felt_card(run.play), _cared_card(run.play), _last_card(run.play), gap=16)
        row.addWidget(beside(first, OwnPaths(run), aside, ASIDE, GAP))

    def _ending(self, play: Play) -> QWidget:
        ending, column = play.moment, QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.title = Label(ending.title, "h1")
        column.addWidget(self.title)
        column.addSpacing(look.space(4))
        told = " ".join(filter(None, (ending.text, ending.face, ending.words)))
        if told:
            column.addWidget(words_of(told, "body"))
            column.addSpacing(look.space(8))
        column.addWidget(SizedLabel(_about_words(), "body", 17, 26, "textMuted"))
        column.addSpacing(look.space(18))
        column.addWidget(self.paths)
        holder = QWidget()
        holder.setLayout(column)
        return holder


class MapView(QWidget):
    """The map while one is in the middle of the scene."""

    def __init__(self, run: Rehearsal, target: int, *, is_list: bool) -> None:
        super().__init__()
        self.paths = PathMap(run, target, is_list=is_list)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space(44), look.space(24), look.space(32), look.space(24))
        column.setSpacing(0)
        self.title = Label(_("Your path so far"), "h1")
        column.addWidget(self.title)
        column.addSpacing(look.space(4))
        about = _("Circles without a name are moments you have not come to yet.")
        column.addWidget(SizedLabel(about, "body", 17, 26, "textMuted"))
        column.addSpacing(look.space(18))
        column.addWidget(self.paths)
        column.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


def _about_words() -> str:
    return _("This is the path you chose, broader where there was more trust. Dashed lines are other ways you can try.")


def _felt_card(play: Play) -> Card:
    """When she came, halfway and when she left."""
    scene, card = play.scene, Card()
    card.body.setSpacing(look.space(10))
    card.body.addWidget(Label(scene.felt, "h3"))
    for name, level in zip(point_words(), turning_points(play), strict=True):
        row = QHBoxLayout()
        row.setSpacing(look.space(12))
        words = Label(name, "ui")
        words.setMinimumWidth(look.px(NAME))
        row.addWidget(words)
        row.addWidget(FeelingMeter(name, level, scene.scale, METER, METER_GAP), 1, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
    low, high = (_small_first(word) for word in scene.scale)
    ends = _("From “{low}” to “{high}”.").format(low=low, high=high)
    card.body.addWidget(Label(ends, "small", "textMuted"))
    return card


def _cared_card(play: Play) -> Card:
    card = Card()
    card.body.setSpacing(look.space(10))
    lines = [(words, "circle-check", "leaf") for words in cared(play)]
    card.body.addWidget(Label(cared_heading(play.scene) if lines else _("For next time"), "h3"))
    for words, icon, hue in (*lines, (next_time(play), "lightbulb", "ochre")):
        row = QHBoxLayout()
        row.setSpacing(look.space(10))
        mark = QVBoxLayout()
        mark.setContentsMargins(0, look.px(2), 0, 0)
        mark.addWidget(IconLabel(icon, hue, 20))
        mark.addStretch(1)
        row.addLayout(mark)
        row.addWidget(Label(_with_stop(words), "body"), 1)
        card.body.addLayout(row)
    return card


def _last_card(play: Play) -> Card:
    assert play.last is not None  # an ending is come to by a choice
    return before_card(play.scene, play.last, _("The last thing you did"))


def cared_heading(scene: Scene) -> str:
    """«Lo que más la cuidó»: the scene's own word for it knows whom."""
    words = scene.verdicts[0].removeprefix("It ")
    return _("What most {cared}").format(cared=_small_first(words))


def _small_first(words: str) -> str:
    return words[:1].lower() + words[1:]


def _with_stop(words: str) -> str:
    return words if words.endswith((".", "…", "»", "”", "?", "!")) else f"{words}."


def _column_of(*widgets: QWidget, gap: int) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.space(gap))
    for widget in widgets:
        column.addWidget(widget)
    return holder
