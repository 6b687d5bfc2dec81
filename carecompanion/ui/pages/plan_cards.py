"""The cards of the plan: each is read, and written in at the same place. And the one that looks back at last week."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.learning.plan import ENOUGH
from carecompanion.learning.records import PlanLine
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.pages.plan_lines import Own, SignGroup
from carecompanion.ui.pages.plan_list import LineList
from carecompanion.ui.pages.plan_words import names_sentence, part_title, sentence_of, sign_title
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.hard_words import HardWords
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.note_box import StateLine
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.text import Label

ICONS = {"if_then": "route", "signs": "activity", "people": "users", "limits": "hand", "sentences": "sprout"}
KINDS = {
    "if_then": ("if_then",),
    "signs": ("early", "strong"),
    "people": ("person",),
    "limits": ("limit",),
    "sentences": ("sentence",),
}
PART_OF = {kind: part for part, kinds in KINDS.items() for kind in kinds} | {"sign": "signs"}
SIGNS = {"early": ("circle-alert", "ochre"), "strong": ("triangle-alert", "plum")}


class PartCard(Card):
    """One part of the plan. `help_asked` leads to Help now; `removed(list, line)` when a line is gone."""

    help_asked = Signal()
    removed = Signal(object, object)
    rebuilt = Signal()
    intention_changed = Signal()

    def __init__(self, profile: OpenProfile, part: str) -> None:
        super().__init__(padding=0)
        self.part = part
        across = look.space(22)
        self.body.setContentsMargins(across, look.space(16), across, look.space(20))
        self.body.setSpacing(0)
        self.lists = [LineList(profile, kind, is_always_open_to_more=kind == "if_then") for kind in KINDS[part]]
        self._build_head()
        self._build_lines()
        self._build_foot()
        for one in self.lists:
            one.kept.connect(self._on_kept)
            one.rebuilt.connect(self._on_rebuilt)
            one.removed.connect(lambda line, one=one: self.removed.emit(one, line))
            one.hard_written.connect(self._hard.appear)
            one.finished.connect(self.close_editing)
            one.begun.connect(self._bring_foot)
            one.intention_changed.connect(self.intention_changed)
        self._on_rebuilt()

    @property
    def is_editing(self) -> bool:
        return any(one.is_editing for one in self.lists)

    def list_of(self, kind: str) -> LineList:
        return next(one for one in self.lists if one.kind == kind)

    def edit(self) -> None:
        """Every line gets its fields; a part without lines gets a first one."""
        if not any(one.lines() for one in self.lists):
            self.lists[0].add()
            return
        for one in self.lists:
            one.edit_all()
        first = next(one for one in self.lists if one.lines())
        first.edit(first.lines()[0])

    def close_editing(self) -> None:
        """Back to reading; the keyboard stays on this card."""
        was_adding = next((one for one in self.lists if one.add_button.isVisible()), None)
        for one in self.lists:
            one.close()
        self._state.clear()
        self._on_rebuilt()
        target = was_adding.add_button if was_adding and was_adding.add_button.isVisible() else self._edit_button
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        for one in self.lists:
            one.flush()

    # how it is built

    def _build_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(look.space(12))
        row.addWidget(IconLabel(ICONS[self.part], "primary", 20))
        title = Label(part_title(self.part), "h3")
        title.setMinimumHeight(look.px(36))  # the same while it is written
        row.addWidget(title, 1)
        self._edit_button = Button(_("Edit"), "link", "pencil", size="small")
        self._edit_button.setObjectName(f"edit-{self.part}")
        self._edit_button.setAccessibleDescription(part_title(self.part))
        self._edit_button.clicked.connect(self.edit)
        row.addWidget(self._edit_button)
        self.body.addLayout(row)
        self.body.addSpacing(look.space(4))

    def _build_lines(self) -> None:
        for one in self.lists:
            if one.kind in SIGNS:
                self.body.addSpacing(look.space(8))
                group = SignGroup(sign_title(one.kind), *SIGNS[one.kind], one)
                if one.kind == "strong":
                    group.body.addWidget(self._help_line())
                self.body.addWidget(group)
                self.body.addSpacing(look.space(6))
            else:
                self.body.addWidget(one, 1)

    def _help_line(self) -> QWidget:
        """Strong signs always have a way to somebody."""
        button = Button(_("Help now"), "link", "life-buoy", size="small")
        button.setObjectName("signs-help")
        button.clicked.connect(self.help_asked)
        words = Label(_("If it gets too much, don't stay alone with it."), "small", "textMuted")
        row = FlowRow([words, button], look.space(4))
        row.setContentsMargins(0, look.space(4), 0, 0)
        return row

    def _build_foot(self) -> None:
        self._foot = QWidget()
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(0, look.space(12), 0, 0)
        column.setSpacing(look.space(8))
        self._enough = Label(_("One to three at a time is enough: few are easier to remember."), "small", "textMuted")
        column.addWidget(self._enough)
        done = Button(_("Done"), "primary", size="small")
        done.setObjectName(f"done-{self.part}")
        done.setAccessibleDescription(part_title(self.part))
        done.clicked.connect(self.close_editing)
        self._state = StateLine()
        row = QHBoxLayout()
        row.setSpacing(look.space(12))
        row.addWidget(done)
        row.addWidget(self._state, 1)
        column.addLayout(row)
        column.addWidget(Label(names_sentence(self.lists[0].kind), "small", "textMuted"))
        self.body.addWidget(self._foot)
        self._hard = HardWords()
        self._hard.help_asked.connect(self.help_asked)
        self.body.addWidget(self._hard)

    # what happens

    def _on_kept(self, is_kept: bool, is_pause: bool) -> None:
        words = _("Saved on this computer") if is_kept else _("It couldn't be saved. Your text is still here.")
        self._state.show_state(words, "leaf" if is_kept else "danger", "check" if is_kept else "triangle-alert")
        if is_pause or not is_kept:
            announce(self, words, is_urgent=not is_kept)

    def _bring_foot(self, editor: QWidget) -> None:
        """«Done» is in sight together with the line that was begun."""
        for one in (self._foot, editor):
            scroll_to(one)

    def _on_rebuilt(self) -> None:
        self._foot.setVisible(self.is_editing)
        has_lines = any(one.lines() for one in self.lists)
        self._edit_button.setVisible(has_lines and not self.is_editing)
        self._enough.setVisible(self.part == "if_then" and len(self.lists[0].lines()) >= ENOUGH)
        self.rebuilt.emit()


class LastWeekCard(Card):
    """What was chosen last week, and three equal ways on. Nobody counts how it went."""

    answered = Signal(str)  # keep, change, later

    def __init__(self, line: PlanLine) -> None:
        super().__init__(padding=0)
        self.setObjectName("last-week")
        across = look.space(22)
        self.body.setContentsMargins(across, look.space(16), across, look.space(16))
        row = QHBoxLayout()
        row.setSpacing(look.space(12))
        row.addWidget(IconLabel("repeat-2", "primary", 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(look.space(2))
        chosen = _("Last week you chose: “{line}”.").format(line=sentence_of(line))
        words.addWidget(Own(chosen))
        words.addWidget(Label(_("Do you keep it?"), "h3"))
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.body.addWidget(FlowRow(self._buttons(), look.space(12)))

    def _buttons(self) -> Sequence[Button]:
        made = []
        for answer, words in (("keep", _("Keep it")), ("change", _("Change it")), ("later", _("Not now"))):
            button = Button(words)
            button.setObjectName(f"week-{answer}")
            button.clicked.connect(lambda _checked=False, answer=answer: self.answered.emit(answer))
            made.append(button)
        return made
