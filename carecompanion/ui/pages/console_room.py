"""What the room sees now, small and live; news of its screen; and what comes next."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _, minutes_text
from carecompanion.learning.room_view import Breath, Counts, Options, RoomView, Words
from carecompanion.learning.workshop import Block
from carecompanion.services.session_run import TrainingRun
from carecompanion.ui.leading import Leading, put_on
from carecompanion.ui.pages.console_panel import show_if
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.room_view import RoomPicture
from carecompanion.ui.widgets.text import Label

SMALL = 190
LEAST_HEIGHT = 120


def title_of(view: RoomView) -> str:
    """What a screen is called in a list."""
    slide = view.slide
    if isinstance(slide, Words | Counts | Breath):
        return slide.title
    return slide.prompt if isinstance(slide, Options) else ""


class Picture(RoomPicture):
    """As large as there is room for; the slide stays in its shape."""

    def __init__(self, view: RoomView, leading: Leading, *, may_shrink: bool) -> None:
        super().__init__(view, leading.projector.window.picture.theme, is_small=True)
        self._may_shrink = may_shrink
        self._fit_height()

    def set_may_shrink(self, may_shrink: bool) -> None:
        self._may_shrink = may_shrink
        self._fit_height()

    def _fit_height(self) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(not self._may_shrink)
        self.setSizePolicy(policy)
        self.setMaximumHeight(self.heightForWidth(max(1, self.width())) if self._may_shrink else 16_777_215)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._may_shrink and event.size().width() != event.oldSize().width():
            self.setMaximumHeight(self.heightForWidth(event.size().width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, LEAST_HEIGHT if self._may_shrink else 90)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(look.color("borderStrong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class NewsStrip(Card):
    """The room's screen is not where it should be: what happened, and what can be done about it."""

    def __init__(self, leading: Leading) -> None:
        super().__init__(padding=12, background="surfaceAlt")
        self._leading = leading
        self._seen: object = None
        projector = leading.projector
        self._words = Label("", "ui")
        self.again = Button(_("Reconnect"), size="small", icon="monitor")
        self.again.setObjectName("reconnect")
        self.again.clicked.connect(lambda: self._do(projector.open))
        self.here = Button(_("Open on this screen"), size="small")
        self.here.setObjectName("open-here")
        self.here.clicked.connect(lambda: self._do(projector.open_here))
        self.full = Button(_("Full screen here"), size="small", key_hint="F11")
        self.full.setObjectName("full-here")
        self.full.clicked.connect(lambda: self._do(projector.toggle_full))
        self.body.setSpacing(look.space(8))
        self.body.addWidget(self._words)
        row = QVBoxLayout() if look.is_one_column else QHBoxLayout()
        row.setSpacing(look.space(8))
        for button in (self.again, self.here, self.full):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        projector, news = self._leading.projector, self._leading.news
        if (projector.is_shown, projector.is_here, news) == self._seen:
            return
        self._seen = projector.is_shown, projector.is_here, news
        show_if(self, not projector.screen)
        self._words.setText(news.words if news is not None else "")
        self.again.setText(_("Reconnect") if news is None or news.kind != "none" else _("Look again"))
        show_if(self.again, not projector.is_shown)
        show_if(self.here, not projector.is_shown)
        show_if(self.full, projector.is_here)
        if news is not None:
            announce(self, news.words)

    def _do(self, act: Callable[[], object]) -> None:
        act()
        self._leading.refresh()


class NextBox(QWidget):
    """A small picture of what comes next, and its words. While the room is frozen: where the trainer is."""

    def __init__(self, leading: Leading) -> None:
        super().__init__()
        self._leading = leading
        self._has_picture = self._has_room = True
        self.picture = Picture(leading.run.screen.view, leading, may_shrink=False)
        self.picture.setFixedSize(look.px(SMALL), self.picture.heightForWidth(look.px(SMALL)))
        self._head = Label("", "small", "textMuted", weight=600)
        self._title = Label("", "h3")
        self._after = Label("", "ui", "textMuted")
        words = QVBoxLayout()
        words.setSpacing(look.space(2))
        words.addStretch(1)
        for label in (self._head, self._title, self._after):
            words.addWidget(label)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(14))
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def refresh(self) -> None:
        run = self._leading.run
        place = next_place(run)
        is_apart = run.run.room_place != (run.run.block, run.run.slide)
        if is_apart:
            place = run.run.block, run.run.slide
        head, title, after = _("You are here") if is_apart else _("Comes next"), _("The agenda ends here"), ""
        play = run.play
        if play is not None and not play.is_over and not is_apart:
            title, place = _("What the room chooses"), None
        elif place is not None:
            title, after = _words_of(run, place)
        self._has_picture = place is not None
        self._show_picture()
        if place is not None:
            view = run.views(place[0])[place[1]]
            put_on(self.picture, self.picture.view, view, self.picture.show_view)
        for label, words in ((self._head, head), (self._title, title), (self._after, after)):
            if label.text() != words:
                label.setText(words)
        show_if(self._after, bool(after))

    def give_room(self, has_room: bool) -> None:
        """For the picture: what the room sees now comes before what it will see."""
        self._has_room = has_room
        self._show_picture()

    def least_height(self, width: int, *, pictured: bool) -> int:
        beside = self.picture.width() + self.layout().spacing() if pictured and self._has_picture else 0
        labels = [one for one in (self._head, self._title, self._after) if one.text()]
        words = sum(one.heightForWidth(max(1, width - beside)) for one in labels) + len(labels) * look.space(2)
        return max(words, self.picture.height() if beside else 0)

    def _show_picture(self) -> None:
        is_on = self._has_picture and self._has_room
        if self.picture.isHidden() is is_on:
            show_if(self.picture, is_on)


