"""A run to encode: a manifest, a context, findings with masks."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import Dataset

from radlane.domain.code import Code
from radlane.domain.finding import (
    Conclusion,
    Finding,
    JointMeasurement,
    Laterality,
    Measurement,
    Presence,
    Region,
)
from radlane.domain.image import Direction
from radlane.domain.input import Channel, Input, MinMax, ProjectionGeometry
from radlane.domain.model import Artifact, Card, Manifest, ModelIdentity, Origin, Regulatory
from radlane.domain.output import AreaMeasurement, AreaRatio, Segment, SegmentationOutput
from radlane.domain.reason import Reason
from radlane.domain.select import Select
from radlane.encode.checker import check_conformance, check_consistency
from radlane.encode.context import EncodeContext
from radlane.encode.identity import RunIdentity
from radlane.encode.part10 import to_bytes
from radlane.encode.result import encode_result
from radlane.encode.source_frame import every_frame
from radlane.inference.contours import outer_contours

AREA = Code(scheme="SCT", value="42798000", meaning="Area")
RATIO = Code(scheme="99RADLANE", value="lung-area-ratio", meaning="Ratio of right to left lung area")
PIXELS = Code(scheme="UCUM", value="{pixels}", meaning="pixels")
SQUARE_MM = Code(scheme="UCUM", value="mm2", meaning="square millimeter")
NO_UNITS = Code(scheme="UCUM", value="1", meaning="no units")
LUNG = Code(scheme="SCT", value="39607008", meaning="Lung")
ANATOMY = Code(scheme="SCT", value="91723000", meaning="Anatomical Structure")
PROCEDURE = Code(scheme="LN", value="30745-4", meaning="XR Chest Views")
STATEMENT = "Reference model, trained on synthetic data, not for clinical use."

MODEL = ModelIdentity(
    name="cxr-lungs", version="1.0.0", digest="sha256:" + "a1" * 32, weights_digest="sha256:" + "b2" * 32, tag=None
)


def segment(index: int) -> Segment:
    """Right lung (0), left lung (1) or, unpaired, the heart (2)."""
    side = (Laterality.RIGHT, Laterality.LEFT, None)[index]
    kind = LUNG if side else Code(scheme="SCT", value="80891009", meaning="Heart")
    return Segment(
        id=("lung-1", "lung-2", "heart")[index],
        channel=index,
        label=kind.meaning,
        category=ANATOMY,
        type=kind,
        laterality=side,
        rgb=((64, 160, 255), (255, 176, 32), (220, 60, 60))[index],
        keep_largest=True,
        fill_holes=True,
        absent_below=0.01,
        implausible_above=0.6,
    )


def manifest(segments: int = 2, statement: str = STATEMENT) -> Manifest:
    """A manifest of one segmentation output with up to three segments."""
    select = Select(
        modalities=("CR",),
        sop_classes=("1.2.840.10008.5.1.4.1.1.1",),
        body_parts=("CHEST",),
        regions=(),
        views=(),
        view_codes=(),
    )
    area = AreaMeasurement(kind="area", concept=AREA)
    ratio = AreaRatio(kind="area-ratio", id="ratio", concept=RATIO, numerator="lung-1", denominator="lung-2")
    return Manifest(
        schema="radlane.model/1",
        name=MODEL.name,
        version=MODEL.version,
        title="Lung fields",
        task="segmentation",
        trained_on="synthetic",
        regulatory=Regulatory(status="research-only", statement=statement),
        card=Card(
            intended_use="tests",
            out_of_scope=(),
            limitations=(),
            training_data="none",
            developer="The radlane developers",
            licence="Apache-2.0",
        ),
        procedure=PROCEDURE,
        artifacts=(Artifact(role="weights", path="model.onnx", sha256="b2" * 32, size=1),),
        inputs=(
            Input(
                name="image",
                layout="NCHW",
                dtype="float32",
                channels=(Channel(id="cr", select=select),),
                geometry=ProjectionGeometry(kind="projection", orientation=(Direction.L, Direction.F), size=(256, 256)),
                intensity=(MinMax(op="minmax"),),
            ),
        ),
        outputs=(
            SegmentationOutput(
                name="lungs",
                kind="segmentation",
                activation="sigmoid",
                threshold=0.5,
                segments=tuple(segment(index) for index in range(segments)),
                measurements=(area, ratio),
            ),
        ),
        tests=(),
        origin=Origin(framework="none", exporter="none", source="tests"),
    )


def context(source: Dataset, *, segments: int = 2, statement: str = STATEMENT) -> EncodeContext:
    """Run 1 on an image, started on the leap day of 2024 at a site two hours east of Greenwich."""
    return EncodeContext(
        identity=RunIdentity(site_key=b"k" * 32, input_key="c3" * 32, run=1, amendment=0),
        started=datetime(2024, 2, 29, 21, 30, 15, 123456, tzinfo=UTC),
        site_timezone=timezone(timedelta(hours=2)),
        model=MODEL,
        manifest=manifest(segments, statement),
        frames=every_frame([source]),
        radlane_version="0.1.0",
    )


def lungs(rows: int, columns: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Two lung-shaped masks, bool [y, x]: the patient's right lung lies left in the picture."""
    y, x = np.mgrid[0:rows, 0:columns]
    y, x = (y + 0.5) / rows, (x + 0.5) / columns

    def lung(center: float, width: float, base: float) -> NDArray[np.bool_]:
        across = (x - center) / (width * (0.55 + 0.45 * np.clip((y - 0.12) / 0.5, 0, 1)))
        dome = base - 0.12 * (1 - np.clip((x - center) / width, -1, 1) ** 2)
        return np.asarray((across**2 + ((y - 0.55) / 0.46) ** 2 < 1) & (y < dome), dtype=np.bool_)

    return lung(0.28, 0.16, 0.86), lung(0.72, 0.15, 0.89)


