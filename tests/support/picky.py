"""Archives that do not take every SOP Class: one on a folder for tests in memory, and a proxy before a real PACS."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from pydicom import dcmread
from pydicom.dataset import FileDataset

from radlane.dicomweb.archive import Archive
from radlane.dicomweb.deposit import LEFT_OUT
from radlane.domain.finding import Region
from radlane.domain.job import Job, JobRequest, Order
from radlane.domain.result import Answer, DeliveryState, EncodedObject, Role, StoreOutcome, StoreReceipt
from radlane.inference.devices import choose_device
from radlane.jobs.steps import STEPS
from radlane.pipeline.handover import load_conclusion, save_conclusion
from radlane.pipeline.models import Models
from radlane.pipeline.networks import Places
from radlane.registry.catalogue import load_catalogue
from support.findings import explained
from support.jobs import Front, World, world
from support.pacs import parts_in
from support.scripted import Asked, Reply, serving
from support.volume_models import bright_package
from support.volumes import Block, block, saved, series

NOT_TAKEN = 0x0122
_HOP_BY_HOP = {"connection", "content-length", "content-encoding", "transfer-encoding", "host", "keep-alive"}


class Picky(Front):
    """Refuses SOP Classes, as a PACS does: leaves in one request, the report in one of its own.

    Attributes
    ----------
    refuses : set of str
        SOP Classes; a test may change them.
    sent : list of str
        SOP Instance UIDs of all that came, in their order.
    """

    def __init__(self, archive: Archive, refuses: Collection[str]) -> None:
        super().__init__(archive)
        self.refuses = set(refuses)
        self.sent: list[str] = []

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        outcomes: dict[EncodedObject, StoreOutcome] = {}
        for batch in ([item for item in objects if (item.role is Role.REPORT) is last] for last in (False, True)):
            if any(outcome.state is DeliveryState.REFUSED for outcome in outcomes.values()):
                outcomes |= {item: _refused(item, LEFT_OUT) for item in batch}
            else:
                outcomes |= {item: self._take(item) for item in batch}
        self.at("answer")
        return StoreReceipt(destination=self.name, outcomes=tuple(outcomes[item] for item in objects))

    def _take(self, item: EncodedObject) -> StoreOutcome:
        self.sent.append(item.ref.sop_instance_uid)
        if item.ref.sop_class_uid in self.refuses:
            return replace(_refused(item, "the archive does not take this SOP Class"), answer=Answer.NO_SUCH_CLASS)
        (outcome,) = self._up().store([item]).outcomes
        return outcome


def _refused(item: EncodedObject, detail: str) -> StoreOutcome:
    return StoreOutcome(ref=item.ref, state=DeliveryState.REFUSED, detail=detail, may_be_there=False)


def with_heat(on: World, job: Job) -> dict[str, Any]:
    """A job up to its analysis, which also explains its findings: no model of today does."""
    state: dict[str, Any] = {"job": job.id, "attempt": 1}
    for name, step in STEPS[: [name for name, _ in STEPS].index("analyse") + 1]:
        state[name] = json.loads(json.dumps(step(on.parts, job, state)))
    folder = on.parts.work / job.id
    said = load_conclusion(folder, state["analyse"]["sha256"])
    masks = [one.region.mask for one in said.findings if isinstance(one.region, Region)]
    shape = (1, *masks[0].shape) if said.labels is None else said.labels.shape
    state["analyse"]["sha256"] = save_conclusion(explained(said, shape), folder)
    return state


@dataclass
class Refusals:
    """What a `refusing` proxy refuses, and what came to it; a test changes it while the proxy runs."""

    sop_classes: set[str] = field(default_factory=set)
    sent: list[str] = field(default_factory=list)


@contextmanager
def refusing(url: str, refusals: Refusals) -> Iterator[str]:
    """Run a proxy before a DICOMweb service that refuses SOP Classes with 0122H and passes on the rest; its address."""
    with httpx.Client(trust_env=False, timeout=30) as client:

        def script(asked: Asked) -> Reply:
            if asked.method != "POST":
                return _pass_on(client, url, asked, asked.body)
            files = {_uid_of(file): file for file in parts_in(asked)}
            refusals.sent += files
            refused = {uid: _class_of(file) for uid, file in files.items() if _class_of(file) in refusals.sop_classes}
            answer = _pass_on(client, url, asked, _without(asked, [files[uid] for uid in refused]))
            return _with_failures(answer, refused, whole=len(refused) == len(files))

        with serving(script) as own:
            yield own


def _uid_of(file: bytes) -> str:
    return str(dcmread(BytesIO(file), stop_before_pixels=True).SOPInstanceUID)


def _class_of(file: bytes) -> str:
    return str(dcmread(BytesIO(file), stop_before_pixels=True).file_meta.MediaStorageSOPClassUID)


def _without(asked: Asked, files: Sequence[bytes]) -> bytes:
    """The body without the parts that hold these files."""
    boundary = b"--" + asked.headers["Content-Type"].rpartition("boundary=")[2].encode()
    first, *pieces, end = asked.body.split(boundary)
    left = [piece for piece in pieces if not any(file in piece for file in files)]
    return boundary.join([first, *left, end])


def _pass_on(client: httpx.Client, url: str, asked: Asked, body: bytes) -> Reply:
    headers = {name: value for name, value in asked.headers.items() if name.lower() not in _HOP_BY_HOP}
    query = [(name, value) for name, values in asked.query.items() for value in values]
    answer = client.request(asked.method, f"{url}{asked.path}", params=query, headers=headers, content=body)
    kept = {name: value for name, value in answer.headers.items() if name.lower() not in _HOP_BY_HOP}
    return Reply(status=answer.status_code, headers=kept, body=answer.content)


def _with_failures(answer: Reply, refused: dict[str, str], *, whole: bool) -> Reply:
    if not refused:
        return answer
    said: dict[str, Any] = {} if whole else json.loads(answer.body)
    items = [
        {
            "00081150": {"vr": "UI", "Value": [kind]},
            "00081155": {"vr": "UI", "Value": [uid]},
            "00081197": {"vr": "US", "Value": [NOT_TAKEN]},
        }
        for uid, kind in refused.items()
    ]
    said["00081198"] = {"vr": "SQ", "Value": items}
    headers = {"Content-Type": "application/dicom+json"}
    return Reply(status=409 if whole else 202, headers=headers, body=json.dumps(said).encode())


def bright_world(folder: Path, **changes: Any) -> World:
    """A world with a stack in its archives, and a model that finds what is bright in it."""
    root = bright_package(folder / "models")
    for name in ("a", "b"):
        (folder / name).mkdir()
        saved(stack(), folder / name)
    models = Models(load_catalogue([root], [root / "tags.json"]), Places(device=choose_device("cpu", ()), threads=1))
    return world(folder, models, **changes)


def bright_order(on: World, *destinations: str) -> Order:
    """An order of its result."""
    request = JobRequest(study_instance_uid=str(stack()[0].StudyInstanceUID), model="bright")
    digest = on.models.catalogue.resolve("bright")[1].digest
    return Order(request=request, source="a", destinations=destinations or ("a", "b"), package_digest=digest)


def stack() -> list[FileDataset]:
    """Nine slices of a head with something bright in it."""
    head = Block(values=np.full((9, 14, 12), 100, np.int16), affine=block().affine)
    head.values[2:7, 4:11, 3:8] = 900
    return series(head, BodyPartExamined="HEAD")
