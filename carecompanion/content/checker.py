"""All that an author should mend in a pack: what the reader refuses, and what a machine can bear but people cannot.

`check_pack` never raises for a bad pack: its answer is the list of problems, with file and line, in plain words.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from carecompanion.content.admission import check_kinds
from carecompanion.content.agreement import compare_cards, compare_lessons, compare_practices, compare_scenes
from carecompanion.content.card_rules import check_card
from carecompanion.content.checkin_rules import check_checkin
from carecompanion.content.faults import Page, Problem, did_you_mean
from carecompanion.content.files import MANIFEST, PackFiles, open_pack
from carecompanion.content.house_rules import ROLES, check_lesson, check_practice
from carecompanion.content.manifest import HELP_LINES
from carecompanion.content.model import Block, CheckIn, Lesson, Picture, Practice, PracticeLink, SceneLink
from carecompanion.content.pack import ContentRef, Course, Pack
from carecompanion.content.pictures import check_picture
from carecompanion.content.reader import (
    card_file,
    checkin_file,
    gather_pack,
    lesson_file,
    practice_file,
    scene_file,
    workshop_file,
)
from carecompanion.content.scene import DeskCard, Scene
from carecompanion.content.scene_rules import check_scene
from carecompanion.content.tables import is_id
from carecompanion.content.workshop import Workshop
from carecompanion.content.workshop_rules import check_workshop
from carecompanion.errors import PackError
from carecompanion.i18n import _

FOLDERS = {
    "lesson": ("lessons/", ".md"),
    "practice": ("practices/", ".md"),
    "scene": ("scenes/", ".md"),
    "card": ("cards/", ".md"),
    "checkin": ("checkins/", ".toml"),
}
MARKDOWN = ("lessons", "practices", "scenes", "cards")

Sourced = Lesson | Practice | Scene | DeskCard | Workshop


def check_pack(path: Path, today: date | None = None) -> list[Problem]:
    """All problems of the pack at `path`, by file and line. With `today`, dates in the future are problems too."""
    problems: list[Problem] = []
    try:
        with open_pack(path) as files:
            pack = gather_pack(files, problems)
            if pack:
                _Check(files, pack, problems, today).all()
    except PackError as error:
        problems.append(Problem(error.file, error.line, error.what))
    return sorted(set(problems))


def problems_as_text(problems: Iterable[Problem]) -> str:
    """One line for each problem: file:line: what."""
    return "\n".join(str(problem) for problem in problems)


def problems_as_json(problems: Iterable[Problem]) -> str:
    """[{"file": …, "line": …, "what": …}, …]"""
    rows = [{"file": problem.file, "line": problem.line, "what": problem.what} for problem in problems]
    return json.dumps(rows, ensure_ascii=False, indent=2)


class _Check:
    """The checks that need the whole pack at once."""

    def __init__(self, files: PackFiles, pack: Pack, problems: list[Problem], today: date | None) -> None:
        self.files = files
        self.pack = pack
        self.problems = problems
        self.today = today
        self.manifest = self._page(MANIFEST)

    def all(self) -> None:
        check_kinds(self.files, self.problems)
        self._contents()
        self._dates()
        for lesson in self._lessons():
            check_lesson(self._page(_file_of(lesson)), lesson)
            self._sources(lesson)
            self._links(lesson)
        for practice in self._practices():
            check_practice(self._page(_file_of(practice)), practice)
            self._sources(practice)
        for scene in self._scenes():
            check_scene(self._page(_file_of(scene)), scene)
            self._sources(scene)
        for card in self._cards():
            check_card(self._page(_file_of(card)), card)
            self._sources(card)
        for checkin in self._checkins():
            check_checkin(self._page(_file_of(checkin)), checkin, self._names)
        for workshop in self._workshops():
            check_workshop(self._page(_file_of(workshop)), workshop, self.pack, self._names)
            self._sources(workshop)
        self._languages()
        self._pictures()
        self._words()

    def _words(self) -> None:
        """Easy to read, spelt right, in our voice."""
        from carecompanion.content.proof.proofreader import proofread  # late: only an author waits for dictionaries

        proofread(self.files, self.pack, self.problems, self.today)

    def _page(self, file: str) -> Page:
        return Page(file, self.problems)

    def _lessons(self) -> Iterator[Lesson]:
        return (lesson for found in self.pack.lessons.values() for lesson in found.values())

    def _practices(self) -> Iterator[Practice]:
        return (practice for found in self.pack.practices.values() for practice in found.values())

    def _scenes(self) -> Iterator[Scene]:
        return (scene for found in self.pack.scenes.values() for scene in found.values())

    def _cards(self) -> Iterator[DeskCard]:
        return (card for found in self.pack.desk_cards.values() for card in found.values())

    def _checkins(self) -> Iterator[CheckIn]:
        return (checkin for found in self.pack.checkins.values() for checkin in found.values())

    def _workshops(self) -> Iterator[Workshop]:
        return (workshop for found in self.pack.workshops.values() for workshop in found.values())

    def _names(self, kind: str) -> list[str]:
        """Of all lessons, practices, scenes or check-ins that have a file, in whatever state."""
        folder, end = FOLDERS[kind]
        found = (file for file in self.files.sizes if file.startswith(folder) and file.endswith(end))
        return [file.removeprefix(folder).removesuffix(end).split(".")[0] for file in found]

    def _contents(self) -> None:
        """What modules name is there, once; and no lesson is left where nobody finds it."""
        seen: set[str] = set()
        for course in self.pack.courses:
            for module in course.modules:
                if not module.contents:
                    self.manifest.fault(module.line, _("The module “{id}” has no contents.").format(id=module.id))
                for ref in module.contents:
                    self._ref(ref, seen)
            self._tracks(course)
        for lesson in self._lessons():
            if f"lesson:{lesson.id}" not in seen:
                what = _("No module in pack.toml names this lesson.")
                self._page(_file_of(lesson)).fault(lesson.lines.get("id", 0), what)

        for scene in self._scenes():
            if f"scene:{scene.id}" not in seen:
                what = _("No module in pack.toml names this scene.")
                self._page(_file_of(scene)).fault(scene.lines.get("id", 0), what)

    def _tracks(self, course: Course) -> None:
        """A role's track holds lessons of this course, each once."""
        lessons = [ref.id for module in course.modules for ref in module.contents if ref.kind == "lesson"]
        for role, refs in course.tracks.items():
            line = refs[0].line if refs else course.line
            if role not in ROLES:
                what = _("Unknown role “{role}”: {roles}.").format(role=role, roles=", ".join(ROLES))
                self.manifest.fault(line, what + did_you_mean(role, ROLES))
            seen: set[str] = set()
            for ref in refs:
                name = ref.id.partition("/")[2]
                if ref.kind != "lesson" or ref.id not in lessons:
                    what = _("The track names “{name}”, which is no lesson of this course.").format(name=name)
                    self.manifest.fault(ref.line, what + did_you_mean(name, [one.partition("/")[2] for one in lessons]))
                elif ref.id in seen:
                    self.manifest.fault(ref.line, _("“{name}” is in the track twice.").format(name=name))
                seen.add(ref.id)

    def _ref(self, ref: ContentRef, seen: set[str]) -> None:
        key = f"{ref.kind}:{ref.id}"
        name = ref.id.partition("/")[2]
        if not self._has_file(ref.kind, name):
            self._missing(self.manifest, ref.line, ref.kind, name)
        elif key in seen:
            self.manifest.fault(ref.line, _("“{name}” is in the contents twice.").format(name=name))
        seen.add(key)

    def _has_file(self, kind: str, name: str) -> bool:
        folder, end = FOLDERS[kind]
        return any(f"{folder}{name}.{language}{end}" in self.files.sizes for language in self.pack.languages)

    def _missing(self, page: Page, line: int, kind: str, name: str) -> None:
        what = _("There is no “{item}” in this pack.").format(item=f"{kind}:{name}")
        page.fault(line, what + did_you_mean(name, self._names(kind)))

    def _dates(self) -> None:
        late = _("This date is in the future.")
        for source in self.pack.sources.values():
            if self._is_future(source.seen_on):
                self.manifest.fault(source.line, late)
        for line in self.pack.help_lines.get(self.pack.languages[0], ()):
            if self._is_future(line.seen_on) or self._is_future(line.confirmed_on):
                self._page(HELP_LINES).fault(line.line, late)
        dated: list[CheckIn | Workshop] = [*self._checkins(), *self._workshops()]
        for thing in dated:
            if self._is_future(thing.dated):
                self._page(_file_of(thing)).fault(thing.lines.get("dated", 1), late)

    def _is_future(self, day: str) -> bool:
        return self.today is not None and day > self.today.isoformat()

    def _sources(self, thing: Sourced) -> None:
        page = self._page(_file_of(thing))
        for source in thing.sources:
            if source not in self.pack.sources:
                what = _("The source “{id}” is not in [[sources]] of pack.toml.").format(id=source)
                line = thing.lines.get(source, thing.lines.get("sources", 1))
                page.fault(line, what + did_you_mean(source, self.pack.sources))
        if not thing.sources:
            line = thing.lines.get("sources", thing.lines.get("id", 1))
            page.fault(line, _("No sources: say where this comes from."))

    def _links(self, lesson: Lesson) -> None:
        """The practices and scenes that a lesson shows are there."""
        for block in (block for step in lesson.steps for block in step.blocks):
            kind, target = _link(block)
            if kind and not self._has_file(kind, target):
                self._missing(self._page(_file_of(lesson)), block.line, kind, target)

    def _languages(self) -> None:
        """Every document exists in every language, and the languages tell the same."""
        self._missing_files()
        first, *others = self.pack.languages
        for lessons in self.pack.lessons.values():
            for language in others:
                if first in lessons and language in lessons:
                    compare_lessons(self._page(_file_of(lessons[language])), lessons[first], lessons[language])
        for practices in self.pack.practices.values():
            for language in others:
                if first in practices and language in practices:
                    compare_practices(self._page(_file_of(practices[language])), practices[first], practices[language])

        for scenes in self.pack.scenes.values():
            for language in others:
                if first in scenes and language in scenes:
                    compare_scenes(self._page(_file_of(scenes[language])), scenes[first], scenes[language])
        for cards in self.pack.desk_cards.values():
            for language in others:
                if first in cards and language in cards:
                    compare_cards(self._page(_file_of(cards[language])), cards[first], cards[language])

    def _missing_files(self) -> None:
        stems = {file.removesuffix(".md").rpartition(".")[0] for file in self._documents()}
        for stem in stems:
            for language in self.pack.languages:
                file = f"{stem}.{language}.md"
                if file not in self.files.sizes:
                    self._page(file).fault(0, _("This file is missing: every text exists in every language."))

    def _documents(self) -> Iterator[str]:
        for file in self.files.sizes:
            folder, _slash, name = file.removesuffix(".md").rpartition("/")
            stem, _dot, language = name.rpartition(".")
            is_ours = folder in MARKDOWN and file.endswith(".md")
            if is_ours and is_id(stem) and language in self.pack.languages:
                yield file

    def _pictures(self) -> None:
        """Every picture that is named, checked once; a missing one at each place that names it."""
        checked: set[str] = set()
        for page, line, path in self._named_pictures():
            if path not in self.files.sizes:
                near = did_you_mean(path, (file for file in self.files.sizes if file.startswith("pictures/")))
                page.fault(line, _("The picture “{path}” is not in the pack.").format(path=path) + near)
            elif path not in checked:
                checked.add(path)
                check_picture(self._page(path), self.files)

    def _named_pictures(self) -> Iterator[tuple[Page, int, str]]:
        for course in self.pack.courses:
            if course.picture:
                yield self.manifest, course.line, course.picture
        for scene in self._scenes():
            yield from self._pictures_of(scene)
        for lesson in self._lessons():
            page = self._page(_file_of(lesson))
            if lesson.picture:
                yield page, lesson.lines.get("picture", 1), lesson.picture
            for step in lesson.steps:
                for block in step.blocks:
                    if isinstance(block, Picture):
                        yield page, block.line, block.path

    def _pictures_of(self, scene: Scene) -> Iterator[tuple[Page, int, str]]:
        page = self._page(_file_of(scene))
        if scene.picture:
            yield page, scene.lines.get("picture", 1), scene.picture
        for moment in scene.moments:
            if moment.picture:
                yield page, moment.picture.line, moment.picture.path


def _link(block: Block) -> tuple[str, str]:
    """The kind and the name of what a block shows from elsewhere in the pack; empty for any other block."""
    match block:
        case PracticeLink(practice=full):
            return "practice", full.partition("/")[2]
        case SceneLink(scene=scene):
            return "scene", scene.partition("/")[2]
    return "", ""


def _file_of(thing: Sourced | CheckIn) -> str:
    name = thing.id.partition("/")[2]
    match thing:
        case CheckIn():
            return checkin_file(name)
        case Workshop():
            return workshop_file(name)
        case Lesson():
            return lesson_file(name, thing.language)
        case Practice():
            return practice_file(name, thing.language)
        case Scene():
            return scene_file(name, thing.language)
        case DeskCard():
            return card_file(name, thing.language)
