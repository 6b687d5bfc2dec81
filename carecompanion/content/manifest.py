"""pack.toml and help/lines.toml: what a pack says of itself, its courses, its sources, and the phone lines."""

import re
from collections.abc import Mapping
from dataclasses import replace

from carecompanion.content.faults import Page, did_you_mean
from carecompanion.content.files import PackFiles
from carecompanion.content.model import CourseId, HelpLine, ModuleId, PackId, Source, Texts
from carecompanion.content.pack import ContentRef, Course, Module, Pack
from carecompanion.content.prose import fold
from carecompanion.content.tables import Table, bad_id, is_id, toml_table
from carecompanion.i18n import _

SCHEMA = 1
LONGEST_WORD = 120  # of those that may change
HELP_LINES = "help/lines.toml"
CONTENT_KINDS = ("lesson", "scene", "practice")
LINE_KINDS = ("danger", "violence", "crisis", "children", "interpreters", "other")
CONFIDENCES = ("H", "M", "L", "LU")

_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,4}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_WORD = re.compile(r"\{\{([^{}]*)\}\}")
_TWO_LETTERS = (  # ISO 639-1; three letters are taken on trust (ISO 639-3 has 7,900)
    " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv"
    " dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie"
    " ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv"
    " mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm"
    " rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts"
    " tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
    " "
)


def read_manifest(files: PackFiles, page: Page) -> Pack | None:
    """The pack without its lessons, practices and help lines; None when pack.toml cannot be read at all."""
    lines = files.lines_of(page)
    table = toml_table(page, lines) if lines is not None else None
    if table is None or not _knows_schema(table):
        return None
    languages = _languages(table)
    if not languages:
        return None
    pack_id = PackId(table.id())
    words = _words(table, languages)
    pack = Pack(
        id=pack_id,
        version=version_of(table),
        languages=languages,
        title=table.texts("title", languages),
        licence=table.text("licence"),
        authors=table.words("authors"),
        reviewed_by=table.text("reviewed_by", needed=False),
        reviewed_on=table.date("reviewed_on"),
        review_by=table.date("review_by"),
        words=words,
        courses=tuple(_course(course, pack_id, languages, words) for course in table.tables("courses")),
        sources=_sources(table),
        order=table.whole("order", needed=False, default=100),
    )
    table.finish()
    _check_ids(table, pack)
    return pack


def filled(page: Page, line: int, text: str, words: Mapping[str, Texts], language: str) -> str:
    """`text` with each {{name}} replaced by the pack's word in this language."""
    if "{{" not in text:
        return text

    def word(found: re.Match[str]) -> str:
        name = found.group(1).strip()
        if name in words:
            return words[name].get(language, "")
        what = _("The word “{{{{{name}}}}}” is not in [words] of pack.toml.").format(name=name)
        page.fault(line, what + did_you_mean(name, words))
        return found.group(0)

    return _WORD.sub(word, text)


def _knows_schema(table: Table) -> bool:
    schema = table.whole("schema")
    if schema > SCHEMA:
        table.fault("schema", _("This pack is for a newer version of Care Companion (schema {n}).").format(n=schema))
    elif schema < 1 and table.has("schema"):
        table.fault("schema", _("“schema” must be {n}.").format(n=SCHEMA))
    return schema <= SCHEMA


def _languages(table: Table) -> tuple[str, ...]:
    found = table.words("languages")
    if table.has("languages") and not found:
        table.fault("languages", _('A pack has at least one language, like ["es", "en"].'))
    for language in found:
        if not _LANGUAGE.fullmatch(language) or (len(language) == 2 and f" {language} " not in _TWO_LETTERS):
            table.fault("languages", _("“{code}” is no language code, like es, en or qu.").format(code=language))
    if len(set(found)) != len(found):
        table.fault("languages", _("A language is named twice."))
    return tuple(dict.fromkeys(language for language in found if _LANGUAGE.fullmatch(language)))


