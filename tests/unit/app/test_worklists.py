"""The worklists of the settings, at work."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from radlane.app.site import Archives, open_site
from radlane.app.trail import now
from radlane.app.triggers import triggers_at_work
from radlane.app.worklists import worklists_at_work
from radlane.domain.claim import Claim, ClaimState
from radlane.domain.ups import StepState
from radlane.jobs.claims import Claims
from radlane.monitoring.metrics import Metrics
from radlane.settings.archives import DicomWebArchiveSettings, FolderArchiveSettings
from radlane.settings.worklists import ProcedureSettings, WorklistElsewhereSettings, WorklistSettings
from support.asgi import services_in, settings_in
from support.ups_table import code, el, new, reference
from support.worklists import BY


def test_what_the_settings_ask_for_is_performed_until_the_service_stops(tmp_path: Path) -> None:
    (tmp_path / "ward").mkdir()
    procedure = ProcedureSettings(code="radlane-lungs", scheme="99SITE", model="cxr-lungs")
    elsewhere = WorklistElsewhereSettings(url="http://127.0.0.1:9/rs", procedures=(procedure,), every_seconds=0.1)
    parts = {
        "archives": {
            "ward": FolderArchiveSettings(kind="folder", path=tmp_path / "ward"),
            "pacs": DicomWebArchiveSettings(kind="dicomweb", url="https://pacs.example/rs/", wado_prefix="wado"),
        },
        "default_archive": "ward",
        "worklist": WorklistSettings(procedures=(procedure,)),
        "worklists": {"ris": elsewhere},
    }
    with open_site(settings_in(tmp_path, **parts)) as site:
        figures = Metrics("0")
        services = services_in(tmp_path, site, figures, **parts)
        assert services.worklist.work.addresses == {"pacs": "https://pacs.example/rs/wado"}
        body = json.dumps(new(t00404018=el("SQ", code()), t00404021=el("SQ", reference()))).encode()
        with triggers_at_work(Archives(settings_in(tmp_path, **parts), figures.archives), services):
            services.worklist.create(body, "1.2.826.7", BY)
            deadline = time.monotonic() + 30
            while services.worklist.get("1.2.826.7").job_id is None and time.monotonic() < deadline:
                time.sleep(0.02)
        item = services.worklist.get("1.2.826.7")
        assert (item.state, item.model) == (StepState.IN_PROGRESS, "cxr-lungs")
        services.trail.engine.dispose()


def test_workitems_of_a_worklist_that_the_settings_no_longer_have_are_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    procedure = ProcedureSettings(code="radlane-lungs", scheme="99SITE", model="cxr-lungs")
    elsewhere = WorklistElsewhereSettings(url="http://127.0.0.1:9/rs", procedures=(procedure,), every_seconds=60.0)
    parts = {"worklists": {"ris": elsewhere}}
    with open_site(settings_in(tmp_path, **parts)) as site:
        services = services_in(tmp_path, site, Metrics("0"), **parts)
        claims = Claims(services.trail.engine, now)
        for worklist, uid in (("old", "1.2"), ("old", "1.3"), ("ris", "1.4")):
            claim = Claim(
                worklist=worklist,
                uid=uid,
                state=ClaimState.HELD,
                transaction_uid=f"{uid}.1",
                attributes={},
                updated_at=now(),
            )
            assert claims.add(claim)
        with worklists_at_work(settings_in(tmp_path, **parts), services):
            said = [record for record in caplog.records if record.name == "radlane.app.worklists"]
        services.trail.engine.dispose()
    assert [(one.levelname, one.__dict__["worklist"], one.__dict__["count"]) for one in said] == [("WARNING", "old", 2)]
