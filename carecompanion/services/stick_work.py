"""What a person does with sticks, and the sentence that says how it went: make, bring up to date, go back, check.

Apart from stick.py, which knows how a stick is written and nothing of this computer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from carecompanion.errors import StickNotPossible
from carecompanion.i18n import _, ngettext
from carecompanion.paths import Paths
from carecompanion.services.stick import Load, Program, Room, Stick, Told, home_of, load_of, program_here, say_nothing
from carecompanion.services.stick_words import from_source, no_stick, not_from_a_stick, somebody_s


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be put on a stick, and what is there now ("" = no stick yet). `lost` are systems it would no more
    open on."""

    folder: Path
    version: str
    there: str
    room: Room
    systems: tuple[str, ...]
    lost: tuple[str, ...] = ()


def plan(folder: Path, paths: Paths, program: Program | None, home: Load | None = None) -> Plan:
    """What making a stick there would mean. Slow on a slow stick. Raises StickNotPossible where it cannot be."""
    load = load_of(_needed(program), paths.stick_files, packs=paths.installed_packs, guide=paths.guide)
    return _planned(Stick(folder), load, home)


def plan_update(source: Path, onto: Stick) -> Plan:
    """The same of bringing a stick up to date."""
    if not onto.now:
        raise StickNotPossible(no_stick())
    return _planned(onto, Stick(source).load(), None)


def _planned(stick: Stick, load: Load, home: Load | None) -> Plan:
    room = stick.room_for(load, home)
    lost = set(stick.systems) - set(load.systems)
    return Plan(stick.folder, load.version, stick.now, room, load.systems, tuple(sorted(lost)))


def make(
    folder: Path,
    paths: Paths,
    *,
    installers: Path | None = None,
    with_home: bool = False,
    home: Load | None = None,
    told: Told = say_nothing,
    program: Program | None = None,
    write_guide: Callable[[Path], object] | None = None,
) -> str:
    """Put the program that runs, and its packs, on a stick. Own things only `with_home` (all of this computer), or
    those of `home`.

    `write_guide` writes the guide into a folder, as anybody can read it; else it travels as it lies in the program.
    """
    found = _needed(program or program_here())
    own = home_of(paths.data) if with_home else home
    stick = Stick(folder)
    with TemporaryDirectory(prefix="care-companion-guide-") as place:
        guide = paths.guide
        if write_guide is not None:
            guide = Path(place)
            write_guide(guide)
        load = load_of(found, paths.stick_files, packs=paths.installed_packs, guide=guide, installers=installers)
        stick.take(load, told, own)
    words = _("The stick is ready: version {version}, every file read back and compared.").format(version=stick.now)
    if own is None:
        return words + " " + (somebody_s() if stick.has_home else _("Nobody’s own things are on it."))
    return words + " " + _("Your own things are on it, too. Keep it as you keep a key.")


def update(source: Path, onto: Path | None, told: Told = say_nothing, program: Program | None = None) -> str:
    """Bring a stick (the one this program runs from) to the version of another one."""
    stick = Stick(onto) if onto is not None else _own_stick(program or program_here())
    before = stick.now
    if not stick.update(Stick(source), told):
        return _nothing_to_do(before)
    words = _("Version {version} is ready. Version {before} stays on the stick, to go back to.")
    return words.format(version=stick.now, before=stick.before or before)


def update_open(source: Path, program: Program, told: Told = say_nothing) -> str:
    """The same of the stick this program runs from, while it is open: the version that is open is left alone."""
    stick = _own_stick(program)
    running = program.listed.version
    _refuse_two_versions(stick, running)
    if Stick(source).now != running:
        return f"{update(source, stick.folder, told)} {next_time()}"
    if stick.faults("", told):
        raise StickNotPossible(
            _(
                "Version {version} on this stick is damaged. It cannot be mended while it is open. Open the program "
                "from the other stick, and copy it to this one from there. Nothing was changed."
            ).format(version=running)
        )
    return _nothing_to_do(running)


def go_back(folder: Path | None, program: Program | None = None, told: Told = say_nothing) -> str:
    stick = Stick(folder) if folder is not None else _own_stick(program or program_here())
    left = stick.now
    version = stick.roll_back(told)
    return _(
        "Version {version} is in use again. A profile that version {left} has opened may need the newer one: "
        "this program then says so, and leaves the profile as it is."
    ).format(version=version, left=left)


def check(folder: Path | None, program: Program | None = None, told: Told = say_nothing) -> str:
    stick = Stick(folder) if folder is not None else _own_stick(program or program_here())
    if not stick.now:
        raise StickNotPossible(no_stick())
    faults = stick.faults("", told)
    if faults:
        words = ngettext(
            "{n} file of version {version} is damaged: {files}",
            "{n} files of version {version} are damaged: {files}",
            len(faults),
        )
        raise StickNotPossible(words.format(n=len(faults), version=stick.now, files=", ".join(faults[:5])))
    return _("Version {version} is whole: every file is as it was written.").format(version=stick.now)


def next_time() -> str:
    return _("It opens the next time you start the program.")


def _nothing_to_do(version: str) -> str:
    return _("Both have version {version}. There is nothing to do.").format(version=version)


def _needed(program: Program | None) -> Program:
    if program is None:
        raise StickNotPossible(from_source())
    if program.stick is not None:
        _refuse_two_versions(program.stick, program.listed.version)
    return program


def _refuse_two_versions(stick: Stick, running: str) -> None:
    """A version that is open is neither taken away nor mixed with the one that came since."""
    if stick.now != running:
        raise StickNotPossible(
            _(
                "Version {version} is in use on this stick since you opened the program, which is version {running}. "
                "Close the program, open it again from the stick, and go on then. Nothing was changed."
            ).format(version=stick.now, running=running)
        )


def _own_stick(program: Program | None) -> Stick:
    if program is None or program.stick is None:
        raise StickNotPossible(not_from_a_stick())
    return program.stick
