from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from radlane.app.reception import build_reception, receive_at_work
from radlane.app.records import open_records
from radlane.app.site import open_archive, received_folder
from radlane.monitoring.reception_metrics import ReceptionMetrics
from radlane.settings.reception import ReceptionSettings
from support.asgi import settings_in


def test_what_is_received_lies_in_a_folder_of_its_own(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    reception = build_reception(settings, open_records(settings), ReceptionMetrics())
    assert reception.root == tmp_path / "data" / "received"
    assert reception.root.stat().st_mode & 0o077 == 0
    elsewhere = settings_in(tmp_path, reception=ReceptionSettings(path=tmp_path / "shared"))
    assert received_folder(elsewhere) == tmp_path / "shared"
    assert open_archive(settings, "received").check() == "0 studies"


def test_what_a_killed_process_left_is_removed_at_the_start(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    reception = build_reception(settings, open_records(settings), ReceptionMetrics())
    left = reception.root / ".radlane-left"
    left.mkdir()
    with ExitStack() as stack:
        receive_at_work(stack, settings, reception, lambda _: ())
    assert not left.exists()