def next_place(run: TrainingRun) -> tuple[int, int] | None:
    """Block and slide that come next; None at the end."""
    here = run.run
    if here.is_last:
        return None
    if here.slide + 1 < len(run.views(here.block)):
        return here.block, here.slide + 1
    return (here.block + 1, 0) if here.block + 1 < len(here.agenda.blocks) else None


def _words_of(run: TrainingRun, place: tuple[int, int]) -> tuple[str, str]:
    """«Pantalla 7: tres formas», «Después: Respirar, 10 min»."""
    block, slide = place
    title = title_of(run.views(block)[slide])
    blocks = run.run.agenda.blocks
    first = _("Screen {n}: {title}").format(n=slide + 1, title=title)
    if block == run.run.block:
        rest = block + 1
        return first, _("Then: {block}").format(block=_block_words(blocks[rest])) if rest < len(blocks) else ""
    return _block_words(blocks[block]), first if title != blocks[block].title else ""


def _block_words(block: Block) -> str:
    return f"{block.title}, {minutes_text(block.minutes)}"


class RoomColumn(QWidget):
    """The left of the console."""

    def __init__(self, leading: Leading) -> None:
        super().__init__()
        self._leading = leading
        self._said = Label("", "ui", "onLeafSoft", weight=600)
        self._said.setObjectName("room-state")
        self._place = Label("", "small", "textMuted", wrap=False)
        head = QHBoxLayout()
        head.setSpacing(look.space(8))
        head.addWidget(IconLabel("monitor", "onLeafSoft", 18))
        head.addWidget(self._said, 1)
        head.addWidget(self._place)
        self._is_tall = False
        self.picture = Picture(leading.view, leading, may_shrink=True)
        self.picture.setObjectName("room-picture")
        self.news = NewsStrip(leading)
        self.next = NextBox(leading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(10))
        column.addLayout(head)
        column.addWidget(self.picture, 1)
        column.addWidget(self.news)
        column.addSpacing(look.space(6))
        column.addWidget(self.next)
        column.addStretch(0)
        self.refresh()

    def refresh(self) -> None:
        run = self._leading.run.run
        self.tick()
        words = _state_words(self._leading)
        if words != self._said.text():
            self._said.setText(words)
        place = _("Screen {n} of {total}").format(n=run.slide + 1, total=run.slides_of(run.block))
        if place != self._place.text():
            self._place.setText(place)
        self.news.refresh()
        self.next.refresh()

    def tick(self) -> None:
        view = self._leading.view
        put_on(self.picture, self.picture.view, view, self.picture.show_view)

    def set_tall(self, is_tall: bool) -> None:
        self._is_tall = is_tall
        self.picture.set_may_shrink(not is_tall)
        self._fit_next()

    def least_height(self, width: int, *, pictured: bool) -> int:
        """Where the page does not scroll: the room's picture at its lowest, and all the words."""
        gap = look.space(10)
        news = 0 if self.news.isHidden() else _height(self.news, width) + gap
        head = max(look.px(18), self._said.heightForWidth(max(1, width - self._place.sizeHint().width())))
        return head + gap + LEAST_HEIGHT + gap + news + look.space(6) + self.next.least_height(width, pictured=pictured)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_next()

    def event(self, event: QEvent) -> bool:
        """News came or went."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_next()
        return super().event(event)

    def _fit_next(self) -> None:
        self.next.give_room(self._is_tall or self.least_height(self.width(), pictured=True) <= self.height())


def _height(widget: QWidget, width: int) -> int:
    wanted = widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
    return max(wanted, widget.minimumSizeHint().height())


def _state_words(leading: Leading) -> str:
    run = leading.run.run
    if run.is_paused:
        return _("The room sees the pause")
    if run.is_blank:
        return _("The room sees a blank screen")
    if leading.instead is not None:
        return _("The room sees this, in place of the screen")
    if run.frozen is not None:
        return _("Frozen: the room goes on seeing this")
    return _("The room sees this")
