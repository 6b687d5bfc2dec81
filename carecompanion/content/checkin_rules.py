"""What makes a check-in whole: nothing asked for nothing, an honest card, something small to do whatever comes out."""

from collections import Counter
from collections.abc import Callable

from carecompanion.content.faults import Page, did_you_mean
from carecompanion.content.house_rules import MINUTES
from carecompanion.content.model import CheckIn, Scale
from carecompanion.content.prose import fold
from carecompanion.i18n import _

NOT_VALIDATED = {"es": "no valid", "en": "not valid"}  # how the limits begin to say it; other languages are on trust

Known = Callable[[str], list[str]]  # the names of all practices, lessons or check-ins of the pack


def check_checkin(page: Page, checkin: CheckIn, known: Known) -> None:
    """One language of a check-in; what is the same in all of them is told in the same words on the same line."""
    _check_head(page, checkin)
    _check_answers(page, checkin)
    _check_pages(page, checkin)
    _check_items(page, checkin)
    for scale in checkin.scales:
        _check_scale(page, checkin, scale)
    _check_wheel(page, checkin)
    _check_steps(page, checkin, known)


def _check_head(page: Page, checkin: CheckIn) -> None:
    lines = checkin.lines
    if checkin.minutes not in MINUTES:
        page.fault(lines.get("minutes", 1), _("“minutes” is a whole number from 1 to 30."))
    if not checkin.window_days:
        page.fault(lines.get("window_days", 1), _("“{key}” must be more than 0.").format(key="window_days"))
    if 0 < checkin.every_days < checkin.window_days:
        what = _("It asks about {n} days: there should be as many between two.").format(n=checkin.window_days)
        page.fault(lines.get("every_days", 1), what)
    if not checkin.sources:
        page.fault(lines.get("sources", 1), _("No sources: say where this comes from."))
    says_so = NOT_VALIDATED.get(checkin.language, "") in " ".join(fold(checkin.limits).split())
    if not checkin.is_validated and not says_so:
        what = _("“limits” must say that this is not validated, in the words of “{language}”.")
        page.fault(lines.get("limits", 1), what.format(language=checkin.language))


def _check_answers(page: Page, checkin: CheckIn) -> None:
    used = {item.answers for item in checkin.items}
    for answers in checkin.answer_sets:
        line = checkin.lines.get(f"answers:{answers.id}", 1)
        if answers.id not in used:
            page.fault(line, _("No item uses the answers “{id}”.").format(id=answers.id))
        if len({option.words.casefold() for option in answers.options}) < len(answers.options):
            page.fault(line, _("Two options say the same."))


def _check_pages(page: Page, checkin: CheckIn) -> None:
    for one in checkin.pages:
        if not checkin.items_of(one.id):
            page.fault(
                checkin.lines.get(f"pages:{one.id}", 1), _("No item stands on the page “{id}”.").format(id=one.id)
            )


def _check_items(page: Page, checkin: CheckIn) -> None:
    """Nobody is asked what nothing comes of."""
    counted = {item for scale in checkin.scales for item in scale.items} | {rule.item for rule in checkin.rules}
    for item in checkin.items:
        if item.id not in counted and checkin.answers_to(item.id).kind != "tags":
            page.fault(item.line, _("“{id}” is in no scale and no rule: why ask it?").format(id=item.id))


def _check_scale(page: Page, checkin: CheckIn, scale: Scale) -> None:
    levels = Counter(band.level.casefold() for band in scale.bands)
    if any(count > 1 for count in levels.values()):
        page.fault(scale.line, _("Two bands of “{id}” have the same level.").format(id=scale.id))
    least, most = checkin.range_of(scale)
    if scale.change and scale.change.points > most - least:
        what = _("“{id}” can never change by {n}.").format(id=scale.id, n=f"{scale.change.points:g}")
        page.fault(scale.line, what)
    if (scale.dimension or scale.change or scale.bands) and not scale.high_is:
        page.fault(scale.line, _("“{id}” needs “high_is”: good or strain.").format(id=scale.id))


def _check_wheel(page: Page, checkin: CheckIn) -> None:
    """Petals can be compared: one for each dimension, all of one range, and large means well."""
    petals = [scale for scale in checkin.scales if scale.dimension]
    for place, scale in enumerate(petals):
        if any(other.dimension == scale.dimension for other in petals[:place]):
            what = _("The dimension “{name}” is on the wheel twice.").format(name=scale.dimension)
            page.fault(scale.line, what)
        if scale.high_is == "strain":
            page.fault(scale.line, _("On the wheel high is good; “{id}” is not.").format(id=scale.id))
        if checkin.range_of(scale) != checkin.range_of(petals[0]):
            what = _("“{id}” has another range than “{other}”: they cannot stand on one wheel.")
            page.fault(scale.line, what.format(id=scale.id, other=petals[0].id))


def _check_steps(page: Page, checkin: CheckIn, known: Known) -> None:
    """Every step leads somewhere, and no result is left without one."""
    for step in checkin.small_steps:
        owner, _slash, name = step.target.partition("/")
        if step.kind in ("practice", "lesson", "checkin") and owner == checkin.pack and name not in known(step.kind):
            what = _("There is no “{item}” in this pack.").format(item=f"{step.kind}:{name}")
            page.fault(step.line, what + did_you_mean(name, known(step.kind)))
    offered = {(step.scale, band) for step in checkin.small_steps for band in step.bands}
    is_covered = any(
        scale.bands and all((scale.id, band.id) in offered for band in scale.bands) for scale in checkin.scales
    )
    if not is_covered and all(step.scale for step in checkin.small_steps):
        line = checkin.small_steps[-1].line if checkin.small_steps else checkin.lines.get("id", 1)
        page.fault(line, _("Some results have no small step: add one without a “scale”."))
