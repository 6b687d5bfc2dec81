"""The one place where parts are put together. Cheap: no pack is read and no database code imported here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.events import Events
from carecompanion.paths import Paths
from carecompanion.services.clock import utc_now
from carecompanion.services.profiles import Profiles
from carecompanion.settings import SettingsFile


@dataclass(frozen=True, slots=True)
class App:
    """The program without a face."""

    paths: Paths
    settings: SettingsFile
    events: Events
    library: Library
    profiles: Profiles
    clock: Callable[[], datetime]


def open_app(paths: Paths, *, clock: Callable[[], datetime] = utc_now, cost: int = 2**16) -> App:
    """Put the parts together and speak the kept language. `cost` is the passphrase's key derivation."""
    settings = SettingsFile(paths.settings_file)
    i18n.speak(settings.now.appearance.language, paths.resources / "i18n")
    events = Events()
    library = Library([paths.bundled_packs, paths.installed_packs], paths.cache)
    profiles = Profiles(paths.profiles, library, events, clock, cost=cost)
    return App(paths, settings, events, library, profiles, clock)
