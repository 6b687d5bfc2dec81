"""What the views of «¿Cómo estoy?» share: the words a result is told in, small steps, support, an instrument's card."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.model import CheckIn, LessonId, PracticeId, SmallStep
from carecompanion.errors import UserError
from carecompanion.i18n import _, day_text, minutes_text
from carecompanion.learning.checkin import ScaleResult
from carecompanion.services.wellbeing import Outcome
from carecompanion.ui.go import Go
from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button, Paint
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.icon import IconCircle
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.shapes import paint_box, soft_colors
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import PageBody, TopRow

BREATHE = PracticeId("cuidarme/respirar-4-6")
GROUND = PracticeId("cuidarme/volver-al-presente")
HUES = {"body": "clay", "mind": "sky", "emotions": "plum", "relations": "ochre", "work": "leaf"}
ICONS = {"body": "person-standing", "mind": "brain", "emotions": "heart", "relations": "users", "work": "briefcase"}
BAR = 14  # a scroll bar's width
TONES = ("plum", "ochre", "primary", "leaf")  # what is said first when one sentence must do


def sentence_of(outcome: Outcome) -> str:
    """One sentence of a result: of what weighs most, else of what comes first."""
    told = [one.band for one in outcome.scores if one.band is not None]
    ordered = sorted(told, key=lambda band: TONES.index(band.tone) if band.tone in TONES else len(TONES))
    return ordered[0].words if ordered else ""


def support_words(outcome: Outcome) -> str:
    """Why support is offered, in the instrument's own words, and what tends to help."""
    bands = [one.band.words for one in outcome.scores if one.band is not None and one.band.offers_support]
    first = bands[0] if bands else sentence_of(outcome)
    first = f"{first.partition('. ')[0].removesuffix('.')}." if first else ""
    return " ".join(words for words in (first, _("Talking to someone trained often brings relief.")) if words)


def missing_words(result: ScaleResult) -> str:
    """«Sin datos suficientes: hacen falta 3 respuestas»."""
    return _("Not enough answers: it takes {n}.").format(n=result.scale.least)


