from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from radlane.errors import SettingsError
from radlane.settings.polls import OrthancChangesPollSettings, QidoPollSettings
from radlane.settings.reading import load_settings
from radlane.settings.results import ResultSettings
from support.settings_file import CANARY, file, refused


def test_without_anything_the_defaults_hold() -> None:
    settings = load_settings()
    assert (settings.device, settings.threads, settings.archives, settings.models_dir) == ("auto", None, {}, None)
    assert settings.data_dir.name == "radlane"


def test_a_site_chooses_the_type_of_its_segs() -> None:
    file("results: {segmentation_type: LABELMAP}\n")
    assert load_settings().results.segmentation_type == "LABELMAP"


def test_a_variable_may_choose_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_RESULTS__SEGMENTATION_TYPE", "BINARY")
    assert load_settings().results.segmentation_type == "BINARY"


def test_no_report_is_made_of_what_has_no_result_unless_the_site_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().results == ResultSettings(report_not_analysed=False, report_failed=False)
    file("results: {report_not_analysed: true}\n")
    monkeypatch.setenv("RADLANE_RESULTS__REPORT_FAILED", "true")
    assert load_settings().results == ResultSettings(report_not_analysed=True, report_failed=True)


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    file("threads: 1\nlimits: {file_bytes: 5, decode_seconds: 5}\narchives: {ward: {kind: folder, path: /a}}\n")
    monkeypatch.setenv("RADLANE_THREADS", "2")
    monkeypatch.setenv("radlane_log_level", "debug")  # variables know no case
    monkeypatch.setenv("RADLANE_LIMITS__FILE_BYTES", "6")
    monkeypatch.setenv("RADLANE_ARCHIVES__WARD__PATH", "/b")
    monkeypatch.setenv("RADLANE_RESULTS__DISPLAY_REPORT", "true")
    settings = load_settings()
    assert settings.results.display_report
    assert (settings.threads, settings.log_level) == (2, "debug")
    assert (settings.limits.file_bytes, settings.limits.decode_seconds) == (6, 5)
    assert settings.archives["ward"].path == Path("/b")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"devise: {CANARY}", "devise: extra_forbidden"),
        (f"limits: {{byte: {CANARY}}}", "limits.byte: extra_forbidden"),
        (f"results: {{report_not_analysed: {CANARY}}}", "results.report_not_analysed: bool_parsing"),
        (f"database_url: {CANARY}\ndatabase_url_file: /{CANARY}", "database_url_file: value_error"),
        ("port: 65536", "port: less_than_equal"),
        ("results: {segmentation_type: FRACTIONAL}", "results.segmentation_type: literal_error"),
        (
            f"archives: {{ward: {{kind: folder, path: /a, sop_classes_refused: [{CANARY}]}}}}",
            "archives.ward.sop_classes_refused.0: literal_error",
        ),
        (f"archives: {{ward: {{kind: folder, path: /a, user: {CANARY}}}}}", "archives.ward.user: extra_forbidden"),
        (f"archives: {{ward: {{kind: {CANARY}, path: /a}}}}", "archives.ward: union_tag_invalid"),
        (f"archives: {{ward: {CANARY}}}", "archives.ward: model_attributes_type"),
        (f"device: {CANARY}", "device: literal_error"),
        (f"threads: {CANARY}", "threads: int_parsing"),
        ("threads: 0", "threads: greater_than"),
        ("threads: 1000000", "threads: less_than_equal"),
        (f"timezone: {CANARY}", "timezone: value_error"),
        (f"timezone: ../../{CANARY}", "timezone: value_error"),
        ("timezone: Europe", "timezone: value_error"),  # a folder of the data base
        ("timezone: ''", "timezone: value_error"),
        (f"default_archive: {CANARY}", "default_archive: value_error"),
        ("limits: {inference_seconds: .inf}", "limits.inference_seconds: less_than_equal"),
        ("limits: {decode_seconds: .nan}", "limits.decode_seconds: less_than_equal"),
        ("limits: {decode_memory_bytes: 1000}", "limits.decode_memory_bytes: greater_than_equal"),
    ],
)
def test_what_is_wrong_is_named_and_not_repeated(text: str, said: str) -> None:
    file(text)
    assert said in refused()


def test_settings_stay_as_they_are() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().threads = 3  # type: ignore[misc]


def test_the_time_zone_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_TIMEZONE", "Europe/Berlin")
    assert load_settings().site_timezone == ZoneInfo("Europe/Berlin")


def test_a_tilde_is_the_user_s_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/of/somebody")
    monkeypatch.setenv("RADLANE_DATA_DIR", "~/radlane")
    monkeypatch.setenv("RADLANE_MODELS_DIR", "~/models")
    monkeypatch.setenv("RADLANE_ARCHIVES__WARD__KIND", "folder")
    monkeypatch.setenv("RADLANE_ARCHIVES__WARD__PATH", "~/ward")
    settings = load_settings()
    found = (settings.data_dir, settings.models_dir, settings.archives["ward"].path)
    assert found == tuple(Path("/home/of/somebody") / name for name in ("radlane", "models", "ward"))


_PACS = (
    "archives: {pacs: {kind: dicomweb, url: 'http://pacs.example:8042/dicom-web'}, ward: {kind: folder, path: /a}}\n"
)


def test_a_site_polls_what_it_likes() -> None:
    changes = "{kind: orthanc-changes, archive: pacs, url: 'http://pacs.example', since: 7}"
    query = "{kind: qido, archive: pacs, since: 2026-11-01, quiet_seconds: 5}"
    file(f"{_PACS}polls: {{gateway: {changes}, main: {query}}}\n")
    polls = load_settings().polls
    assert isinstance(polls["gateway"], OrthancChangesPollSettings)
    assert (polls["gateway"].since, polls["gateway"].every_seconds) == (7, 10.0)
    assert isinstance(polls["main"], QidoPollSettings)
    assert (polls["main"].since, polls["main"].look_back_days) == (date(2026, 11, 1), 1)


@pytest.mark.parametrize(
    "poll",
    [
        "{kind: qido, archive: ward}",  # nobody can be asked
        "{kind: qido, archive: absent}",
        "{kind: orthanc-changes, archive: pacs, url: 'http://other.example'}",  # it would get the archive's password
        "{kind: orthanc-changes, archive: pacs, url: 'https://pacs.example'}",
        "{kind: orthanc-changes, archive: pacs, url: 'http://user:secret@pacs.example'}",
        "{kind: qido, archive: pacs, every_seconds: 0}",
        "{kind: qido, archive: pacs, quiet_seconds: 3601}",
    ],
)
def test_a_poll_that_cannot_be_is_refused(poll: str) -> None:
    file(f"{_PACS}polls: {{main: {poll}}}\n")
    with pytest.raises(SettingsError):
        load_settings()


def test_a_poll_on_another_host_has_credentials_of_its_own() -> None:
    auth = "{kind: basic, username: radlane, password_file: /run/other}"
    file(f"{_PACS}polls: {{other: {{kind: orthanc-changes, archive: pacs, url: 'https://o.example', auth: {auth}}}}}\n")
    assert load_settings().polls["other"].archive == "pacs"


def test_the_name_of_a_poll_is_short() -> None:
    file(f"{_PACS}polls: {{'events:pacs': {{kind: qido, archive: pacs}}}}\n")
    with pytest.raises(SettingsError):
        load_settings()
