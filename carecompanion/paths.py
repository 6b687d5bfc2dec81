"""Where things are: the only user of platformdirs, and the only one who knows where resources/ is.

CARE_COMPANION_HOME puts data, cache and log under one folder (tests, the tour, a stick). CARE_COMPANION_STICK is the
stick this program was copied from, because this computer runs nothing from it.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from carecompanion import __version__
from carecompanion.errors import ResourcesMissing

APP = "care-companion"


@dataclass(frozen=True, slots=True)
class Paths:
    """The program's folders. Only `resources` exists for certain; the others are made when first needed."""

    data: Path
    cache: Path
    log: Path
    resources: Path

    @property
    def settings_file(self) -> Path:
        return self.data / "settings.toml"

    @property
    def profiles(self) -> Path:
        """One folder for each profile, and the small list of them."""
        return self.data / "profiles"

    @property
    def help_lines_file(self) -> Path:
        """The help lines of the place, there before anyone is in."""
        return self.data / "help" / "lines.toml"

    @property
    def bundled_packs(self) -> Path:
        return self.resources / "packs"

    @property
    def stick_packs(self) -> tuple[Path, ...]:
        """Packs that lie on the stick this program runs from, if it does."""
        found = packs_beside(Path(sys.executable))
        if found is None and (stick := copied_from()) is not None:
            found = stick / "versions" / __version__ / "packs"
        return () if found is None else (found,)

    @property
    def stick_files(self) -> Path:
        """What opens the program from a stick."""
        return self.resources / "stick"

    @property
    def guide(self) -> Path:
        return self.resources / "guide"

    @property
    def installed_packs(self) -> Path:
        return self.data / "packs"


def find_paths() -> Paths:
    """The folders of this machine. Raises ResourcesMissing when the program is not whole."""
    resources = find_resources()
    home = os.environ.get("CARE_COMPANION_HOME")
    if home:
        base = Path(home)
        return Paths(base / "data", base / "cache", base / "log", resources)
    return Paths(
        Path(platformdirs.user_data_dir(APP, appauthor=False)),
        Path(platformdirs.user_cache_dir(APP, appauthor=False)),
        Path(platformdirs.user_log_dir(APP, appauthor=False)),
        resources,
    )


def copied_from() -> Path | None:
    """The stick whose start file copied this program to where it may run; None without one."""
    stick = os.environ.get("CARE_COMPANION_STICK")
    return Path(stick) if stick and (Path(stick) / "version.txt").is_file() else None


def packs_beside(executable: Path) -> Path | None:
    """The packs of the stick this program runs from; None where it runs from no stick."""
    for folder in executable.parents[1:3]:
        if folder.parent.name == "versions" and (folder / "SHA256SUMS").is_file():
            return folder / "packs"
    return None


def find_resources() -> Path:
    """resources/ of a frozen build, an installed wheel or the source tree, in this order."""
    frozen = getattr(sys, "_MEIPASS", None)
    here = Path(__file__).resolve().parent
    places = [here / "resources", here.parent / "resources"]
    if frozen:
        places.insert(0, Path(frozen) / "resources")
    for place in places:
        if (place / "themes" / "tokens.json").is_file():
            return place
    raise ResourcesMissing(
        "Faltan archivos del programa. Tus datos están a salvo. Instala de nuevo Care Companion. / "
        "Some of the program's own files are missing. Your data is safe. Install Care Companion again."
    )
