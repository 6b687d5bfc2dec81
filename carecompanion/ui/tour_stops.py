"""Where the tour goes and what it stops at: what one person meets alone, then a training with a room.

The name of a stop is the name of its picture, in the tour and in the guide.
"""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from carecompanion import i18n
from carecompanion.content.model import CheckInId, ItemId
from carecompanion.content.workshop import WorkshopId
from carecompanion.services.clock import local_day
from carecompanion.services.room_round import RoomRound
from carecompanion.ui.leading import Leading
from carecompanion.ui.tour import SIZE, Walk

MEMORY, WHY = "cuidar/la-memoria", "cuidarme/por-que-cuidarme"
BREATHE, FIVE = "cuidarme/respirar-4-6", CheckInId("cuidarme/cinco-dimensiones")
SCENE, CARD = "cuidar/la-primera-conversacion", "cuidar/primeros-diez-minutos"
POLICE, PROMOTERS = WorkshopId("cuidar/policia-una-jornada"), WorkshopId("cuidar/promotoras-media-jornada")
CHECKIN = "checkin:cuidarme/un-minuto"
ROOM = {"es": "Voluntariado\t9\nPolicía\t8", "en": "Volunteers\t9\nPolice\t8"}
PLACE = {"es": "Sala comunal", "en": "Community room"}
UNDER_WAY_MS = 400  # a breath one can see


def journeys(walk: Walk) -> None:
    """All of them, from the picker to the cover."""
    for journey in (_come_in, _study, _take_a_break, _rehearse, _practise, _look_inside, _look_around, _train):
        journey(walk)
    _hide(walk)


def _come_in(walk: Walk) -> None:
    walk.stop("quien-esta-aqui", "Who is here")
    walk.press("new-profile")
    walk.stop("nuevo-perfil", "A new profile")
    walk.type_into("nickname", "Colibrí")
    walk.press("consent")
    walk.press("create")
    walk.wait(lambda: walk.window.page if walk.window.profile else None, "an open profile")
    walk.stop("hoy-primer-dia", "Today, the first day")


def _study(walk: Walk) -> None:
    window = walk.window
    window.go.page("lesson", lesson=WHY)
    walk.stop("leccion-texto", "A lesson: text and picture")
    walk.press("own-note")
    walk.type_into("note-own", "Camino diez minutos antes de entrar a casa." if i18n.language() == "es" else "I walk.")
    walk.stop("leccion-nota", "A private note")
    walk.press("next")
    walk.press("next")
    walk.stop("leccion-pregunta", "A question")
    walk.press("choice-0")
    walk.stop("leccion-respuesta", "Feedback that teaches")
    for _step in range(20):
        if walk.button("end-today") is not None:
            break
        is_new = not any(one.stop == "leccion-practica" for one in walk.pictures)
        if is_new and walk.button("practise") is not None:
            walk.stop("leccion-practica", "Something to practise")
        walk.press("next")
    walk.stop("leccion-final", "The end of a lesson")
    window.go.page("lesson", lesson=MEMORY)
    walk.stop("aviso-de-contenido", "Before hard content")
    walk.press("notice-summary")
    walk.stop("resumen", "Only a summary")
    walk.press("summary-all")
    walk.press("next")
    walk.press("next")
    walk.stop("leccion-memoria", "A text step with a picture")


def _take_a_break(walk: Walk) -> None:
    """From breathing one comes back to the calm page, and from there to the lesson."""
    walk.key(Qt.Key.Key_F7)
    walk.stop("pausa", "I need a break")
    walk.press("pause-breathe")
    walk.press("breath-pause")
    QTest.qWait(UNDER_WAY_MS)
    walk.stop("respirar", "Breathing")
    walk.press("leave")
    walk.press("pause-ground")
    walk.stop("volver-al-presente", "Back to the present")
    walk.press("leave")
    walk.press("pause-back")


def _rehearse(walk: Walk) -> None:
    """A moment of a scene, and what came of what was said."""
    walk.window.go.page("scene", scene=SCENE)
    if walk.button("notice-go") is not None:
        walk.press("notice-go")
    walk.stop("escena", "A scene")
    walk.press("choice-0")
    walk.press("say")
    walk.stop("escena-siguiente", "What came of it")


def _practise(walk: Walk) -> None:
    """From the list to the middle of a practice, and out of it."""
    walk.window.go.page("practise")
    walk.stop("practicar", "Practise")
    walk.press(f"practise-{BREATHE}")
    walk.stop("antes-de-practicar", "Before a practice")
    walk.press("start")
    QTest.qWait(UNDER_WAY_MS)
    walk.stop("practicar-respirar", "A practice under way")
    walk.press("leave")
    walk.stop("seguimos-o-lo-dejamos", "Shall we go on, or leave it?")
    walk.press("leave-it")


