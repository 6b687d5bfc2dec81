"""The own slides of a block: a title, three rows, how it is done, a timer, a picture."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.learning.workshop import BlockSlide
from carecompanion.services.session_draft import MOST_LETTERS, ROWS
from carecompanion.ui.file_dialog import Place, file_to_open
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.fields import TextField
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.later import Later
from carecompanion.ui.widgets.minutes_box import MinutesBox
from carecompanion.ui.widgets.text import Label

PICTURES = "*.png *.jpg *.jpeg *.webp"


class SlideForms(QWidget):
    """One open at a time, the others by their titles. `written` when `slides` are others than before.

    `picture_asked(place, Path | None)` for the picture of one.
    """

    written = Signal()
    picture_asked = Signal(int, object)

    def __init__(self, slides: tuple[BlockSlide, ...], open_at: int | None = None) -> None:
        super().__init__()
        self.slides = slides
        self.open_at = open_at
        self._form: _SlideForm | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(8))
        self._build()

    @property
    def is_wrong(self) -> bool:
        """A slide without a title is not kept."""
        return any(not slide.title.strip() for slide in self.slides)

    def flush(self) -> None:
        if self._form is not None:
            self._form.minutes.box.interpretText()
            self._form.later.flush()

    def _build(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._form = None
        for place, slide in enumerate(self.slides):
            if place == self.open_at:
                self._column.addWidget(self._open_form(place, slide))
            else:
                title = _("{n}. {title}").format(n=place + 1, title=slide.title)
                self._column.addWidget(_left(self._button(f"slide-{place}", title, "pencil", self._opener(place))))
        self._column.addWidget(_left(self._button("add-slide", _("Add a slide"), "plus", self._add)))
        for place in range(self._column.count()):
            self._column.itemAt(place).widget().show()  # now, so that it can take the keyboard

    def _opener(self, place: int) -> Callable[[], None]:
        return lambda: self._open(place)

    def _open_form(self, place: int, slide: BlockSlide) -> "_SlideForm":
        self._form = form = _SlideForm(slide)
        form.written.connect(lambda: self._take(place, form))
        form.remove_asked.connect(lambda: self._remove(place))
        form.picture_asked.connect(lambda file: self.picture_asked.emit(place, file))
        return form

    def _button(self, name: str, words: str, icon: str, act: Callable[[], None]) -> Button:
        button = Button(words, "link", icon, "small")
        button.setObjectName(name)
        button.clicked.connect(act)
        return button

    def _open(self, place: int) -> None:
        self.flush()
        self.open_at = place
        self._build()
        if self._form is not None:
            self._form.title.line.setFocus()

    def _take(self, place: int, form: "_SlideForm") -> None:
        self.slides = (*self.slides[:place], form.slide, *self.slides[place + 1 :])
        form.title.set_error("" if form.slide.title.strip() else _("A slide needs a title."))
        if not self.is_wrong:
            self.written.emit()

    def _add(self) -> None:
        self.flush()
        if self.is_wrong:
            return
        self.slides = (*self.slides, BlockSlide(_("New slide")))
        self.written.emit()
        self._open(len(self.slides) - 1)
        if self._form is not None:
            self._form.title.select_all()

    def _remove(self, place: int) -> None:
        self.slides = (*self.slides[:place], *self.slides[place + 1 :])
        self.open_at = None
        self._build()
        self.written.emit()
        button = self.findChild(Button, "add-slide")
        if button is not None:
            button.setFocus()


class _SlideForm(QWidget):
    """`written` a second after the last key."""

    written = Signal()
    remove_asked = Signal()
    picture_asked = Signal(object)

    def __init__(self, slide: BlockSlide) -> None:
        super().__init__()
        self._slide = slide
        self.later = Later(self)
        self.later.told.connect(self.written)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(10))
        self.title = self._field("slide-title", _("Title of the slide"), slide.title)
        points = (*slide.points, "", "", "")[:ROWS]
        self.rows = [
            self._field(f"slide-row-{n}", _("Row {n}").format(n=n), row) for n, row in enumerate(points, start=1)
        ]
        self.tag = self._field("slide-tag", _("How, such as “in pairs” (optional)"), slide.tag)
        self.minutes = MinutesBox(_("Timer, 0 without one"), slide.minutes, least=0)
        self.minutes.box.setObjectName("slide-minutes")
        self.minutes.changed.connect(self._on_minutes_changed)
        for one in (self.title, *self.rows, self.tag, self.minutes):
            column.addWidget(one)
        column.addWidget(Label(_("There is a picture.") if slide.picture else "", "small", "textMuted"))
        column.addWidget(FlowRow(self._buttons(), look.space(8)))

    @property
    def slide(self) -> BlockSlide:
        """As it is written now."""
        points = tuple(row.text().strip() for row in self.rows if row.text().strip())
        minutes = self.minutes.box.value()
        return replace(
            self._slide, title=self.title.text().strip(), points=points, tag=self.tag.text().strip(), minutes=minutes
        )

    def _field(self, name: str, label: str, text: str) -> TextField:
        field = TextField(label, text, max_length=MOST_LETTERS)
        field.line.setObjectName(name)
        field.text_changed.connect(self.later.typed)
        field.line.editingFinished.connect(self.later.flush)
        return field

    def _on_minutes_changed(self, _minutes: int) -> None:
        self.later.typed()
        self.later.flush()

    def _buttons(self) -> list[QWidget]:
        acts: list[tuple[str, str, str, Callable[[], None]]] = [
            ("choose-picture", _("Choose a picture"), "folder-open", self._choose_picture)
        ]
        if self._slide.picture:
            acts.append(("no-picture", _("Without the picture"), "x", lambda: self.picture_asked.emit(None)))
        acts.append(("remove-slide", _("Remove slide"), "trash-2", self.remove_asked.emit))
        made: list[QWidget] = []
        for name, words, icon, act in acts:
            button = Button(words, "link", icon, "small")
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, act=act: act())
            made.append(button)
        return made

    def _choose_picture(self) -> None:
        file = ask_picture(self)
        if file is not None:
            self.later.flush()
            self.picture_asked.emit(file)


def ask_picture(parent: QWidget) -> Path | None:
    words = _("Pictures")
    kinds = f"{words} ({PICTURES})"
    return file_to_open(parent, _("Choose a picture"), kinds, Place.PicturesLocation)


def _left(button: Button) -> FlowRow:
    return FlowRow([button], 0)
