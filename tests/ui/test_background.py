"""Slow work goes on in a thread; what belongs to windows is let go where windows are."""

import gc
import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject

from carecompanion.ui import background
from carecompanion.ui.collector import Collector, collect_what_is_due


class Page:
    """Stands for a page: notes the thread in which it is taken apart."""

    gone_in: list[threading.Thread] = []

    def __init__(self, in_a_cycle: bool = False) -> None:
        self.other = self if in_a_cycle else None

    def __del__(self) -> None:
        self.gone_in.append(threading.current_thread())

    def read(self) -> int:
        assert threading.current_thread() is not threading.main_thread()
        return 7

    def fail(self) -> None:
        raise ValueError("no")


@pytest.fixture(autouse=True)
def nobody_gone() -> None:
    gc.collect()
    Page.gone_in.clear()


def make_things() -> None:
    """What makes a collector that works by itself begin."""
    for _time in range(20):
        [[] for _thing in range(2000)]


def test_the_result_comes_home_and_an_error_too(qtbot: Any) -> None:
    found: list[object] = []
    background.run(Page().read, lambda result: found.append((result, threading.current_thread())))
    background.run(Page().fail, found.append, found.append)
    qtbot.waitUntil(lambda: len(found) == 2)
    assert (7, threading.main_thread()) in found
    assert any(isinstance(one, ValueError) for one in found)
    assert background.is_idle()


def test_an_error_nobody_foresaw_is_raised_where_windows_are(qtbot: Any) -> None:
    with qtbot.captureExceptions() as caught:
        background.run(Page().fail, lambda _result: None)
        qtbot.waitUntil(background.is_idle)
    assert [kind for kind, *_rest in caught] == [ValueError]


@pytest.mark.parametrize("work", [lambda page: page.read, lambda page: lambda: page.read()])
def test_a_page_that_was_left_meanwhile_goes_in_the_thread_of_windows(qtbot: Any, work: Any) -> None:
    for _time in range(50):
        background.run(work(Page()), lambda _result: None)
    background.finish()
    qtbot.waitUntil(lambda: len(Page.gone_in) == 50)
    assert set(Page.gone_in) == {threading.main_thread()}


def test_what_hangs_together_goes_in_the_thread_of_windows(qtbot: Any) -> None:
    gc.enable()  # as Python begins
    keeper = QObject()
    Collector(keeper)
    for _time in range(gc.get_threshold()[0]):
        Page(in_a_cycle=True)
    other = threading.Thread(target=make_things)
    other.start()
    other.join()
    assert not Page.gone_in, "a thread took it apart"
    collect_what_is_due()
    assert set(Page.gone_in) == {threading.main_thread()}
    keeper.deleteLater()


def test_what_is_not_due_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "collect", asked.append)
    for counted in ((700, 10, 10), (701, 10, 10), (701, 11, 10), (5, 0, 11)):
        monkeypatch.setattr(gc, "get_count", lambda counted=counted: counted)
        collect_what_is_due()
    assert asked == [0, 1, 2]