def _look_inside(walk: Walk) -> None:
    """How am I, what came out, and a plan of one's own."""
    window = walk.window
    window.go.page("wellbeing", tab="minute")
    walk.stop("como-estoy", "How am I, in a minute")
    assert window.profile is not None
    run = window.profile.wellbeing.open(FIVE)
    for part, value in (("cuerpo", 2), ("mente", 3), ("emociones", 3), ("vinculos", 4), ("trabajo", 3)):
        for number in range(1, 6):
            run.answer(ItemId(f"{part}-{number}"), value)
    window.go.page("wellbeing", shown=run.finish().entry)
    walk.stop("como-estoy-resultado", "A longer check-in, its result")
    window.go.page("plan")
    walk.stop("mi-plan", "My plan")


def _look_around(walk: Walk) -> None:
    go = walk.window.go
    for page, name, title in (
        ("today", "hoy", "Today"),
        ("learn", "aprender", "Learn"),
        ("help", "ayuda-ahora", "Help now"),
        ("settings", "ajustes", "Settings"),
        ("packs", "contenidos", "Contents"),
        ("copies", "respaldo", "Backup"),
        ("help_lines", "lineas-de-mi-zona", "Lines of my area"),
    ):
        go.page(page)
        walk.stop(name, title)
    go.page("settings", section="privacy")
    walk.stop("clave-y-privacidad", "Passphrase and privacy")
    go.page("card", card=CARD)
    walk.stop("tarjeta", "A card for the desk")


def _train(walk: Walk) -> None:
    """From the list of sessions to the report."""
    window = walk.window
    window.go.page("settings", section="facilitation")
    walk.press("facilitates")
    window.go.page("facilitate")
    walk.stop("facilitar-primera", "Facilitate, the first session")
    session = _prepared(walk)
    window.go.page("facilitate")
    walk.stop("facilitar", "Facilitate")
    walk.press(f"edit-{session}")
    walk.stop("editor", "The editor of a session")
    walk.press("start")
    leading = window.go.leading()
    assert leading is not None
    _ask_the_room(walk, leading)
    walk.later(minutes=15)
    _jump(leading, "lesson:")
    walk.stop("consola", "The console")
    walk.stop("pared", "What the room sees", leading.projector.window)
    walk.later(hours=7, minutes=15)
    leading.run.close()
    leading.end()
    window.go.page("session_report", run=leading.run.record.run)
    walk.see("sheet")
    walk.stop("informe", "The report")
    window.go.page("certificates", run=leading.run.record.run)
    walk.type_into("names", "Ana Ruiz")
    walk.see("sheet")
    walk.stop("constancias", "Certificates")


def _prepared(walk: Walk) -> str:
    """One session to come, and one that will be another day."""
    assert walk.window.profile is not None
    training, today = walk.window.profile.training, local_day(walk.window.app.clock)
    later = training.create(PROMOTERS, on=today + timedelta(days=14))
    later.set_place(PLACE[i18n.language()])
    draft = training.create(POLICE, on=today)
    draft.set_place(PLACE[i18n.language()])
    draft.paste_groups(ROOM[i18n.language()])
    return draft.session


def _ask_the_room(walk: Walk, leading: Leading) -> None:
    """The laptop goes round, and all answer."""
    _jump(leading, CHECKIN)
    walk.stop("registro-de-la-sala", "Three ways to ask the room")
    walk.press("way-laptop")
    walk.press("open-round")
    walk.window.showNormal()
    walk.window.resize(*SIZE)
    walk.press("begin")
    walk.stop("pasar-la-laptop", "The laptop goes round")
    walk.window.go.let_out()
    walk.window.resize(*SIZE)
    _answered(leading.run.rounds()[0], [group.name for group in leading.run.course.came])
    leading.refresh()
    walk.press("close-round")
    walk.press("show-to-room")
    walk.stop("resultados", "The answers of the room")
    walk.stop("pared-resultados", "The answers on the wall", leading.projector.window)


def _jump(leading: Leading, what: str) -> None:
    """To the first block that shows this."""
    place = next(n for n, block in enumerate(leading.run.run.agenda.blocks) if block.of.startswith(what))
    leading.act(lambda: leading.run.jump(place))


def _answered(asked: RoomRound, teams: list[str]) -> None:
    for person in range(16):
        answers = {one.id: one.values[(person + place) % 3] for place, one in enumerate(asked.questions)}
        asked.answer(answers, teams[person % 2])


def _hide(walk: Walk) -> None:
    walk.key(Qt.Key.Key_F9)
    walk.stop("pantalla-cubierta", "The screen after F9")
    walk.key(Qt.Key.Key_F9)
