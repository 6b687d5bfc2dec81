"""A pack from a folder or a .carepack file, whole; or one of its documents alone, quickly.

What is not in the format is refused with file and line (PackError). Whether a pack is complete is the checker's matter.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from carecompanion.content.blocks import Line
from carecompanion.content.cards import card_of
from carecompanion.content.checkins import read_checkin
from carecompanion.content.faults import Page, Problem, first_error
from carecompanion.content.files import MANIFEST, PackFiles, open_pack
from carecompanion.content.lesson_text import read_steps
from carecompanion.content.manifest import HELP_LINES, filled, read_help, read_manifest
from carecompanion.content.model import (
    CheckIn,
    CheckInId,
    Lesson,
    LessonId,
    Notice,
    PackId,
    Practice,
    PracticeId,
    SceneId,
)
from carecompanion.content.moments import read_moments
from carecompanion.content.pack import Origin, Pack
from carecompanion.content.practices import lines_of, practice_of
from carecompanion.content.scene import CardId, DeskCard, Scene
from carecompanion.content.scenes import scene_of
from carecompanion.content.signing import verify
from carecompanion.content.tables import Table, is_id, toml_table, yaml_table
from carecompanion.content.workshop import Workshop, WorkshopId
from carecompanion.content.workshops import workshops_of
from carecompanion.errors import PackError
from carecompanion.i18n import _

Whole = TypeVar("Whole")
Name = TypeVar("Name", bound=str)


def read_pack(path: Path) -> Pack:
    """The pack at `path`, a folder or a .carepack file. Raises PackError for the first fault."""
    problems: list[Problem] = []
    with open_pack(path) as files:
        pack = gather_pack(files, problems)
    return _whole(pack, problems)


def gather_pack(files: PackFiles, problems: list[Problem]) -> Pack | None:
    """Everything that can be read, and every fault on the way. None when pack.toml tells nothing.

    Raises PackError when there are so many faults that nobody would read them.
    """
    signature = verify(files, problems)
    if not _has_manifest(files, problems):
        return None
    pack = read_manifest(files, Page(MANIFEST, problems))
    if pack is None:
        return None
    pack = read_help(files, Page(HELP_LINES, problems), pack)
    return replace(
        pack,
        lessons=_gathered(files, "lessons/", pack, problems, _lesson, LessonId),
        practices=_gathered(files, "practices/", pack, problems, _practice, PracticeId),
        scenes=_gathered(files, "scenes/", pack, problems, _scene, SceneId),
        desk_cards=_gathered(files, "cards/", pack, problems, _card, CardId),
        checkins=_checkins(files, pack, problems),
        workshops=_workshops(files, pack, problems),
        signed_by=signature.name if signature else "",
        fingerprint=signature.fingerprint if signature else "",
    )


def _has_manifest(files: PackFiles, problems: list[Problem]) -> bool:
    """Whether pack.toml is there; who zipped the folder instead of what is in it hears so."""
    deeper = next((name for name in sorted(files.sizes) if name.endswith("/" + MANIFEST)), "")
    if MANIFEST not in files.sizes and deeper:
        what = _("pack.toml lies in “{folder}”. Zip what is inside that folder, not the folder itself.")
        Page(MANIFEST, problems).fault(0, what.format(folder=deeper.removesuffix(MANIFEST)))
        return False
    return True


def _gathered(
    files: PackFiles,
    folder: str,
    pack: Pack,
    problems: list[Problem],
    read: Callable[[PackFiles, Page, Origin, str, str], Whole | None],
    id_of: Callable[[str], Name],
) -> dict[Name, dict[str, Whole]]:
    """Every document of a folder that can be read, by its id and language."""
    found: dict[Name, dict[str, Whole]] = {}
    origin = pack.origin
    for page, name, language in _documents(files, folder, pack, problems):
        document = read(files, page, origin, name, language)
        if document is not None:
            found.setdefault(id_of(f"{pack.id}/{name}"), {})[language] = document
    return found


def read_lesson(files: PackFiles, origin: Origin, name: str, language: str) -> Lesson:
    """lessons/<name>.<language>.md alone. Raises PackError."""
    page = Page(lesson_file(name, language), [])
    return _whole(_lesson(files, page, origin, name, language), page.problems)


def read_practice(files: PackFiles, origin: Origin, name: str, language: str) -> Practice:
    """practices/<name>.<language>.md alone. Raises PackError."""
    page = Page(practice_file(name, language), [])
    return _whole(_practice(files, page, origin, name, language), page.problems)


def read_scene(files: PackFiles, origin: Origin, name: str, language: str) -> Scene:
    """scenes/<name>.<language>.md alone. Raises PackError."""
    page = Page(scene_file(name, language), [])
    return _whole(_scene(files, page, origin, name, language), page.problems)


def read_card(files: PackFiles, origin: Origin, name: str, language: str) -> DeskCard:
    """cards/<name>.<language>.md alone. Raises PackError."""
    page = Page(card_file(name, language), [])
    return _whole(_card(files, page, origin, name, language), page.problems)


def read_workshop(files: PackFiles, origin: Origin, name: str, language: str) -> Workshop:
    """workshops/<name>.toml in one language of its pack. Raises PackError."""
    page = Page(workshop_file(name), [])
    return _whole(_workshop(files, page, origin, name).get(language), page.problems)


def lesson_file(name: str, language: str) -> str:
    return f"lessons/{name}.{language}.md"


def practice_file(name: str, language: str) -> str:
    return f"practices/{name}.{language}.md"


def scene_file(name: str, language: str) -> str:
    return f"scenes/{name}.{language}.md"


def card_file(name: str, language: str) -> str:
    return f"cards/{name}.{language}.md"


def checkin_file(name: str) -> str:
    return f"checkins/{name}.toml"


def workshop_file(name: str) -> str:
    return f"workshops/{name}.toml"


def _whole(value: Whole | None, problems: list[Problem]) -> Whole:
    error = first_error(problems)
    if error:
        raise error
    if value is None:
        raise PackError(MANIFEST, 0, _("This pack cannot be read."))
    return value


def _documents(files: PackFiles, folder: str, pack: Pack, problems: list[Problem]) -> Iterator[tuple[Page, str, str]]:
    """Page, id and language of each <id>.<language>.md in a folder."""
    for file in sorted(files.sizes):
        if not file.startswith(folder):
            continue
        page = Page(file, problems)
        name, _dot, language = file.removeprefix(folder).removesuffix(".md").rpartition(".")
        if not file.endswith(".md") or not is_id(name):
            page.fault(0, _("A file here is called id.language.md, like my-lesson.es.md."))
        elif language not in pack.languages:
            page.fault(0, _("“{code}” is not in the languages of pack.toml.").format(code=language))
        else:
            yield page, name, language


def _lesson(files: PackFiles, page: Page, origin: Origin, name: str, language: str) -> Lesson | None:
    document = _open_document(files, page, origin, name, language)
    if document is None:
        return None
    head, body = document
    lesson = Lesson(
        id=LessonId(f"{origin.pack}/{name}"),
        pack=origin.pack,
        pack_version=origin.version,
        language=language,
        title=head.text("title"),
        minutes=head.whole("minutes"),
        roles=head.words("roles"),
        steps=read_steps(page, body, origin.pack),
        take=head.text("take", needed=False),
        sources=head.words("sources", needed=False),
        notice=_lesson_notice(head),
        picture=head.picture(),
        lines=lines_of(head),
    )
    head.finish()
    return lesson


def _lesson_notice(head: Table) -> Notice | None:
    notice, summary = head.text("notice", needed=False), head.text("summary", needed=False)
    if not notice and not summary:
        return None
    return Notice(notice, summary, head.line("notice" if notice else "summary"))


def _practice(files: PackFiles, page: Page, origin: Origin, name: str, language: str) -> Practice | None:
    document = _open_document(files, page, origin, name, language)
    if document is None:
        return None
    head, body = document
    return practice_of(head, body, origin.pack, origin.version, name, language)


def _scene(files: PackFiles, page: Page, origin: Origin, name: str, language: str) -> Scene | None:
    document = _open_document(files, page, origin, name, language)
    if document is None:
        return None
    head, body = document
    return scene_of(head, body, origin.pack, origin.version, name, language)


def _card(files: PackFiles, page: Page, origin: Origin, name: str, language: str) -> DeskCard | None:
    document = _open_document(files, page, origin, name, language)
    if document is None:
        return None
    head, body = document
    return card_of(head, body, origin.pack, name, language)


def _checkins(files: PackFiles, pack: Pack, problems: list[Problem]) -> dict[CheckInId, Mapping[str, CheckIn]]:
    """Each checkins/<id>.toml in every language of the pack."""
    found: dict[CheckInId, Mapping[str, CheckIn]] = {}
    for file in sorted(files.sizes):
        if not file.startswith("checkins/"):
            continue
        page, name = Page(file, problems), file.removeprefix("checkins/").removesuffix(".toml")
        if not file.endswith(".toml") or not is_id(name):
            page.fault(0, _("A check-in's file is called id.toml, like my-checkin.toml."))
        elif languages := read_checkin(files, page, pack, name):
            found[CheckInId(f"{pack.id}/{name}")] = languages
    return found


def _workshops(files: PackFiles, pack: Pack, problems: list[Problem]) -> dict[WorkshopId, Mapping[str, Workshop]]:
    """Each workshops/<id>.toml in every language of the pack."""
    found: dict[WorkshopId, Mapping[str, Workshop]] = {}
    for file in sorted(files.sizes):
        if not file.startswith("workshops/"):
            continue
        page, name = Page(file, problems), file.removeprefix("workshops/").removesuffix(".toml")
        if not file.endswith(".toml") or not is_id(name):
            page.fault(0, _("A workshop's file is called id.toml, like my-workshop.toml."))
        elif languages := _workshop(files, page, pack.origin, name):
            found[WorkshopId(f"{pack.id}/{name}")] = languages
    return found


def _workshop(files: PackFiles, page: Page, origin: Origin, name: str) -> dict[str, Workshop]:
    lines = files.lines_of(page)
    table = toml_table(page, lines) if lines is not None else None
    return workshops_of(table, origin, name) if table is not None else {}


def _open_document(
    files: PackFiles, page: Page, origin: Origin, name: str, language: str
) -> tuple[Table, list[Line]] | None:
    """The head of a .md file as a table, and the lines of its body with the pack's words filled in."""
    raw = files.lines_of(page)
    if raw is None:
        return None
    lines = [_filled_line(page, number, text, origin, language) for number, text in enumerate(raw, 1)]
    ends = [number for number, text in enumerate(lines) if text.rstrip() == "---"]
    if len(ends) < 2 or ends[0] != 0:
        page.fault(1, _("The file begins with its head: a line ---, then title and the rest, then a line ---."))
        return None
    body = list(enumerate(lines[ends[1] + 1 :], ends[1] + 2))
    head = yaml_table(page, lines[1 : ends[1]], first_line=2)
    if head is None:
        _read_on(page, body, origin.pack, language)
        return None
    if head.id() not in ("", name):
        head.fault("id", _("The id must be “{name}”, as in the file's name.").format(name=name))
    return head, body


def _read_on(page: Page, body: list[Line], pack: PackId, language: str) -> None:
    """Below a head that cannot be read, for the faults there: an author wants to hear of them all."""
    if page.file.startswith("scenes/"):
        read_moments(page, body, pack, language)
    elif page.file.startswith("lessons/"):
        read_steps(page, body, pack)


def _filled_line(page: Page, number: int, text: str, origin: Origin, language: str) -> str:
    if "\t" in text:
        page.fault(number, _("There is a tab here. Use spaces."))
        text = text.replace("\t", "    ")
    return filled(page, number, text, origin.words, language)
