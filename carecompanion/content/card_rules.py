"""What makes a desk card of use beside a person: short, all on one page, a sign that the program has."""

from functools import cache
from math import ceil

from carecompanion.content.card_text import LINES_A_PAGE, lines_on_paper
from carecompanion.content.faults import Page, did_you_mean
from carecompanion.content.house_rules import ABOUT_LENGTH
from carecompanion.content.scene import DeskCard
from carecompanion.i18n import _
from carecompanion.paths import find_resources

SECTIONS = range(2, 31)


def check_card(page: Page, card: DeskCard) -> None:
    top = card.lines.get("id", 1)
    if len(card.about) > ABOUT_LENGTH:
        what = _("“about” has {n} letters: {most} at most, it stands on a card.")
        page.fault(card.lines.get("about", top), what.format(n=len(card.about), most=ABOUT_LENGTH))
    _check_icon(page, card)
    if len(card.sections) not in SECTIONS:
        line = card.sections[-1].line if card.sections else top
        page.fault(line, _("Sections here: {n}. A desk card has 2 to 30.").format(n=len(card.sections)))
    seen: set[str] = set()
    for section in card.sections:
        if not section.title:
            page.fault(section.line, _("This section has no title."))
        elif section.title.casefold() in seen:
            page.fault(section.line, _("Two sections have the same title."))
        if not section.markdown:
            page.fault(section.line, _("This section has no text."))
        seen.add(section.title.casefold())
    _check_paper(page, card)


def _check_paper(page: Page, card: DeskCard) -> None:
    """One page, at 10 pt where it has to be; smaller letters nobody reads at a desk."""
    lines = lines_on_paper(card)
    if lines > LINES_A_PAGE:
        what = _("Too long for one printed page: {n} lines in its longer column, {most} at most. Split a long section.")
        page.fault(card.lines.get("title", 1), what.format(n=ceil(lines), most=LINES_A_PAGE))


def _check_icon(page: Page, card: DeskCard) -> None:
    line = card.lines.get("icon", card.lines.get("id", 1))
    if not card.icon:
        page.fault(line, _("“{key}” is missing.").format(key="icon"))
    elif card.icon not in _icons():
        what = _("The program has no sign “{name}”.").format(name=card.icon)
        page.fault(line, what + did_you_mean(card.icon, _icons()))


@cache
def _icons() -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in (find_resources() / "icons").glob("*.svg")))
