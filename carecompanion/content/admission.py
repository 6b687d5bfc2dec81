"""What a pack must be to come in from outside: whole, signed rightly if at all, nothing in it but texts and pictures.

Apart from the reader, which trusts the packs that come with the program, and from the checker, which teaches authors.
"""

from pathlib import Path

from carecompanion.content.faults import Page, Problem, first_error
from carecompanion.content.files import ENDINGS, MANIFEST, PackFiles, open_pack
from carecompanion.content.pack import Pack
from carecompanion.content.pictures import check_picture
from carecompanion.content.reader import gather_pack
from carecompanion.errors import PackError
from carecompanion.i18n import _


def read_admitted(path: Path) -> Pack:
    """The pack at `path`, a folder or a .carepack file. Raises PackError for the first fault."""
    with open_pack(path) as files:
        return admit(files)


def admit(files: PackFiles) -> Pack:
    """The pack, when nothing at all is wrong with it. Raises PackError for the first fault."""
    problems: list[Problem] = []
    pack = gather_admitted(files, problems)
    if error := first_error(problems):
        raise error
    if pack is None:
        raise PackError(MANIFEST, 0, _("This pack cannot be read."))
    return pack


def gather_admitted(files: PackFiles, problems: list[Problem]) -> Pack | None:
    """Everything that can be read, and everything that is in the way of taking it."""
    check_kinds(files, problems)
    pack = gather_pack(files, problems)
    for name in sorted(files.sizes):
        if name.lower().endswith(".svg"):
            check_picture(Page(name, problems), files)
    return pack


def check_kinds(files: PackFiles, problems: list[Problem]) -> None:
    """Texts and SVG pictures: no program, no sound, no photograph has a place in a pack."""
    for name in sorted(files.sizes):
        last = name.rpartition("/")[2]
        if "." in last and not last.lower().endswith(ENDINGS):
            what = _("A pack holds texts and SVG pictures, no files of this kind.")
            Page(name, problems).fault(0, _("Pictures are SVG files.") if name.startswith("pictures/") else what)
