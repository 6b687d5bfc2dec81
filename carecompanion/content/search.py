"""Finding words in lessons: no accents, no capitals, each word by its beginning; titles, then headings, then text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from carecompanion.content.index import IndexedLesson
from carecompanion.content.model import Found
from carecompanion.content.prose import fold

AROUND = 48
LENGTH = 140


@dataclass(frozen=True, slots=True)
class Entry:
    """A lesson and its folded words in few strings, so that most lessons are passed over in one scan."""

    lesson: IndexedLesson
    headings: str
    all_words: str


def entries_of(lessons: Iterable[IndexedLesson]) -> list[Entry]:
    return [_entry(lesson) for lesson in lessons]


def _entry(lesson: IndexedLesson) -> Entry:
    headings = " ".join(lesson.folded_headings)
    return Entry(lesson, headings, " ".join([lesson.folded_title, headings, *lesson.folded]))


def search(entries: Sequence[Entry], words: str, limit: int) -> tuple[Found, ...]:
    """The best `limit` lessons that hold every word."""
    needles = sorted({" " + word for word in fold(words).split()}, key=len, reverse=True)
    if not needles:
        return ()
    hits = [entry for entry in entries if _holds(entry.all_words, needles)]
    ranked = nsmallest(limit, ((_rank(entry, needles), place) for place, entry in enumerate(hits)))
    return tuple(_found(hits[place].lesson, rank, needles) for rank, place in ranked)


def _rank(entry: Entry, needles: list[str]) -> int:
    """0 the title holds every word, 1 one heading does, 2 the text."""
    if _holds(entry.lesson.folded_title, needles):
        return 0
    if not _holds(entry.headings, needles):
        return 2
    return 1 if any(_holds(heading, needles) for heading in entry.lesson.folded_headings) else 2


def _holds(text: str, needles: list[str]) -> bool:
    return all(needle in text for needle in needles)


def _found(lesson: IndexedLesson, rank: int, needles: list[str]) -> Found:
    if rank == 0:
        return Found(lesson.card, None, "", excerpt(lesson, 0, needles))
    place = _best_step(lesson, lesson.folded_headings if rank == 1 else lesson.folded, needles)
    card = lesson.card
    return Found(card, card.step_ids[place], card.step_titles[place], excerpt(lesson, place, needles))


def _best_step(lesson: IndexedLesson, texts: Sequence[str], needles: list[str]) -> int:
    """The step that holds most of the words."""
    return max(
        range(len(texts)), key=lambda place: (sum(needle in texts[place] for needle in needles), -place), default=0
    )


def excerpt(lesson: IndexedLesson, place: int, needles: list[str]) -> str:
    """Some words of a step around the first match, cut between words."""
    if place >= len(lesson.texts):
        return ""
    text, folded = lesson.texts[place], lesson.folded[place]
    found = [at for needle in needles if (at := folded.find(needle)) >= 0]
    start = max(0, min(found, default=0) - AROUND)
    end = min(len(text), start + LENGTH)
    if start:
        start = text.find(" ", start, start + AROUND) + 1 or start
    if end < len(text):
        end = text.rfind(" ", start, end) if text.rfind(" ", start, end) > start else end
    return ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