def version_of(table: Table) -> str:
    """Numbers with dots, of a pack or a check-in."""
    version = table.text("version")
    if version and not _VERSION.fullmatch(version):
        table.fault(
            "version", _("A version is numbers with dots, like 2026.11.1, not “{value}”.").format(value=version)
        )
    return version


def _words(table: Table, languages: tuple[str, ...]) -> dict[str, Texts]:
    inner = table.table("words")
    found: dict[str, Texts] = {}
    for name in inner.values:
        found[name] = inner.texts(name, languages)
        if not is_id(name):
            inner.fault(name, bad_id(name))
        if any(set(text) & set('"\\:{}#') for text in found[name].values()):
            inner.fault(name, _("A word holds no quotes, colons, braces, # or backslashes."))
        if any(len(text) > LONGEST_WORD for text in found[name].values()):
            inner.fault(name, _("A word that may change has {n} letters at most.").format(n=LONGEST_WORD))
            found[name] = dict.fromkeys(languages, "")  # written often, it would fill the memory
    return found


def _course(table: Table, pack: PackId, languages: tuple[str, ...], words: Mapping[str, Texts]) -> Course:
    course = Course(
        id=CourseId(table.id()),
        title=filled_texts(table, "title", languages, words),
        about=filled_texts(table, "about", languages, words),
        picture=table.picture(),
        modules=tuple(_module(module, pack, languages, words) for module in table.tables("modules")),
        line=table.line("picture"),
        tracks=_tracks(table.table("tracks"), pack),
    )
    if not course.modules:
        table.fault("", _("This course has no modules."))
    table.finish()
    return course


def _tracks(table: Table, pack: PackId) -> dict[str, tuple[ContentRef, ...]]:
    """The lessons of each role, in its order."""
    return {role: tuple(_refs(table, pack, role)) for role in table.values}


def _module(table: Table, pack: PackId, languages: tuple[str, ...], words: Mapping[str, Texts]) -> Module:
    module = Module(
        ModuleId(table.id()),
        filled_texts(table, "title", languages, words),
        tuple(_refs(table, pack)),
        table.line("contents"),
    )
    table.finish()
    return module


def _refs(table: Table, pack: PackId, key: str = "contents") -> list[ContentRef]:
    refs = []
    for item in table.words(key):
        kind, colon, name = item.partition(":")
        line = table.line(key, item)
        if not colon or kind not in CONTENT_KINDS or not is_id(name):
            what = _("“{item}” must be written kind:id, like lesson:my-lesson.").format(item=item)
            table.page.fault(line, what + did_you_mean(kind, CONTENT_KINDS))
        else:
            refs.append(ContentRef(kind, f"{pack}/{name}", line))
    return refs


def filled_texts(
    table: Table, key: str, languages: tuple[str, ...], words: Mapping[str, Texts], needed: bool = True
) -> dict[str, str]:
    """Words for each language of the pack, with the pack's own words filled in."""
    texts = table.texts(key, languages, needed)
    return {code: filled(table.page, table.line(key), text, words, code) for code, text in texts.items()}


def _sources(table: Table) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for item in table.tables("sources"):
        source = Source(
            id=item.source_id(),
            text=item.text("text"),
            url=item.text("url", needed=False),
            seen_on=item.date("seen_on", needed=True),
            confidence=item.text("confidence", needed=False),
            line=item.line("seen_on"),
        )
        if source.confidence and source.confidence not in CONFIDENCES:
            item.fault("confidence", _("“confidence” is H, M, L or LU."))
        if source.url and not source.url.startswith(("https://", "http://")):
            item.fault("url", _("“url” begins with https://."))
        if source.id in found:
            item.fault("id", _("The id “{id}” is used twice.").format(id=source.id))
        item.finish()
        found[source.id] = source
    return found


def _check_ids(table: Table, pack: Pack) -> None:
    """Course and module ids are unique within the pack."""
    seen: set[tuple[str, str]] = set()

    def keep(kind: str, name: str, *path: str | int) -> None:
        if (kind, name) in seen:
            table.page.fault(table.lines.get((*path, "id"), 1), _("The id “{id}” is used twice.").format(id=name))
        seen.add((kind, name))

    for number, course in enumerate(pack.courses):
        keep("course", course.id, "courses", number)
        for inner, module in enumerate(course.modules):
            keep("module", module.id, "courses", number, "modules", inner)


