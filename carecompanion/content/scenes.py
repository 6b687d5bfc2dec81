"""A scene out of its file: the head's keys; its moments are read next door. A scene nobody could play is refused here.

Apart from the reader, which opens the file and knows the pack.
"""

from carecompanion.content.blocks import Line
from carecompanion.content.faults import Page, did_you_mean
from carecompanion.content.model import Notice, PackId, SceneId
from carecompanion.content.moments import read_moments
from carecompanion.content.practices import lines_of
from carecompanion.content.scene import LEAST, MOST, Feeling, Moment, MomentId, Scene
from carecompanion.content.tables import Table
from carecompanion.i18n import _


def scene_of(head: Table, body: list[Line], pack: PackId, pack_version: str, name: str, language: str) -> Scene:
    """The scene of a file that is open; its faults go to the head's page."""
    moments = read_moments(head.page, body, pack, language)
    check_moments(head.page, moments)
    low, high = _row(head, "scale", 2)
    cared, uneasy, exposed = _row(head, "verdicts", 3)
    scene = Scene(
        id=SceneId(f"{pack}/{name}"),
        pack=pack,
        pack_version=pack_version,
        language=language,
        title=head.text("title"),
        about=head.text("about"),
        minutes=head.whole("minutes"),
        roles=head.words("roles"),
        notice=Notice(head.text("notice"), head.text("summary"), head.line("notice")),
        person=head.text("person"),
        feels=head.text("feels"),
        felt=head.text("felt"),
        scale=(low, high),
        verdicts=(cared, uneasy, exposed),
        feeling=Feeling(_level(head, "calm"), _level(head, "trust")),
        moments=moments,
        sources=head.words("sources", needed=False),
        picture=head.picture(),
        lines=lines_of(head),
    )
    head.finish()
    return scene


def _row(head: Table, key: str, count: int) -> tuple[str, ...]:
    """So many words in a list, none of them empty; empty ones after a fault."""
    words = head.words(key)
    if head.has(key) and (len(words) != count or not all(words)):
        what = _("“{key}” is a list of {n} texts, none of them empty.").format(key=key, n=count)
        head.fault(key, what)
    return words if len(words) == count else ("",) * count


def _level(head: Table, key: str) -> int:
    level = head.whole(key, default=LEAST)
    if not LEAST <= level <= MOST:
        head.fault(key, _("“{key}” is a whole number from 1 to 5.").format(key=key))
        return LEAST
    return level


def check_moments(page: Page, moments: tuple[Moment, ...]) -> None:
    """There is a moment, and every choice leads to one."""
    known = [moment.id for moment in moments]
    if not moments:
        page.fault(1, _("This scene has no moments: lines like “## Title {{#id}}”.").format())
    for moment in moments:
        for choice in moment.choices:
            for target in (choice.to, choice.otherwise):
                if target is not None and target not in known:
                    _no_such_moment(page, choice.line, target, known)


def _no_such_moment(page: Page, line: int, target: str, known: list[MomentId]) -> None:
    what = _("There is no moment “{id}” in this scene.").format(id=target)
    page.fault(line, what + did_you_mean(target, known))
