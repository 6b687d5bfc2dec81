"""The cards of «Facilitar» besides its lists: the next session, the look around before it, templates, and none yet."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.content.workshop import WorkshopCard
from carecompanion.i18n import _, minutes_text, ngettext
from carecompanion.services.session_cards import SessionCard
from carecompanion.ui.pages.facilitate_words import plan_words, when_words
from carecompanion.ui.pages.today_board import PicturedCard, Words
from carecompanion.ui.screens import ScreenMemory, ScreenProvider, room_screen
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button, IconButton
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.cropped import CroppedPicture
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.sized import SizedLabel
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label

PICTURE = "mesa"
TITLE = (26, 32)  # size and line height, as drawn


class NextCard(PicturedCard):
    """The session that comes next. `more_asked(button)` opens its menu."""

    start_asked = Signal()
    edit_asked = Signal()
    rehearse_asked = Signal()
    more_asked = Signal(QWidget)

    def __init__(self, card: SessionCard) -> None:
        words = Words()
        picture = CroppedPicture(PICTURE, 220, 198)
        super().__init__(picture, words)
        picture.setVisible(not look.is_one_column)  # there the words have the room
        self.setObjectName("next-session")
        words.body.addWidget(FlowRow([Tag(_("Up next"), "clay"), _when(card)], look.space(8)))
        words.body.addSpacing(look.space(10))
        words.body.addWidget(SizedLabel(card.title, "h1", *TITLE))
        words.body.addSpacing(look.space(2))
        words.body.addWidget(Label(plan_words(card), "ui", "textMuted"))
        if card.place:
            words.body.addWidget(Label(card.place, "ui", "textMuted"))
        words.body.addStretch(1)
        words.body.addSpacing(look.space(16))
        words.body.addWidget(FlowRow(self._buttons(card), look.space(12)))

    def _buttons(self, card: SessionCard) -> list[QWidget]:
        start = Button(_("Begin now"), "primary", "presentation")
        edit = Button(_("Edit"), icon="pencil")
        rehearse = Button(_("Rehearse"), "link")
        more = IconButton("ellipsis", _("More for this session"), "quiet")
        for name, button, told in (
            ("start", start, self.start_asked),
            ("edit", edit, self.edit_asked),
            ("rehearse", rehearse, self.rehearse_asked),
        ):
            button.setObjectName(f"{name}-{card.session}")
            button.setAccessibleDescription(card.title)
            button.clicked.connect(told)
        more.setObjectName(f"more-{card.session}")
        more.setAccessibleDescription(card.title)
        more.clicked.connect(lambda: self.more_asked.emit(more))
        return [start, edit, rehearse, more]


class ReadyCard(Card):
    """Before it begins, in one line each: second screen, packs, sound, network. Follows a cable while one looks.

    `packs_asked`: a pack is missing, and somebody wants to add it.
    """

    packs_asked = Signal()

    def __init__(self, screens: ScreenProvider, memory: ScreenMemory, missing: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("ready")
        self._screens, self._memory = screens, memory
        self.body.setSpacing(look.space(10))
        self.body.addWidget(Label(_("Before you begin"), "h3"))
        self._screen_line = QVBoxLayout()
        self.body.addLayout(self._screen_line)
        for sentence in missing:
            self.body.addWidget(_ready_line(sentence, is_fine=False))
        if missing:
            packs = Button(_("Open Contents"), icon="package-plus", size="small")
            packs.setObjectName("open-packs")
            packs.clicked.connect(self.packs_asked)
            self.body.addWidget(FlowRow([packs], 0))
        else:
            self.body.addWidget(_ready_line(_("All contents are here")))
        self.body.addWidget(_ready_line(_("Sound is not needed: all of it is read")))
        network = _("Network is not needed: people answer on the laptop, by hand or on paper")
        self.body.addWidget(_ready_line(network))
        self.body.addStretch(1)
        self._said = ""
        self._look_for_screens()
        screens.added.connect(self._on_screens_added)
        screens.removed.connect(self._on_screens_removed)
        screens.changed.connect(self._on_screens_added)

    def _on_screens_added(self, _screen: object) -> None:
        self._look_for_screens()

    def _on_screens_removed(self, _name: str) -> None:
        self._look_for_screens()

    def _look_for_screens(self) -> None:
        is_fine, words = self._about_screens()
        if words == self._said:
            return
        old = self._screen_line.takeAt(0)
        if old is not None:
            old.widget().hide()
            old.widget().deleteLater()
            announce(self, words)
        self._said = words
        self._screen_line.addWidget(_ready_line(words, is_fine=is_fine))

    def _about_screens(self) -> tuple[bool, str]:
        found = self._screens.screens()
        own = self._screens.screen_of(self.window())
        if room_screen(found, own, self._memory.part_of) is not None:
            return True, _("Second screen connected")
        if len(found) > 1:
            return False, _("The projector repeats this screen. The room’s window opens here.")
        return False, _("We see no other screen. Connect the projector, or open the window here.")


class TemplatesCard(Card):
    """What a session can be made of. `used(workshop, button)`: the button that was pressed."""

    used = Signal(str, QWidget)

    def __init__(self, templates: Sequence[WorkshopCard], lacks_of: Callable[[WorkshopCard], str]) -> None:
        super().__init__()
        self.setObjectName("templates")
        self.body.setSpacing(look.space(10))
        self.body.addWidget(Label(_("Templates"), "h3"))
        for number, template in enumerate(templates):
            if number:
                self.body.addWidget(Hairline())
            self.body.addWidget(self._row(template, lacks_of(template)))
        if not templates:
            self.body.addWidget(Label(_("No pack on this computer has a workshop."), "ui", "textMuted"))
        self.body.addStretch(1)

    def _row(self, template: WorkshopCard, lacks: str) -> QWidget:
        row = QWidget()
        line = QVBoxLayout(row) if look.is_one_column else QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.space(12))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(template.title, "label", weight=600))
        words.addWidget(Label(template_words(template), "small", "textMuted"))
        if lacks:
            words.addWidget(Label(lacks, "small", "onOchreSoft"))
        line.addLayout(words, 1)
        use = Button(_("Use"), size="small")
        use.setObjectName(f"use-{template.id}")
        use.setAccessibleDescription(template.title)
        use.clicked.connect(lambda: self.used.emit(str(template.id), use))
        line.addWidget(use, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return row


class NoSessions(Card):
    """Nothing yet: what will be here, and one way to begin."""

    asked = Signal(QWidget)

    def __init__(self, first: WorkshopCard | None) -> None:
        super().__init__(padding=28)
        self.setObjectName("no-sessions")
        self.body.addWidget(CroppedPicture(PICTURE, 312, 180), 0, Qt.AlignmentFlag.AlignHCenter)
        words = Label(_("Your first session can come from a template."), "h2")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(words)
        text = _("Use the template of {time}").format(time=minutes_text(first.minutes)) if first else _("New session")
        button = Button(text, "primary")
        button.setObjectName("first-session")
        button.setAccessibleDescription(first.title if first else "")
        button.clicked.connect(lambda: self.asked.emit(button))
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch(1)


class GoOnCallout(Callout):
    """A session that was not closed, and the one button that leads back to where it was."""

    asked = Signal()

    def __init__(self, act: str, title: str, about: str) -> None:
        super().__init__("notice", title, about, icon="presentation", hue="primary")
        self.setObjectName("go-on")
        self.button = Button(act, "primary", "play")
        self.button.setObjectName("go-on-now")
        self.button.setAccessibleDescription(title)
        self.button.clicked.connect(self.asked)
        self.body.insertSpacing(self.body.count() - 1, look.space(12))
        self.body.insertWidget(self.body.count() - 1, self.button, 0, Qt.AlignmentFlag.AlignLeft)


def template_words(template: WorkshopCard) -> str:
    """«2 días, 8 h. 12 bloques.»"""
    days = len(template.day_minutes)
    time = minutes_text(template.minutes)
    if days > 1:
        count = ngettext("{n} day", "{n} days", days).format(n=days)
        time = _("{days}, {time} in all").format(days=count, time=time)
    blocks = ngettext("{n} block", "{n} blocks", template.block_count).format(n=template.block_count)
    return _("{time}, {blocks}").format(time=time, blocks=blocks) + "."


def _when(card: SessionCard) -> Label:
    return Label(when_words(card), "ui", "textMuted", wrap=False)


def _ready_line(words: str, *, is_fine: bool = True) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(look.space(10))
    icon, color = ("circle-check", "leaf") if is_fine else ("circle-alert", "ochre")
    line.addWidget(IconLabel(icon, color, 20), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Label(words, "ui"), 1)
    return row
