"""Nothing private fits into what the room sees: every type we have is tried in every place there is."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

import carecompanion.content
import carecompanion.learning
import carecompanion.services
from carecompanion.learning import room_view
from carecompanion.learning.room_view import (
    SLIDES,
    Bar,
    BarRow,
    Blank,
    Breath,
    Calm,
    Counts,
    Options,
    Pause,
    RoomView,
    Timer,
    Words,
)

WHOLE: tuple[Any, ...] = (
    Words("Título", ("uno", "dos", "tres"), "En parejas", "Pueden pasar", "foto.png", "Cuidarme"),
    Options("¿Qué dices?", ("A", "B", "C"), "Pie"),
    Bar(0.5, "10"),
    BarRow("Estrés", (Bar(0.6, "6.1"), Bar(0.4, "3.8")), "de 0 a 10", "Bajó 2.3", "personas"),
    Counts("¿Qué cambió?", (BarRow("Sí", (Bar(1, "9"),)),), "Respondieron 21", "", (), "Nadie ve"),
    Breath("Respirar", (4, 0, 6, 0), 180, False, 2.5),
    Calm("9:40"),
    Timer(30, 60),
    RoomView(Blank(), Timer(1, 2)),
)
HERE = {vars(room_view)[name] for name in vars(room_view) if inspect.isclass(vars(room_view)[name])}


def modules() -> Iterator[Any]:
    """All that hold something of a person, of the trainer, or of a profile."""
    for package in (carecompanion.content, carecompanion.learning, carecompanion.services):
        for one in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            if not one.ispkg:
                yield importlib.import_module(one.name)
    for name in ("app", "errors", "events", "paths", "settings", "storage.journal", "storage.vault"):
        yield importlib.import_module(f"carecompanion.{name}")


@cache
def private_types() -> list[type]:
    """Every class of ours but those of room_view itself. Found when a test asks: a broken module breaks that test."""
    ours = {
        one
        for module in modules()
        for one in vars(module).values()
        if inspect.isclass(one) and one.__module__.startswith("carecompanion.") and one not in HERE
    }
    return sorted(ours, key=lambda one: f"{one.__module__}.{one.__qualname__}")


def empty(kind: type) -> object:
    """One of them, whatever it needs to be made."""
    if issubclass(kind, BaseException):
        return kind.__new__(kind)
    return object.__new__(kind) if kind.__new__ is object.__new__ else kind.__new__(kind)


def refused(make: Callable[[], object]) -> bool:
    try:
        make()
    except (TypeError, ValueError):
        return True
    return False


def places(intruder: object) -> Iterator[tuple[str, Callable[[], object]]]:
    """The intruder in each field of each value, bare and in a tuple; alone, and among what belongs there."""
    for whole in WHOLE:
        known = {one.name: getattr(whole, one.name) for one in fields(whole)}
        for name, value in known.items():
            tries: list[Any] = [intruder, (intruder,), [intruder], {"a": intruder}]
            if isinstance(value, tuple) and value:
                tries += [(*value[:-1], intruder), (intruder, *value[1:])]
            for one in tries:
                yield f"{type(whole).__name__}.{name}", partial(type(whole), **(known | {name: one}))


def test_what_belongs_there_is_let_in() -> None:
    """Or the test below would prove nothing."""
    assert len({type(whole) for whole in WHOLE}) == len(WHOLE)
    for slide in (*(one for one in WHOLE if type(one) in SLIDES), Pause(), Blank()):
        assert RoomView(slide, Timer(3, 5)).slide is slide
    for whole in WHOLE:
        known = {one.name: getattr(whole, one.name) for one in fields(whole)}
        assert type(whole)(**known) == whole


def test_all_kinds_are_known_here() -> None:
    kinds = {one for one in HERE if is_dataclass(one)}
    assert kinds == {type(one) for one in WHOLE} | {Blank, Pause}


def test_private_types_are_many() -> None:
    names = {one.__name__ for one in private_types()}
    assert {"Note", "CheckInDone", "Scene", "Moment", "Question", "Lesson", "Step", "PlanLine", "AnswerKept"} <= names
    assert {"Study", "Wellbeing", "OpenProfile", "App", "Journal", "AgendaBlock", "Block", "Run", "Play"} <= names
    assert {"Guarded", "Change", "Group"} <= names, "a figure comes as a bar with words, nothing else"
    assert len(private_types()) > 150


def test_the_room_takes_no_private_thing() -> None:
    """Each kind in each place: a few ten thousand tries."""
    let_in = [
        f"{kind.__module__}.{kind.__name__} in {place}"
        for kind in private_types()
        for place, make in places(empty(kind))
        if not refused(make)
    ]
    assert let_in == []


class Letter(str):
    """Text that carries more than it says."""

    __slots__ = ("note",)


class Row(tuple):  # type: ignore[type-arg]
    """A tuple that carries more."""


@pytest.mark.parametrize("intruder", [None, b"bytes", 1.5j, {"a"}, object(), print, Letter("hola"), Row(("a",)), Words])
def test_nor_what_only_looks_like_words(intruder: object) -> None:
    let_in = {place for place, make in places(intruder) if not refused(make)}
    assert let_in <= ({"RoomView.timer"} if intruder is None else set())


def test_only_numbers_are_numbers() -> None:
    for share in (float("nan"), float("inf"), -0.1, 1.1, True, "1"):
        assert refused(lambda share=share: Bar(share, ""))  # type: ignore[misc]
    assert refused(lambda: Timer(True, 3))
    assert refused(lambda: Timer(-1, 3))
    assert refused(lambda: Breath("", (4, 0, 6), 3))  # type: ignore[arg-type]
    assert refused(lambda: Breath("", (4, 0, 6, 0), 3, gone=True))
    assert refused(lambda: Breath("", (4, 0, 6, 0), 3, has_sip=1))  # type: ignore[arg-type]


def test_no_more_than_can_be_read_from_the_last_chair() -> None:
    assert refused(lambda: Words("", ("a",) * 4))
    assert refused(lambda: Options("", ("a",) * 6))
    assert refused(lambda: Counts("", (BarRow("", (Bar(0, ""),)),) * 7))
    assert refused(lambda: Counts("", (BarRow("", ()),)))
    assert refused(lambda: Counts("", (BarRow("", (Bar(0, ""),)),), legend=("a", "b")))


def test_nobody_makes_another_kind_of_it() -> None:
    with pytest.raises(TypeError):
        type("MyView", (RoomView,), {})

    class Told(Words):
        note = "secreto"

    with pytest.raises(TypeError):
        RoomView(Told("Título"))


def test_it_cannot_be_changed_afterwards() -> None:
    view = RoomView(Words("Título"))
    for name in ("slide", "note"):
        with pytest.raises((AttributeError, TypeError)):
            setattr(view, name, "secreto")


def test_it_imports_nothing_of_ours() -> None:
    tree = ast.parse(Path(room_view.__file__).read_text("utf-8"))
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names == {"dataclasses", "math", "typing"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
