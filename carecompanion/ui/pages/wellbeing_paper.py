"""The result of a longer check-in on paper: the drawing, a table, what could help, and that it is no diagnosis.

No note and no tag goes onto it: only what the instrument says. The title is neutral.
"""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from carecompanion.content.model import SmallStep
from carecompanion.i18n import _, day_text, number_text
from carecompanion.learning.checkin import ScaleResult
from carecompanion.services.wellbeing import Outcome
from carecompanion.ui.pages.wellbeing_parts import card_parts, missing_words
from carecompanion.ui.widgets.ink import Ink
from carecompanion.ui.widgets.paper import Paper, PaperPicture
from carecompanion.ui.widgets.wheel import HEIGHT, WIDTH, Petal, paint_wheel, value_words

PX = 3  # quarters of a point to a drawn px: 0.75 pt, as a browser counts


def result_paper(
    outcome: Outcome, petals: Sequence[Petal], steps: Sequence[SmallStep], sources: Sequence[str]
) -> Paper:
    """`petals` may be empty: some instruments have no wheel."""
    pictures = [wheel_picture(petals)] if petals else []
    day = outcome.entry.day
    parts = [
        _tagged("h1", outcome.checkin.title),
        _tagged("p", f"{day_text(day, with_year=True)}. {no_diagnosis()}", "band"),
        *(f"<p>{picture.tag}</p>" for picture in pictures),
        _table(outcome.scores),
        *_list(_("Since last time"), [f"{words}." for _scale, words in outcome.changes]),
        *_list(_("Small steps"), [f"{step.text}. {step.reason}" for step in steps]),
        *_instrument(outcome, sources),
        _tagged("p", who_sees(), "small"),
    ]
    return Paper(_("Notes"), "".join(parts), day, pictures)


def no_diagnosis() -> str:
    return _("It is not a diagnosis.")


def who_sees() -> str:
    return _(
        "Whoever finds this paper can read it. Keep it where only you look. Nobody may ask you for it to judge you."
    )


def wheel_picture(petals: Sequence[Petal]) -> PaperPicture:
    """The wheel in black and white, patterns instead of colours."""
    image = QImage(WIDTH * PX, HEIGHT * PX, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    paint_wheel(painter, QRectF(image.rect()), petals, Ink(PX, is_paper=True))
    painter.end()
    words = ", ".join(f"{petal.name} {value_words(petal.value)}" for petal in petals)
    name = _("My wheel of care")
    return PaperPicture("wheel", image, f"{name}: {words}")


def _table(scores: Sequence[ScaleResult]) -> str:
    columns = (_("What"), _("Value"), _("Level"), _("In words"))
    heads = "".join(f"<th>{escape(words)}</th>" for words in columns)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(words)}</td>' for words in _row(one))}</tr>" for one in scores)
    return f'<table width="100%" cellspacing="0"><tr>{heads}</tr>{rows}</table>'


def _row(one: ScaleResult) -> tuple[str, str, str, str]:
    value = "–" if one.value is None else number_text(one.value, 1)
    if one.band is None:
        return one.scale.title, value, "–", missing_words(one) if one.value is None else ""
    return one.scale.title, value, one.band.level, one.band.words


def _list(title: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    return [_tagged("h2", title), "<ul>", *(_tagged("li", line) for line in lines), "</ul>"]


def _instrument(outcome: Outcome, sources: Sequence[str]) -> list[str]:
    parts = [_tagged("h2", _("How it is calculated"))]
    for heading, words in card_parts(outcome.checkin, sources):
        lines = "<br>".join(escape(line) for line in words.split("\n"))
        parts.append(f'<p class="small"><b class="small">{escape(heading)}.</b> {lines}</p>')
    return parts


def _tagged(tag: str, words: str, kind: str = "") -> str:
    return f'<{tag} class="{kind}">{escape(words)}</{tag}>' if kind else f"<{tag}>{escape(words)}</{tag}>"
