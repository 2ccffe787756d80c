"""A real PACS that does not take every SOP Class: it gets what stands for it, whole, and the judges are content."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydicom import Dataset, dcmread
from pydicom.dataset import FileDataset

from radlane.domain.form import (
    COMPREHENSIVE_3D_SR,
    COMPREHENSIVE_SR,
    ENHANCED_SR,
    LABEL_MAP,
    PARAMETRIC_MAP,
    SECONDARY_CAPTURE,
    SEGMENTATION,
)
from radlane.jobs.steps import STEPS
from support.archives import held
from support.caller import pacs_settings, run_job, wait_for
from support.lane import DONE, MODEL, radlane
from support.noise import read_noise, without_noise
from support.orthanc import Orthanc
from support.picky import Refusals, bright_order, bright_world, refusing, stack, with_heat
from support.radiographs import real
from support.server import Server, serving
from support.validators import dcentvfy, dciodvfy, dsrdump
from support.withdrawals import listed

_TIMEOUT_S = 90
_REPORTS = {COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR, ENHANCED_SR}
_ALL = {COMPREHENSIVE_3D_SR: "comprehensive-3d-sr", COMPREHENSIVE_SR: "comprehensive-sr", LABEL_MAP: "label-map"}


@dataclass(frozen=True, kw_only=True)
class Ward:
    """A PACS with RG1, and the proxy before it."""

    orthanc: Orthanc
    refusals: Refusals
    chest: FileDataset
    settings: dict[str, str]

    @property
    def study(self) -> str:
        return str(self.chest.StudyInstanceUID)

    def made(self) -> dict[str, Dataset]:
        """SOP Instance UID -> what was made of RG1."""
        found = held(self.orthanc.archive(), self.study)
        del found[str(self.chest.SOPInstanceUID)]
        return found


@pytest.fixture
def ward(orthanc: Orthanc) -> Iterator[Ward]:
    chest, refusals = dcmread(real("RG1_UNCI.dcm")), Refusals()
    orthanc.empty()
    orthanc.put(chest)
    with refusing(f"http://127.0.0.1:{orthanc.port}", refusals) as url:
        settings = {
            **pacs_settings(orthanc),
            "RADLANE_ARCHIVES__PACS__URL": f"{url}/dicom-web",
            "RADLANE_RESULTS__SEGMENTATION_TYPE": "LABELMAP",
        }
        yield Ward(orthanc=orthanc, refusals=refusals, chest=chest, settings=settings)


@pytest.fixture
def server(ward: Ward, tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path / "service", **ward.settings) as started:
        yield started


@pytest.fixture
def caller(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, trust_env=False, timeout=30) as client:
        yield client


# What the PACS refuses, and the segmentation and the report that it gets.
REFUSED = [
    (set(), LABEL_MAP, COMPREHENSIVE_3D_SR),
    ({LABEL_MAP}, SEGMENTATION, COMPREHENSIVE_3D_SR),
    ({COMPREHENSIVE_3D_SR}, LABEL_MAP, COMPREHENSIVE_SR),
    ({LABEL_MAP, COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR}, SEGMENTATION, ENHANCED_SR),
]


@pytest.mark.parametrize(("classes", "segmentation", "report"), REFUSED)
def test_a_job_ends_with_what_the_pacs_takes(
    ward: Ward, caller: httpx.Client, tmp_path: Path, classes: set[str], segmentation: str, report: str
) -> None:
    ward.refusals.sop_classes = classes
    job = run_job(caller, {"study": ward.study, "model": MODEL}, _TIMEOUT_S)
    assert (job["state"], job["error"]) == ("succeeded", None)
    made = ward.made()
    assert sorted(str(item.SOPClassUID) for item in made.values()) == sorted([segmentation, SECONDARY_CAPTURE, report])
    assert len(ward.refusals.sent) == len(set(ward.refusals.sent)), "nothing is sent twice"
    result = caller.get(f"/v1/jobs/{job['id']}/result").json()
    assert [reason["code"] for reason in result["reasons"]].count("sop-class-refused") == len(classes)
    says_where_it_is(result, made, classes)
    no_complaints(tmp_path, [ward.chest], made.values())

    again = run_job(caller, {"study": ward.study, "model": MODEL}, _TIMEOUT_S)
    assert again["reused_from"] == job["id"]
    assert ward.made() == made


def says_where_it_is(result: dict[str, Any], made: dict[str, Dataset], classes: set[str]) -> None:
    """What is stored is stored, and what was refused names what stands for it."""
    stored = {}
    for item in result["objects"]:
        for delivery in item["deliveries"]:
            if delivery["state"] == "stored":
                stored[item["sop_instance_uid"]] = item["sop_class_uid"]
                assert delivery["instead"] is None
            else:
                assert delivery["state"] == "refused"
                assert delivery["instead"] in made
    assert stored.keys() == made.keys()
    refused = {item["sop_class_uid"] for item in result["objects"] if item["sop_instance_uid"] not in stored}
    assert classes <= refused


def test_what_was_stored_is_withdrawn_and_nothing_else(ward: Ward, caller: httpx.Client) -> None:
    ward.refusals.sop_classes = {LABEL_MAP, COMPREHENSIVE_3D_SR}
    job = run_job(caller, {"study": ward.study, "model": MODEL}, _TIMEOUT_S)
    made = ward.made()
    answer = caller.post(f"/v1/results/{job['run']}/withdraw", json={"reason": "safety"})
    assert wait_for(caller, answer.headers["location"], _TIMEOUT_S)["state"] == "succeeded"
    (note,) = (item for item in ward.made().values() if item.Modality == "KO")
    assert listed(note) == made.keys()


def test_a_site_that_says_it_before_is_refused_nothing(ward: Ward, tmp_path: Path) -> None:
    ward.refusals.sop_classes = set(_ALL)
    named = ", ".join(f'"{name}"' for name in _ALL.values())
    settings = {**ward.settings, "RADLANE_ARCHIVES__PACS__SOP_CLASSES_REFUSED": f"[{named}]"}
    with (
        serving(tmp_path / "service", **settings) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=30) as caller,
    ):
        job = run_job(caller, {"study": ward.study, "model": MODEL}, _TIMEOUT_S)
    assert job["state"] == "succeeded"
    assert set(ward.refusals.sent) == set(ward.made()), "what was sent was taken"
    assert {str(item.SOPClassUID) for item in ward.made().values()} == {SEGMENTATION, SECONDARY_CAPTURE, ENHANCED_SR}


def test_a_run_without_a_ledger_does_the_same(ward: Ward, tmp_path: Path) -> None:
    ward.refusals.sop_classes = {LABEL_MAP, COMPREHENSIVE_3D_SR}
    (tmp_path / "out").mkdir()
    words = ("run", ward.study, "--archive", "pacs", "--model", MODEL, "--json", "--out", tmp_path / "out")
    ended = radlane(*words, home=tmp_path / "home", **ward.settings)
    assert ended.code == DONE, ended.stderr
    made = ward.made()
    assert {str(item.SOPClassUID) for item in made.values()} == {SEGMENTATION, SECONDARY_CAPTURE, COMPREHENSIVE_SR}
    assert {path.stem for path in (tmp_path / "out").glob("*.dcm")} == made.keys()
    assert [reason["code"] for reason in ended.answer["reasons"]].count("sop-class-refused") == 2
    no_complaints(tmp_path, [ward.chest], made.values())


def test_the_picture_stands_for_the_numbers_of_a_heat_map(orthanc: Orthanc, tmp_path: Path) -> None:
    """No model of today explains; the conclusion of one does here."""
    slices, refusals = stack(), Refusals({PARAMETRIC_MAP})
    orthanc.empty()
    for image in slices:
        orthanc.put(image)
    with refusing(f"http://127.0.0.1:{orthanc.port}", refusals) as url:
        pacs = orthanc.archive(f"{url}/dicom-web")
        on = bright_world(tmp_path, wrap={"b": lambda _: pacs})
        job = on.store.accept(bright_order(on, "b"))[0]
        state = with_heat(on, job)
        for name in ("encode", "deliver"):
            state[name] = dict(STEPS)[name](on.parts, job, state)
    found = held(orthanc.archive(), str(slices[0].StudyInstanceUID))
    made = {uid: item for uid, item in found.items() if item.Modality in {"SEG", "SR", "OT"}}
    kinds = sorted(str(item.SOPClassUID) for item in made.values())
    maps = [item for item in on.ledger.objects(state["claim"]["run"]) if item.ref.sop_class_uid == PARAMETRIC_MAP]
    assert maps, "in the first form there are numbers"
    assert kinds == sorted([SEGMENTATION, COMPREHENSIVE_3D_SR, *[SECONDARY_CAPTURE] * (1 + len(maps))])
    (report,) = (item for item in made.values() if item.Modality == "SR")
    assert listed(report) >= made.keys() - {str(report.SOPInstanceUID)}
    assert listed(report).isdisjoint(item.ref.sop_instance_uid for item in maps)
    no_complaints(tmp_path, slices, made.values())


def no_complaints(folder: Path, images: Sequence[Dataset], made: Iterable[Dataset]) -> None:
    """The judges say nothing of what came back from the PACS; they know no label maps."""
    shutil.rmtree(folder / "judged", ignore_errors=True)
    (folder / "judged").mkdir()
    paths, noise = [], read_noise()
    made = sorted(made, key=lambda item: str(item.SOPClassUID) in _REPORTS)
    for number, dataset in enumerate([*images, *made]):
        paths.append(folder / "judged" / f"{number}.dcm")
        dataset.save_as(paths[-1])
    kinds = {path: str(dcmread(path, stop_before_pixels=True).SOPClassUID) for path in paths[len(images) :]}
    for path, kind in kinds.items():
        if kind != LABEL_MAP:
            assert without_noise("dciodvfy", dciodvfy(path), noise) == ()
        if kind in _REPORTS and LABEL_MAP not in kinds.values():
            assert without_noise("dsrdump", dsrdump(path), noise) == ()
    known = [path for path in paths if kinds.get(path) != LABEL_MAP]
    assert without_noise("dcentvfy", dcentvfy(known), noise) == ()
