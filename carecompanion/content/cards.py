"""A desk card out of its file: the head's keys, and sections below. Text only, so that it prints on one page.

Apart from the reader, which opens the file and knows the pack.
"""

from dataclasses import replace

from carecompanion.content.blocks import Line
from carecompanion.content.faults import Page
from carecompanion.content.model import PackId
from carecompanion.content.practices import icon_of, lines_of
from carecompanion.content.prose import markup_fault
from carecompanion.content.scene import CardId, CardSection, DeskCard
from carecompanion.content.tables import Table
from carecompanion.i18n import _


def card_of(head: Table, body: list[Line], pack: PackId, name: str, language: str) -> DeskCard:
    """The desk card of a file that is open; its faults go to the head's page."""
    card = DeskCard(
        id=CardId(f"{pack}/{name}"),
        pack=pack,
        language=language,
        title=head.text("title"),
        about=head.text("about"),
        icon=icon_of(head),
        order=head.whole("order"),
        sections=_sections(head.page, body),
        sources=head.words("sources", needed=False),
        lines=lines_of(head),
    )
    head.finish()
    return card


def _sections(page: Page, body: list[Line]) -> tuple[CardSection, ...]:
    sections: list[CardSection] = []
    for number, text in body:
        bare = text.strip()
        if text.startswith("## "):
            sections.append(CardSection(bare[2:].strip(), "", number))
            continue
        if fault := _fault_of(text):
            page.fault(number, fault)
        if sections:
            last = sections[-1]
            sections[-1] = replace(last, markdown=f"{last.markdown}\n{text.rstrip()}")
        elif bare:
            page.fault(number, _("A card begins with a section: a line like “## Title”."))
            sections.append(CardSection("", text.rstrip(), number))
    return tuple(replace(section, markdown=section.markdown.strip()) for section in sections)


def _fault_of(text: str) -> str:
    if text.strip().startswith("!["):
        return _("A desk card has no pictures.")
    if text.strip().startswith(":::"):
        return _("A desk card has no ::: blocks: sections, paragraphs, lists and “> phrases”.")
    return markup_fault(text)