class MarginScroll(PageScroll):
    """A page that scrolls in its own margin: the bar takes no room from the cards, and nothing moves when it comes.

    It stands in a page body that was made wider by `reach_into_margin`; its content keeps the page's width.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.verticalScrollBar().rangeChanged.connect(lambda _least, most: self._make_room(most > 0))
        self._make_room(False)

    def _make_room(self, has_bar: bool) -> None:
        self.setViewportMargins(0, 0, 0 if has_bar else BAR, 0)


def reach_into_margin(body: PageBody, top: TopRow) -> None:
    """What is put into `body.content` is `BAR` px wider from now on; the top row stays where it is."""
    edges = body.layout().contentsMargins()
    body.layout().setContentsMargins(edges.left(), edges.top(), edges.right() - BAR, edges.bottom())
    top.layout().setContentsMargins(0, 0, BAR, 0)


def tab_after(before: QWidget, panel: QWidget) -> None:
    """What came later is reached by Tab where it stands: right after `before` and all that is in it.

    Titles move too, so that Tab goes on from the one that is being read. Whatever hands the keyboard on to a part of
    itself does so no more: it would stay a stop of its own at the end. Qt orders only what Tab may reach.
    """
    stops = [one for one in (before, *before.findChildren(QWidget)) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    here = stops[-1] if stops else before
    moved = [panel, *panel.findChildren(QWidget)]
    policies = [one.focusPolicy() for one in moved]
    for one in moved:
        one.setFocusProxy(None)  # type: ignore[arg-type]
        one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QWidget.setTabOrder(here, one)
        here = one
    for one, policy in zip(moved, policies, strict=True):
        one.setFocusPolicy(policy)


# ---- support


class SupportButton(Button):
    """The main way on of a support card, in its hue."""

    def state_paint(self) -> Paint:
        if not self.isEnabled():
            return super().state_paint()
        is_near = self.underMouse() or self.isDown()
        fill = look.on_soft("plum") if is_near else "plum"
        return Paint(fill, fill, "onSolid")


class SupportCard(QFrame):
    """Carrying this is a lot: whom to talk to, and something for right now. Nothing is forced."""

    help_asked = Signal()
    breathe_asked = Signal()

    def __init__(self, words: str, phrase: str = "") -> None:
        super().__init__()
        self.setObjectName("support")
        title = _("Carrying this is a lot. You don't have to do it alone.")
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(look.space(58), look.space(16), look.space(20), look.space(16))
        self.body.setSpacing(0)
        self.body.addWidget(Label(title, "h3"))
        self.body.addSpacing(look.space(4))
        self.body.addWidget(Label(words, "ui"))
        self.body.addSpacing(look.space(12))
        self.body.addWidget(FlowRow(self._buttons(bool(phrase)), look.space(10)))
        self._phrase = Label(phrase, "ui", look.on_soft("plum"), weight=500)
        self._phrase.setObjectName("support-phrase")
        self._phrase.setContentsMargins(0, look.space(12), 0, 0)
        self._phrase.hide()
        self.body.addWidget(self._phrase)

    def _buttons(self, has_phrase: bool) -> list[Button]:
        who = SupportButton(_("See who you can talk to"), icon="phone", size="small")
        who.setObjectName("support-help")
        who.clicked.connect(self.help_asked)
        breathe = Button(_("Breathe now"), icon="wind", size="small")
        breathe.setObjectName("support-breathe")
        breathe.clicked.connect(self.breathe_asked)
        if not has_phrase:
            return [who, breathe]
        how = Button(_("How to ask for it"), size="small")
        how.setObjectName("support-how")
        how.clicked.connect(self._show_phrase)
        return [who, how, breathe]

    def _show_phrase(self) -> None:
        """A sentence to read aloud, where words are hard to find."""
        self._phrase.setVisible(self._phrase.isHidden())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, _border, words, _width = soft_colors("plum")
        paint_box(painter, self.rect(), look.radius("tile"), fill, "plum", 2 if look.is_high_contrast else 1)
        size = look.px(24)
        mark = pixmap("hand-heart", words, size, self.devicePixelRatioF())
        painter.drawPixmap(look.space(20), look.space(18), mark)


# ---- small steps


def open_step(go: Go, step: SmallStep) -> None:
    """Where a small step leads."""
    if step.kind == "practice":
        go.page("practice", practice=step.target)
    elif step.kind == "lesson":
        go.page("lesson", lesson=step.target)
    elif step.kind == "plan":
        go.page("plan", add=step.target)
    elif step.kind == "checkin":
        go.page("wellbeing", tab="longer", checkin=step.target)
    else:
        go.page("help")


def is_here(app: App, step: SmallStep) -> bool:
    """Whether what a step leads to is on the shelf: its pack may have been taken away."""
    try:
        if step.kind == "practice":
            app.library.practice(PracticeId(step.target), i18n.language())
        elif step.kind == "lesson":
            app.library.lesson_card(LessonId(step.target), i18n.language())
    except UserError:
        return False
    return True


def step_button(go: Go, step: SmallStep, kind: str = "outline") -> Button:
    words = {
        "practice": _("Practise"),
        "lesson": _("Read"),
        "plan": _("Write"),
        "checkin": _("Answer"),
        "help": _("See"),
    }
    button = Button(words.get(step.kind, _("Open")), kind, size="small")
    button.setObjectName(f"step-{step.id}")
    button.setAccessibleDescription(f"{step.text}. {step.reason}")
    button.clicked.connect(lambda: open_step(go, step))
    return button


def step_mark(step: SmallStep, dimension: str = "") -> tuple[str, str]:
    """Icon and hue of a step."""
    marks = {
        "practice": (ICONS.get(dimension, "wind"), HUES.get(dimension, "primary")),
        "lesson": ("book-open", "sky"),
        "plan": ("notebook-pen", "leaf"),
        "help": ("life-buoy", "clay"),
        "checkin": ("heart-pulse", "plum"),
    }
    return marks.get(step.kind, ("sprout", "primary"))


class StepRow(QWidget):
    """What to do, why, how long, and the button that goes there."""

    def __init__(self, go: Go, step: SmallStep, dimension: str = "") -> None:
        super().__init__()
        self.setObjectName(f"small-step-{step.id}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.space(7), 0, look.space(7))
        row.setSpacing(look.space(12))
        row.addWidget(IconCircle(*step_mark(step, dimension), 34, 18), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(step.text))
        words.addWidget(Label(step.reason, "small", "textMuted"))
        button = step_button(go, step)
        minutes = Label(minutes_text(step.minutes), "small", "textMuted", wrap=False) if step.minutes else None
        if look.is_one_column:
            words.addSpacing(look.space(8))
            words.addWidget(FlowRow([button, *([minutes] if minutes else [])], look.space(12)))
            row.addLayout(words, 1)
            return
        row.addLayout(words, 1)
        if minutes is not None:
            row.addWidget(minutes, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)


class StepsCard(Card):
    """«Tres pasos pequeños para esta semana», each with its reason."""

    def __init__(self, go: Go, steps: Sequence[SmallStep], dimensions: Callable[[SmallStep], str]) -> None:
        super().__init__(padding=0)
        self.setObjectName("small-steps")
        self.body.setContentsMargins(look.space(22) + 1, look.space(14) + 1, look.space(22) + 1, look.space(10) + 1)
        self.body.setSpacing(0)
        title = _("Three small steps for this week") if len(steps) == 3 else _("Small steps for this week")
        self.body.addWidget(Label(title, "h3"))
        self.body.addSpacing(look.space(4))
        for step in steps:
            self.body.addWidget(StepRow(go, step, dimensions(step)))
        self.body.addStretch(1)


# ---- the instrument's card


class InstrumentCard(Card):
    """«Cómo se calcula»: what it measures, how, what it cannot tell, where it comes from."""

    def __init__(self, checkin: CheckIn, sources: Sequence[str]) -> None:
        super().__init__(padding=22)
        self.setObjectName("instrument")
        self.body.setSpacing(0)
        self.title = Label(_("How “{title}” works").format(title=checkin.title), "h2")
        self.body.addWidget(self.title)
        for heading, words in card_parts(checkin, sources):
            self.body.addSpacing(look.space(12))
            self.body.addWidget(Label(heading, "label"))
            self.body.addWidget(Label(words, "ui"))

    def focus_title(self) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)


def card_parts(checkin: CheckIn, sources: Sequence[str]) -> list[tuple[str, str]]:
    """The card as headings and words, for screen and paper."""
    validated = (
        _("These questions have been validated.")
        if checkin.is_validated
        else _("Our own questions, not validated: no study has tried them out yet.")
    )
    parts = [
        (_("What it measures"), checkin.measures),
        (_("How it is calculated"), checkin.computed),
        (_("What it cannot tell"), checkin.limits),
        (_("The questions"), validated),
    ]
    if sources:
        parts.append((_("Sources"), "\n".join(sources)))
    dated = day_text(date.fromisoformat(checkin.dated), with_year=True)
    words = _("Version {version}, of {day}. Licence: {licence}.")
    parts.append((_("This edition"), words.format(version=checkin.version, day=dated, licence=checkin.licence)))
    return parts


def source_texts(app: App, checkin: CheckIn) -> list[str]:
    """The instrument's sources in words."""
    try:
        known = app.library.sources(checkin.pack)
    except UserError:
        return []
    return [known[one].text for one in checkin.sources if one in known]
