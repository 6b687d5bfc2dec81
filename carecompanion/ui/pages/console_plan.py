"""The plan of a session that is led: its blocks as a bar, how late it is, and the agenda to jump in."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from carecompanion.i18n import _, minutes_text, ngettext
from carecompanion.learning.running import Run, spent
from carecompanion.ui.icons import pixmap
from carecompanion.ui.leading import Leading
from carecompanion.ui.pages.console_panel import Panel
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.arrow_keys import ArrowKeys
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.shapes import paint_box, soft_colors
from carecompanion.ui.widgets.text import block_of

BAR, GAP, SEGMENT, LEAST_SEGMENT = 280, 4, 10, 12
HEIGHT, PILL, PADDING, ICON = 36, 28, 11, 16


def gap_words(minutes: int) -> str:
    """«4 min de retraso»; a session ahead of its plan says so too."""
    if not minutes:
        return _("On time")
    words = _("{time} late") if minutes > 0 else _("{time} early")
    return words.format(time=minutes_text(abs(minutes)))


def block_words(run: Run) -> str:
    place, blocks = run.block + 1, len(run.agenda.blocks)
    return _("Block {n} of {blocks}: {title}").format(n=place, blocks=blocks, title=run.current.title)


class _Pressed(Ringed, QPushButton):
    """Enter presses it, too."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            event.accept()
            self.click()


