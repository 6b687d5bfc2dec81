"""The guide on paper, and as one page for the browser with its pictures inside: from the window and for a stick."""

import os
import sys
from base64 import b64encode
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby
from pathlib import Path

from PySide6.QtGui import QImage, QTextBlock, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QWidget

from carecompanion import i18n
from carecompanion.content.card_text import parts_of
from carecompanion.content.guide import GuidePart, GuidePicture, GuideSection, picture_file, read_guide
from carecompanion.i18n import _
from carecompanion.paths import Paths
from carecompanion.services.saving import not_written
from carecompanion.settings import Appearance
from carecompanion.ui.application import make_application
from carecompanion.ui.dress import dress
from carecompanion.ui.pages.card_paper import marked_up
from carecompanion.ui.printing import PrintPreview
from carecompanion.ui.widgets.paper import UNIT, Paper, PaperPicture
from carecompanion.ui.widgets.segmented import Segmented

WIDTH = 1300  # of a picture, in quarters of a point: two thirds of the text
INDENT = 22 * UNIT  # room for a number before its line
_NEW_PAGE = '<h1 style="page-break-before: always"'


@dataclass(frozen=True)
class PaperShot(PaperPicture):
    """A screen: as wide as is good to read, whatever its dots; in the browser the very file it came from."""

    data: bytes = b""

    def for_paper(self) -> str:
        return f'<img src="{self.name}" width="{WIDTH}">'

    def for_browser(self) -> str:
        data = b64encode(self.data).decode()
        return f'<img src="data:image/png;base64,{data}" alt="{escape(self.spoken)}" style="border: 1px solid #777">'


class GuidePaper(Paper):
    """Parts one after the other, each on a new page. On the page for the browser a list of them comes first."""

    def __init__(self, parts: Sequence[GuidePart], folder: Path, language: str, day: date) -> None:
        made = [_part_html(part) for part in parts]
        html = made[0] + "".join(one.replace("<h1", _NEW_PAGE, 1) for one in made[1:])
        super().__init__(_("Guide"), html, day, _shots(parts, folder, language))
        self._document.setIndentWidth(INDENT)
        self._keep_together()
        self._html = _contents(parts) + "".join(
            one.replace("<h1", f'<h1 id="{part.id}"', 1) for part, one in zip(parts, made, strict=True)
        )

    def _keep_together(self) -> None:
        """A section that would be cut by the foot of a page begins the next one: its words stay with its picture."""
        page = self._document.pageSize().height()
        for section in _sections_in(self._document):
            boxes = [self._document.documentLayout().blockBoundingRect(block) for block in section]
            is_cut = boxes[0].top() // page != boxes[-1].bottom() // page
            if is_cut and boxes[0].top() % page > 1 and sum(box.height() for box in boxes) < page:
                _begin_page(section[0])
                self._document.markContentsDirty(0, self._document.characterCount())  # all of it is laid out anew


def show_guide_print(parent: QWidget, parts: Sequence[GuidePart], now: GuidePart, folder: Path, day: date) -> None:
    """The preview: the part that is shown, or the whole guide."""
    guide_preview(parent, parts, now, folder, day).exec()


def guide_preview(parent: QWidget, parts: Sequence[GuidePart], now: GuidePart, folder: Path, day: date) -> PrintPreview:
    what = _("What is printed")
    choice = Segmented([("part", _("This part")), ("whole", _("The whole guide"))], "part", what)
    choice.setObjectName("guide-what")
    preview = PrintPreview(parent, GuidePaper([now], folder, i18n.language(), day), choices=choice)
    choice.chosen.connect(
        lambda which: preview.show_paper(GuidePaper(parts if which == "whole" else [now], folder, i18n.language(), day))
    )
    return preview


def write_guide(folder: Path, paths: Paths, day: date, languages: Sequence[str] = tuple(i18n.LANGUAGES)) -> list[Path]:
    """For the command: the same where there is no window yet."""
    _need_letters()
    dress(Appearance(language=i18n.language(), theme="light"), paths)
    return write_pages(folder, paths, day, languages)


