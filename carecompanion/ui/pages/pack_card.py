"""A pack on the page Contents: what it is, its facts, what is inside on request, and the way to take it away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.content.shelves import Damaged
from carecompanion.i18n import _
from carecompanion.services.stocking import Stocked
from carecompanion.ui.pages.pack_words import facts, inside, instead_words, top_words
from carecompanion.ui.pages.plan_lines import Own
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.icon import IconCircle
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label

NAME_WIDTH = 120


class StockedCard(Card):
    """One that is used. `removal_asked` comes only from an added one."""

    removal_asked = Signal()

    def __init__(self, pack: Stocked, language: str) -> None:
        super().__init__()
        card = pack.index.shelf(language).card
        self._pack, self._language = pack, language
        self._inside: QWidget | None = None
        self.setObjectName(f"pack-{card.id}")
        self.setAccessibleName(card.title)
        self.body.addLayout(self._top())
        self.body.addWidget(_grid(facts(pack, language)))
        if words := instead_words(pack):
            self.body.addWidget(Label(words, "ui", "textMuted"))
        self.look = Button(_("Look inside"), "link", "list", "small")
        self.look.setObjectName(f"inside-{card.id}")
        self.look.setAccessibleDescription(card.title)
        self.look.clicked.connect(self._on_look)
        self.body.addWidget(FlowRow([self.look, *self._remove()], look.space(8)))
        if not pack.is_own:
            self.body.addWidget(
                Label(_("It is part of the program, so it cannot be taken away."), "small", "textMuted")
            )

    def _top(self) -> QHBoxLayout:
        card = self._pack.index.shelf(self._language).card
        row = QHBoxLayout()
        row.setSpacing(look.space(14))
        row.addWidget(IconCircle("package", "primary"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(look.space(4))
        words.addWidget(Own(card.title, "h3"))
        words.addWidget(Own(top_words(self._pack, self._language), "ui", "textMuted"))
        words.addWidget(FlowRow(self._tags(), look.space(6)))
        row.addLayout(words, 1)
        return row

    def _tags(self) -> list[QWidget]:
        card = self._pack.index.card
        if not self._pack.is_own:
            first = Tag(_("Comes with the program"), "primary", "badge-check")
        elif card.fingerprint:
            first = Tag(_("Signed"), "leaf", "shield-check")
        else:
            first = Tag(_("Not signed"), "ochre", "shield")
        review = Tag(_("Reviewed"), "leaf", "check") if card.reviewed_by else Tag(_("Not reviewed yet"), "neutral")
        return [first, review]

    def _remove(self) -> list[QWidget]:
        if not self._pack.is_own:
            return []
        card = self._pack.index.card
        button = _remove_button(f"remove-{card.id}", self.accessibleName())
        button.clicked.connect(self.removal_asked)
        return [button]

    def _on_look(self) -> None:
        """Opens what is inside below the buttons, and closes it again."""
        if self._inside is None:
            self._inside = self._make_inside()
            self.body.addWidget(self._inside)
            self._inside.show()
            scroll_to(self._inside)
            announce(self._inside, _("What is inside is shown below."))
        else:
            self._inside.hide()
            self._inside.deleteLater()
            self._inside = None
        self.look.setText(_("Look inside") if self._inside is None else _("Close"))

    def _make_inside(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(10))
        column.addWidget(Hairline())
        for heading, titles in inside(self._pack.index, self._language):
            column.addWidget(Own(heading, "label"))
            column.addWidget(Own("\n".join(titles), "ui", "textMuted"))
        return made


class DamagedCard(Card):
    """One that cannot be used: what is wrong, and the way to take it away when somebody added it."""

    removal_asked = Signal()

    def __init__(self, damaged: Damaged) -> None:
        super().__init__()
        self.setObjectName(f"damaged-{damaged.name}")
        title = _("The pack “{name}” could not be read").format(name=damaged.name)
        self.setAccessibleName(title)
        row = QHBoxLayout()
        row.setSpacing(look.space(14))
        row.addWidget(IconCircle("triangle-alert", "ochre"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(look.space(4))
        words.addWidget(Own(title, "h3"))
        words.addWidget(Own(damaged.problem, "ui", "textMuted"))
        words.addWidget(Label(_("What everybody did in it is safe. Add it again, or take it away."), "ui"))
        if damaged.is_own:
            button = _remove_button(f"remove-damaged-{damaged.name}", title)
            button.clicked.connect(self.removal_asked)
            words.addWidget(FlowRow([button], 0))
        row.addLayout(words, 1)
        self.body.addLayout(row)


def _remove_button(name: str, title: str) -> Button:
    button = Button(_("Take away"), "link", "trash-2", "small")
    button.setObjectName(name)
    button.setAccessibleDescription(title)
    return button


def _grid(rows: list[tuple[str, str]]) -> QWidget:
    """Names at the left of their words; above them where letters are large."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.space(16))
    grid.setVerticalSpacing(look.space(6))
    for number, (name, words) in enumerate(rows):
        title, text = Label(name, "small", "textMuted"), Own(words, "ui")
        title.setAlignment(Qt.AlignmentFlag.AlignTop)
        text.setAlignment(Qt.AlignmentFlag.AlignTop)
        if look.is_one_column:
            grid.addWidget(title, 2 * number, 0)
            grid.addWidget(text, 2 * number + 1, 0)
        else:
            title.setMinimumWidth(look.px(NAME_WIDTH))
            grid.addWidget(title, number, 0)
            grid.addWidget(text, number, 1)
    grid.setColumnStretch(0 if look.is_one_column else 1, 1)
    return holder