class PlanBar(_Pressed):
    """A piece for each block, as long as it takes; those that are done and this one are filled. Opens the agenda."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plan-bar")
        self.setToolTip(_("The agenda"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._pieces: tuple[tuple[int, bool], ...] = ()
        self._here = 0

    def show_run(self, run: Run) -> None:
        pieces = tuple((block.minutes, block.id in run.done) for block in run.agenda.blocks)
        act = _("Open the agenda")
        self.setAccessibleName(f"{block_words(run)}. {act}")
        if (pieces, run.block) != (self._pieces, self._here):
            self._pieces, self._here = pieces, run.block
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(BAR), look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(BAR) // 2, look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, box in enumerate(self._boxes()):
            is_here = number == self._here
            hue = "primary" if self._pieces[number][1] or is_here else "track"
            paint_box(painter, box, 4, hue, "borderStrong" if look.is_high_contrast and hue == "track" else "")
            if is_here:
                paint_box(painter, box.adjusted(-4, -4, 4, 4), 8, "transparent", "primary", 2)

    def _boxes(self) -> list[QRectF]:
        """Short blocks are as wide as can be seen; the others share what is left."""
        many = len(self._pieces)
        room = self.width() - 8 - GAP * max(0, many - 1)
        least = min(LEAST_SEGMENT, room / max(1, many))
        total = sum(minutes for minutes, _is_done in self._pieces) or 1
        free = room - least * many
        left, high = 4.0, look.px(SEGMENT)
        found = []
        for minutes, _is_done in self._pieces:
            wide = least + free * minutes / total
            found.append(QRectF(left, (self.height() - high) / 2, wide, high))
            left += wide + GAP
        return found


class PlanChip(_Pressed):
    """How the plan and the clock agree, in words. Opens what could be dropped or shortened."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plan-gap")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._hue = ""
        self.show_gap(0)

    def show_gap(self, minutes: int) -> None:
        words, hue = gap_words(minutes), "ochre" if minutes > 0 else "leaf"
        if (words, hue) == (self.text(), self._hue):
            return
        self._hue, self._block = hue, block_of(words, "ui", 600)
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(_("Opens what could be shortened or left out"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        around = 2 * look.space(PADDING) + look.px(ICON) + look.space(6)
        return QSize(around + self._block.natural, look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def ring_shape(self) -> tuple[QRect, float]:
        box = self._box()
        return box, box.height() / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), self._box()
        fill, border, words, width = soft_colors(self._hue)
        edge = self._hue if self.underMouse() else border
        paint_box(painter, box, box.height() / 2, fill, edge, width if border else 1)
        size, left = look.px(ICON), look.space(PADDING)
        painter.drawPixmap(
            left, box.center().y() - size // 2 + 1, pixmap("clock", words, size, self.devicePixelRatioF())
        )
        left += size + look.space(6)
        top = box.top() + (box.height() - self._block.line) / 2
        self._block.paint(painter, left, top, self._block.natural, look.color(words))

    def _box(self) -> QRect:
        box = QRect(0, 0, self.width(), look.px(PILL))
        box.moveTop((self.height() - box.height()) // 2)
        return box


class BlockRow(_Pressed):
    """A block in the agenda: its title, and below it how long it takes and where it stands."""

    def __init__(self, title: str, about: str, is_here: bool) -> None:
        super().__init__()
        self._title, self._about = block_of(title, "body", 600), block_of(about, "small")
        self._is_here = is_here
        self.setAccessibleName(f"{title}. {about}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(look.px(280), self.heightForWidth(look.px(280)))

    def minimumSizeHint(self) -> QSize:
        narrowest = max(self._title.narrowest, self._about.narrowest)
        return QSize(narrowest + 2 * look.space(14), look.px(44))

    def heightForWidth(self, width: int) -> int:
        room = max(1, width - 2 * look.space(14))
        return self._title.height(room) + self._about.height(room) + 2 * look.space(8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = "primarySoft" if self._is_here or self.isDown() else "surface"
        edge = "primary" if self._is_here or self.underMouse() else "borderStrong"
        paint_box(painter, self.rect(), look.radius("control"), fill, edge, 2 if self._is_here else 1)
        left, top, room = look.space(14), look.space(8), self.width() - 2 * look.space(14)
        words = "onPrimarySoft" if self._is_here else "text"
        self._title.paint(painter, left, top, room, look.color(words))
        below = "onPrimarySoft" if self._is_here else "textMuted"
        self._about.paint(painter, left, top + self._title.height(room), room, look.color(below))


class AgendaPanel(Panel):
    """Every block; a click or Enter goes there."""

    def __init__(self, leading: Leading) -> None:
        super().__init__(_("Agenda"), _("Choose a block to go there. The room goes with you."))
        self.setObjectName("agenda-panel")
        self._leading = leading
        self._rows: list[BlockRow] = []
        self._show_rows()

    def refresh(self) -> None:
        """The agenda may have lost a block, or one takes another time."""
        if self._seen() != self._shown:
            self._show_rows()

    def focus_first(self) -> None:
        self._rows[self._leading.run.run.block].setFocus(Qt.FocusReason.OtherFocusReason)

    def _seen(self) -> object:
        run = self._leading.run.run
        return run.agenda, run.block, run.done

    def _show_rows(self) -> None:
        self._shown = self._seen()
        self.clear()
        self._rows = []
        run = self._leading.run
        for place, block in enumerate(run.run.agenda.blocks):
            row = BlockRow(f"{place + 1}. {block.title}", self._about(place), place == run.run.block)
            row.setObjectName(f"block-{place}")
            row.clicked.connect(lambda _checked=False, place=place: self._go(place))
            self._rows.append(row)
            self.add(row)
        ArrowKeys(self, self._rows, run.run.block)

    def _about(self, place: int) -> str:
        run = self._leading.run.run
        block = run.agenda.blocks[place]
        minutes = ngettext("{n} minute", "{n} minutes", block.minutes).format(n=block.minutes)
        if place == run.block:
            return _("{minutes}, now").format(minutes=minutes)
        if block.id in run.done:
            return _("{minutes}, done").format(minutes=minutes)
        has_begun = any(visit.block == block.id for visit in run.visits) and spent(run, block.id, run.entered_at) > 0
        return _("{minutes}, begun").format(minutes=minutes) if has_begun else minutes

    def _go(self, place: int) -> None:
        self._leading.act(lambda: self._leading.run.jump(place))
        self.closed.emit()
