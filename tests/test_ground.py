"""The ground: where things are, settings that survive damage, words and dates, events, the command."""

import contextlib
import logging
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecompanion import i18n, main, paths
from carecompanion.errors import ResourcesMissing
from carecompanion.events import Events, NoteKept, ProgressChanged
from carecompanion.i18n import _, day_text, minutes_text, ngettext, number_text, percent_text, time_text
from carecompanion.paths import Paths
from carecompanion.settings import TEXT_SCALES, THEMES, Appearance, Settings, SettingsFile, appearance_of

# where things are


def test_everything_the_program_writes_lies_under_its_home(paths: Paths, home: Path) -> None:
    for folder in (paths.data, paths.cache, paths.log):
        assert folder.is_relative_to(home)


def test_missing_resources_are_said_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "carecompanion" / "paths.py"))
    with pytest.raises(ResourcesMissing):
        paths.find_paths()
    assert main.main(["run"]) == 2
    words = capsys.readouterr().err
    assert "Tus datos están a salvo" in words
    assert "Your data is safe" in words
    assert "Traceback" not in words


def test_a_frozen_build_finds_its_own_resources(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "resources" / "themes").mkdir(parents=True)
    (tmp_path / "resources" / "themes" / "tokens.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(paths.sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.find_resources() == tmp_path / "resources"


# settings


def test_settings_come_back_as_they_were_kept(paths: Paths) -> None:
    kept = Settings(Appearance("en", "dark", 1.5, True, True, True), window="abc")
    SettingsFile(paths.settings_file).keep(kept)
    assert SettingsFile(paths.settings_file).now == kept


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe\0", b"appearance = 3", b"[appearance", b'window = ["x"]'])
def test_damaged_settings_mean_defaults_and_never_a_crash(paths: Paths, damage: bytes) -> None:
    paths.settings_file.parent.mkdir(parents=True)
    paths.settings_file.write_bytes(damage)
    assert SettingsFile(paths.settings_file).now == Settings()
    SettingsFile(paths.settings_file).keep(Settings(Appearance("en")))
    assert SettingsFile(paths.settings_file).now.appearance.language == "en"


def test_a_damaged_settings_file_is_set_aside_not_deleted(paths: Paths) -> None:
    paths.settings_file.parent.mkdir(parents=True)
    paths.settings_file.write_bytes(b"[appearance")
    SettingsFile(paths.settings_file)
    assert paths.settings_file.with_suffix(".damaged").read_bytes() == b"[appearance"


@given(
    st.dictionaries(
        st.sampled_from(["language", "theme", "text_scale", "plain_titles", "extra_leading", "reduced_motion", "x"]),
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("dark")),
    )
)
def test_whatever_stood_in_the_file_the_appearance_is_one_we_know(found: dict[str, object]) -> None:
    appearance = appearance_of(found)
    assert appearance.text_scale in TEXT_SCALES
    assert appearance.theme in THEMES


def test_text_grows_and_shrinks_in_steps_and_stops_at_the_ends() -> None:
    sizes, one = [], Appearance()
    for _step in range(8):
        sizes.append(one.text_scale)
        one = one.bigger()
    assert sizes == [*TEXT_SCALES, 2.0, 2.0]
    for _step in range(8):
        one = one.smaller()
    assert one.text_scale == 1.0


# words


def test_an_unknown_language_means_spanish_here_and_no_crash(paths: Paths) -> None:
    assert i18n.speak("quechua-de-marte", paths.resources / "i18n") == "es"
    assert _("Hide") == "Ocultar"


def test_without_catalogues_the_program_still_speaks(tmp_path: Path, allows_warnings) -> None:
    allows_warnings("carecompanion.i18n", "no catalogue")
    i18n.speak("es", tmp_path)
    assert _("Hide") == "Hide"


def test_dates_and_numbers_as_in_peru(paths: Paths) -> None:
    day = date(2026, 8, 4)
    assert day_text(day) == "4 de agosto"
    assert day_text(day, with_weekday=True) == "Martes 4 de agosto"
    assert day_text(day, with_year=True) == "4 de agosto de 2026"
    assert day_text(date(2026, 9, 1)) == "1 de setiembre"
    assert time_text(datetime(2026, 8, 4, 9, 5)) == "9:05"
    assert number_text(6.1, 1) == "6.1"
    assert number_text(1234567.5, 1) == "1,234,567.5"
    assert percent_text(0.42) == "42\u00a0%"
    assert [minutes_text(one) for one in (7, 60, 200)] == ["7 min", "1 h", "3 h 20 min"]
    i18n.speak("en", paths.resources / "i18n")
    assert day_text(day, with_weekday=True) == "Tuesday 4 August"
    assert percent_text(0.42) == "42%"


def test_plurals_in_both_languages(paths: Paths) -> None:
    for language, one, many in (("es", "de 1 minuto", "de 3 minutos"), ("en", "of 1 minute", "of 3 minutes")):
        i18n.speak(language, paths.resources / "i18n")
        assert ngettext("of {n} minute", "of {n} minutes", 1).format(n=1) == one
        assert ngettext("of {n} minute", "of {n} minutes", 3).format(n=3) == many


# events


def test_a_thread_may_speak_another_language(paths: Paths) -> None:
    """Also when it fails in the middle; and nobody else hears it."""
    words, heard = paths.resources / "i18n", []

    def speak() -> None:
        with contextlib.suppress(KeyError), i18n.speaking("en", words):
            heard.extend((i18n.language(), day_text(date(2026, 8, 4)), other.submit(i18n.language).result()))
            raise KeyError
        heard.append(i18n.language())

    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        one.submit(speak).result()
    assert heard == ["en", "4 August", "es", "es"] and i18n.language() == "es"


def test_who_listens_is_told_at_once_and_may_stop() -> None:
    events, told = Events(), []
    stop = events.on(ProgressChanged, told.append)
    events.tell(ProgressChanged("a/b"))
    events.tell(NoteKept("a/b", "step-1"))
    stop()
    stop()
    events.tell(ProgressChanged("c/d"))
    assert told == [ProgressChanged("a/b")]


def test_a_listener_may_stop_while_it_is_told() -> None:
    events, told = Events(), []
    stops = [events.on(ProgressChanged, lambda _event: stops[0]())]
    events.on(ProgressChanged, told.append)
    events.tell(ProgressChanged("a/b"))
    assert told == [ProgressChanged("a/b")]


# the command


def test_checking_a_good_pack_says_nothing(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["pack", "check", str(paths.bundled_packs / "cuidarme")]) == 0
    assert capsys.readouterr().out == ""


def test_checking_a_pack_that_is_not_there_says_so_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["pack", "check", str(tmp_path / "nada")]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert ":" in line


def test_the_log_of_a_folder_that_may_not_be_written_costs_only_the_log(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.log.parent.mkdir(parents=True, exist_ok=True)
    paths.log.write_text("a file where the folder should be", encoding="utf-8")
    assert main.main(["pack", "check", str(tmp_path / "nada")]) == 1
    logging.getLogger("carecompanion").info("goes nowhere, breaks nothing")


def test_the_version_is_one_line() -> None:
    done = subprocess.run(
        [os.sys.executable, "-m", "carecompanion", "--version"],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert len(done.stdout.splitlines()) == 1
