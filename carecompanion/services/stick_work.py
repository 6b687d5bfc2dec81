"""What a person does with sticks, and the sentence that says how it went: make, bring up to date, go back, check.

Apart from stick.py, which knows how a stick is written and nothing of this computer.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from carecompanion.errors import StickNotPossible
from carecompanion.i18n import _, ngettext
from carecompanion.paths import Paths
from carecompanion.services.stick import Program, Stick, Told, load_of, program_here


def make(
    folder: Path,
    paths: Paths,
    *,
    installers: Path | None = None,
    with_home: bool = False,
    told: Told | None = None,
    program: Program | None = None,
    write_guide: Callable[[Path], object] | None = None,
) -> str:
    """Put the program that runs, and its packs, on a stick. Her own things only `with_home`.

    `write_guide` writes the guide into a folder, as anybody can read it; else it travels as it lies in the program.
    """
    found = program or program_here()
    if found is None:
        raise StickNotPossible(
            _(
                "This Care Companion runs from its source, so there is no built program to give on. "
                "Start it from a stick, or install it, and try again."
            )
        )
    stick = Stick(folder)
    with TemporaryDirectory(prefix="care-companion-guide-") as place:
        guide = paths.guide
        if write_guide is not None:
            guide = Path(place)
            write_guide(guide)
        load = load_of(found, paths.stick_files, packs=paths.installed_packs, guide=guide, installers=installers)
        stick.take(load, *_of(told))
    words = _("The stick is ready: version {version}, every file read back and compared.").format(version=stick.now)
    if not with_home:
        return words + " " + _("Nobody’s own things are on it.")
    stick.take_home(paths.data, *_of(told))
    return words + " " + _("Your own things are on it, too. Keep it as you keep a key.")


def update(source: Path, onto: Path | None, told: Told | None = None, program: Program | None = None) -> str:
    """Bring a stick (the one this program runs from) to the version of another one."""
    stick = Stick(onto) if onto is not None else _own_stick(program or program_here())
    before = stick.now
    if not stick.update(Stick(source), *_of(told)):
        return _("Both have version {version}. There is nothing to do.").format(version=before)
    words = _("Version {version} is ready. Version {before} stays on the stick, to go back to.")
    return words.format(version=stick.now, before=stick.before or before)


def go_back(folder: Path | None, program: Program | None = None) -> str:
    stick = Stick(folder) if folder is not None else _own_stick(program or program_here())
    left = stick.now
    version = stick.roll_back()
    return _(
        "Version {version} is in use again. A profile that version {left} has opened may need the newer one: "
        "this program then says so, and leaves the profile as it is."
    ).format(version=version, left=left)


def check(folder: Path | None, program: Program | None = None) -> str:
    stick = Stick(folder) if folder is not None else _own_stick(program or program_here())
    if not stick.now:
        raise StickNotPossible(_("There is no Care Companion stick in this folder."))
    faults = stick.faults()
    if faults:
        words = ngettext(
            "{n} file of version {version} is damaged: {files}",
            "{n} files of version {version} are damaged: {files}",
            len(faults),
        )
        raise StickNotPossible(words.format(n=len(faults), version=stick.now, files=", ".join(faults[:5])))
    return _("Version {version} is whole: every file is as it was written.").format(version=stick.now)


def _own_stick(program: Program | None) -> Stick:
    if program is None or program.stick is None:
        raise StickNotPossible(
            _(
                "This Care Companion does not run from a stick. To bring it up to date, open the file for this system "
                "in the stick’s folder “installers”."
            )
        )
    return program.stick


def _of(told: Told | None) -> tuple[Told, ...]:
    return () if told is None else (told,)
