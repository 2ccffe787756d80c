"""Jobs on a folder archive in a temporary folder, with a small network that never says the same twice."""

from __future__ import annotations

import hashlib
import secrets
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import yaml
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from pydicom import Dataset, dcmread

from radlane.dicomweb.archive import Archive
from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.job import Job, JobRequest, Order
from radlane.domain.prior import PatientStudy
from radlane.domain.result import EncodedObject, StoreOutcome, StoreReceipt
from radlane.domain.study import Accession, RetrievedStudy, StudyIndex
from radlane.errors import ArchiveUnavailable
from radlane.imaging.decode import decode_frame
from radlane.inference.devices import choose_device
from radlane.jobs.ledger import Ledger
from radlane.jobs.outbox import FolderOutbox
from radlane.jobs.parts import Parts
from radlane.jobs.store import JobStore
from radlane.jobs.withdrawals import Withdrawals
from radlane.jobs.workflow import Runner
from radlane.pipeline.lane import Site
from radlane.pipeline.models import Models
from radlane.pipeline.networks import Places
from radlane.registry.catalogue import builtin_roots, load_catalogue
from support.networks import network
from support.radiographs import STUDY, radiograph, save
from support.reading import groups, segments
from support.schemas import with_schema
from support.trail import trail_in

MODEL = "drawn"
SITE_KEY = b"the key of a site in the tests.."
BEGIN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
GIVE_UP = timedelta(days=7)
_SIDE = 16


class Clock:
    """A clock that is moved by hand."""

    def __init__(self, moment: datetime = BEGIN) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


def drawing_package(root: Path) -> Path:
    """A package `drawn`: two lungs with frayed edges that are drawn anew at each run (RandomNormal)."""
    folder = root / MODEL
    (folder / "golden").mkdir(parents=True)
    (folder / "README.md").write_text("What is drawn.")
    weights = _drawing_network()
    (folder / "model.onnx").write_bytes(weights)
    manifest: dict[str, Any] = yaml.safe_load((builtin_roots()[0] / "cxr-lungs" / "model.yaml").read_text())
    del manifest["out_of_distribution"]  # of the network that is not here
    manifest["version"] = "1.0.0"
    manifest["name"], manifest["inputs"][0]["geometry"]["size"] = MODEL, [_SIDE, _SIDE]
    digest = hashlib.sha256(weights).hexdigest()
    manifest["artifacts"] = [{"role": "weights", "path": "model.onnx", "sha256": digest, "size": len(weights)}]
    manifest["tests"] = [{"path": "golden/any.npz", "rtol": 0.0, "atol": 0.09}]  # it never says the same twice
    (folder / "model.yaml").write_text(yaml.safe_dump(manifest, sort_keys=False))
    picture, chest = np.zeros((1, 1, _SIDE, _SIDE), np.float32), np.full((1, 1), 9.0, np.float32)
    np.savez(folder / "golden" / "any.npz", image=picture, lungs=_two_lungs(), chest=chest)
    (root / "tags.json").write_text(f'{{"{MODEL}": {{"production": "1.0.0"}}}}')
    return folder


def _two_lungs() -> NDArray[np.float32]:
    """Logits that rise so slowly that noise of less than a golden vector's tolerance frays the edges."""
    y, x = np.mgrid[0:_SIDE, 0:_SIDE]
    lungs = np.stack([4.0 - np.hypot(x - center, (y - 8) / 1.5) for center in (4, 12)])[None]
    return (0.04 * lungs).astype(np.float32)


