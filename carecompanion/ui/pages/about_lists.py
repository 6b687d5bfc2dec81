"""About: what ships with its licences, and where the contents come from. Long lists, made only when asked for."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.model import PackCard
from carecompanion.i18n import _, ngettext
from carecompanion.services.licences import shipped
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.text import Label

Lines = Iterator[tuple[str, str]]  # what stands in stronger letters, and what below it


class Unfolding(QWidget):
    """A button, and below it the lines it shows and takes away again."""

    def __init__(self, name: str, words: str, lines: Callable[[], Lines]) -> None:
        super().__init__()
        self._words, self._lines = words, lines
        self._shown: QWidget | None = None
        self.button = Button(words, "link", "chevron-down", "small")
        self.button.setObjectName(name)
        self.button.clicked.connect(self._on_clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(8))
        self._column.addWidget(FlowRow([self.button], look.space(8)))

    def _on_clicked(self) -> None:
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
            self.button.setText(self._words)
            return
        lines = list(self._lines())
        self._shown = _listed(lines)
        self._column.addWidget(self._shown)
        self._shown.show()
        self.button.setText(_("Show less"))
        announce(self.button, ngettext("{n} line is shown.", "{n} lines are shown.", len(lines)).format(n=len(lines)))


def licences(app: App) -> Unfolding:
    def lines() -> Lines:
        for one in shipped(app.paths.resources, i18n.language()):
            yield f"{one.name} {one.version}".strip(), f"{one.what}. {one.licence}"

    return Unfolding("about-licences", _("All that comes with it, and its licences"), lines)


def sources(app: App) -> Unfolding:
    def lines() -> Lines:
        for pack in app.library.packs(i18n.language()):
            if isinstance(pack, PackCard):
                yield f"{pack.title} {pack.version}", _by(pack)
                for source in app.library.sources(pack.id).values():
                    yield "", ". ".join(part for part in (source.text.rstrip("."), source.url) if part)

    return Unfolding("about-sources", _("Where the contents come from"), lines)


def _by(pack: PackCard) -> str:
    parts = [", ".join(pack.authors), pack.licence]
    if pack.reviewed_by:
        parts.append(_("Reviewed by {name}, {day}.").format(name=pack.reviewed_by, day=pack.reviewed_on).rstrip("."))
    return ". ".join(part for part in parts if part)


def _listed(lines: list[tuple[str, str]]) -> QWidget:
    shown = QWidget()
    column = QVBoxLayout(shown)
    column.setContentsMargins(look.space(12), 0, 0, 0)
    column.setSpacing(look.space(2))
    for title, words in lines:
        if title:
            column.addSpacing(look.space(6))
            column.addWidget(Label(title, "label"))
        column.addWidget(Label(words, "small", "textMuted"))
    return shown