def finding(index: int, mask: NDArray[np.bool_], *, lateral: bool = True, note: str | None = None) -> Finding:
    """The finding of one segment; absent where the mask is empty."""
    described = segment(index)
    present = bool(mask.any())
    area = Measurement(concept=AREA, value=float(mask.sum()), unit=PIXELS, note=note)
    return Finding(
        id=described.id,
        concept=described.type,
        presence=Presence.PRESENT if present else Presence.ABSENT,
        laterality=described.laterality if lateral else None,
        measurements=(area,) if present else (),
        region=Region(segment=index + 1, mask=mask, contours=outer_contours(mask)),
    )


def conclusion(
    rows: int,
    columns: int,
    *,
    present: tuple[bool, bool] = (True, True),
    lateral: bool = True,
    reasons: tuple[Reason, ...] = (),
) -> Conclusion:
    """Both lungs of a radiograph and, where both are there and their sides are known, the ratio of their areas."""
    masks = [mask & there for mask, there in zip(lungs(rows, columns), present, strict=True)]
    findings = tuple(finding(index, mask, lateral=lateral) for index, mask in enumerate(masks))
    value = float(masks[0].sum()) / float(masks[1].sum()) if all(present) else 0.0
    ratio = JointMeasurement(
        id="ratio", measurement=Measurement(concept=RATIO, value=value, unit=NO_UNITS), of=("lung-1", "lung-2")
    )
    return Conclusion(findings=findings, joint=(ratio,) if all(present) and lateral else (), reasons=reasons)


def with_contours(found: Finding, *contours: NDArray[np.float64]) -> Finding:
    """The same finding with other contours."""
    assert isinstance(found.region, Region)
    return replace(found, region=replace(found.region, contours=contours))


def picture(source: Dataset) -> NDArray[np.uint8]:
    """A grey picture on the grid of a radiograph."""
    return np.broadcast_to(np.linspace(0, 255, source.Columns, dtype=np.uint8), (source.Rows, source.Columns)).copy()


def encoded(source: Dataset, found: Conclusion | None = None, *, segments: int = 2) -> list[Dataset]:
    """The objects of a run as a reader finds them: SEG (where there is one), Secondary Capture, SR."""
    return read_all(_written(pickle.dumps((source, found, segments))))


@lru_cache(maxsize=64)  # thousands of tests begin with the same result
def _written(asked: bytes) -> tuple[bytes, ...]:
    source, found, segments = pickle.loads(asked)
    found = found or conclusion(source.Rows, source.Columns)
    objects = encode_result(context(source, segments=segments), found, picture(source))
    return tuple(map(to_bytes, objects))


def codes_of(objects: list[Dataset], sources: list[Dataset], said: Conclusion | None = None) -> list[str]:
    """The codes of the problems of consistency that the checker finds, each once, in its order."""
    return list(dict.fromkeys(problem.code for problem in check_consistency(objects, sources, said)))


def faults_of(objects: list[Dataset], sources: list[Dataset]) -> list[tuple[str, str]]:
    """Code and attribute of the problems of conformance that the checker finds, in its order."""
    return [(problem.code, problem.attribute) for problem in check_conformance(objects, sources)]


def reread(objects: Iterable[Dataset]) -> list[Dataset]:
    """Objects as a reader finds them: no two share an item, and all can be changed."""
    return read_all(map(to_bytes, objects))


def read_all(files: Iterable[bytes]) -> list[Dataset]:
    """What a reader finds in files."""
    return [dcmread(BytesIO(file)) for file in files]