def _drawing_network() -> bytes:
    shape = ["n", 1, _SIDE, _SIDE]
    nodes = [
        helper.make_node("Constant", [], ["shape"], value=numpy_helper.from_array(_two_lungs())),
        helper.make_node("Constant", [], ["yes"], value=numpy_helper.from_array(np.array(9.0, np.float32))),
        helper.make_node("RandomNormalLike", ["shape"], ["drawn_noise"], scale=0.04),
        helper.make_node("Constant", [], ["least"], value=numpy_helper.from_array(np.array(-0.08, np.float32))),
        helper.make_node("Constant", [], ["most"], value=numpy_helper.from_array(np.array(0.08, np.float32))),
        helper.make_node("Clip", ["drawn_noise", "least", "most"], ["noise"]),
        helper.make_node("Add", ["shape", "noise"], ["drawn"]),
        helper.make_node("Sub", ["image", "image"], ["nothing"]),
        helper.make_node("Add", ["drawn", "nothing"], ["lungs"]),
        helper.make_node("GlobalMaxPool", ["nothing"], ["zero"]),
        helper.make_node("Add", ["zero", "yes"], ["gate"]),
        helper.make_node("Flatten", ["gate"], ["chest"]),
    ]
    inputs: Sequence[Any] = [("image", TensorProto.FLOAT, shape)]
    outputs: Sequence[Any] = [
        ("lungs", TensorProto.FLOAT, ["n", 2, _SIDE, _SIDE]),
        ("chest", TensorProto.FLOAT, ["n", 1]),
    ]
    made = network(nodes, inputs, outputs)
    onnx.checker.check_model(onnx.load_model_from_string(made))
    return made


def drawing_models(root: Path) -> Models:
    """The catalogue of `drawing_package`, which is made where it is not there."""
    if not (root / MODEL).exists():
        drawing_package(root)
    return Models(load_catalogue([root], [root / "tags.json"]), Places(device=choose_device("cpu", ()), threads=1))


def site(now: Callable[[], datetime]) -> Site:
    """A site with real randomness: two processes never draw the same."""
    return Site(
        decode=decode_frame,
        read_limits=Limits(),
        inference_seconds=60.0,
        read_threads=2,
        timezone=UTC,
        now=now,
        clock=time.perf_counter,
        token_bytes=secrets.token_bytes,
        version="0.1.0",
    )


class Front:
    """Stands in front of an archive: it may be down, and takes objects one by one, as a PACS does.

    Parameters
    ----------
    at : callable
        Told `object n` before the n-th object is taken, and `answer` when all are and nobody knows yet.
    """

    def __init__(self, archive: Archive, at: Callable[[str], None] = lambda _: None) -> None:
        self.behind = archive
        self.at = at
        self.down = False
        self.calls = 0

    @property
    def name(self) -> str:
        return self.behind.name

    @property
    def can_be_asked(self) -> bool:
        return self.behind.can_be_asked

    def study_uids(self) -> tuple[str, ...]:
        return self._up().study_uids()

    def find_study(self, study_instance_uid: str) -> StudyIndex:
        return self._up().find_study(study_instance_uid)

    def studies_of(self, accession: Accession) -> tuple[str, ...]:
        return self._up().studies_of(accession)

    def studies_of_patient(self, patient_id: str, first: date, last: date) -> tuple[PatientStudy, ...]:
        return self._up().studies_of_patient(patient_id, first, last)

    def check(self) -> str:
        return self._up().check()

    def check_store(self) -> str:
        return self._up().check_store()

    def retrieve(self, *arguments: Any) -> RetrievedStudy:
        return self._up().retrieve(*arguments)

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        outcomes: list[StoreOutcome] = []
        for number, item in enumerate(objects):
            self.at(f"object {number}")
            outcomes += self._up().store([item]).outcomes
        self.at("answer")
        return StoreReceipt(destination=self.name, outcomes=tuple(outcomes))

    def _up(self) -> Archive:
        self.calls += 1
        if self.down:
            raise ArchiveUnavailable("The archive is down")
        return self.behind


