"""One phone line: its number large, for what and who answers, when and in which languages, and where it was seen."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from carecompanion.ui.help_words import LineWords
from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.sized import SizedLabel
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label

NUMBER, PAD, GAP, ABOVE, HEIGHT = 120, 24, 20, 11, 88
ICON = 16
NO_BREAK = "\u00a0"
SHORT = 4  # signs a number may have to be painted at full size


class HelpRow(QWidget):
    """At least 88 high (`least`). The tag stands at the right; below the words where they would have to break for it.

    A number seen long ago is grey and says so with a sign and words. `number_room` is its column's width (0: none);
    large text puts it above the words.
    """

    def __init__(
        self, words: LineWords, hue: str = "clay", number_room: int = NUMBER, pad: int = PAD, least: int = HEIGHT
    ) -> None:
        super().__init__()
        self._words, self._pad, self._least = words, pad, least
        self._room = look.px(number_room)
        self.number = self._number_label("textSubtle" if words.old else look.on_soft(hue))
        self.tag = Tag(words.hours, "leaf" if words.is_always else "sky", "clock") if words.hours else None
        self._title = SizedLabel(words.title, "h3", 18, 24)
        self._who = Label(words.who, "ui", "textMuted")
        self._small = [Label(one, "small", "textMuted") for one in (words.languages, words.old, words.seen) if one]
        self._old = next((one for one in self._small if words.old and one.text() == words.old), None)
        for part in (self.number, self._title, self._who, self.tag, *self._small):
            if part is not None:
                part.setParent(self)
        self.number.setVisible(bool(words.number))
        self._who.setVisible(bool(words.who))
        self.setAccessibleName(f"{words.number}. {words.title}" if words.number else words.title)
        self.setAccessibleDescription(words.spoken)
        self.setToolTip(words.source)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_old(self) -> bool:
        return self._old is not None

    def _number_label(self, color: str) -> Label:
        number = self._words.number
        is_short = len(number) <= SHORT
        made = Label(number if is_short else in_two(number, self._room), "phone" if is_short else "h1", color)
        made.setAccessibleName(number)
        return made

    def sizeHint(self) -> QSize:
        return QSize(look.px(640), self.heightForWidth(look.px(640)))

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * look.space(self._pad) + look.px(160), look.px(self._least))

    def heightForWidth(self, width: int) -> int:
        bottom = max(place.bottom() + 1 for _part, place in self._places(width)) + look.space(ABOVE)
        return max(look.px(self._least), bottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        (_number, first), *words = self._places(self.width())
        taken = max(place.bottom() + 1 for _part, place in words) - min(place.top() for _part, place in words)
        is_stacked = self._is_stacked(self.width())
        shift = 0 if is_stacked else max(0, (self.height() - taken) // 2 - words[0][1].top())
        self.number.setGeometry(first)
        for part, place in words:
            part.setGeometry(place.translated(0, shift))
        if not is_stacked:
            self.number.move(self.number.x(), (self.height() - self.number.height()) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sign before the sentence that the number is old."""
        if self._old is not None:
            size = look.px(ICON)
            top = self._old.y() + (look.line("small") - size) // 2
            left = self._old.x() - self._sign
            QPainter(self).drawPixmap(left, top, pixmap("history", "textMuted", size, self.devicePixelRatioF()))

    def _is_stacked(self, width: int) -> bool:
        """The number above the words: in large text, and where the tag would be cut off beside it."""
        beside = width - 2 * look.space(self._pad) - self._before_words
        return look.is_one_column or (self.tag is not None and self.tag.sizeHint().width() > beside)

    @property
    def _before_words(self) -> int:
        return self._room + look.space(GAP) if self._room else 0

    @property
    def _sign(self) -> int:
        return look.px(ICON) + look.space(6)

    def _places(self, width: int) -> list[tuple[QWidget, QRect]]:
        """Where number, title, who, tag and the small lines go, from the top."""
        pad, top = look.space(self._pad), look.space(ABOVE)
        is_stacked = self._is_stacked(width)
        left = pad if is_stacked else pad + self._before_words
        number_room = width - 2 * pad if is_stacked else self._room
        height = self.number.heightForWidth(max(1, number_room)) if self._words.number else 0
        number = QRect(pad, top, number_room, height)
        if is_stacked and height:
            top = number.bottom() + look.space(4)
        return [(self.number, number), *self._places_of_words(left, top, max(1, width - left - pad))]

    def _places_of_words(self, left: int, top: int, room: int) -> list[tuple[QWidget, QRect]]:
        tag = self.tag.sizeHint() if self.tag is not None else QSize(0, 0)
        spare = room - (tag.width() + look.space(GAP) if self.tag is not None else 0)
        is_beside = max(self._title.sizeHint().width(), self._who.sizeHint().width()) <= spare
        first = spare if is_beside else room
        title = QRect(left, top, first, self._title.heightForWidth(first))
        who = QRect(left, title.bottom() + 1, first, self._who.heightForWidth(first) if self._words.who else 0)
        places: list[tuple[QWidget, QRect]] = [(self._title, title), (self._who, who)]
        below = who.bottom() + 1
        if self.tag is not None and is_beside:
            middle = (title.top() + who.bottom() + 1 - tag.height()) // 2
            places.append((self.tag, QRect(left + room - tag.width(), middle, tag.width(), tag.height())))
        elif self.tag is not None:
            places.append((self.tag, QRect(left, below + look.space(4), min(tag.width(), room), tag.height())))
            below += tag.height() + 2 * look.space(4)
        for one in self._small:
            before = self._sign if one is self._old else 0
            high = one.heightForWidth(max(1, room - before))
            places.append((one, QRect(left + before, below, room - before, high)))
            below += high
        return places


def in_two(number: str, room: int) -> str:
    """«(01)» above «618 9383» where one line is too narrow: the code of a region apart, the rest unbroken."""
    code, bracket, rest = number.partition(") ")
    if bracket and room < look.px(2 * NUMBER - 40):
        return f"{code})\n{rest.replace(' ', NO_BREAK)}"
    return number
