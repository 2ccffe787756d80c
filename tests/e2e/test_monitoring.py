"""Prometheus understands our figures and rules; what dashboards and alerts name is there, on a server that worked."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydicom import dcmread

from radlane.monitoring.machine import MachineCollector
from support.caller import run_job
from support.lane import MODEL
from support.promql import OF_PROMETHEUS, Expression, alerts, expressions
from support.radiographs import radiograph, real, save
from support.server import Server, serving
from support.sources import ROOT, documented
from support.validators import require

_TIMEOUT_S = 90
RULES = ROOT / "docker" / "prometheus" / "rules" / "radlane.yml"
CANARY = "CANARYZQ7"
PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def promtool(*arguments: str | Path, given: str | None = None) -> str:
    require("promtool")
    done = subprocess.run(
        ["promtool", *map(str, arguments)], input=given, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A service that analysed one study, refused another one, and does not reach one of its archives."""
    folder = tmp_path_factory.mktemp("monitoring")
    chest = dcmread(real("RG1_UNCI.dcm"))
    chest.PatientName, chest.PatientID = f"{CANARY}^A", CANARY
    save(chest, folder / "ward", "chest.dcm")
    foot = radiograph(BodyPartExamined="FOOT", StudyInstanceUID="1.2.3", SeriesInstanceUID="1.2.3.1")
    save(foot, folder / "ward", "foot.dcm")
    rules = folder / "rules.yaml"
    rules.write_text("rules: [{name: feet, when: {modality: [CR, DX]}, run: [ct-tissue]}]\n")
    settings = {
        **{f"RADLANE_ARCHIVES__{name}__KIND": "folder" for name in ("WARD", "GONE")},
        **{f"RADLANE_ARCHIVES__{name}__PATH": str(folder / name.lower()) for name in ("WARD", "GONE")},
        "RADLANE_DEFAULT_ARCHIVE": "ward",
        "RADLANE_ARCHIVES__AWAY__KIND": "dicomweb",  # nobody listens there
        "RADLANE_ARCHIVES__AWAY__URL": "http://127.0.0.1:9/dicom-web",
        "RADLANE_RULES_FILE": str(rules),
        "RADLANE_POLLS__MAIN__ARCHIVE": "away",
        "RADLANE_POLLS__MAIN__KIND": "qido",
        "RADLANE_POLLS__MAIN__EVERY_SECONDS": "3600",
    }
    with (
        serving(folder, **settings) as started,
        httpx.Client(base_url=started.url, trust_env=False, headers={"traceparent": PARENT}) as caller,
    ):
        ends = [
            run_job(caller, {"study": study, "model": MODEL}, _TIMEOUT_S)
            for study in (str(chest.StudyInstanceUID), "1.2.3")
        ]
        assert [job["state"] for job in ends] == ["succeeded", "not-analysed"]
        told = caller.post("/v1/events/orthanc", json={"study": "1.2.3"})
        assert (told.status_code, told.json()["jobs"]) == (202, []), "what fits a rule and no model is counted"
        waits = caller.post("/v1/jobs", json={"study": "1.2.4", "model": MODEL, "expect": {"instances": 1}})
        assert waits.status_code == 202
        started_waiting(caller, waits.headers["location"])
        yield started


def started_waiting(caller: httpx.Client, location: str) -> None:
    for _ in range(600):
        if caller.get(location).json()["state"] == "waiting":
            return
    raise AssertionError(caller.get(location).text)


@pytest.fixture(scope="module")
def scraped(server: Server) -> str:
    return httpx.get(f"{server.url}/metrics", trust_env=False).text


@pytest.fixture(scope="module")
def series(scraped: str) -> dict[str, set[str]]:
    """Name of a sample -> its labels."""
    found: dict[str, set[str]] = {"up": set()}
    for family in text_string_to_metric_families(scraped):
        for sample in family.samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    for family in MachineCollector(Path("/nowhere"), lambda: [(0, 1)]).collect():  # a GPU is not everywhere
        for sample in family.samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    return found


