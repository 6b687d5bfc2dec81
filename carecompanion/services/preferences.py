"""A profile's own settings, kept in its encrypted file as names and words."""

from dataclasses import asdict, fields

from carecompanion.events import Events, PreferenceChanged
from carecompanion.learning.records import Preference
from carecompanion.services.clock import Clock
from carecompanion.services.keeping import Keeper
from carecompanion.settings import Appearance, appearance_of

ROLES = ("volunteer", "police", "promoter", "")
YES, NO = "yes", "no"


class Preferences:
    """Read from memory, written through. Unknown names are kept as they are: a newer version may know them."""

    def __init__(self, keeper: Keeper, events: Events, clock: Clock) -> None:
        self._keeper = keeper
        self._events = events
        self._clock = clock
        self._values = dict(keeper.journal.preferences())

    def get(self, name: str, default: str = "") -> str:
        return self._values.get(name, default)

    def those(self, beginning: str) -> tuple[str, ...]:
        """What is kept under the names that begin so, by name."""
        return tuple(self._values[name] for name in sorted(self._values) if name.startswith(beginning))

    def is_on(self, name: str, default: bool = False) -> bool:
        return self.get(name, YES if default else NO) == YES

    def keep(self, **values: str | bool) -> None:
        """Keep one or several at once; unchanged ones are not written."""
        words = {name: (YES if value else NO) if isinstance(value, bool) else value for name, value in values.items()}
        fresh = {name: value for name, value in words.items() if self._values.get(name) != value}
        if not fresh:
            return
        self._values.update(fresh)
        now = self._clock()
        self._keeper.keep(*(Preference(name, value, now) for name, value in fresh.items()))
        for name in fresh:
            self._events.tell(PreferenceChanged(name))

    def know(self, name: str, value: str) -> None:
        """It was kept together with something else."""
        self._values[name] = value

    @property
    def nickname(self) -> str:
        return self.get("nickname")

    @property
    def picture(self) -> str:
        return self.get("picture", "bird")

    @property
    def role(self) -> str:
        """volunteer, police, promoter, or "" for "I'd rather not say"."""
        return self.get("role")

    @property
    def facilitates(self) -> bool:
        """Whether «Facilitar» is among the sections."""
        return self.is_on("facilitates")

    @property
    def idle_minutes(self) -> int:
        """Minutes without a key or click before a profile with a passphrase locks; 0 = never."""
        words = self.get("idle_minutes", "5")
        return int(words) if words.isdigit() else 5

    @property
    def appearance(self) -> Appearance:
        kept = {one.name: self._values[one.name] for one in fields(Appearance) if one.name in self._values}
        typed: dict[str, object] = {name: _typed(name, value) for name, value in kept.items()}
        return appearance_of(typed)

    def keep_appearance(self, appearance: Appearance) -> None:
        self.keep(**{name: _worded(value) for name, value in asdict(appearance).items()})


def _typed(name: str, value: str) -> object:
    default = getattr(Appearance(), name)
    if isinstance(default, bool):
        return value == YES
    if isinstance(default, float):
        try:
            return float(value)
        except ValueError:
            return default
    return value


def _worded(value: object) -> str | bool:
    return value if isinstance(value, bool) else str(value)
