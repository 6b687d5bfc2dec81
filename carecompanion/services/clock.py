"""The time, passed into everything that needs it. Apart so that the first paint need not import the database code."""

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def local_day(clock: Clock) -> date:
    """Today, by the person's own calendar."""
    return clock().astimezone().date()


def local_minute(clock: Clock) -> int:
    """Minutes since midnight on the person's own clock."""
    now = clock().astimezone()
    return now.hour * 60 + now.minute
