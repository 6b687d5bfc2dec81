"""The longer check-ins there are: what each measures, how long it takes, when it may be taken again."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.i18n import _, day_text, ngettext
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.wellbeing import Longer
from carecompanion.ui.pages.wellbeing_parts import InstrumentCard, source_texts
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label

BETWEEN = 14


class LongerList(QWidget):
    """`chosen(id)` begins or goes on; `result_asked(entry)` opens the newest result again."""

    chosen = Signal(str)
    result_asked = Signal(object)

    def __init__(self, app: App, profile: OpenProfile) -> None:
        super().__init__()
        self._app, self._profile = app, profile
        self._instrument: tuple[_LongerCard, InstrumentCard] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(BETWEEN))
        self._fill()

    def _fill(self) -> None:
        self._column.addWidget(Label(_("Once a month is enough. Nobody else sees the result."), "body", "textMuted"))
        every = self._profile.wellbeing.longer()
        for longer in every:
            card = _LongerCard(longer)
            card.chosen.connect(self.chosen)
            card.result_asked.connect(self.result_asked)
            card.discarded.connect(partial(self._discard, longer))
            card.card_asked.connect(partial(self._show_instrument, longer, card))
            self._column.addWidget(card)
        if not every:
            self._column.addWidget(Label(_("No longer check-in is installed here.")))

    def _discard(self, longer: Longer) -> None:
        self._profile.wellbeing.open(longer.checkin.id).discard()
        self._instrument = None
        while self._column.count():
            item = self._column.takeAt(0)
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        self._fill()

    def _show_instrument(self, longer: Longer, card: "_LongerCard") -> None:
        """Its card right below; asked again it goes."""
        before, self._instrument = self._instrument, None
        if before is not None:
            self._column.removeWidget(before[1])
            before[1].hide()
            before[1].deleteLater()
        if before is not None and before[0] is card:
            return
        made = InstrumentCard(longer.checkin, source_texts(self._app, longer.checkin))
        self._instrument = (card, made)
        self._column.insertWidget(self._column.indexOf(card) + 1, made)
        made.show()
        scroll_to(made)
        made.focus_title()


class _LongerCard(Card):
    """One check-in."""

    chosen = Signal(str)
    discarded = Signal()
    result_asked = Signal(object)
    card_asked = Signal()

    def __init__(self, longer: Longer) -> None:
        super().__init__(padding=22)
        checkin = longer.checkin
        self.setObjectName(f"longer-{checkin.id}")
        self.body.setSpacing(0)
        pages = ngettext("{n} page", "{n} pages", len(checkin.pages)).format(n=len(checkin.pages))
        minutes = ngettext("about {n} minute", "about {n} minutes", checkin.minutes).format(n=checkin.minutes)
        tags = FlowRow([Tag(minutes, "sky", "clock"), Tag(pages)], look.space(8))
        self.body.addWidget(Label(checkin.title, "h2"))
        self.body.addSpacing(look.space(6))
        self.body.addWidget(tags)
        self.body.addSpacing(look.space(10))
        self.body.addWidget(Label(checkin.measures))
        self.body.addSpacing(look.space(8))
        for words, icon in _when(longer):
            self.body.addWidget(_IconLine(words, icon))
        self.body.addSpacing(look.space(12))
        self.body.addWidget(FlowRow(self._buttons(longer), look.space(12)))

    def _buttons(self, longer: Longer) -> list[Button]:
        name, is_early = longer.checkin.id, longer.may_from is not None
        words = _("Continue") if longer.has_draft and not is_early else _("Start")
        start = self._button(words, "begin", lambda: self.chosen.emit(name), "primary")
        start.setEnabled(not is_early)
        start.setAccessibleDescription(f"{longer.checkin.title}. {early_words(longer)}".strip())
        made = [start]
        if longer.has_draft and not is_early:
            made.append(self._button(_("Discard"), "discard", self.discarded.emit))
        if longer.last is not None:
            made.append(self._button(_("See my last result"), "last", lambda: self.result_asked.emit(longer.last)))
        made.append(self._button(_("How it is calculated"), "card", self.card_asked.emit, "link"))
        return made

    def _button(self, words: str, act: str, pressed: Callable[[], object], kind: str = "outline") -> Button:
        button = Button(words, kind)
        button.setObjectName(f"{self.objectName()}-{act}")
        button.clicked.connect(lambda _on=False: pressed())
        return button


class _IconLine(QWidget):
    """An icon and a quiet sentence."""

    def __init__(self, words: str, icon: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.space(2), 0, look.space(2))
        row.setSpacing(look.space(8))
        row.addWidget(IconLabel(icon, "textMuted", 16))
        row.addWidget(Label(words, "small", "textMuted"), 1)


def _when(longer: Longer) -> list[tuple[str, str]]:
    """When last, when again, and what waits half done."""
    lines = []
    if longer.has_draft and longer.may_from is None:
        lines.append((_("You had a check-in half done."), "history"))
    if longer.last is not None:
        last = _("Last time: {day}.").format(day=day_text(longer.last.day, with_year=True))
        lines.append((last, "calendar-days"))
    if longer.may_from is not None:
        lines.append((early_words(longer), "info"))
    return lines


def early_words(longer: Longer) -> str:
    """«Disponible desde el 1 de setiembre», and why."""
    if longer.may_from is None:
        return ""
    day = _("Available from {day} on.").format(day=day_text(longer.may_from))
    weeks = longer.checkin.every_days // 7
    why = ngettext(
        "We leave {n} week between two: before that, a change says little.",
        "We leave {n} weeks between two: before that, a change says little.",
        weeks,
    )
    return f"{day} {why.format(n=weeks)}"
