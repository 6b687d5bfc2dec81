"""What makes a scene whole: words that fit their places, enough moments, and no way through it that leads nowhere."""

from collections import Counter
from collections.abc import Iterator

from carecompanion.content.faults import Page
from carecompanion.content.house_rules import check_picture_text, check_roles, check_room
from carecompanion.content.prose import count_sentences, plain
from carecompanion.content.scene import CARES, Choice, Feeling, Moment, Scene
from carecompanion.content.scene_ways import Ways, ways_of
from carecompanion.i18n import _

MINUTES = range(3, 16)
SENTENCES = range(1, 4)
SUMMARY = range(2, 5)
CHOICES = range(2, 5)
LEAST_MOMENTS = 8  # with choices
LEAST_ENDINGS = 3
LEAST_NEEDS = 2
LEAST_OFFERED = 2
LEAST_TO_BEST = 4  # choices on the shortest way of whoever always cares
LONGEST_SHARE = 0.4
PLACE_SHARE = 0.6
ROWS = 4
LENGTHS = {  # letters, at most
    "about": 90,
    "scale": 18,
    "verdicts": 24,
    "title": 24,
    "ending": 40,
    "face": 90,
    "words": 140,
    "choice": 90,
    "did": 120,
    "sees": 120,
    "short": 60,
    "why": 200,
    "next": 120,
}


def check_scene(page: Page, scene: Scene) -> None:
    _check_head(page, scene)
    for moment in scene.moments:
        _check_moment(page, moment)
    if scene.moments:
        _check_size(page, scene)
        _check_quiz(page, scene)
        if _leads_somewhere(scene):
            _check_ways(page, ways_of(scene))
            _check_best(page, scene)


def _leads_somewhere(scene: Scene) -> bool:
    """Whether it can be walked at all; what the reader refused is told already."""
    known = {moment.id for moment in scene.moments}
    targets = [target for _moment, choice in _choices(scene) for target in (choice.to, choice.otherwise)]
    return len(known) == len(scene.moments) and all(target is None or target in known for target in targets)


def _choices(scene: Scene) -> Iterator[tuple[Moment, Choice]]:
    return ((moment, choice) for moment in scene.moments for choice in moment.choices)


def _bound(page: Page, line: int, key: str, text: str) -> None:
    if len(text) > LENGTHS[key]:
        what = _("{n} letters here: {most} at most.").format(n=len(text), most=LENGTHS[key])
        page.fault(line, what)


# the head


def _check_head(page: Page, scene: Scene) -> None:
    lines, top = scene.lines, scene.lines.get("id", 1)
    if scene.minutes not in MINUTES:
        page.fault(lines.get("minutes", top), _("“minutes” is a whole number from 3 to 15."))
    check_roles(page, scene.roles, lines)
    _bound(page, lines.get("about", top), "about", scene.about)
    for key in ("scale", "verdicts"):
        for text in getattr(scene, key):
            _bound(page, lines.get(key, top), key, text)
    if scene.notice.summary and count_sentences(scene.notice.summary) not in SUMMARY:
        page.fault(lines.get("summary", top), _("“summary” is 2 to 4 sentences: what the scene teaches."))
    shown = [moment.picture.path for moment in scene.moments if moment.picture]
    if scene.picture and scene.picture not in shown:
        what = _("No moment shows this picture with its spoken text: ![spoken text](…).")
        page.fault(lines.get("picture", top), what)


def _check_size(page: Page, scene: Scene) -> None:
    end = scene.moments[-1].line
    endings = sum(moment.is_ending for moment in scene.moments)
    if len(scene.moments) - endings < LEAST_MOMENTS:
        what = _("Moments with choices here: {n}. A scene has {least} or more.")
        page.fault(end, what.format(n=len(scene.moments) - endings, least=LEAST_MOMENTS))
    if endings < LEAST_ENDINGS:
        page.fault(end, _("Endings here: {n}. A scene has {least} or more.").format(n=endings, least=LEAST_ENDINGS))
    needs = sum(choice.needs is not None for _moment, choice in _choices(scene))
    if needs < LEAST_NEEDS:
        what = _("Choices with “needs” here: {n}. Two or more, so that how she feels matters.").format(n=needs)
        page.fault(end, what)
    if not scene.first.notes:
        page.fault(scene.first.line, _("The first moment needs ::: notes: how to play it with thirty people."))


# a moment


def _check_moment(page: Page, moment: Moment) -> None:
    _bound(page, moment.line, "ending" if moment.is_ending else "title", moment.title)
    for key in ("face", "words", "next"):
        _bound(page, moment.lines.get(key, moment.line), key, getattr(moment, key))
    if moment.text and count_sentences(plain(moment.text)) not in SENTENCES:
        page.fault(moment.lines["text"], _("What happens is told in 1 to 3 sentences."))
    if moment.room:
        check_room(page, moment.room, ROWS)
    if moment.picture:
        check_picture_text(page, moment.picture)
    if moment.is_ending:
        _check_ending(page, moment)
    else:
        _check_choices(page, moment)


def _check_ending(page: Page, moment: Moment) -> None:
    if not moment.text:
        page.fault(moment.line, _("An ending tells what becomes of her today, in 1 to 3 sentences."))
    if not moment.next:
        page.fault(moment.line, _("A moment without choices is an ending, and needs a line “next: …”."))


