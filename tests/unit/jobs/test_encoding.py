"""Objects into the outbox; the forms that are made of what is kept there are tested in test_delivering."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from radlane.domain.form import COMPREHENSIVE_3D_SR, Form
from radlane.domain.job import JobRequest, Order
from radlane.domain.output import SegmentationType
from radlane.encode.part10 import to_bytes
from radlane.errors import ArtifactCorrupt, JobWaits, StorageFull
from radlane.inference.devices import choose_device
from radlane.jobs.encoding import encode_form, identity_of, into_outbox
from radlane.jobs.steps import STEPS
from radlane.pipeline.models import Models
from radlane.pipeline.networks import Places
from radlane.registry.catalogue import load_catalogue
from support.jobs import SITE_KEY, Clock, World
from support.reading import words
from support.said import NAME, classification, detection, package
from support.said_lanes import bright_head, of_volume
from support.volumes import saved

WITHOUT_3D = Form(refused=frozenset({COMPREHENSIVE_3D_SR}))


def encoded(on: World) -> tuple[Any, dict[str, Any]]:
    """A job whose first form is on record, and its state."""
    job = on.accept()
    state: dict[str, Any] = {"job": job.id, "attempt": 1}
    for name, step in STEPS[:-1]:
        state[name] = json.loads(json.dumps(step(on.parts, job, state)))
    return job, state


def test_what_was_concluded_lies_beside_the_objects(on: World) -> None:
    _, state = encoded(on)
    run = on.ledger.run(state["claim"]["run"])
    (folder,) = {item.path.parent for item in on.ledger.objects(run.id)}
    assert run.conclusion == state["analyse"]["sha256"]
    assert (folder / f"{run.conclusion}.npz").is_file()
    assert identity_of(on.parts, run).site_key == SITE_KEY


def test_another_form_is_of_the_same_conclusion_and_shares_bytes(on: World) -> None:
    job, state = encoded(on)
    run_id = state["claim"]["run"]
    first = {item.ref.sop_instance_uid: item.path.read_bytes() for item in on.ledger.objects(run_id)}
    *leaves, report = encode_form(on.parts, job, state, run_id, WITHOUT_3D)
    assert {str(leaf.SOPInstanceUID): to_bytes(leaf) for leaf in leaves}.items() <= first.items()
    assert str(report.SOPInstanceUID) not in first


def test_another_form_is_made_as_the_site_wanted_results_then(on: World) -> None:
    """What an archive refuses changes neither what kind the SEG is nor whether there are outlines."""
    job, state = encoded(on)
    run_id = state["claim"]["run"]
    assert on.ledger.run(run_id).settings == {"display_report": False, "segmentation_type": None}
    before = [to_bytes(item) for item in encode_form(on.parts, job, state, run_id, WITHOUT_3D)]
    site = replace(on.parts.site, display_report=True, segmentation_type=SegmentationType.LABELMAP)
    now = replace(on.parts, site=site)
    assert [to_bytes(item) for item in encode_form(now, job, state, run_id, WITHOUT_3D)] == before


def test_what_was_concluded_is_gone_while_it_is_encoded(on: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read whole, and gone when it is copied: the network runs again."""
    job = on.accept()
    state: dict[str, Any] = {"job": job.id, "attempt": 1}
    for name, step in STEPS[:5]:
        state[name] = json.loads(json.dumps(step(on.parts, job, state)))

    def lost(*_: object) -> None:
        raise ArtifactCorrupt("gone")

    monkeypatch.setattr("radlane.jobs.encoding.copy_conclusion", lost)
    with pytest.raises(JobWaits) as waits:
        dict(STEPS)["encode"](on.parts, job, state)
    assert waits.value.again_from == "analyse"
    assert on.ledger.objects(state["claim"]["run"]) == ()


def test_without_what_was_concluded_there_is_no_other_form(on: World) -> None:
    job, state = encoded(on)
    for path in on.parts.outbox.folder.rglob("*.npz"):
        path.write_bytes(b"something else")
    with pytest.raises(ArtifactCorrupt):
        encode_form(on.parts, job, state, state["claim"]["run"], WITHOUT_3D)


@pytest.mark.parametrize("ours", [True, False])
def test_a_folder_stays_where_it_is_on_record(on: World, ours: bool) -> None:
    def put(folder: Path) -> bool:
        (folder / "x.dcm").write_bytes(b"x")
        return ours

    assert into_outbox(on.parts, "run", put) is ours
    assert len(list((on.parts.outbox.folder / "run").iterdir())) == ours


def test_a_folder_goes_where_writing_fails(on: World) -> None:
    def put(_: Path) -> bool:
        raise StorageFull("full")

    with pytest.raises(StorageFull):
        into_outbox(on.parts, "run", put)
    assert list((on.parts.outbox.folder / "run").iterdir()) == []


def test_boxes_of_a_volume_go_through_all_steps_and_forms(tmp_path: Path) -> None:
    """Nothing is segmented: what is handed on has no labels."""
    slices = bright_head()
    for name in ("a", "b"):
        saved(slices, tmp_path / name)
    package(tmp_path / "models", of_volume(), (classification(), detection(axes=3)))
    places = Places(device=choose_device("cpu", ()), threads=1)
    models = Models(load_catalogue([tmp_path / "models"], [tmp_path / "models" / "tags.json"]), places)
    on = World(folder=tmp_path, url=f"sqlite:///{tmp_path / 'radlane.sqlite'}", clock=Clock(), models=models)
    request = JobRequest(study_instance_uid=str(slices[0].StudyInstanceUID), model=NAME)
    digest = models.catalogue.resolve(NAME)[1].digest
    job, _ = on.store.accept(Order(request=request, source="a", destinations=("a",), package_digest=digest))
    state: dict[str, Any] = {"job": job.id, "attempt": 1}
    for name, step in STEPS[:-1]:
        state[name] = json.loads(json.dumps(step(on.parts, job, state)))
    run = on.ledger.run(state["claim"]["run"])
    assert run.result is not None
    assert [finding["id"] for finding in run.result["findings"]] == ["ptx", "effusion", "nodule-1"]
    assert run.result["findings"][2]["volume_box"] is not None
    assert [str(item.role) for item in on.ledger.objects(run.id)] == ["capture", "report"]
    capture, report = encode_form(on.parts, job, state, run.id, WITHOUT_3D)
    assert to_bytes(capture) == on.ledger.objects(run.id)[0].path.read_bytes()
    assert "bounded by a box" in words(report)