def test_prometheus_reads_the_figures(scraped: str) -> None:
    assert promtool("check", "metrics", given=scraped) == ""
    assert CANARY not in scraped


def test_ends_that_did_not_happen_are_counted_from_the_start(scraped: str) -> None:
    assert f'radlane_job_seconds_count{{model="{MODEL}",outcome="expired",version=' in scraped


def test_prometheus_reads_its_configuration_and_the_rules() -> None:
    promtool("check", "config", "--syntax-only", ROOT / "docker" / "prometheus" / "prometheus.yml")
    assert f"{len(alerts())} rules found" in promtool("check", "rules", RULES)


def test_every_alert_fires_when_it_should() -> None:
    path = ROOT / "tests" / "prometheus" / "radlane.test.yml"
    promtool("test", "rules", path)
    assert set(re.findall(r"alertname: (\w+)", path.read_text())) == set(alerts())


@pytest.mark.parametrize("expression", expressions(), ids=lambda one: one.place)
def test_what_is_named_is_there(expression: Expression, series: dict[str, set[str]]) -> None:
    assert expression.metrics, "it names no figure"
    missing = {name for name in expression.metrics if name not in series}
    assert not missing, f"not in /metrics: {missing}"
    for name, labels in expression.metrics.items():
        assert labels <= series[name] | OF_PROMETHEUS, name
    known = set().union(*(series[name] for name in expression.metrics)) | OF_PROMETHEUS
    assert expression.labels <= known


def test_every_figure_is_documented(scraped: str) -> None:
    text = (ROOT / "docs" / "operations.md").read_text()
    families = {family.name for family in text_string_to_metric_families(scraped)}
    ours = {name for name in families if not name.startswith("radlane_process_")}
    ours = {name.removesuffix("_created") for name in ours}
    silent = {name for name in ours if not documented(name, text) and not documented(f"{name}_total", text)}
    assert not silent


@pytest.mark.parametrize("name", alerts())
def test_every_alert_says_what_to_do(name: str) -> None:
    rule = alerts()[name]
    assert rule["labels"]["severity"] in {"critical", "warning"}
    assert set(rule["annotations"]) == {"summary", "action", "runbook"}
    assert rule["annotations"]["runbook"] == f"docs/operations.md#{name.lower()}"
    assert re.search(rf"(?m)^### {name}$", (ROOT / "docs" / "operations.md").read_text())


def test_the_log_and_the_job_carry_the_trace_of_the_request(server: Server) -> None:
    trace = PARENT.split("-")[1]
    lines = [json.loads(line) for line in server.said.splitlines()]
    ends = [line for line in lines if line["message"] == "a job came to its end"]
    assert [line["trace_id"] for line in ends] == [trace, trace]
    asked = [line["trace_id"] for line in lines if line.get("route") == "/v1/jobs"]
    assert asked == [trace, trace, trace]
    with httpx.Client(base_url=server.url, trust_env=False) as caller:
        assert {job["trace_id"] for job in caller.get("/v1/jobs").json()["items"]} == {trace}
        problem = caller.get("/v1/jobs/nothing", headers={"traceparent": PARENT}).json()
        assert (problem["code"], problem["trace_id"]) == ("job-not-found", trace)


def test_the_archive_that_is_not_reached_is_said_and_the_service_is_ready(server: Server) -> None:
    answer = httpx.get(f"{server.url}/readyz", trust_env=False)
    document = answer.json()
    assert (answer.status_code, document["status"], document["archives"]) == (200, "ready", 3)
    states = {check["name"]: check["state"] for check in document["checks"]}
    needed = ("disk", "database", "audit", "audit-key", "worker", "models", "rules")
    assert states == {**dict.fromkeys(needed, "ok"), "archives": "failed", "archive-circuits": "ok"}
    assert 'radlane_archive_up{archive="gone"} 0.0' in httpx.get(f"{server.url}/metrics", trust_env=False).text
