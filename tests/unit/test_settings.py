"""Settings: the environment before the file, nothing unknown, nothing silent, no value in a message."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from radlane.domain.form import CLASS_NAMES, COMPREHENSIVE_3D_SR, LABEL_MAP, PARAMETRIC_MAP
from radlane.errors import SettingsError
from radlane.settings import FolderArchiveSettings, MachineZone, ResultSettings, Settings, load_settings

CANARY = "CANARYZQ7"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty working folder, and no variables."""
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.upper().startswith("RADLANE_"):
            monkeypatch.delenv(name)


def file(text: str, name: str = "radlane.yaml") -> Path:
    path = Path(name)
    path.write_text(text)
    return path


def refused() -> str:
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert CANARY not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__ or raised.value.__context__ is None
    return str(raised.value)


def test_without_anything_the_defaults_hold() -> None:
    settings = load_settings()
    assert (settings.device, settings.threads, settings.archives, settings.models_dir) == ("auto", None, {}, None)
    assert settings.data_dir.name == "radlane"


def test_the_file_is_read() -> None:
    file("archives: {ward: {kind: folder, path: /srv/ward}}\ndefault_archive: ward\nlimits: {decode_seconds: 2.5}\n")
    settings = load_settings()
    assert settings.archives["ward"].path == Path("/srv/ward")
    assert (settings.default_archive, settings.limits.decode_seconds) == ("ward", 2.5)
    assert settings.limits.inference_seconds == 600
    assert settings.results.segmentation_type is None


def test_a_site_chooses_the_type_of_its_segs() -> None:
    file("results: {segmentation_type: LABELMAP}\n")
    assert load_settings().results.segmentation_type == "LABELMAP"


def test_what_an_archive_does_not_take(monkeypatch: pytest.MonkeyPatch) -> None:
    file(
        "archives:\n"
        "  a: {kind: folder, path: ., sop_classes_refused: [label-map, comprehensive-3d-sr]}\n"
        "  b: {kind: dicomweb, url: 'http://pacs'}\n"
    )
    monkeypatch.setenv("RADLANE_ARCHIVES__B__SOP_CLASSES_REFUSED", '["parametric-map"]')
    found = load_settings().archives
    assert found["a"].refused == {LABEL_MAP, COMPREHENSIVE_3D_SR}
    assert found["b"].refused == {PARAMETRIC_MAP}
    assert FolderArchiveSettings(kind="folder", path=Path()).refused == frozenset()


def test_every_class_that_has_a_next_one_may_be_named() -> None:
    every = FolderArchiveSettings.model_validate(
        {"kind": "folder", "path": ".", "sop_classes_refused": list(CLASS_NAMES)}
    )
    assert every.refused == set(CLASS_NAMES.values())


def test_a_variable_may_choose_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_RESULTS__SEGMENTATION_TYPE", "BINARY")
    assert load_settings().results.segmentation_type == "BINARY"


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "null\n"])
def test_an_empty_file_says_nothing(text: str) -> None:
    file(text)
    assert load_settings() == Settings()


def test_the_file_that_is_named_goes_before_the_one_that_lies_there(monkeypatch: pytest.MonkeyPatch) -> None:
    file("threads: 1")
    monkeypatch.setenv("RADLANE_CONFIG", str(file("threads: 2", "other.yaml")))
    assert load_settings().threads == 2


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"device: cpu\nthreads: [{CANARY}", "line "),
        (f"device: cpu\ndevice: {CANARY}", "ConstructorError"),  # the first would be silent
        (f"a: &a {CANARY}\nb: *a", "ConstructorError"),
        (f"!!python/object:{CANARY} {{}}", "line 1"),
        (f"- {CANARY}", "holds no names with values"),
        (CANARY, "holds no names with values"),
        ("0", "holds no names with values"),
        ("1: 2", "holds no names with values"),
        ("a: \0", "ReaderError"),
    ],
)
def test_a_file_that_is_no_settings(text: str, said: str) -> None:
    file(text)
    assert said in refused()