def read_help(files: PackFiles, page: Page, pack: Pack) -> Pack:
    """`pack` with its help lines and phrases, when it has any."""
    if page.file not in files.sizes:
        return pack
    lines = files.lines_of(page)
    table = toml_table(page, lines) if lines is not None else None
    if table is None:
        return pack
    helps: dict[str, list[HelpLine]] = {language: [] for language in pack.languages}
    for item in table.tables("lines"):
        for language, line in _help_line(item, pack).items():
            helps[language].append(line)
    phrases: dict[str, list[str]] = {language: [] for language in pack.languages}
    seen: set[str] = set()
    for item in table.tables("phrases"):
        keep_id(item, item.id(), seen)
        for language, text in filled_texts(item, "text", pack.languages, pack.words).items():
            phrases[language].append(text)
        item.finish()
    hard_words = _hard_words(table, pack)
    table.finish()
    _check_line_ids(table)
    return replace(
        pack,
        help_lines={language: tuple(found) for language, found in helps.items()},
        phrases={language: tuple(found) for language, found in phrases.items()},
        hard_words=hard_words,
    )


def _hard_words(table: Table, pack: Pack) -> dict[str, tuple[str, ...]]:
    """Phrases that touch on dying, for each language. An empty one would be found in everything."""
    inner = table.table("hard_words")
    if not inner.values:
        return {}
    found = {language: inner.words(language) for language in pack.languages}
    inner.finish()
    for language, phrases in found.items():
        if not all(fold(phrase).strip() for phrase in phrases):
            inner.fault(language, _("A phrase here is empty."))
    return found


def _help_line(table: Table, pack: Pack) -> dict[str, HelpLine]:
    """One line in each language of the pack."""
    texts = {key: filled_texts(table, key, pack.languages, pack.words) for key in ("title", "who", "hours")}
    shared = HelpLine(
        id=table.id(),
        kind=_line_kind(table),
        number=_number(table),
        title="",
        who="",
        hours="",
        is_always=table.truth("always"),
        is_free=table.truth("free"),
        seen_on=table.date("seen_on", needed=True),
        confirmed_on=table.date("confirmed_on"),
        source=_line_source(table, pack),
        languages=table.words("languages", needed=False),
        line=table.line("seen_on"),
    )
    table.finish()
    return {
        language: replace(
            shared,
            title=texts["title"].get(language, ""),
            who=texts["who"].get(language, ""),
            hours=texts["hours"].get(language, ""),
        )
        for language in pack.languages
    }


def _line_kind(table: Table) -> str:
    kind = table.text("kind")
    if kind and kind not in LINE_KINDS:
        what = _("“{kind}” is no kind of line: {kinds}.").format(kind=kind, kinds=", ".join(LINE_KINDS))
        table.fault("kind", what + did_you_mean(kind, LINE_KINDS))
    return kind


def _number(table: Table) -> str:
    number = table.text("number")
    if number and not (re.fullmatch(r"[0-9 +*#,()-]+", number) and re.search(r"\d", number)):
        table.fault(
            "number", _("“{number}” is no phone number: digits only, words go into “who”.").format(number=number)
        )
    return number


def _line_source(table: Table, pack: Pack) -> Source | None:
    name = table.text("source")
    if name and name not in pack.sources:
        what = _("The source “{id}” is not in [[sources]] of pack.toml.").format(id=name)
        table.fault("source", what + did_you_mean(name, pack.sources))
    return pack.sources.get(name)


def keep_id(table: Table, name: str, seen: set[str]) -> None:
    """Ids are unique in their list."""
    if name in seen:
        table.fault("id", _("The id “{id}” is used twice.").format(id=name))
    seen.add(name)


def _check_line_ids(table: Table) -> None:
    seen: set[str] = set()
    for item in table.tables("lines"):
        name = item.values.get("id")
        if isinstance(name, str):
            keep_id(item, name, seen)
