"""Library: the bundled and installed packs as one shelf. A pack that fails is a BrokenPack beside them.

Cards, search and help lines come from each pack's index (kept in the cache); a lesson is read when it is opened.
"""

import atexit
import contextlib
import logging
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from threading import RLock
from typing import Generic, TypeVar

from carecompanion.content.files import PackFiles, is_inside, open_pack
from carecompanion.content.index import IndexedLesson, Shelf
from carecompanion.content.model import (
    BrokenPack,
    CheckIn,
    CheckInId,
    CourseCard,
    Found,
    HelpPage,
    Lesson,
    LessonCard,
    LessonId,
    PackCard,
    PackId,
    Practice,
    PracticeCard,
    PracticeId,
    SceneCard,
    SceneId,
    Source,
)
from carecompanion.content.pack import Origin
from carecompanion.content.scene import CardId, DeskCard, Scene
from carecompanion.content.search import entries_of, search
from carecompanion.content.shelves import Damaged, Placed, Shelves, read_shelves
from carecompanion.content.workshop import Reference, Workshop, WorkshopCard, WorkshopId
from carecompanion.errors import ContentError, ContentMissing, PackError
from carecompanion.i18n import _

log = logging.getLogger(__name__)

KEPT = 24  # lessons held ready, and as many practices, scenes, cards and workshops

Held = TypeVar("Held")


