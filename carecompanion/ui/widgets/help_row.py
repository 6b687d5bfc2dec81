"""One phone line: its number large, for what and who answers, when it answers, and where and when it was seen."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.sized import SizedLabel
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label

NUMBER, PAD, GAP, HEIGHT = 120, 24, 20, 88
NO_BREAK = "\u00a0"
SHORT = 4  # signs a number may have to be painted at full size


class HelpRow(QWidget):
    """At least 88 high. The tag stands at the right; below the words where they would have to break for it."""

    def __init__(self, number: str, title: str, who: str, tag: Tag, seen: str) -> None:
        super().__init__()
        is_short = len(number) <= SHORT
        self.number = Label(number if is_short else _in_two(number), "phone" if is_short else "h1", "onClaySoft")
        self.number.setAccessibleName(number)
        self._title = SizedLabel(title, "h3", 18, 24)
        self._who, self._tag, self._seen = Label(who, "ui", "textMuted"), tag, Label(seen, "small", "textMuted")
        self._parts = (self.number, self._title, self._who, self._tag, self._seen)
        for part in self._parts:
            part.setParent(self)
        self.setAccessibleName(f"{number}. {title}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(look.px(640), self.heightForWidth(look.px(640)))

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * look.space(PAD) + look.px(160), look.px(HEIGHT))

    def heightForWidth(self, width: int) -> int:
        bottom = max(place.bottom() + 1 for place in self._places(width)) + look.space(11)
        return max(look.px(HEIGHT), bottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        places = self._places(self.width())
        words = places[1:]
        taken = max(place.bottom() + 1 for place in words) - min(place.top() for place in words)
        shift = max(0, (self.height() - taken) // 2 - words[0].top())
        for part, place in zip(self._parts, places, strict=True):
            part.setGeometry(place.translated(0, 0 if part is self.number else shift))
        if not look.is_one_column:
            self.number.move(self.number.x(), (self.height() - self.number.height()) // 2)

    def _places(self, width: int) -> list[QRect]:
        """Where number, title, who, tag and seen go, from the top."""
        pad, top = look.space(PAD), look.space(11)
        left = pad if look.is_one_column else pad + look.px(NUMBER) + look.space(GAP)
        number_room = width - 2 * pad if look.is_one_column else look.px(NUMBER)
        number = QRect(pad, top, number_room, self.number.heightForWidth(number_room))
        if look.is_one_column:
            top = number.bottom() + look.space(4)
        room, tag = max(1, width - left - pad), self._tag.sizeHint()
        beside = room - tag.width() - look.space(GAP)
        is_beside = max(self._title.sizeHint().width(), self._who.sizeHint().width()) <= beside
        first = beside if is_beside else room
        title = QRect(left, top, first, self._title.heightForWidth(first))
        who = QRect(left, title.bottom() + 1, first, self._who.heightForWidth(first))
        below = who.bottom() + 1
        if is_beside:
            middle = (title.top() + who.bottom() + 1 - tag.height()) // 2
            place = QRect(width - pad - tag.width(), middle, tag.width(), tag.height())
        else:
            place = QRect(left, below + look.space(4), min(tag.width(), room), tag.height())
            below = place.bottom() + 1 + look.space(4)
        return [number, title, who, place, QRect(left, below, room, self._seen.heightForWidth(room))]


def _in_two(number: str) -> str:
    """«(01)» above «618 9383»: the code of a region on a line of its own, the rest unbroken."""
    code, bracket, rest = number.partition(") ")
    return f"{code})\n{rest.replace(' ', NO_BREAK)}" if bracket else number
