"""Practise: what helped this person most, or breathing; and everything else there is, by what fits just now."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.content.model import PracticeCard
from carecompanion.i18n import _, ngettext, number_text
from carecompanion.learning.practice import in_order, suits
from carecompanion.services.practising import HelpedMe
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.practice_parts import dimension_words, hue_of
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.practice_card import PracticeBanner, PracticeTile
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page
from carecompanion.ui.widgets.wrap_grid import WrapGrid

NARROWEST, MOST, GAP = 260, 3, 20
FILTER_ABOVE_UNTIL = 1.3  # with larger text the filters stand above the tiles
ICONS = {"body": "person-standing", "mind": "brain", "emotions": "heart", "relations": "users", "work": "briefcase"}
LEAST_HELPED = 2  # practices that helped, until they are listed


class PractisePage(QWidget):
    """`shows` is the filter: all, short, quiet or bedtime."""

    shell = "full"
    section = "practise"

    def __init__(self, app: App, profile: OpenProfile, go: Go, shows: str = "all") -> None:
        super().__init__()
        self._go = go
        self._cards = in_order(profile.practising.cards())
        self._advice = profile.practising.advice()
        self._helped = profile.practising.helped()
        self._filters = Segmented(_filters(), shows, _("Which practices"))
        self._filters.setObjectName("filters")
        self._filters.chosen.connect(self._on_filter_chosen)
        is_above = look.scale < FILTER_ABOVE_UNTIL
        self._top = TopRow(_("Practise"), actions=[self._filters] if is_above else [])
        inside = fill_page(self, self._top, go.hide).scrolling_column(GAP, around=0)
        if not is_above:  # there they scroll away with the rest
            inside.setContentsMargins(0, 5, 0, 0)
            row = QHBoxLayout()
            row.setContentsMargins(5, 0, 0, 0)  # for the ring
            row.addWidget(self._filters)
            row.addStretch(1)
            inside.addLayout(row)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        inside.addLayout(self._list, 1)
        self._show()

    def enter(self) -> None:
        self._top.focus_title()

    def arguments_now(self) -> dict[str, object]:
        """The same filter again."""
        return {} if self._shown == "all" else {"shows": self._shown}

    @property
    def _shown(self) -> str:
        return str(self._filters.value or "all")

    # showing

    def _on_filter_chosen(self, _value: object) -> None:
        self._show()
        n = len(self._fitting())
        announce(self, ngettext("{n} practice", "{n} practices", n).format(n=n))

    def _fitting(self) -> list[PracticeCard]:
        """What the filter lets through; what stands in the banner stands there only."""
        above = self._advice[0].id if self._advice is not None and self._shown == "all" else None
        return [card for card in self._cards if suits(card, self._shown) and card.id != above]

    def _show(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if self._advice is not None and self._shown == "all":
            self._add(self._banner(*self._advice))
        if len(self._helped) >= LEAST_HELPED and self._shown == "all":
            self._add(helped_card(self._helped))
        tiles = [self._tile(card) for card in self._fitting()]
        if tiles:
            self._add(WrapGrid(tiles, look.px(NARROWEST), MOST, look.space(GAP)), gap=8)
        self._add(Label(self._words_below(bool(tiles)), "small", "textMuted"), gap=5)
        self._list.addStretch(1)

    def _add(self, widget: QWidget, gap: int = GAP) -> None:
        self._list.addWidget(widget)
        self._list.addSpacing(look.space(gap))

    def _words_below(self, has_tiles: bool) -> str:
        if not self._cards:
            return _("No practice is installed here.")
        if not has_tiles and self._shown != "all":
            return _("None of them fits this. Try another choice.")
        return _("All of them can be done with text only, without sound and without closing your eyes.")

    def _banner(self, card: PracticeCard, helped: HelpedMe | None) -> PracticeBanner:
        about = card.about if helped is None else helped_most_words(helped.fall)
        banner = PracticeBanner(card.title, about, card.minutes)
        banner.setObjectName("banner")
        banner.button.setObjectName(f"practise-{card.id}")
        banner.start_asked.connect(lambda: self._start(card))
        return banner

    def _tile(self, card: PracticeCard) -> PracticeTile:
        icon = card.icon or ICONS.get(card.dimension, "wind")
        hue, dimension = hue_of(card.dimension), dimension_words(card.dimension)
        tile = PracticeTile(card.title, card.about, card.minutes, hue, icon, dimension)
        tile.setObjectName(f"tile-{card.id}")
        tile.button.setObjectName(f"practise-{card.id}")
        tile.start_asked.connect(lambda: self._start(card))
        return tile

    def _start(self, card: PracticeCard) -> None:
        self._go.page("practice", practice=card.id)


def helped_card(helped: tuple[HelpedMe, ...]) -> Card:
    """What helped, best first, by the person's own numbers."""
    card = Card()
    card.setObjectName("helped")
    card.body.setSpacing(look.space(8))
    card.body.addWidget(Label(_("What helped me"), "h3"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.space(20))
    grid.setVerticalSpacing(look.space(4))
    grid.setColumnStretch(0, 1)
    for row, one in enumerate(helped):
        grid.addWidget(Label(one.card.title, "body"), row, 0)
        grid.addWidget(Label(fall_words(one), "ui", "textMuted"), row, 1)
    grid.setColumnStretch(1, 2)
    card.body.addLayout(grid)
    return card


def helped_most_words(fall: float) -> str:
    """«La que más te ayudó: en promedio, 2 puntos menos de estrés al terminar.»"""
    words = ngettext(
        "The one that helped you most: on average, {n} point less stress at the end.",
        "The one that helped you most: on average, {n} points less stress at the end.",
        _plural(fall),
    )
    return words.format(n=points_text(fall))


def fall_words(helped: HelpedMe) -> str:
    """«2 puntos menos en promedio, en 4 veces»."""
    points = ngettext("{n} point less on average", "{n} points less on average", _plural(helped.fall))
    times = ngettext("{n} time", "{n} times", helped.pairs).format(n=helped.pairs)
    return _("{points}, {times}").format(points=points.format(n=points_text(helped.fall)), times=times)


def points_text(fall: float) -> str:
    """«2», «1.7»: one decimal where it says something."""
    return number_text(fall, 0 if number_text(fall, 1).endswith("0") else 1)


def _plural(fall: float) -> int:
    return 1 if points_text(fall) == "1" else 2


def _filters() -> list[tuple[str, str]]:
    return [
        ("all", _("All")),
        ("short", _("2 minutes")),
        ("quiet", _("Quietly")),
        ("bedtime", _("Before sleep")),
    ]