class Library:
    """All that can be learned on this machine. May be asked from two threads: one loads while a window paints."""

    def __init__(self, folders: Sequence[Path], cache: Path | None = None, own: Path | None = None) -> None:
        """`own` is the one of the folders where somebody may add packs."""
        self._folders = tuple(folders)
        self._own = own
        self._cache = cache
        self._lock = RLock()
        self._shelves: Shelves | None = None
        self.edition = 0  # another one when packs were added or taken away: what was read before may be old
        self._lessons = _Recent[Lesson]()
        self._practices = _Recent[Practice]()
        self._scenes = _Recent[Scene]()
        self._desk_cards = _Recent[DeskCard]()
        self._workshops = _Recent[Workshop]()
        self._pictures: Path | None = None

    def load(self) -> None:
        """Reads the shelf now (in a thread, for one), not at the first question."""
        self._all()

    def reload(self) -> None:
        """Forgets everything: a pack was installed or taken away."""
        with self._lock:
            self._shelves = None
            self.edition += 1
            for held in (self._lessons, self._practices, self._scenes, self._desk_cards, self._workshops):
                held.clear()

    def packs(self, language: str) -> tuple[PackCard | BrokenPack, ...]:
        shelves = self._all()
        good = [placed.index.shelf(language).card for placed in shelves.packs.values()]
        return (*good, *(_broken(damaged) for damaged in shelves.damaged))

    def stock(self) -> tuple[Placed, ...]:
        """Every pack that is used, in shelf order, with its place."""
        return tuple(self._all().packs.values())

    def damaged(self) -> tuple[Damaged, ...]:
        """Every pack that cannot be used, and why."""
        return tuple(self._all().damaged)

    def own_paths(self, pack_id: PackId) -> tuple[Path, ...]:
        """Where somebody's additions of this pack lie: more than one after a power cut at a bad moment."""
        return tuple(self._all().own_paths.get(pack_id, ()))

    def courses(self, language: str) -> tuple[CourseCard, ...]:
        return tuple(course for shelf in self._in(language) for course in shelf.courses)

    def lesson_card(self, lesson_id: LessonId, language: str) -> LessonCard:
        """Raises ContentMissing."""
        _placed, indexed = self._indexed(lesson_id, language)
        return indexed.card

    def lesson(self, lesson_id: LessonId, language: str) -> Lesson:
        """The whole lesson, in `language` or the pack's first. ContentMissing, or ContentError when damaged."""
        placed, indexed = self._indexed(lesson_id, language)

        def read(files: PackFiles, origin: Origin) -> Lesson:
            from carecompanion.content.reader import read_lesson  # late: brings YAML and TOML

            return read_lesson(files, origin, _name_of(lesson_id), indexed.language)

        damaged = _("This lesson could not be opened. Your progress is safe. Install its pack again.")
        return self._opened(self._lessons, (lesson_id, indexed.language), placed, read, damaged)

    def practice(self, practice_id: PracticeId, language: str) -> Practice:
        """A practice, in `language` or the pack's first. ContentMissing, or ContentError when damaged."""
        placed = self._placed(_pack_of(practice_id))
        spoken = _spoken(placed, placed.index.practices.get(practice_id, ()), language)
        if not spoken:
            raise ContentMissing(_("This practice is not here any more. Your progress is safe."))

        def read(files: PackFiles, origin: Origin) -> Practice:
            from carecompanion.content.reader import read_practice  # late: brings YAML and TOML

            return read_practice(files, origin, _name_of(practice_id), spoken)

        damaged = _("This practice could not be opened. Your progress is safe. Install its pack again.")
        return self._opened(self._practices, (practice_id, spoken), placed, read, damaged)

    def scene(self, scene_id: SceneId, language: str) -> Scene:
        """The whole scene, in `language` or the pack's first. ContentMissing, or ContentError when damaged."""
        placed = self._placed(_pack_of(scene_id))
        spoken = _spoken(placed, placed.index.scenes.get(scene_id, ()), language)
        if not spoken:
            raise ContentMissing(_no_scene())

        def read(files: PackFiles, origin: Origin) -> Scene:
            from carecompanion.content.reader import read_scene  # late: brings YAML and TOML

            return read_scene(files, origin, _name_of(scene_id), spoken)

        damaged = _("This scene could not be opened. Your progress is safe. Install its pack again.")
        return self._opened(self._scenes, (scene_id, spoken), placed, read, damaged)

    def scene_cards(self, language: str) -> tuple[SceneCard, ...]:
        """Every scene of every pack, in shelf order."""
        return tuple(card for shelf in self._in(language) for card in shelf.scenes)

    def scene_card(self, scene_id: SceneId, language: str) -> SceneCard:
        """Raises ContentMissing."""
        shelf = self._placed(_pack_of(scene_id)).index.shelf(language)
        found = next((card for card in shelf.scenes if card.id == scene_id), None)
        if found is None:
            raise ContentMissing(_no_scene())
        return found

    def desk_cards(self, language: str) -> tuple[DeskCard, ...]:
        """Every desk card of every pack, by their own order. One that is damaged is left out: the others are needed."""
        found = []
        for placed in self._all().packs.values():
            for card_id in placed.index.desk_cards:
                with contextlib.suppress(ContentError):
                    found.append(self.desk_card(card_id, language))
        return tuple(sorted(found, key=lambda card: card.order))

    def desk_card(self, card_id: CardId, language: str) -> DeskCard:
        """A desk card, in `language` or the pack's first. ContentMissing, or ContentError when damaged."""
        placed = self._placed(_pack_of(card_id))
        spoken = _spoken(placed, placed.index.desk_cards.get(card_id, ()), language)
        if not spoken:
            raise ContentMissing(_("This card is not here any more."))

        def read(files: PackFiles, origin: Origin) -> DeskCard:
            from carecompanion.content.reader import read_card  # late: brings YAML and TOML

            return read_card(files, origin, _name_of(card_id), spoken)

        damaged = _("This card could not be opened. Install its pack again.")
        return self._opened(self._desk_cards, (card_id, spoken), placed, read, damaged)

    def practices(self, language: str) -> tuple[PracticeCard, ...]:
        """Every practice of every pack, in shelf order."""
        return tuple(card for shelf in self._in(language) for card in shelf.practices)

    def checkins(self, language: str) -> tuple[CheckIn, ...]:
        """Every check-in of every pack, in shelf order."""
        return tuple(checkin for shelf in self._in(language) for checkin in shelf.checkins)

    def checkin(self, checkin_id: CheckInId, language: str) -> CheckIn:
        """A check-in, in `language` or the pack's first. Raises ContentMissing."""
        shelf = self._placed(_pack_of(checkin_id)).index.shelf(language)
        found = next((checkin for checkin in shelf.checkins if checkin.id == checkin_id), None)
        if found is None:
            raise ContentMissing(_("This check-in is not here any more. What you answered before is safe."))
        return found

    def workshops(self, language: str) -> tuple[WorkshopCard, ...]:
        """Every workshop of every pack, in shelf order."""
        return tuple(card for shelf in self._in(language) for card in shelf.workshops)

    def workshop(self, workshop_id: WorkshopId, language: str) -> Workshop:
        """The whole workshop, in `language` or the pack's first. ContentMissing, or ContentError when damaged."""
        placed = self._placed(_pack_of(workshop_id))
        shelf = placed.index.shelf(language)
        if not any(card.id == workshop_id for card in shelf.workshops):
            raise ContentMissing(_("This workshop is not here any more. The sessions made of it are safe."))
        spoken = _spoken(placed, placed.index.card.languages, language)

        def read(files: PackFiles, origin: Origin) -> Workshop:
            from carecompanion.content.reader import read_workshop  # late: brings YAML and TOML

            return read_workshop(files, origin, _name_of(workshop_id), spoken)

        damaged = _("This workshop could not be opened. The sessions made of it are safe. Install its pack again.")
        return self._opened(self._workshops, (workshop_id, spoken), placed, read, damaged)

    def has(self, reference: Reference) -> bool:
        """Whether what a block shows can be found here. A test is the workshop's own, and always is."""
        placed = self._all().packs.get(reference.pack)
        if placed is None:
            return reference.kind == "test"
        return reference.id in _names_of(placed, reference.kind)

    def help_page(self, language: str) -> HelpPage:
        """The help lines of all packs, in the order of their files."""
        every = list(self._in(language))
        shelves = [shelf for shelf in every if shelf.help_lines or shelf.phrases]
        return HelpPage(
            lines=tuple(line for shelf in shelves for line in shelf.help_lines),
            phrases=tuple(phrase for shelf in shelves for phrase in shelf.phrases),
            pack_title=shelves[0].card.title if shelves else "",
            hard_words=tuple(dict.fromkeys(phrase for shelf in every for phrase in shelf.hard_words)),
        )

    def sources(self, pack_id: PackId) -> Mapping[str, Source]:
        """Raises ContentMissing."""
        return self._placed(pack_id).index.sources

    def picture_path(self, pack_id: PackId, relative: str) -> Path:
        """Where a picture is: never outside its pack, though it may be missing. Raises ContentMissing."""
        placed = self._placed(pack_id)
        if not is_inside(relative):
            raise ContentMissing(_("This picture is not here any more."))
        if not placed.path.is_dir():
            return self._unpacked(placed, relative)
        path = placed.path / relative
        if not path.resolve().is_relative_to(placed.path.resolve()):
            raise ContentMissing(_("This picture is not here any more."))
        return path

    def search(self, words: str, language: str, limit: int = 30) -> tuple[Found, ...]:
        """Lessons that hold every word (by its beginning; accents and capitals do not matter), best first."""
        with self._lock:
            shelves = self._all()
            if language not in shelves.entries:
                lessons = [lesson for shelf in self._in(language) for lesson in shelf.lessons.values()]
                shelves.entries[language] = entries_of(lessons)
            entries = shelves.entries[language]
        return search(entries, words, limit)

    def _all(self) -> Shelves:
        with self._lock:
            if self._shelves is None:
                self._shelves = read_shelves(self._folders, self._cache, self._own)
            return self._shelves

    def _in(self, language: str) -> Iterator[Shelf]:
        return (placed.index.shelf(language) for placed in self._all().packs.values())

    def _placed(self, pack_id: PackId) -> Placed:
        placed = self._all().packs.get(pack_id)
        if placed is None:
            raise ContentMissing(missing_words())
        return placed

    def _opened(
        self,
        held: "_Recent[Held]",
        key: tuple[str, str],
        placed: Placed,
        read: Callable[[PackFiles, Origin], Held],
        damaged: str,
    ) -> Held:
        """A document, held ready or read now. Raises ContentError with the words `damaged`."""

        def read_whole() -> Held:
            card = placed.index.card
            with open_pack(placed.path) as files:
                return read(files, Origin(card.id, card.version, card.languages, placed.index.words))

        try:
            with self._lock:
                return held.get(key, read_whole)
        except PackError as error:
            log.warning("%s is damaged: %s", key[0], error)
            raise ContentError(damaged) from error

    def _indexed(self, lesson_id: LessonId, language: str) -> tuple[Placed, IndexedLesson]:
        placed = self._placed(_pack_of(lesson_id))
        indexed = placed.index.shelf(language).lessons.get(lesson_id)
        if indexed is None:
            raise ContentMissing(_("This lesson is not here any more. Your progress is safe."))
        return placed, indexed

    def _unpacked(self, placed: Placed, relative: str) -> Path:
        """A picture of a .carepack file, copied where Qt can open it."""
        if self._pictures is None:
            self._pictures = Path(tempfile.mkdtemp(prefix="care-companion-"))
            atexit.register(shutil.rmtree, self._pictures, ignore_errors=True)
        path = self._pictures / placed.index.card.id / relative
        with contextlib.suppress(PackError, OSError), open_pack(placed.path) as files:
            if not path.exists():
                content = files.read_bytes(relative)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        return path


