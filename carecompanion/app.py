"""The one place where parts are put together. Cheap: no pack is read and neither database nor content code imported."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from carecompanion import i18n
from carecompanion.events import Events
from carecompanion.paths import Paths
from carecompanion.services.clock import utc_now
from carecompanion.services.help_lines import HelpLines
from carecompanion.services.profiles import Profiles
from carecompanion.services.sticks import Sticks
from carecompanion.settings import SettingsFile

if TYPE_CHECKING:
    from carecompanion.content.library import Library
    from carecompanion.services.stocking import Stocking


@dataclass(frozen=True, slots=True)
class App:
    """The program without a face."""

    paths: Paths
    settings: SettingsFile
    events: Events
    profiles: Profiles
    clock: Callable[[], datetime]
    find_library: "Callable[[], Library]"
    help_lines: HelpLines
    find_stocking: "Callable[[], Stocking]"
    sticks: Sticks

    @property
    def library(self) -> "Library":
        """The shelf; made when first asked for, which the picker never does."""
        return self.find_library()

    @property
    def stocking(self) -> "Stocking":
        """Contents; made when first asked for, too."""
        return self.find_stocking()


def open_app(paths: Paths, *, clock: Callable[[], datetime] = utc_now, cost: int = 2**17) -> App:
    """Put the parts together and speak the kept language. `cost` is the passphrase's key derivation."""
    settings = SettingsFile(paths.settings_file)
    i18n.speak(settings.now.appearance.language, paths.resources / "i18n")
    events = Events()

    @cache
    def find_library() -> "Library":
        from carecompanion.content.library import Library  # late: the first paint needs none of it

        return Library(
            [paths.bundled_packs, *paths.stick_packs, paths.installed_packs], paths.cache, own=paths.installed_packs
        )

    profiles = Profiles(paths.profiles, find_library, events, clock, cost=cost)
    help_lines = HelpLines(paths.help_lines_file, clock, lambda: official_numbers(find_library()))

    @cache
    def find_stocking() -> "Stocking":
        from carecompanion.services.stocking import Stocking  # late, as above

        return Stocking(paths.installed_packs, find_library, clock)

    return App(paths, settings, events, profiles, clock, find_library, help_lines, find_stocking, Sticks(paths))


def official_numbers(library: "Library") -> list[str]:
    """The numbers of the packs, whatever their language."""
    return [line.number for line in library.help_page(i18n.language()).lines]
