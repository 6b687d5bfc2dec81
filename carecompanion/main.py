"""The command: argv, logging, language, and which part of the program runs.

The window is imported inside one function.
"""

import argparse
import gc
import logging
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from carecompanion import __version__, i18n
from carecompanion.errors import PackError, UserError
from carecompanion.paths import Paths, find_paths

log = logging.getLogger(__name__)

LOG_BYTES = 200_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    os.umask(0o077)  # whatever is written is this person's alone
    _leave_no_core()
    arguments = _parser().parse_args(argv)
    try:
        paths = find_paths()
        _start_log(paths)
        return int(arguments.command(arguments, paths))
    except UserError as error:
        print(error.words, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="carecompanion", description="Care Companion")
    parser.add_argument("--version", action="version", version=__version__)
    parser.set_defaults(command=_run)
    commands = parser.add_subparsers(title="commands")
    run = commands.add_parser("run", help="open the program (the default)")
    run.add_argument("pack", type=Path, nargs="?", help="a .carepack file to look at, once somebody is in")
    run.set_defaults(command=_run)
    tour = commands.add_parser("tour", help="walk through the real windows without a screen; pictures of every stop")
    tour.add_argument("--to", type=Path, default=Path("tour"), help="folder for the pictures (default: tour)")
    tour.set_defaults(command=_tour)
    trial = commands.add_parser(
        "self-test", help="try this copy of the program on a throw-away profile; exit 0 if it works"
    )
    trial.add_argument("--to", type=Path, help="file for the report (default: self-test.txt beside the log)")
    trial.add_argument("--start", action="store_true", help="only measure the start: when the first page was painted")
    trial.set_defaults(command=_self_test)
    doctor = commands.add_parser("doctor", help="say how the program is here; nothing private, to be sent to a helper")
    doctor.add_argument("--screens", action="store_true", help="only the screens")
    doctor.set_defaults(command=_doctor)
    pack = commands.add_parser("pack", help="work on content").add_subparsers(title="pack commands", required=True)
    check = pack.add_parser("check", help="check a pack; exit 1 and one line for each problem")
    check.add_argument("path", type=Path, help="a pack's folder or .carepack file")
    check.add_argument("--json", action="store_true", help="problems as JSON")
    check.set_defaults(command=_check_pack)
    key = pack.add_parser("key", help="make a key to sign packs with")
    key.add_argument("file", type=Path, help="where to keep it; must not exist")
    key.add_argument("--name", required=True, help="who signs, as the shelf will say it")
    key.set_defaults(command=_make_key)
    sign = pack.add_parser("sign", help="sign a pack, so that whoever adds it sees who made it, and any change")
    sign.add_argument("path", type=Path, help="a pack's folder or .carepack file")
    sign.add_argument("--key", type=Path, required=True, metavar="FILE", help="a key made with: pack key")
    sign.set_defaults(command=_sign_pack)
    checkin = commands.add_parser("checkin", help="work on check-ins").add_subparsers(
        title="check-in commands", required=True
    )
    score = checkin.add_parser("score", help="score a table of answers; nothing is kept")
    score.add_argument("pack", type=Path, help="a pack's folder or .carepack file")
    score.add_argument("checkin", help="the check-in's id")
    score.add_argument("answers", type=Path, help="CSV: a column an item, a row a person, blank = not answered")
    score.add_argument("--cut", action="append", default=[], metavar="SCALE=N", help="where a second band begins")
    score.add_argument("--language", default="", help="of the bands' words (default: the program's)")
    score.set_defaults(command=_score_answers)
    guide = commands.add_parser("guide", help="write the guide, in each language, as a web page and as PDF")
    guide.add_argument("folder", type=Path)
    guide.set_defaults(command=_guide)
    _add_stick(commands.add_parser("stick", help="the program on a stick").add_subparsers(required=True))
    return parser