class _Recent(Generic[Held]):
    """The last few values by name."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], Held] = {}

    def get(self, key: tuple[str, str], read: Callable[[], Held]) -> Held:
        value = self._values.pop(key, None) or read()
        self._values[key] = value
        while len(self._values) > KEPT:
            self._values.pop(next(iter(self._values)))
        return value

    def clear(self) -> None:
        self._values.clear()


def missing_words() -> str:
    """Where a lesson was, and its pack was taken away."""
    return _("The pack is missing. Your progress is safe. Add it again under Settings, Contents.")


def _broken(damaged: Damaged) -> BrokenPack:
    words = _("This pack could not be read. Your progress is safe. Install it again, or ask whoever gave it to you.")
    return BrokenPack(PackId(damaged.name), words, (damaged.problem,))


def _spoken(placed: Placed, known: Sequence[str], language: str) -> str:
    """The language a document is read in: this one or the first of the pack that it has; "" when it has none."""
    return next((code for code in (language, *placed.index.card.languages) if code in known), "")


def _names_of(placed: Placed, kind: str) -> Collection[str]:
    """The full ids of all documents of a kind, for `Library.has`."""
    shelf = placed.index.shelf("")
    match kind:
        case "lesson":
            return shelf.lessons.keys()
        case "practice":
            return placed.index.practices.keys()
        case "scene":
            return placed.index.scenes.keys()
        case "checkin":
            return [checkin.id for checkin in shelf.checkins]
    return ()


def _no_scene() -> str:
    return _("This scene is not here any more. Your progress is safe.")


def _pack_of(name: str) -> PackId:
    return PackId(name.partition("/")[0])


def _name_of(name: str) -> str:
    return name.partition("/")[2]
