"""The map of a scene: moments as circles, the path gone solid with ticks, other ways grey and dashed.

Arrow keys go from moment to moment. Where the words have no room from left to right, the map stands upright.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF

from carecompanion.content.scene import MomentId
from carecompanion.i18n import _
from carecompanion.learning.scene_map import MapEdge, MapNode, SceneMap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.chart import Chart
from carecompanion.ui.widgets.text import TextBlock

TAKEN, OTHER = 17, 15  # radius of a circle
COLUMN, AROUND, EDGE = 130, 6, 6  # widest column; room above and below, and at the left
AWAY, BETWEEN, BELOW = 10, 28, 8  # words from the path's circle; rows; words below another circle
BESIDE, NARROWEST = 90, 64  # least room for words at the right of a circle; for each row of an upright map
TICK = ((-6.0, 0.0), (-2.0, 5.0), (6.0, -4.0))
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_MEANT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything is at one width."""

    has_words_beside: bool
    is_upright: bool
    height: int
    centres: tuple[QPointF, ...]  # of the nodes
    words: tuple[QRectF, ...]  # of their titles


class SceneMapView(Chart):
    """`here` is the moment one is at. Without `knows_all` a moment nobody has been at has no words.

    `node_chosen` when the keyboard or a click is on a moment, `node_meant` when it is pressed: Enter or Space.
    """

    node_chosen = Signal(str)
    node_meant = Signal(str)

    def __init__(self, scene_map: SceneMap, name: str, here: MomentId, *, knows_all: bool) -> None:
        super().__init__(name)
        self.nodes, self._edges = scene_map.nodes, scene_map.edges
        self._rows, self._columns = max(1, scene_map.rows), max(1, scene_map.columns)
        self._here, self._knows_all = here, knows_all
        self._blocks = [TextBlock(self._title(node), "small", 600 if node.was_taken else 400) for node in self.nodes]
        self._plans: dict[int, Plan] = {}
        self._marked = -1
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mark(self, moment: MomentId) -> None:
        """The moment that is spoken of beside the map."""
        self._marked = self._place(moment)
        self.update()

    # stops

    def stops(self) -> int:
        return len(self.nodes)

    def spoken(self, stop: int) -> str:
        node = self.nodes[stop]
        if not self._is_known(node):
            return _("A moment you have not come to yet")
        if node.moment == self._here and not node.is_ending:
            return _("{moment}, you are here").format(moment=node.title)
        if node.was_taken:
            return _("{moment}, on your path").format(moment=node.title)
        return _("{moment}, another way").format(moment=node.title)

    def step(self, key: Qt.Key) -> int:
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return 0 if key == Qt.Key.Key_Home else self.stops() - 1
        if key not in _ARROWS:
            return -1
        if self.current < 0:
            return max(0, self._marked if self._marked >= 0 else self._place(self._here))
        return self._beside(*_ARROWS[key])

    def go_to(self, stop: int) -> None:
        super().go_to(stop)
        if stop >= 0:
            self.node_chosen.emit(self.nodes[stop].moment)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MEANT and self.current >= 0 and not event.isAutoRepeat():
            self.node_meant.emit(self.nodes[self.current].moment)
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        stop = self.stop_at(event.position())
        if stop >= 0:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.go_to(stop)

    def stop_at(self, position: QPointF) -> int:
        """The node whose circle or words are there, or -1."""
        plan = self._plan(self.width())
        reach = look.px(TAKEN) + look.px(5)
        for number, centre in enumerate(plan.centres):
            away = position - centre
            if away.x() ** 2 + away.y() ** 2 <= reach**2 or plan.words[number].contains(position):
                return number
        return -1

    def _beside(self, right: int, down: int) -> int:
        """The nearest node that way; where there is none one stays."""
        plan = self._plan(self.width())
        if plan.is_upright:
            right, down = down, right
        here = self.nodes[self.current]
        if right:
            there = [node for node in self.nodes if (node.column - here.column) * right > 0]
            there.sort(key=lambda node: (abs(node.column - here.column), abs(node.row - here.row)))
        else:
            column = [node for node in self.nodes if node.column == here.column]
            there = sorted(
                (node for node in column if (node.row - here.row) * down > 0), key=lambda node: node.row * down
            )
        return self.nodes.index(there[0]) if there else self.current

    def _place(self, moment: MomentId) -> int:
        return next((number for number, node in enumerate(self.nodes) if node.moment == moment), -1)

    def _is_known(self, node: MapNode) -> bool:
        return self._knows_all or node.was_seen or node.was_taken

    def _title(self, node: MapNode) -> str:
        return node.title if self._is_known(node) else ""

    # measures

    def sizeHint(self) -> QSize:
        width = self._columns * look.px(COLUMN)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(look.px(240), self._rows * look.px(NARROWEST)), look.px(120))

    def heightForWidth(self, width: int) -> int:
        return self._plan(width).height

    def _plan(self, width: int) -> Plan:
        if width not in self._plans:
            across = min(look.px(COLUMN), width / self._columns)
            room = across - look.px(AWAY)
            fits = all(block.narrowest <= room for block in self._blocks)
            self._plans[width] = self._lying(width, across) if fits else self._upright(width)
        return self._plans[width]

    def _lying(self, width: int, across: float) -> Plan:
        """Columns from left to right; the path's words above, the others' below."""
        room, left = int(across - look.px(AWAY)), (width - across * self._columns) / 2
        highs = [self._highest(row, room) for row in range(self._rows)]
        middles, top = [], look.px(AROUND) + highs[0] + look.px(AWAY) + look.px(TAKEN)
        for row in range(self._rows):
            middles.append(top)
            below = look.px(BELOW) + highs[row] if row else look.px(TAKEN - OTHER)
            top += 2 * look.px(OTHER) + below + look.px(BETWEEN if row == 0 else BETWEEN / 2)
        centres, words = [], []
        for node, block in zip(self.nodes, self._blocks, strict=True):
            centre = QPointF(left + (node.column + 0.5) * across, middles[node.row])
            high = block.height(room)
            above = centre.y() - look.px(TAKEN) - look.px(AWAY) - high
            y = above if node.row == 0 else centre.y() + look.px(OTHER) + look.px(BELOW)
            centres.append(centre)
            words.append(QRectF(centre.x() - room / 2, y, room, high))
        bottom = max(max((box.bottom() for box in words), default=0), max(middles) + look.px(TAKEN))
        return Plan(False, False, int(bottom) + look.px(AROUND), tuple(centres), tuple(words))

    def _upright(self, width: int) -> Plan:
        """Columns become lines from above to below, words at the right of their circles, or under them."""
        across, circle = width / self._rows, look.px(2 * TAKEN)
        before = circle + look.px(BELOW + EDGE)
        is_under = across - before < look.px(BESIDE)
        room = max(1, int(across - look.px(BELOW) - (0 if is_under else before)))
        centres: list[QPointF] = [QPointF()] * len(self.nodes)
        words: list[QRectF] = [QRectF()] * len(self.nodes)
        top = float(look.px(AROUND))
        for column in range(self._columns):
            inside = [number for number, node in enumerate(self.nodes) if node.column == column]
            high = max((self._blocks[number].height(room) for number in inside if self._blocks[number].text), default=0)
            high = circle + look.px(BELOW) + high if is_under else max(circle, high)
            for number in inside:
                x = self.nodes[number].row * across
                own = self._blocks[number].height(room)
                if is_under:
                    centres[number] = QPointF(x + across / 2, top + circle / 2)
                    words[number] = QRectF(x + look.px(BELOW) / 2, top + circle + look.px(BELOW), room, own)
                else:
                    centres[number] = QPointF(x + look.px(TAKEN + EDGE), top + high / 2)
                    words[number] = QRectF(x + before, top + (high - own) / 2, room, own)
            top += high + look.px(BETWEEN)
        height = int(top) - look.px(BETWEEN) + look.px(AROUND)
        return Plan(not is_under, True, height, tuple(centres), tuple(words))

    def _highest(self, row: int, room: int) -> int:
        pairs = zip(self.nodes, self._blocks, strict=True)
        return max([block.height(room) for node, block in pairs if node.row == row and block.text], default=0)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, plan = QPainter(self), self._plan(self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for edge in sorted(self._edges, key=lambda edge: (edge.was_taken, edge.was_seen)):
            self._paint_edge(painter, plan, edge)
        for number, node in enumerate(self.nodes):
            self._paint_words(painter, plan.words[number], number)
            self._paint_node(painter, plan.centres[number], node, number)

    def _paint_edge(self, painter: QPainter, plan: Plan, edge: MapEdge) -> None:
        start, end = plan.centres[self._place(edge.start)], plan.centres[self._place(edge.end)]
        if edge.was_taken:
            trust = self.nodes[self._place(edge.end)].trust  # the more she trusts, the broader the way there
            pen = QPen(look.color("primary"), look.px(1 + trust))
        else:
            pen = QPen(look.color("primary" if edge.was_seen else "borderStrong"), look.px(2))
            pen.setDashPattern([1.5, 3.5])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_way(start, end, is_upright=plan.is_upright, bend=look.px(BETWEEN) * 0.9))

    def _paint_words(self, painter: QPainter, box: QRectF, number: int) -> None:
        """On plain ground, so that no line runs through a word."""
        block = self._blocks[number]
        if not block.text:
            return
        align = Qt.AlignmentFlag.AlignLeft if self._plan(self.width()).has_words_beside else _CENTRE
        wide = block.width(int(box.width()))
        left = box.left() if align != _CENTRE else box.center().x() - wide / 2
        painter.fillRect(QRectF(left - 3, box.top(), wide + 6, box.height()), look.color("surface"))
        color = "text" if self.nodes[number].was_taken else "textMuted"
        block.paint(painter, box.left(), box.top(), int(box.width()), look.color(color), align)

    def _paint_node(self, painter: QPainter, centre: QPointF, node: MapNode, number: int) -> None:
        radius = look.px(TAKEN if node.was_taken else OTHER)
        if number in (self.current, self._marked):
            painter.setPen(QPen(look.color("focus" if number == self.current else "text"), look.px(2)))
            painter.setBrush(look.color("surface"))
            painter.drawEllipse(centre, radius + look.px(4), radius + look.px(4))
        painter.setPen(QPen(look.color("primary" if node.was_taken or node.was_seen else "borderStrong"), look.px(2)))
        is_here = node.moment == self._here and not node.is_ending
        painter.setBrush(look.color("primary" if node.was_taken and not is_here else "surface"))
        painter.drawEllipse(centre, radius - 1, radius - 1)
        if is_here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("primary"))
            painter.drawEllipse(centre, look.px(7), look.px(7))
        elif node.was_taken:
            _paint_tick(painter, centre)


def _way(start: QPointF, end: QPointF, *, is_upright: bool, bend: float) -> QPainterPath:
    """A soft curve; one that goes back, or past others in its row, bends aside."""
    path = QPainterPath(start)
    along, across = (
        (end.y() - start.y(), end.x() - start.x()) if is_upright else (end.x() - start.x(), end.y() - start.y())
    )
    is_far = abs(across) < 1 and along > look.px(COLUMN) * 1.2
    if along <= 0 or is_far:
        aside = QPointF(bend, 0) if is_upright else QPointF(0, bend)
        path.cubicTo(start + aside, end + aside, end)
    elif is_upright:
        middle = (start.y() + end.y()) / 2
        path.cubicTo(QPointF(start.x(), middle), QPointF(end.x(), middle), end)
    else:
        middle = (start.x() + end.x()) / 2
        path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
    return path


def _paint_tick(painter: QPainter, centre: QPointF) -> None:
    pen = QPen(look.color("onPrimary"), look.px(2.6))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points: Sequence[QPointF] = [centre + QPointF(x, y) * look.scale for x, y in TICK]
    painter.drawPolyline(QPolygonF(points))
