"""After a session: the report written whole or not at all, names gone unless they should stay, an altered letter found.

Few windows, long stories: each costs a second.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from carecompanion.content.workshop import Reference
from carecompanion.errors import SessionNotAllowed, StorageFull
from carecompanion.services.profiles import NewProfile
from carecompanion.services.proving import check_file, check_text
from carecompanion.ui.blackout_kit import KitPaper, kit_preview
from carecompanion.ui.pages import after_parts, verify
from carecompanion.ui.widgets.work_line import Progress, Stopped, WorkLine
from tests.ui.after_screens import a_closed_run, choose, press, settle, show, write
from tests.ui.after_screens import verify as verify_name

THREE = "Ana Ruiz\n\n“Luis Paz”\nليلى حسن\nana ruiz"


def enter(window) -> None:
    window.go.enter(window.app.profiles.create(NewProfile("Facilitadora", role="promoter")))


def said(page: QWidget) -> str:
    return page.findChild(QLabel, "said").text()


def shown(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def wait_for(what) -> None:
    for _turn in range(300):
        if what():
            return
        QTest.qWait(5)
    raise AssertionError("it never came")


def save_to(monkeypatch: pytest.MonkeyPatch, page, file: Path | None) -> str:
    """What is said when it has been saved there."""
    monkeypatch.setattr(after_parts, "ask_file", lambda *_what: file)
    page._output.say("")
    page.findChild(QAbstractButton, "save").click()
    if file is not None:
        wait_for(lambda: said(page) and not page._output.work.is_busy)
    return said(page)


def test_the_report_from_preview_to_file(window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(window)
    run = a_closed_run(window)
    show(window, "session_report", run=run.record.run)
    page = window.page
    assert "16 personas" in shown(page) and "Cerrada" in shown(page) and "Menos de 5" not in shown(page)
    for kind, start in (("pdf", b"%PDF"), ("page", b"<!doctype html>"), ("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
        choose(window, "kind", kind)
        file = tmp_path / f"informe.{kind}"
        assert save_to(monkeypatch, page, file) == f"Guardado: informe.{kind}"
        assert file.read_bytes().startswith(start)
    assert sorted(one.name for one in tmp_path.glob("inf*")) == [
        f"informe.{kind}" for kind in ("csv", "page", "pdf", "xlsx")
    ]
    assert page.findChild(QPlainTextEdit, "report-text").toPlainText() == (
        (tmp_path / "informe.csv").read_text("utf-8-sig").replace("\r\n", "\n")
    )

    # a folder that is gone, one that is a file's name, one that may not be written
    for place in (tmp_path / "no existe" / "a.xlsx", tmp_path / "informe.pdf" / "a.xlsx"):
        assert "No se pudo guardar" in save_to(monkeypatch, page, place)
    (tmp_path / "carpeta.xlsx").mkdir()
    assert "No se pudo guardar" in save_to(monkeypatch, page, tmp_path / "carpeta.xlsx")
    choose(window, "kind", "pdf")
    assert "No se pudo guardar" in save_to(monkeypatch, page, tmp_path / "no existe" / "a.pdf")
    assert not list(tmp_path.glob("**/a.*"))
    assert not save_to(monkeypatch, page, None), "who thinks better of it hears nothing"

    # no printer here: said, in one click, by Ctrl+P as well
    page.findChild(QAbstractButton, "print").click()
    assert "no hay una impresora" in said(page)
    page._output.say("")
    window.print_page()
    assert "no hay una impresora" in said(page)

    # comments of a closed session, typed and left at once
    page.findChild(QPlainTextEdit, "comments").setPlainText("=Muy bueno, pero corto\ud83d")
    for kind in ("csv", "xlsx", "page", "pdf"):
        choose(window, "kind", kind)
        assert save_to(monkeypatch, page, tmp_path / "otra").startswith("Guardado")
    page.findChild(QPlainTextEdit, "comments").setPlainText("=Muy bueno, pero corto")
    window.show_page("today")
    again = window.profile.training.resume(run.record.run)
    assert (again.course.notes, again.course.comments) == ("Faltó tiempo.", "=Muy bueno, pero corto")
    window.back()
    settle(window)
    assert window.page.findChild(QPlainTextEdit, "comments").toPlainText() == "=Muy bueno, pero corto"
    choose(window, "kind", "csv")
    assert "'=Muy bueno" in window.page.findChild(QPlainTextEdit, "report-text").toPlainText()
    window.refresh()
    assert window.page._kind == "csv"

    # a small one, an open one, one that is gone
    small = a_closed_run(window, "Promotoras\t4")
    show(window, "session_report", run=small.record.run)
    assert "Menos de 5" in shown(window.page)
    open_run = window.profile.training.start(small.record.session)
    show(window, "session_report", run=open_run.record.run)
    assert "sigue abierta" in shown(window.page)
    open_run.close()
    before = window.page
    window.show_page("session_report", run="0" * 32)
    assert window.page is before
    with pytest.raises(SessionNotAllowed):
        window.profile.training.resume("0" * 32)


def test_certificates_from_a_pasted_list(window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(window)
    run = a_closed_run(window)
    training = window.profile.training

    def names() -> tuple[str, ...]:
        return training.resume(run.record.run).course.names

    show(window, "certificates", run=run.record.run)
    page = window.page
    page.findChild(QAbstractButton, "save").click()
    assert window.focusWidget() is page.findChild(QPlainTextEdit, "names") or not window.isActiveWindow()
    assert "ningún nombre" in shown(page)
    write(window, "names", THREE)
    for words in ("3 constancias", "1 línea vacía", "línea 5", "derecha a izquierda"):
        assert words in page.findChild(QLabel, "names-told").text()
    for kind in ("pdf", "page"):
        choose(window, "kind", kind)
        assert save_to(monkeypatch, page, tmp_path / f"c.{kind}") == f"Guardado: c.{kind}"
        verdict = check_file(tmp_path / f"c.{kind}", window.profile.signer.keys)
        assert verdict.is_true and verdict.is_own and len(verdict.says) == 3
    content = (tmp_path / "c.page").read_text("utf-8")
    (tmp_path / "c.page").write_text(content.replace("Luis", "Luiz"), "utf-8")
    assert check_file(tmp_path / "c.page").kind == "altered"
    assert content.count("<section>") == 3 and 'dir="auto">ليلى حسن' in content
    assert "No se pudo guardar" in save_to(monkeypatch, page, tmp_path / "no" / "a.pdf")

    # the hours, the day and the course are what is signed
    page.findChild(QLineEdit, "day").setText("31/2/2026")
    page._read()
    assert "4/8/2026" in shown(page) and page._paper is None
    page.findChild(QLineEdit, "day").setText("1/12/2026")
    page.findChild(QLineEdit, "course").setText("  ")
    page._read()
    assert "cómo se llama el curso" in shown(page)
    page.findChild(QLineEdit, "course").setText("Cuidar")
    choose(window, "hours", "plan")
    assert page._paper.words().startswith(
        "Constancia de participación Ana Ruiz participó en «Cuidar». 4 h. 1 de diciembre"
    )

    # another size or language: what is typed stays on the page, and in no history
    window.refresh()
    page = window.page
    assert page.findChild(QPlainTextEdit, "names").toPlainText() == THREE
    assert page._typed.hours == "plan" and page.findChild(QLineEdit, "course").text() == "Cuidar"
    window.show_page("today")
    QTest.qWait(10)
    window.back()
    assert window.page.findChild(QPlainTextEdit, "names").toPlainText() == "", "off: gone when one leaves"
    assert names() == ()

    # on: kept with the run; off again: gone, from the copies too
    write(window, "names", THREE)
    window.page.findChild(QCheckBox, "remember").setChecked(True)
    assert names() == ("Ana Ruiz", "Luis Paz", "ليلى حسن")
    write(window, "names", "a" * 99)
    assert "muy larga para un nombre" in shown(window.page)
    assert names() == ("Ana Ruiz", "Luis Paz", "ليلى حسن"), "what cannot be read takes nothing away"
    window.show_page("today")
    show(window, "certificates", run=run.record.run)
    assert window.page.findChild(QPlainTextEdit, "names").toPlainText() == "Ana Ruiz\nLuis Paz\nليلى حسن"
    window.page.findChild(QCheckBox, "remember").setChecked(False)
    assert names() == () and window.profile.own_data.copies_to_clean

    # many: the first pages are shown, all are written; stopping leaves nothing
    write(window, "names", "\n".join(f"Persona {n}a" for n in range(60)))
    QApplication.processEvents()
    assert "Y 48 páginas más" in shown(window.page)
    monkeypatch.setattr(after_parts, "ask_file", lambda *_what: tmp_path / "muchas.pdf")
    choose(window, "kind", "pdf")
    window.page.findChild(QAbstractButton, "save").click()
    window.page._output.work.stop()
    wait_for(lambda: "Se detuvo" in said(window.page))
    assert not list(tmp_path.glob("muchas*"))

    # words stay words
    write(window, "names", "Ana <b>Ruiz</b> & Cía")
    assert "Ana &lt;b&gt;Ruiz&lt;/b&gt; &amp; Cía" in window.page._paper.web_page()
    assert window.page._paper.pages == 1 and not window.page._paper.picture(0, 300, 1.0).isNull()

    # a key that cannot be kept signs nothing
    monkeypatch.setattr(window.page._signer, "own", lambda: (_ for _ in ()).throw(StorageFull("El disco está lleno.")))
    write(window, "names", "Eva")
    assert said(window.page) == "El disco está lleno." and window.page._paper is None


def test_verifying_with_and_without_a_profile(window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    press(window, "verify")
    assert window.place.name == "verify" and window.profile is None
    window.page.findChild(QAbstractButton, "check-text").click()
    assert window.page.findChild(QWidget, "verdict-nothing").isVisible()
    window.escape()
    assert window.place.name == "picker"
    enter(window)
    window.show_page("verify")
    verify_name(window, "Ana Ruiz")
    QApplication.processEvents()
    assert "la clave de este perfil" in shown(window.page)
    verify_name(window, "Ana Ruis")
    assert "No está como se firmó" in shown(window.page) and "Está tal como" not in shown(window.page)
    pen = window.profile.signer.own()
    file = tmp_path / "constancias.pdf"
    file.write_bytes(pen.sealed(b"%PDF", [f"Constancia de participación Persona {n}" for n in range(40)]))
    monkeypatch.setattr(verify, "ask_for_file", lambda _parent: file)
    press(window, "choose-file")
    wait_for(lambda: "Las 40 están tal como se firmaron" in shown(window.page))
    assert "Y 10 más" in shown(window.page)
    file.write_bytes(b"%PDF otro")
    press(window, "choose-file")
    wait_for(lambda: "no tiene sello" in shown(window.page))
    file.unlink()
    press(window, "choose-file")
    wait_for(lambda: "No se puede leer" in shown(window.page))
    monkeypatch.setattr(verify, "ask_for_file", lambda _parent: None)
    press(window, "choose-file")
    assert check_text("").kind == "nothing"


def test_by_keyboard_alone(window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    enter(window)
    run = a_closed_run(window)
    show(window, "session_report", run=run.record.run)
    window.activateWindow()
    monkeypatch.setattr(after_parts, "ask_file", lambda *_what: tmp_path / "a.pdf")
    seen = []
    for _step in range(40):
        here = window.focusWidget()
        seen.append(here.objectName() if here is not None else "")
        if seen[-1] == "sheet":
            break
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    assert [
        name for name in ("back", "print", "save", "notes", "comments", "certificates", "sheet") if name not in seen
    ] == []
    area = window.focusWidget().parentWidget().parentWidget().parentWidget()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    window.page.findChild(QAbstractButton, "save").setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
    wait_for(lambda: (tmp_path / "a.pdf").exists())
    window.escape()
    assert window.place.name == "today"


def test_the_blackout_kit_is_gathered_shown_and_saved(window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(window)
    training = window.profile.training
    draft = training.create()
    draft.add("welcome", "Llegada y acuerdos")
    draft.set_notes(0, "Saluda en la puerta.")
    draft.add_shown(Reference("scene", "cuidar/la-primera-conversacion"), "Una escena")
    draft.add_shown(Reference("lesson", "cuidar/la-memoria"), "La memoria")
    draft.add_shown(Reference("checkin", "cuidarme/un-minuto"), "¿Cómo llegamos?")
    draft.paste_groups("Promotoras\t7\nPolicía\t9")
    kit = kit_preview(window.profile, draft.session, window)
    kit.show()
    save = kit.findChild(QAbstractButton, "save-pdf")
    assert not save.isEnabled()
    wait_for(save.isEnabled)
    whole = kit._paper
    assert whole.pages > 6 and isinstance(whole, KitPaper)
    for words in ("Llegada y acuerdos", "Asistencia · Promotoras", "La sala elige"):
        assert words in whole.words()
    assert "( ) 1" in whole.web_page(), "the forms are in the page for the browser, too"
    for part in ("notes", "scenes", "handouts", "forms"):
        kit._choices.findChild(QCheckBox, f"chip-{part}").click()
    wait_for(lambda: not kit._choices.work.is_busy)
    assert kit._paper.pages == 3, "the agenda, and a sheet for each group"
    for ending, start in (("pdf", b"%PDF"), ("page", b"<!doctype")):
        file = tmp_path / f"kit.{ending}"
        monkeypatch.setattr("carecompanion.ui.blackout_kit.ask_file", lambda *_what, file=file: file)
        kit.findChild(QAbstractButton, f"save-{ending}").click()
        wait_for(lambda file=file: file.exists() and not kit._choices.work.is_busy)
        assert file.read_bytes().startswith(start)
    monkeypatch.setattr("carecompanion.ui.blackout_kit.ask_file", lambda *_what: tmp_path / "no" / "kit.pdf")
    save.click()
    wait_for(lambda: "No se pudo guardar" in kit.findChild(QLabel, "print-said").text())
    for part in ("agenda", "attendance"):
        kit._choices.findChild(QCheckBox, f"chip-{part}").click()
    wait_for(lambda: not kit._choices.work.is_busy)
    assert not save.isEnabled() and "al menos una parte" in kit.findChild(QLabel, "print-said").text()
    kit.reject()
    gone = kit_preview(window.profile, "0" * 32, window)
    wait_for(lambda: "ya no está aquí" in gone.findChild(QLabel, "print-said").text())
    gone.reject()
    for one in (kit, gone):
        one.deleteLater()
    QApplication.processEvents()


def test_slow_work_shows_itself_after_half_a_second_and_can_be_stopped(qtbot) -> None:
    """Without a thread: the work is done when the test says so."""
    waiting = []
    line = WorkLine(lambda work, on_done, on_failed: waiting.append((work, on_done, on_failed)))
    qtbot.addWidget(line)
    told: list[object] = []
    line.start("Guardando", lambda step: step(0.5), told.append, told.append)
    assert not line.isVisible() and line.is_busy
    line._silence.timeout.emit()
    assert line.isVisible()
    work, on_done, on_failed = waiting[0]
    work()
    line._turn.timeout.emit()
    assert line._bar.value() == 500
    line.findChild(QAbstractButton, "cancel-work").click()
    with pytest.raises(Stopped):
        work()
    on_failed(Stopped())
    assert isinstance(told[0], Stopped) and not line.isVisible() and not line.is_busy
    line.start("Otra", lambda _step: None, told.append, told.append)
    on_done("late")
    assert len(told) == 1, "what was begun before does not speak for this"
    waiting[1][1]("done")
    assert told[1:] == ["done"]
    progress = Progress()
    progress.step(0.3)
    assert (progress.share, progress.is_stopped) == (0.3, False)
