"""Today's large card: the lesson to go on with, the first one of all, or a calm sentence where there is none."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from carecompanion.content.model import CourseCard, ModuleCard
from carecompanion.i18n import _, ngettext
from carecompanion.learning.progress import LessonProgress
from carecompanion.ui.pages.today_board import PicturedCard, Words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.cropped import CroppedPicture
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.progress import ProgressBar
from carecompanion.ui.widgets.sized import SizedLabel
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label

HUES = {"cuidarme": "primary", "cuidar": "clay"}


def continue_card(
    picture: Path | str, course: CourseCard, module: ModuleCard, lesson: LessonProgress, buttons: list[Button]
) -> PicturedCard:
    """Where the person is in a lesson, and one click to the same step."""
    words = Words()
    module_line = Label(_module_words(module), "small", "textMuted")
    words.body.addWidget(FlowRow([Tag(course.title, HUES.get(course.id, "sky")), module_line], look.space(8)))
    words.body.addSpacing(look.space(12))
    words.body.addWidget(SizedLabel(lesson.card.title, "h2", 25, 32))
    if lesson.is_started and lesson.step_title:
        words.body.addSpacing(look.space(4))
        stayed = _("You stayed at “{step}”.").format(step=lesson.step_title)
        words.body.addWidget(Label(stayed, "body", "textMuted"))
    words.body.addStretch(1)
    words.body.addSpacing(look.space(8))
    if lesson.is_started:
        words.body.addWidget(ProgressBar(lesson.step / max(1, lesson.total), _("Progress of the lesson")))
        words.body.addSpacing(look.space(8))
    words.body.addWidget(Label(place_words(lesson), "small", "textMuted"))
    words.body.addSpacing(look.space(14))
    words.body.addWidget(FlowRow(buttons, look.space(12)))
    return PicturedCard(CroppedPicture(picture, 312, 258), words)


def first_card(picture: Path | str, course: CourseCard, lesson: LessonProgress, buttons: list[Button]) -> PicturedCard:
    """The one card of the first day."""
    words = Words()
    words.body.addWidget(Label(_("Start here"), "small", "primary", weight=600))
    words.body.addSpacing(look.space(8))
    words.body.addWidget(SizedLabel(lesson.card.title, "h2", 25, 32))
    words.body.addSpacing(look.space(4))
    words.body.addWidget(Label(course.about, "body", "textMuted"))
    words.body.addStretch(1)
    minutes = ngettext("{n} minute.", "{n} minutes.", lesson.card.minutes).format(n=lesson.card.minutes)
    stop = _("You can stop whenever you like.")
    words.body.addWidget(Label(f"{minutes} {stop}", "small", "textMuted"))
    words.body.addSpacing(look.space(14))
    words.body.addWidget(FlowRow(buttons, look.space(12)))
    return PicturedCard(CroppedPicture(picture, 420, 300), words)


def quiet_card(title: str, about: str, button: QWidget) -> PicturedCard:
    """No lesson to go on with."""
    words = Words()
    words.body.addWidget(SizedLabel(title, "h2", 25, 32))
    words.body.addSpacing(look.space(8))
    words.body.addWidget(Label(about, "body", "textMuted"))
    words.body.addStretch(1)
    words.body.addWidget(FlowRow([button], look.space(12)))
    return PicturedCard(CroppedPicture("paisaje", 312, 258), words)


def place_words(lesson: LessonProgress) -> str:
    """«Paso 4 de 9. Quedan unos 7 minutos.»"""
    if not lesson.is_started:
        minutes = ngettext("about {n} minute", "about {n} minutes", lesson.card.minutes).format(n=lesson.card.minutes)
        return _("{steps} steps, {minutes}.").format(steps=lesson.total, minutes=minutes)
    step = _("Step {step} of {total}.").format(step=lesson.step, total=lesson.total)
    left = ngettext("About {n} minute left.", "About {n} minutes left.", lesson.minutes_left)
    return f"{step} {left.format(n=lesson.minutes_left)}"


def _module_words(module: ModuleCard) -> str:
    return _("Module {number} · {title}").format(number=module.number, title=module.title)
