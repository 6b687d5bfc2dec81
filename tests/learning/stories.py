"""Scenes for the tests: a small one told by hand, and any at all, as a strategy."""

from hypothesis import strategies as st

from carecompanion.content.model import Notice, PackId, SceneId
from carecompanion.content.scene import CARES, Choice, Feeling, Moment, MomentId, Needs, Scene


def a_choice(to: str, care: str = "cares", **more: object) -> Choice:
    known = {"text": f"«{to}»", "did": "Hiciste.", "sees": "Mira.", "short": f"Nota {to}"} | more
    return Choice(to=MomentId(to), care=care, **known)  # type: ignore[arg-type]


def a_moment(name: str, *choices: Choice, **more: object) -> Moment:
    known = {"title": name.capitalize(), "words": f"«Soy {name}»."} | more
    return Moment(MomentId(name), choices=choices, **known)  # type: ignore[arg-type]


def a_scene(*moments: Moment, calm: int = 2, trust: int = 2) -> Scene:
    return Scene(
        id=SceneId("p/escena"),
        pack=PackId("p"),
        pack_version="1",
        language="es",
        title="Escena",
        about="",
        minutes=5,
        roles=(),
        notice=Notice("", ""),
        person="Ella",
        feels="",
        felt="",
        scale=("", ""),
        verdicts=("", "", ""),
        feeling=Feeling(calm, trust),
        moments=moments,
    )


def a_small_scene() -> Scene:
    """A door, a silence one may come back from, a table, and three endings."""
    return a_scene(
        a_moment(
            "puerta",
            a_choice("mesa", calm=1, trust=1),
            a_choice("silencio", "uneasy", calm=-1, why="Prueba a esperar."),
            a_choice("se-va", "exposes", calm=-2, trust=-2, why="Prueba a bajar la voz."),
        ),
        a_moment(
            "silencio",
            a_choice("puerta", calm=1, short="Esperaste"),
            a_choice("mesa", "uneasy", needs=Needs("calm", at_least=2), otherwise=MomentId("se-va"), why="Espera."),
            words="",
            face="Mira el suelo.",
        ),
        a_moment(
            "mesa",
            a_choice("bien", calm=2, needs=Needs("trust", at_least=3)),
            a_choice("a-medias", "uneasy", why="Pregunta cómo vuelve."),
            a_choice("silencio", "exposes", trust=-1, why="Cierra la puerta."),
        ),
        a_moment("bien", text="Vuelve con su hermana.", next="Ofrece agua."),
        a_moment("a-medias", text="Se va sola.", next="Pregunta cómo vuelve."),
        a_moment("se-va", text="Se va.", next="Espera.", words=""),
    )


def any_choice(names: list[str]) -> st.SearchStrategy[Choice]:
    bound = st.integers(1, 5)
    of = st.sampled_from(("calm", "trust"))
    needs = st.none() | st.builds(Needs, of, bound, st.none()) | st.builds(Needs, of, st.none(), bound)
    target = st.sampled_from(names)
    step = st.integers(-2, 2)
    return st.builds(
        a_choice, target, st.sampled_from(CARES), calm=step, trust=step, needs=needs, otherwise=st.none() | target
    )


@st.composite
def any_scenes(draw: st.DrawFn) -> Scene:
    """Up to 14 moments, each with up to 4 choices that lead anywhere; some have dead ends and traps."""
    names = [f"m{number}" for number in range(draw(st.integers(1, 14)))]
    choices = st.lists(any_choice(names), max_size=4)
    moments = [a_moment(name, *draw(choices)) for name in names]
    level = st.integers(1, 5)
    return a_scene(*moments, calm=draw(level), trust=draw(level))


@st.composite
def any_walks(draw: st.DrawFn) -> tuple[Scene, tuple[int, ...]]:
    """A scene and numbers to try, most of them offered at some time."""
    return draw(any_scenes()), tuple(draw(st.lists(st.integers(0, 5), max_size=25)))
