"""The results of a search, in place of the shelf. Rows are kept and filled anew at each key: typing stays smooth."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.content.model import Found
from carecompanion.i18n import _, ngettext
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.arrow_keys import ArrowKeys
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.text import Label

SHOWN = 12

Open = Callable[[Found], None]


class SearchResults(Card):
    """Call `show_found` with what was found; `open_found` is called with the result somebody opens."""

    def __init__(self, open_found: Open, close: Callable[[], None]) -> None:
        super().__init__(padding=0)
        self.body.setSpacing(0)
        self._words = ""
        self._title = Label("", "h3")
        self._title.setObjectName("search-count")
        close_button = Button(_("Close the search"), "link")
        close_button.setObjectName("close-search")
        close_button.clicked.connect(close)
        head = QHBoxLayout()
        head.setContentsMargins(look.space(18), look.space(6), look.space(6), look.space(6))
        head.addWidget(self._title, 1)
        head.addWidget(close_button)
        self.body.addLayout(head)
        self._about = Label("", "body", "textMuted")
        self._about.setContentsMargins(look.space(18), look.space(4), look.space(18), look.space(18))
        self.body.addWidget(self._about)
        self._open_found = open_found
        self._rows: list[_Row] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self._keys = ArrowKeys(self, ())

    def show_found(self, words: str, found: Sequence[Found]) -> None:
        """`words` are what was looked for."""
        self._title.setText(self._count_words(words, len(found)))
        self._about.setText(self._about_words(words, len(found)))
        self._about.setVisible(bool(self._about.text()))
        while len(self._rows) < min(len(found), SHOWN):
            self._add_row()
        for number, row in enumerate(self._rows):
            row.show_one(found[number] if number < len(found) else None)
        if words != self._words:
            self._words = words
            announce(self, self._title.text() if found else self._about.text())

    def focus_first(self) -> bool:
        """To the first result; False when there is none."""
        if not self._rows or self._rows[0].isHidden():
            return False
        self._rows[0].button.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _add_row(self) -> None:
        """When first needed: most visits of the page search for nothing."""
        row = _Row(self._open_found)
        self._rows.append(row)
        self._keys.add(row.button)
        self._list.addWidget(row)

    def _count_words(self, words: str, count: int) -> str:
        if not count:
            return _("No results")
        found = ngettext("{n} lesson with “{words}”", "{n} lessons with “{words}”", count)
        return found.format(n=count, words=words)

    def _about_words(self, words: str, count: int) -> str:
        if not count:
            sentence = _("We did not find “{words}”. Try another word, or look through the modules.")
            return sentence.format(words=words)
        return _("These are the first ones. One more word shows fewer.") if count > SHOWN else ""


class _Row(QWidget):
    """One result: lesson, step, the words around, and Open."""

    def __init__(self, open_found: Open) -> None:
        super().__init__()
        self._found: Found | None = None
        self._title, self._step = Label("", "label"), Label("", "small", "textMuted")
        self._excerpt = Label("", "ui")
        self.button = Button(_("Open"), size="small")
        self.button.setObjectName("open-result")
        self.button.clicked.connect(lambda: open_found(self._found) if self._found else None)
        words = QVBoxLayout()
        words.setSpacing(look.space(2))
        for label in (self._title, self._step, self._excerpt):
            words.addWidget(label)
        row = QHBoxLayout()
        row.setContentsMargins(look.space(18), look.space(12), look.space(18), look.space(12))
        row.setSpacing(look.space(20))
        row.addLayout(words, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addLayout(row)
        self.hide()

    def show_one(self, found: Found | None) -> None:
        if found is not None and found != self._found:
            self._title.setText(found.lesson.title)
            self._step.setText(_("Step: {title}").format(title=found.step_title) if found.step_title else "")
            self._step.setVisible(bool(found.step_title))
            self._excerpt.setText(found.excerpt)
            self.button.setAccessibleDescription(f"{found.lesson.title}. {found.step_title}".strip())
        self._found = found
        self.setVisible(found is not None)