def write_pages(
    folder: Path,
    paths: Paths,
    day: date,
    languages: Sequence[str] = tuple(i18n.LANGUAGES),
    step: Callable[[], None] = lambda: None,
) -> list[Path]:
    """`guide-es.html`, `guide-es.pdf` and so on, in a folder that is made when it is not there. Raises UserError.

    In any thread: the window keeps its own language. `step` is called now and then, and may raise to stop it.
    """
    made = []
    for language in languages:
        with i18n.speaking(language, paths.resources / "i18n"):
            made += _written(folder, paths, language, day, step)
    lost = [file for file in made if not file.is_file()]
    if lost:
        raise not_written(lost[0])
    return made


def _written(folder: Path, paths: Paths, language: str, day: date, step: Callable[[], None]) -> list[Path]:
    """The files of one language; one that could not be written is not there."""
    files = [folder / f"guide-{language}.{ending}" for ending in ("html", "pdf")]
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)
    if _is_there(folder):
        step()
        paper = GuidePaper(read_guide(paths.guide, language), paths.guide, language, day)
        page, sheets = files
        paper.save_page(page)
        paper.save_pdf(sheets, lambda _share: step())
    return files


def _need_letters() -> None:
    """They are all it needs of Qt: it works where there is no screen, too."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    make_application([])


def _is_there(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return folder.is_dir()


# a part as HTML


def _contents(parts: Sequence[GuidePart]) -> str:
    if len(parts) == 1:
        return ""
    rows = "".join(f'<li><a href="#{part.id}">{escape(part.title)}</a></li>' for part in parts)
    title = _("Guide")
    return f"<h1>{escape(title)}</h1><ul>{rows}</ul>"


def _part_html(part: GuidePart) -> str:
    head = f'<h1>{escape(part.title)}</h1><p class="band">{escape(part.lead)}</p>'
    return head + "".join(map(_section_html, part.sections))


def _section_html(section: GuideSection) -> str:
    made = [f"<h2>{escape(section.title)}</h2>"]
    for block in section.blocks:
        made.append(f"<p>{_tag(block)}</p>" if isinstance(block, GuidePicture) else _text_html(block))
    return "".join(made)


def _text_html(markdown: str) -> str:
    """Paragraphs and lists."""
    made = []
    for kind, run in groupby(parts_of(markdown), lambda part: part.kind):
        texts = [marked_up(part.words) for part in run]
        if kind in ("point", "number"):
            name = "ul" if kind == "point" else "ol"
            made.append(f"<{name}>{''.join(f'<li>{one}</li>' for one in texts)}</{name}>")
        else:
            made.append("".join(f"<p>{one}</p>" for one in texts))
    return "".join(made)


def _tag(picture: GuidePicture) -> str:
    return f'<img src="{picture.stop}">'


def _shots(parts: Sequence[GuidePart], folder: Path, language: str) -> list[PaperShot]:
    """Each picture once, wherever it stands. One that is gone leaves nothing but its place."""
    found = {}
    blocks = [block for part in parts for section in part.sections for block in section.blocks]
    for block in blocks:
        if isinstance(block, GuidePicture):
            file = picture_file(folder, language, block.stop)
            data = file.read_bytes() if file.is_file() else b""
            found[block.stop] = PaperShot(block.stop, QImage.fromData(data), block.spoken, data)
    return list(found.values())


# pages


def _sections_in(document: QTextDocument) -> list[list[QTextBlock]]:
    """The blocks of each section, its heading first."""
    found: list[list[QTextBlock]] = []
    block, is_inside = document.begin(), False
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level == 2:
            found.append([])
        is_inside = level == 2 or (is_inside and not level)
        if is_inside:
            found[-1].append(block)
        block = block.next()
    return found


def _begin_page(block: QTextBlock) -> None:
    shape = block.blockFormat()
    shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    QTextCursor(block).setBlockFormat(shape)
