"""Started by setup.py in a process of its own: pynsist works in the current folder, and speaks to its own log.

lay_out.py FOLDER      FOLDER/installer.cfg -> FOLDER/windows-x86_64, ready for makensis
"""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent)]

from building import tidy, version  # noqa: E402
from keep import is_kept  # noqa: E402

from carecompanion.services.file_list import make_list  # noqa: E402


def main(place: Path) -> None:
    os.environ["XDG_CACHE_HOME"] = str(place / "cache")
    os.chdir(place)
    from nsist import InstallerBuilder, configreader, get_installer_builder_args  # late: it reads the cache's place

    arguments = get_installer_builder_args(configreader.read_and_validate("installer.cfg"))
    builder = InstallerBuilder(**arguments)
    builder.run(makensis=False)
    folder = place / arguments["build_dir"]
    for file in sorted(folder.rglob("*"), reverse=True):
        if file.is_file() and not is_kept(file.relative_to(folder).as_posix()):
            file.unlink()
        elif file.is_dir() and not any(file.iterdir()):
            file.rmdir()
    script = folder / "installer.nsi"
    words = script.read_bytes()
    script.unlink()  # it is no part of the program
    make_list(folder, version(), "windows-x86_64")
    script.write_bytes(words)
    tidy(folder)


main(Path(sys.argv[1]))