@dataclass(kw_only=True)
class World:
    """All parts on one folder; `<folder>/a` and `<folder>/b` are archives, the study is in `a` and in `b`.

    Attributes
    ----------
    wrap : mapping of str to callable
        Archive -> what stands in front of it, for example one that is down.
    """

    folder: Path
    url: str
    clock: Callable[[], datetime]
    models: Models
    wrap: Mapping[str, Callable[[Archive], Archive]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        engine = with_schema(self.url)
        self.engine = engine
        self.store = JobStore(engine, self.clock, lambda: str(uuid.uuid4()), GIVE_UP)
        self.ledger = Ledger(engine, self.folder / "outbox", self.clock, lambda: str(uuid.uuid4()))
        self.withdrawals = Withdrawals(engine, self.folder / "outbox", self.clock, lambda: str(uuid.uuid4()))
        self.trail = trail_in(self.folder, engine, self.clock)
        self.parts = Parts(
            site=site(self.clock),
            models=self.models,
            archive=self.archive,
            ledger=self.ledger,
            withdrawals=self.withdrawals,
            audit=self.trail,
            work=self.folder / "work",
            outbox=FolderOutbox(self.folder / "outbox"),
            site_key=SITE_KEY,
        )
        self.runner = Runner(parts=self.parts, store=self.store, ledger=self.ledger, now=self.clock, give_up=GIVE_UP)

    def archive(self, name: str) -> Archive:
        folder = FolderArchive(name, self.folder / name, Limits())
        return self.wrap[name](folder) if name in self.wrap else folder

    def order(self, **changes: Any) -> Order:
        """What the tests ask for."""
        digest = self.models.catalogue.resolve(MODEL)[1].digest
        request = JobRequest(study_instance_uid=STUDY, model=MODEL)
        order = Order(request=request, source="a", destinations=("a", "b"), package_digest=digest)
        return replace(order, **changes)

    def accept(self, **changes: Any) -> Job:
        return self.store.accept(self.order(**changes))[0]

    def stored(self, name: str) -> list[Dataset]:
        """The results in an archive."""
        return [dataset for dataset in self._all(name) if dataset.Modality in {"SEG", "SR", "OT"}]

    def notes(self, name: str) -> list[Dataset]:
        """The rejection notes in an archive."""
        return [dataset for dataset in self._all(name) if dataset.Modality == "KO"]

    def _all(self, name: str) -> list[Dataset]:
        return [dcmread(path) for path in sorted((self.folder / name).rglob("*.dcm"))]


def world(folder: Path, models: Models, clock: Callable[[], datetime] | None = None, **changes: Any) -> World:
    """A world with a radiograph in both archives, on SQLite."""
    for name in ("a", "b"):
        if not (folder / name).exists():
            save(radiograph(), folder / name, "IM1")
    url = changes.pop("url", f"sqlite:///{folder / 'radlane.sqlite'}")
    return World(folder=folder, url=url, clock=clock or Clock(), models=models, **changes)


def agree(objects: Sequence[Dataset]) -> list[tuple[str, list[float]]]:
    """Check that the results of an archive are whole, each of one analysis; return UID and areas of each SR."""
    reports = [dataset for dataset in objects if dataset.Modality == "SR"]
    found = []
    for report in reports:
        areas = {group.tracking_uid: group.area.value for group in groups(report) if group.area}
        masks = _segmentation_of(report, objects)
        assert areas == masks, "a report and its segmentation are of two analyses"
        found.append((str(report.SOPInstanceUID), sorted(areas.values())))
    assert len(objects) == 3 * len(reports), "a result is not whole"
    return found


def _segmentation_of(report: Dataset, objects: Sequence[Dataset]) -> dict[str, float]:
    wanted = {
        str(item.ReferencedSOPInstanceUID)
        for study in report.CurrentRequestedProcedureEvidenceSequence
        for series in study.ReferencedSeriesSequence
        for item in series.ReferencedSOPSequence
    }
    (segmentation,) = (
        dataset for dataset in objects if dataset.Modality == "SEG" and str(dataset.SOPInstanceUID) in wanted
    )
    return {segment.tracking_uid: float(segment.mask.sum()) for segment in segments(segmentation)}