def test_a_file_that_is_no_text() -> None:
    Path("radlane.yaml").write_bytes(b"device: \xff\xfe")
    assert "UnicodeDecodeError" in refused()


def test_a_file_that_is_named_has_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_CONFIG", f"/{CANARY}/radlane.yaml")
    assert refused() == "The settings' file that RADLANE_CONFIG names cannot be read: No such file or directory"


def test_a_file_that_lies_there_has_to_be_one() -> None:
    Path("radlane.yaml").mkdir()
    assert "Is a directory" in refused()
    Path("radlane.yaml").rmdir()
    Path("radlane.yaml").symlink_to("nowhere.yaml")
    assert "No such file" in refused()


@pytest.mark.parametrize(
    "variable",
    [
        "RADLANE_DEVISE",
        "radlane_devise",
        "RADLANE_DEVICE__CPU",  # below a setting that has nothing below it
        "RADLANE_LIMIT__FILE_BYTES",
        "Radlane_Config",  # only in capitals
    ],
)
def test_a_variable_that_is_none_is_refused(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, CANARY)
    assert refused() == f"There is no such setting ({variable}). See docs/settings.md"


@pytest.mark.parametrize(
    ("variable", "said"),
    [
        ("RADLANE_DEVICE", "device: literal_error"),
        ("RADLANE_LIMITS__BYTE", "limits.byte: extra_forbidden"),
        ("RADLANE_THREADS", "threads: int_parsing"),
        ("RADLANE_ARCHIVES", "no JSON"),
    ],
)
def test_a_variable_that_is_wrong(variable: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, CANARY)
    assert said in refused()


def test_settings_stay_as_they_are() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().threads = 3  # type: ignore[misc]


def test_the_time_zone_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_TIMEZONE", "Europe/Berlin")
    assert load_settings().site_timezone == ZoneInfo("Europe/Berlin")


@pytest.fixture
def _berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_berlin")
@pytest.mark.parametrize(
    "moment",
    [
        datetime(2024, 1, 15, 12, tzinfo=UTC),
        datetime(2024, 7, 15, 12, tzinfo=UTC),
        datetime(2024, 3, 31, 0, 59, tzinfo=UTC),  # a minute before the clocks go forward
        datetime(2024, 3, 31, 1, 0, tzinfo=UTC),
        datetime(2024, 10, 27, 0, 30, tzinfo=UTC),  # half past two, for the first time
        datetime(2024, 10, 27, 1, 30, tzinfo=UTC),  # and for the second
    ],
    ids=str,
)
def test_the_machines_zone_knows_its_summer_times(moment: datetime) -> None:
    here, there = moment.astimezone(load_settings().site_timezone), moment.astimezone(ZoneInfo("Europe/Berlin"))
    assert here.replace(tzinfo=None) == there.replace(tzinfo=None)
    assert (here.utcoffset(), here.tzname()) == (there.utcoffset(), there.tzname())
    assert here.astimezone(UTC) == moment


def test_a_zone_without_a_time_knows_nothing() -> None:
    zone = MachineZone()
    assert (zone.utcoffset(None), zone.tzname(None), zone.dst(datetime(2024, 1, 1))) == (None, None, None)  # noqa: DTZ001


def test_a_tilde_is_the_user_s_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/of/somebody")
    monkeypatch.setenv("RADLANE_DATA_DIR", "~/radlane")
    monkeypatch.setenv("RADLANE_MODELS_DIR", "~/models")
    monkeypatch.setenv("RADLANE_ARCHIVES__WARD__KIND", "folder")
    monkeypatch.setenv("RADLANE_ARCHIVES__WARD__PATH", "~/ward")
    settings = load_settings()
    found = (settings.data_dir, settings.models_dir, settings.archives["ward"].path)
    assert found == tuple(Path("/home/of/somebody") / name for name in ("radlane", "models", "ward"))