def _check_choices(page: Page, moment: Moment) -> None:
    if not moment.face and not moment.words:
        page.fault(moment.line, _("Where she says nothing, a line *her face, told in words* is needed."))
    if len(moment.choices) not in CHOICES:
        page.fault(moment.line, _("Choices here: {n}. A moment has 2 to 4.").format(n=len(moment.choices)))
    caring = sum(choice.care == CARES[0] for choice in moment.choices)
    if not caring:
        page.fault(moment.line, _("No choice here cares for her: there is always a way to repair."))
    elif caring == len(moment.choices):
        page.fault(moment.line, _("Every choice here cares: then there is nothing to choose."))
    seen: set[str] = set()
    for choice in moment.choices:
        if choice.text.casefold() in seen:
            page.fault(choice.line, _("Two choices say the same."))
        seen.add(choice.text.casefold())
        _check_choice(page, choice)


def _check_choice(page: Page, choice: Choice) -> None:
    _bound(page, choice.line, "choice", choice.text)
    for key, line in choice.lines.items():
        _bound(page, line, key, getattr(choice, key))
    if not choice.short:
        page.fault(choice.line, _("Under a choice stand three lines: what you did, what you see in her, what it was."))
    elif choice.short.endswith("."):
        page.fault(choice.lines["short"], _("The third line is a short note, without a full stop."))
    elif choice.care != CARES[0] and not choice.why:
        what = _("A choice that does not care has a fourth line: why, and what to try instead.")
        page.fault(choice.line, what)


# what can be guessed


def _check_quiz(page: Page, scene: Scene) -> None:
    """The caring choice cannot be told by its length, nor by its place."""
    asked = [moment for moment in scene.moments if _has_both(moment)]
    longest = [moment for moment in asked if _cares_longest(moment)]
    if len(longest) > LONGEST_SHARE * len(asked):
        what = _("The caring choice is the longest in {n} of {m} moments, here too: 2 of 5 at most.")
        for moment in longest:
            page.fault(moment.line, what.format(n=len(longest), m=len(asked)))
    places = Counter(_caring_place(moment) for moment in asked)
    for place, count in sorted(places.items()):
        if len(asked) > 1 and count > PLACE_SHARE * len(asked):
            what = _("In {n} of {m} moments the caring choice has place {place}: 3 of 5 at most.")
            page.fault(scene.lines.get("id", 1), what.format(n=count, m=len(asked), place=place))


def _has_both(moment: Moment) -> bool:
    return len({choice.care == CARES[0] for choice in moment.choices}) == 2


def _cares_longest(moment: Moment) -> bool:
    caring = [len(choice.text) for choice in moment.choices if choice.care == CARES[0]]
    others = [len(choice.text) for choice in moment.choices if choice.care != CARES[0]]
    return max(caring) > max(others)


def _caring_place(moment: Moment) -> int:
    """Of the first caring choice, from 1."""
    return next(place for place, choice in enumerate(moment.choices, 1) if choice.care == CARES[0])


# the ways through it


def _check_ways(page: Page, ways: Ways) -> None:
    """Every moment and every ending is met, nobody is left with one choice or none, and every way can end."""
    ending = ways.leading_to_an_ending()
    for moment in ways.scene.moments:
        feelings = [feeling for _moment, feeling in ways.states_of(moment)]
        if not feelings:
            page.fault(moment.line, _("Nobody comes to this moment, whatever is chosen."))
            continue
        _check_needs(page, moment, feelings)
        if not moment.is_ending:
            _check_offered(page, ways, moment)
        stuck = [feeling for feeling in feelings if (moment.id, feeling) not in ending]
        if stuck:
            what = _("From here no ending can be reached ({feeling}).")
            page.fault(moment.line, what.format(feeling=_told(stuck[0])))


def _told(feeling: Feeling) -> str:
    return _("calm {calm}, trust {trust}").format(calm=feeling.calm, trust=feeling.trust)


def _check_offered(page: Page, ways: Ways, moment: Moment) -> None:
    for state in ways.states_of(moment):
        if len(ways.steps[state]) < LEAST_OFFERED:
            what = _("Too little is offered here when she comes with {feeling}: {n}, at least {least}.")
            what = what.format(feeling=_told(state[1]), n=len(ways.steps[state]), least=LEAST_OFFERED)
            page.fault(moment.line, what)
            return


def _check_needs(page: Page, moment: Moment, feelings: list[Feeling]) -> None:
    """A condition that is always true, or never, is none."""
    for choice in moment.choices:
        if choice.needs is None:
            continue
        held = {choice.needs.holds(feeling) for feeling in feelings}
        if held == {True}:
            page.fault(choice.line, _("This “needs” always holds when somebody comes here."))
        elif held == {False}:
            page.fault(choice.line, _("This “needs” never holds when somebody comes here."))


def _check_best(page: Page, scene: Scene) -> None:
    """Whoever always cares comes to an ending, and not too soon: there was time to build trust."""
    ways = ways_of(scene, may_take=lambda choice: choice.care == CARES[0])
    endings = {moment.id for moment in scene.moments if moment.is_ending}
    found = [(depth, state[0]) for state, depth in ways.depths.items() if state[0] in endings]
    if not found:
        page.fault(scene.first.line, _("Whoever always chooses what cares comes to no ending."))
    for depth, name in found:
        if depth < LEAST_TO_BEST:
            what = _("Whoever always cares is here after {n} choices: at least {least}.")
            page.fault(scene.moment(name).line, what.format(n=depth, least=LEAST_TO_BEST))