def _add_stick(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    make = commands.add_parser("make", help="copy this program and its packs to a stick or folder; nobody's own things")
    make.add_argument("folder", type=Path)
    make.add_argument("--installers", type=Path, metavar="FOLDER", help="also copy these files, to install from")
    make.add_argument("--with-my-things", action="store_true", help="also copy the profiles of this computer")
    update = commands.add_parser("update", help="bring a stick to the version of another one")
    update.add_argument("source", type=Path, help="the newer stick")
    update.add_argument("--onto", type=Path, metavar="STICK", help="default: the stick this program runs from")
    back = commands.add_parser("back", help="use the version before again")
    check = commands.add_parser("check", help="compare every file with the stick's own list")
    for one in (back, check):
        one.add_argument("folder", type=Path, nargs="?", help="default: the stick this program runs from")
    for name, one in (("make", make), ("update", update), ("back", back), ("check", check)):
        one.set_defaults(command=_stick, work=name)


def _run(arguments: argparse.Namespace, paths: Paths) -> int:
    gc.disable()  # nothing of what a start makes is garbage; the window has a collector of its own
    from carecompanion.ui.importing import keep_no_source  # late: only the window needs Qt

    keep_no_source()
    from carecompanion.app import open_app
    from carecompanion.ui.application import run_app

    return run_app(open_app(paths), pack=getattr(arguments, "pack", None))


def _tour(arguments: argparse.Namespace, paths: Paths) -> int:
    from carecompanion.ui.tour import walk  # late: only the window needs Qt

    page, _pictures = walk(arguments.to, paths)
    print(f"{page} shows every stop of the tour")
    return 0


def _guide(arguments: argparse.Namespace, paths: Paths) -> int:
    for file in _write_guide(arguments.folder, paths):
        print(file)
    return 0


def _write_guide(folder: Path, paths: Paths) -> list[Path]:
    from carecompanion.settings import SettingsFile
    from carecompanion.ui.guide_paper import write_guide  # late: only the letters need Qt

    i18n.speak(SettingsFile(paths.settings_file).now.appearance.language, paths.resources / "i18n")
    return write_guide(folder, paths, date.today())


def _self_test(arguments: argparse.Namespace, paths: Paths) -> int:
    from carecompanion.ui import self_test  # late: only the window needs Qt

    if arguments.start:
        print(f"painted at {self_test.start(paths):.6f}")
        return 0
    print(self_test.self_test(paths, arguments.to or paths.log / "self-test.txt").words, end="")
    return 0


def _check_pack(arguments: argparse.Namespace, paths: Paths) -> int:
    from carecompanion.content.checker import check_pack, problems_as_json, problems_as_text
    from carecompanion.settings import SettingsFile

    i18n.speak(SettingsFile(paths.settings_file).now.appearance.language, paths.resources / "i18n")
    problems = check_pack(arguments.path, date.today())
    words = problems_as_json(problems) if arguments.json else problems_as_text(problems)
    if words:
        print(words)
    return 1 if problems else 0


def _make_key(arguments: argparse.Namespace, paths: Paths) -> int:
    from carecompanion.services import signing_packs
    from carecompanion.settings import SettingsFile

    i18n.speak(SettingsFile(paths.settings_file).now.appearance.language, paths.resources / "i18n")
    print(signing_packs.make_key(arguments.file, arguments.name))
    return 0


def _sign_pack(arguments: argparse.Namespace, paths: Paths) -> int:
    from carecompanion.services import signing_packs
    from carecompanion.settings import SettingsFile

    i18n.speak(SettingsFile(paths.settings_file).now.appearance.language, paths.resources / "i18n")
    try:
        print(signing_packs.sign_pack(arguments.path, arguments.key))
    except PackError as error:
        print(error, file=sys.stderr)  # with file and line
        return 2
    return 0


def _score_answers(arguments: argparse.Namespace, paths: Paths) -> int:
    from carecompanion.services import scoring
    from carecompanion.settings import SettingsFile

    i18n.speak(SettingsFile(paths.settings_file).now.appearance.language, paths.resources / "i18n")
    try:
        checkin = scoring.checkin_in(arguments.pack, arguments.checkin, arguments.language or i18n.language())
    except PackError as error:
        print(error, file=sys.stderr)  # with file and line
        return 2
    cuts = [scoring.cut_of(cut) for cut in arguments.cut]
    print(scoring.as_text(scoring.scored(checkin, scoring.read_sheets(arguments.answers, checkin), cuts)))
    return 0


def _stick(arguments: argparse.Namespace, paths: Paths) -> int:
    from carecompanion.services import stick_work
    from carecompanion.settings import SettingsFile
    from carecompanion.ui.single_instance import SingleInstance  # late: only the lock needs Qt

    i18n.speak(SettingsFile(paths.settings_file).now.appearance.language, paths.resources / "i18n")
    instance = SingleInstance(paths.data)  # nobody opens the program, or writes in a profile, meanwhile
    try:
        if not instance.is_first and (
            arguments.work in ("update", "back") or getattr(arguments, "with_my_things", False)
        ):
            raise UserError(i18n._("Care Companion is open. Close it first, then try again. Nothing was changed."))
        match arguments.work:
            case "make":
                print(
                    stick_work.make(
                        arguments.folder,
                        paths,
                        installers=arguments.installers,
                        with_home=arguments.with_my_things,
                        write_guide=lambda folder: _write_guide(folder, paths),
                    )
                )
            case "update":
                print(stick_work.update(arguments.source, arguments.onto))
            case "back":
                print(stick_work.go_back(arguments.folder))
            case _:
                print(stick_work.check(arguments.folder))
    finally:
        instance.close()
    return 0


def _doctor(arguments: argparse.Namespace, paths: Paths) -> int:
    from carecompanion.app import open_app

    app = open_app(paths)
    if arguments.screens:
        from carecompanion.ui.screen_words import screen_lines  # late: only this needs Qt

        print("\n".join(screen_lines()))
        return 0
    from carecompanion.services.doctor import findings

    print(findings(paths, app.profiles.listed(), app.library, date.today()))
    return 0


def _leave_no_core() -> None:
    """A crash must not write the program's memory into a file: an open profile's key would be in it."""
    try:
        import resource  # late: there is none on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _start_log(paths: Paths) -> None:
    """One small file and the one before it; a folder that may not be written costs only the log."""
    logging.raiseExceptions = False  # a full disk is no reason to print a traceback for every line
    handlers: list[logging.Handler] = []
    try:
        paths.log.mkdir(parents=True, exist_ok=True)
        file = paths.log / "care-companion.log"
        if file.exists() and file.stat().st_size > LOG_BYTES:
            os.replace(file, file.with_suffix(".log.1"))
        handlers.append(logging.FileHandler(file, encoding="utf-8"))
    except OSError:
        handlers.append(logging.NullHandler())
    logging.basicConfig(
        level=logging.INFO, handlers=handlers, format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True
    )
