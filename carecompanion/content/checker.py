"""All that an author should mend in a pack: what the reader refuses, and what a machine can bear but people cannot.

`check_pack` never raises for a bad pack: its answer is the list of problems, with file and line, in plain words.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from carecompanion.content.agreement import compare_lessons, compare_practices
from carecompanion.content.checkin_rules import check_checkin
from carecompanion.content.faults import Page, Problem, did_you_mean
from carecompanion.content.files import MANIFEST, PackFiles, open_pack
from carecompanion.content.house_rules import ROLES, check_lesson, check_practice
from carecompanion.content.manifest import HELP_LINES
from carecompanion.content.model import CheckIn, ContentRef, Course, Lesson, Pack, Picture, Practice, PracticeLink
from carecompanion.content.pictures import check_picture
from carecompanion.content.reader import checkin_file, gather_pack, lesson_file, practice_file
from carecompanion.content.tables import is_id
from carecompanion.errors import PackError
from carecompanion.i18n import _

FOLDERS = {"lesson": ("lessons/", ".md"), "practice": ("practices/", ".md"), "checkin": ("checkins/", ".toml")}


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
        self._contents()
        self._dates()
        for lesson in self._lessons():
            check_lesson(self._page(_file_of(lesson)), lesson)
            self._sources(lesson)
            self._practice_links(lesson)
        for practice in self._practices():
            check_practice(self._page(_file_of(practice)), practice)
            self._sources(practice)
        for checkin in self._checkins():
            check_checkin(self._page(_file_of(checkin)), checkin, self._names)
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

    def _checkins(self) -> Iterator[CheckIn]:
        return (checkin for found in self.pack.checkins.values() for checkin in found.values())

    def _names(self, kind: str) -> list[str]:
        """Of all lessons, practices or check-ins that have a file, in whatever state."""
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
        known: Iterable[str] = self.pack.lessons if ref.kind == "lesson" else self.pack.practices
        if ref.kind == "scene":
            self.manifest.fault(ref.line, _("Scenes cannot be read yet; take “{name}” out.").format(name=name))
        elif not self._has_file(ref.kind, name):
            names = [str(full).partition("/")[2] for full in known]
            what = _("There is no “{item}” in this pack.").format(item=f"{ref.kind}:{name}")
            self.manifest.fault(ref.line, what + did_you_mean(name, names))
        elif key in seen:
            self.manifest.fault(ref.line, _("“{name}” is in the contents twice.").format(name=name))
        seen.add(key)

    def _has_file(self, kind: str, name: str) -> bool:
        file_of = lesson_file if kind == "lesson" else practice_file
        return any(file_of(name, language) in self.files.sizes for language in self.pack.languages)

    def _dates(self) -> None:
        late = _("This date is in the future.")
        for source in self.pack.sources.values():
            if self._is_future(source.seen_on):
                self.manifest.fault(source.line, late)
        for line in self.pack.help_lines.get(self.pack.languages[0], ()):
            if self._is_future(line.seen_on) or self._is_future(line.confirmed_on):
                self._page(HELP_LINES).fault(line.line, late)
        for checkin in self._checkins():
            if self._is_future(checkin.dated):
                self._page(_file_of(checkin)).fault(checkin.lines.get("dated", 1), late)

    def _is_future(self, day: str) -> bool:
        return self.today is not None and day > self.today.isoformat()

    def _sources(self, thing: Lesson | Practice) -> None:
        page = self._page(_file_of(thing))
        for source in thing.sources:
            if source not in self.pack.sources:
                what = _("The source “{id}” is not in [[sources]] of pack.toml.").format(id=source)
                line = thing.lines.get(source, thing.lines.get("sources", 1))
                page.fault(line, what + did_you_mean(source, self.pack.sources))
        if not thing.sources:
            page.fault(
                thing.lines.get("sources", thing.lines.get("id", 1)), _("No sources: say where this comes from.")
            )

    def _practice_links(self, lesson: Lesson) -> None:
        for step in lesson.steps:
            for block in step.blocks:
                if isinstance(block, PracticeLink) and not self._has_file("practice", block.practice.partition("/")[2]):
                    name = block.practice.partition("/")[2]
                    names = [str(full).partition("/")[2] for full in self.pack.practices]
                    what = _("There is no “{item}” in this pack.").format(item=f"practice:{name}")
                    self._page(_file_of(lesson)).fault(block.line, what + did_you_mean(name, names))

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
            is_ours = folder in ("lessons", "practices") and file.endswith(".md")
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
        for lesson in self._lessons():
            page = self._page(_file_of(lesson))
            if lesson.picture:
                yield page, lesson.lines.get("picture", 1), lesson.picture
            for step in lesson.steps:
                for block in step.blocks:
                    if isinstance(block, Picture):
                        yield page, block.line, block.path


def _file_of(thing: Lesson | Practice | CheckIn) -> str:
    name = thing.id.partition("/")[2]
    if isinstance(thing, CheckIn):
        return checkin_file(name)
    return (lesson_file if isinstance(thing, Lesson) else practice_file)(name, thing.language)
