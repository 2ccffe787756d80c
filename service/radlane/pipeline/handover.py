"""What a job hands to its next step as files: one that was interrupted goes on with the same image and conclusion.

In: a `Conclusion`, or the chosen instances. Out: files that are named by their SHA-256, whole and on the disk, and the
same from them: one .npz of plain arrays, or the same bytes and their list.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.dicomweb.part10 import digest
from radlane.dicomweb.publish import sync_folder
from radlane.domain.code import Code
from radlane.domain.explanation import Faithfulness, Method
from radlane.domain.finding import (
    AnyRegion,
    BoxRegion,
    Conclusion,
    Finding,
    FrameRegion,
    JointMeasurement,
    Laterality,
    Measurement,
    Presence,
    Probability,
    Region,
    VolumeBoxRegion,
    VolumeRegion,
)
from radlane.domain.operating_point import OperatingPoint
from radlane.domain.out_of_distribution import Distance
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.saliency import Heatmap, SaliencyQuantity
from radlane.domain.study import RetrievedInstance
from radlane.errors import ArchiveUnavailable, ArtifactCorrupt, StorageFull, is_no_room

INSTANCE, SOURCE, CONCLUSION = ".dcm", ".json", ".npz"
_FACTS, _LABELS = "facts", "labels"
_CHUNK = 1 << 20


@contextmanager
def at_work() -> Iterator[None]:
    """Say what the system says of a job's own files; both may go away by themselves.

    Raises
    ------
    StorageFull
        If there is no room.
    ArchiveUnavailable
        If a file or folder cannot be read or written now.
    """
    try:
        yield
    except OSError as error:
        if is_no_room(error):
            raise StorageFull("No room for the files of a job", remedy="Free space in the data folder") from error
        raise ArchiveUnavailable("A file of a job cannot be read or written", why=error.strerror) from error


def keep_source(instances: Sequence[RetrievedInstance], folder: Path) -> tuple[str, tuple[RetrievedInstance, ...]]:
    """Keep what was chosen, in its order, and return the SHA-256 of the list, and the instances where they lie now.

    Files in the job's own folder are moved: what is damaged there later is not there twice, and comes from the archive
    again. Others are copied: an archive's may change.

    Raises
    ------
    StorageFull
        If there is no room.
    ArchiveUnavailable
        If a file cannot be read or written now.
    """
    with at_work():
        digests = [_keep(item.path, folder) for item in instances]
        listed = [
            {**asdict(item.ref), "sha256": sha256} | ({"channels": item.channels} if item.channels else {})
            for item, sha256 in zip(instances, digests, strict=True)
        ]
        kept = tuple(
            replace(item, path=folder / f"{sha256}{INSTANCE}") for item, sha256 in zip(instances, digests, strict=True)
        )
        return _publish([json.dumps(listed).encode()], folder, SOURCE), kept


def load_source(folder: Path, sha256: str) -> tuple[RetrievedInstance, ...]:
    """Return what `keep_source` kept, in its order.

    Raises
    ------
    ArtifactCorrupt
        If a file is not the one that was kept.
    ArchiveUnavailable
        If one cannot be read now.
    """
    found = []
    for facts in json.loads(_checked(folder / f"{sha256}{SOURCE}", sha256)):
        expected, channels = facts.pop("sha256"), tuple(facts.pop("channels", ()))
        path = folder / f"{expected}{INSTANCE}"
        if digest(path) != expected:
            raise _corrupt("it has another SHA-256")
        found.append(RetrievedInstance(ref=InstanceRef(**facts), path=path, channels=channels))
    return tuple(found)


def keep_refs(refs: Sequence[InstanceRef], folder: Path) -> str:
    """Write which instances are meant, and return the list's SHA-256: a job that waits for days carries only that.

    Raises
    ------
    StorageFull
        If there is no room.
    ArchiveUnavailable
        If it cannot be written now.
    """
    with at_work():
        return _publish([json.dumps([asdict(ref) for ref in refs]).encode()], folder, SOURCE)


def load_refs(folder: Path, sha256: str) -> tuple[InstanceRef, ...]:
    """Return what `keep_refs` wrote.

    Raises
    ------
    ArtifactCorrupt
        If the file is not the one that was written.
    """
    return tuple(InstanceRef(**facts) for facts in json.loads(_checked(folder / f"{sha256}{SOURCE}", sha256)))


def save_conclusion(conclusion: Conclusion, folder: Path) -> str:
    """Write a conclusion, and return the file's SHA-256 in hexadecimal.

    Raises
    ------
    StorageFull
        If there is no room; nothing is left behind.
    ArchiveUnavailable
        If it cannot be written now.
    """
    arrays: dict[str, NDArray[Any]] = {}
    findings = []
    for index, finding in enumerate(conclusion.findings):
        region = finding.region
        if isinstance(region, Region):
            arrays[f"{index}.mask"] = np.packbits(region.mask)
            if region.fractions is not None:
                arrays[f"{index}.fractions"] = region.fractions
            for place, contour in enumerate(region.contours):
                arrays[f"{index}.contour.{place}"] = contour
        if isinstance(region, VolumeBoxRegion):
            arrays[f"{index}.affine"] = region.affine
        findings.append(_facts(finding))
    facts = {
        "findings": findings,
        "joint": [asdict(joint) for joint in conclusion.joint],
        "reasons": [asdict(reason) for reason in conclusion.reasons],
        "distance": None if conclusion.distance is None else asdict(conclusion.distance),
        "heatmaps": [_of_heatmap(one) for one in conclusion.heatmaps],
    }
    for place, heatmap in enumerate(conclusion.heatmaps):
        arrays[f"heatmap.{place}"] = heatmap.values
    if conclusion.labels is not None:
        arrays[_LABELS] = conclusion.labels
    arrays[_FACTS] = np.frombuffer(json.dumps(facts).encode(), np.uint8)
    buffer = BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    with at_work():
        return _publish([buffer.getvalue()], folder, CONCLUSION)


def copy_conclusion(folder: Path, sha256: str, to: Path) -> None:
    """Keep a conclusion in another folder too.

    Raises
    ------
    ArtifactCorrupt
        If the file is not the one that was written.
    StorageFull
        If there is no room; nothing is left behind.
    ArchiveUnavailable
        If it cannot be written now.
    """
    data = _checked(conclusion_in(folder, sha256), sha256)
    with at_work():
        _publish([data], to, CONCLUSION)


def conclusion_in(folder: Path, sha256: str) -> Path:
    """Return where a conclusion lies that is kept in a folder."""
    return folder / f"{sha256}{CONCLUSION}"


def load_conclusion(folder: Path, sha256: str) -> Conclusion:
    """Read a conclusion.

    Raises
    ------
    ArtifactCorrupt
        If the file is not the one that was written.
    """
    data = _checked(conclusion_in(folder, sha256), sha256)
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        facts = json.loads(arrays[_FACTS].tobytes())
        findings = tuple(_finding(index, item, arrays) for index, item in enumerate(facts["findings"]))
        labels = arrays.get(_LABELS)
        heatmaps = tuple(_heatmap(item, arrays[f"heatmap.{place}"]) for place, item in enumerate(facts["heatmaps"]))
    return Conclusion(
        findings=findings,
        joint=tuple(
            JointMeasurement(id=item["id"], measurement=_measurement(item["measurement"]), of=tuple(item["of"]))
            for item in facts["joint"]
        ),
        reasons=tuple(Reason(code=ReasonCode(item["code"]), text=item["text"]) for item in facts["reasons"]),
        labels=labels,
        heatmaps=heatmaps,
        distance=_distance(facts.get("distance")),  # none in what an earlier radlane wrote
    )


def _of_heatmap(one: Heatmap) -> dict[str, Any]:
    """A heat map without its numbers."""
    facts: dict[str, Any] = {"finding": one.finding, "quantity": one.quantity, "method": one.method, "by": one.by}
    return {**facts, "faithfulness": None if one.faithfulness is None else asdict(one.faithfulness)}


def _heatmap(item: Mapping[str, Any], values: NDArray[np.float32]) -> Heatmap:
    by, worth = item.get("by"), item.get("faithfulness")  # none in what an earlier radlane kept
    return Heatmap(
        finding=item["finding"],
        quantity=SaliencyQuantity(item["quantity"]),
        method=item["method"],
        values=values,
        by=None if by is None else Method(by),
        faithfulness=None if worth is None else Faithfulness(**worth),
    )


def _facts(finding: Finding) -> dict[str, Any]:
    """A finding without its arrays."""
    return {
        "id": finding.id,
        "concept": asdict(finding.concept),
        "presence": finding.presence,
        "site": None if finding.site is None else asdict(finding.site),
        "laterality": finding.laterality,
        "probability": None if finding.probability is None else asdict(finding.probability),
        "measurements": [asdict(measurement) for measurement in finding.measurements],
        "uncertainty": [asdict(measurement) for measurement in finding.uncertainty],
        "region": _region_facts(finding.region),
    }


def _region_facts(region: AnyRegion | None) -> dict[str, Any] | None:
    """Of a region its kind, and what is no array of it."""
    if isinstance(region, BoxRegion):
        return {"kind": "box", **asdict(region)}
    if isinstance(region, VolumeBoxRegion):
        return {"kind": "volume-box"}
    if isinstance(region, FrameRegion):
        return {"kind": "frame", "frame": region.frame}
    if isinstance(region, VolumeRegion):
        return {"kind": "volume", "segment": region.segment, "voxels": region.voxels}
    if isinstance(region, Region):
        shape, contours = list(region.mask.shape), len(region.contours)
        return {"kind": "segment", "segment": region.segment, "shape": shape, "contours": contours}
    return None


def _finding(index: int, facts: dict[str, Any], arrays: Any) -> Finding:  # noqa: ANN401 - numpy's NpzFile
    return Finding(
        id=facts["id"],
        concept=Code(**facts["concept"]),
        presence=Presence(facts["presence"]),
        site=None if facts["site"] is None else Code(**facts["site"]),
        laterality=None if facts["laterality"] is None else Laterality(facts["laterality"]),
        probability=None if facts["probability"] is None else _probability(facts["probability"]),
        measurements=tuple(_measurement(item) for item in facts["measurements"]),
        uncertainty=tuple(_measurement(item) for item in facts.get("uncertainty", ())),
        region=None if facts["region"] is None else _region(index, facts["region"], arrays),
    )


def _probability(facts: dict[str, Any]) -> Probability:
    point = facts.get("operating_point")  # none in what an earlier radlane handed over
    return Probability(**{**facts, "operating_point": None if point is None else OperatingPoint(**point)})


def _region(index: int, facts: dict[str, Any], arrays: Any) -> AnyRegion:  # noqa: ANN401 - numpy's NpzFile
    kind = facts.pop("kind")
    if kind == "box":
        return BoxRegion(**facts)
    if kind == "frame":
        return FrameRegion(**facts)
    if kind == "volume-box":
        return VolumeBoxRegion(affine=arrays[f"{index}.affine"])
    if kind == "volume":
        return VolumeRegion(**facts)
    rows, columns = facts["shape"]
    bits = np.unpackbits(arrays[f"{index}.mask"], count=rows * columns)
    contours = tuple(arrays[f"{index}.contour.{place}"] for place in range(facts["contours"]))
    return Region(
        segment=facts["segment"],
        mask=bits.reshape(rows, columns).astype(bool),
        contours=contours,
        fractions=arrays.get(f"{index}.fractions"),
    )


def _measurement(facts: dict[str, Any]) -> Measurement:
    return Measurement(
        concept=Code(**facts["concept"]),
        value=facts["value"],
        unit=Code(**facts["unit"]),
        derivation=None if facts["derivation"] is None else Code(**facts["derivation"]),
        note=facts["note"],
    )


def _distance(facts: dict[str, float] | None) -> Distance | None:
    return None if facts is None else Distance(**facts)


def _keep(path: Path, folder: Path) -> str:
    """Put a file beside the job's others under the name that its content gives it."""
    if not path.is_relative_to(folder):
        with path.open("rb") as file:
            return _publish(iter(lambda: file.read(_CHUNK), b""), folder, INSTANCE)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    path.replace(folder / f"{sha256}{INSTANCE}")
    return sha256


def _checked(path: Path, sha256: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _corrupt("it cannot be read") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise _corrupt("it has another SHA-256")
    return data


def _publish(chunks: Iterable[bytes], folder: Path, suffix: str) -> str:
    """Write a file under a name that nobody else has, then under the name that its content gives it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(suffix=".part", dir=folder)
    partial, sha256 = Path(name), hashlib.sha256()
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in chunks:
                sha256.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(folder / f"{sha256.hexdigest()}{suffix}")
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(folder)
    return sha256.hexdigest()


def _corrupt(why: str) -> ArtifactCorrupt:
    return ArtifactCorrupt("A working file of a job is not what was written", why=why, remedy="Retry the job")
