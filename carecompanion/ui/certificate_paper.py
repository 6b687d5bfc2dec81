"""Certificates on paper: one A4 page each, all in one PDF or one page for the browser, sealed as a whole.

Only what was signed stands on it, and below it the code that proves it.
"""

from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QPen,
    QTextDocument,
    QTextOption,
)

from carecompanion import i18n
from carecompanion.i18n import _
from carecompanion.services.certificate_text import LABELS, Certificate, lines_of, text_of
from carecompanion.services.certificates import Pen
from carecompanion.services.proving import verify_title
from carecompanion.services.saving import write_whole
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.paper import A4, MARGIN, UNIT, Paper, Step

TITLE, NAME, WORDS, WHEN, CODE = 26, 32, 15, 13, 9  # points
LONG_NAME, SMALL_NAME, IN_A_ROW = 36, 24, 11  # letters, points, groups of the code
TOP, RULE = 0.30, 60 * UNIT  # where it begins, as a share of the sheet; half of the short line under the title

_STYLE = """
p {{ font-family: {text}; color: #000; margin: 0 0 {gap}px 0; text-align: center }}
.title {{ font-family: {heading}; font-size: {title}px; font-weight: 600 }}
.name {{ font-family: {heading}; font-size: {name}px; font-weight: 600 }}
.words {{ font-size: {words}px }}
.when {{ font-size: {when}px }}
.long {{ font-family: {heading}; font-size: {long}px; font-weight: 600 }}
.code {{ font-size: {code}px; margin: 0 0 {small}px 0 }}
"""

_PAGE_STYLE = """
@page { size: A4; margin: 18mm }
body { color: #000; background: #fff; font-family: {text}; text-align: center; max-width: 174mm; margin: 0 auto }
section { min-height: 240mm; display: flex; flex-direction: column; justify-content: center; break-after: page }
h1 { font: 600 26pt {heading}; margin: 0 0 24pt } .name { font: 600 32pt {heading}; margin: 0 0 18pt }
.words { font-size: 15pt; margin: 0 0 8pt } .when { font-size: 13pt; margin: 0 0 90pt }
.code { font-size: 9pt; line-height: 14pt; margin: 0 0 6pt }
"""


class CertificatePaper(Paper):
    """Pages are laid out when they are painted, each for itself: three hundred take no longer to begin than one."""

    def __init__(self, certificates: Sequence[Certificate], pen: Pen, day: date) -> None:
        super().__init__(_("Certificates"), "", day)
        self._certificates = tuple(certificates)
        self._pen = pen

    @property
    def pages(self) -> int:
        return len(self._certificates)

    def words(self) -> str:
        """Of the first ones: nobody listens to three hundred."""
        return "\n".join(" ".join(lines_of(one)) for one in self._certificates[:3])

    # as files

    def pdf(self, step: Step | None = None) -> bytes:
        made = super().pdf(step)
        return self._sealed(made) if made else b""

    def save_page(self, file: Path) -> bool:
        return write_whole(file, self._sealed(self.web_page().encode()))

    def web_page(self) -> str:
        faces = {"{text}": look.font("body").families(), "{heading}": look.font("h1").families()}
        style = _PAGE_STYLE
        for name, families in faces.items():
            style = style.replace(name, ", ".join(f"'{family}'" for family in families))
        language = "es-PE" if i18n.language() == "es" else "en"
        head = f'<meta charset="utf-8"><title>{escape(self.title)}</title><style>{style}</style>'
        body = "\n".join(self._section(one) for one in self._certificates)
        return f'<!doctype html>\n<html lang="{language}"><head>{head}</head><body>{body}</body></html>\n'

    def _section(self, one: Certificate) -> str:
        title, name, words, when = map(escape, lines_of(one))
        code, key = (escape(words).replace("\n", "<br>\n") for words in self._foot(one))
        return (
            f'<section><h1>{title}</h1>\n<p class="name" dir="auto">{name}</p>\n<p class="words">{words}</p>\n'
            f'<p class="when">{when}</p>\n<p class="code">{code}</p>\n<p class="code">{key}</p></section>'
        )

    def _sealed(self, content: bytes) -> bytes:
        return self._pen.sealed(content, [text_of(one) for one in self._certificates])

    def _foot(self, one: Certificate) -> tuple[str, str]:
        """The code, and how to prove it."""
        mark, *groups = self._pen.code(one).split()
        rows = [" ".join(groups[start : start + IN_A_ROW]) for start in range(0, len(groups), IN_A_ROW)]
        code = "\n".join((f"{LABELS[i18n.language()]}: {mark}", *rows)) + "."
        words = _("Signed with the key {key}. It is proved with no network in Care Companion, under “{page}”.")
        return code, words.format(key=self._pen.fingerprint, page=verify_title())

    # painting

    def paint(self, painter: QPainter, page: int) -> None:
        one = self._certificates[page]
        title, name, words, when = map(escape, lines_of(one))
        code, key = (escape(words).replace("\n", "<br>") for words in self._foot(one))
        below = self._document_of(f'<p class="code">{code}</p><p class="code">{key}</p>')
        bottom = A4.height() - MARGIN - below.size().height()
        above = self._document_of(f'<p class="title">{title}</p>')
        kind = "long" if len(one.name) > LONG_NAME else "name"
        middle = self._document_of(
            f'<p class="{kind}">{name}</p><p class="words">{words}</p><p class="when">{when}</p>'
        )
        top = A4.height() * TOP
        _draw(painter, above, top)
        rule = top + above.size().height() + 6 * UNIT
        painter.setPen(QPen(QColor("#000000"), UNIT / 2))
        painter.drawLine(QPointF(A4.width() / 2 - RULE, rule), QPointF(A4.width() / 2 + RULE, rule))
        _draw(painter, middle, rule + 30 * UNIT)
        painter.drawLine(QPointF(MARGIN, bottom - 10 * UNIT), QPointF(A4.width() - MARGIN, bottom - 10 * UNIT))
        _draw(painter, below, bottom)

    def _document_of(self, html: str) -> QTextDocument:
        made = QTextDocument()
        made.setDocumentMargin(0)
        made.setUseDesignMetrics(True)
        font = QFont(look.font("body").families())
        font.setPixelSize(WORDS * UNIT)
        made.setDefaultFont(font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made.setDefaultTextOption(option)
        faces = {"text": look.font("body").families(), "heading": look.font("h1").families()}
        families = {name: ", ".join(f"'{family}'" for family in found) for name, found in faces.items()}
        sizes = {
            "title": TITLE,
            "name": NAME,
            "words": WORDS,
            "when": WHEN,
            "long": SMALL_NAME,
            "code": CODE,
            "gap": 12,
            "small": 5,
        }
        made.setDefaultStyleSheet(_STYLE.format(**families, **{name: size * UNIT for name, size in sizes.items()}))
        made.setHtml(f"<body>{html.replace('<p ', '<p align=center ')}</body>")
        made.setPageSize(QSizeF(-1, -1))
        made.setTextWidth(A4.width() - 2 * MARGIN)
        return made


def _draw(painter: QPainter, document: QTextDocument, top: float) -> None:
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor("#000000"))
    context.clip = QRectF(0, 0, document.size().width(), document.size().height())
    painter.save()
    painter.translate(MARGIN, top)
    document.documentLayout().draw(painter, context)
    painter.restore()
