"""Encoding the report of a result beside highdicom: two outlined lungs, and eighteen classes with probabilities.

In: RG1 of pydicom-data. Out: a section of bench/README.md, and bench/results/encode_report.json: radlane's seconds of
CPU as multiples of highdicom's in the same round, and what writing its bytes adds.
radlane's report states more: side, presence, the algorithm of every number, what may not be forgotten of the model.
The first report of each is not counted: highdicom and pydicom load their tables then.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset, config, dcmread
from pydicom.sr.codedict import codes

import record
from by_hand import areas, classes, report, segmentation
from radlane.app.site import build_catalogue
from radlane.domain.code import Code
from radlane.domain.finding import Conclusion, Finding, Measurement, Presence, Probability, Region
from radlane.domain.units import PIXELS
from radlane.encode.context import EncodeContext
from radlane.encode.evidence import Evidence
from radlane.encode.identity import RunIdentity
from radlane.encode.part10 import to_bytes
from radlane.encode.report import build_report
from radlane.encode.segmentation import build_segmentation
from radlane.encode.source_frame import every_frame
from radlane.inference.contours import outer_contours
from radlane.settings.tree import Settings

ROUNDS = 40
PACKAGES = ("pydicom", "highdicom", "numpy")
Ways = tuple[Callable[[], Dataset], Callable[[], Dataset]]
LUNGS = (codes.SCT.Lung, codes.SCT.Lung)
LUNG = Code(scheme="SCT", value="39607008", meaning="Lung")
AREA = Code(scheme="SCT", value="42798000", meaning="Area")
CLASSES = 18
FINDING = Code(scheme="SCT", value="27925004", meaning="Nodule")


def main() -> None:
    """Measure, and write the section."""
    load = record.load()
    found = {name: measure(ways, ROUNDS) for name, ways in reports().items()}
    results = {"machine": record.machine(PACKAGES), "rounds": ROUNDS, "load": load, "reports": found}
    record.keep("encode_report", results, _lines(results))


def reports() -> dict[str, Ways]:
    """Return the ways to make each report: radlane's, and highdicom's."""
    config.settings.reading_validation_mode = config.IGNORE
    image = dcmread(_installed("RG1_UNCI.dcm"))
    image.ReferringPhysicianName = "Ward^"  # highdicom refuses the name of a ward
    context = _context(image)
    return {"two lungs": _lungs(context), "18 classes": _classes(context)}


def measure(ways: Ways, rounds: int) -> dict[str, list[float]]:
    """Run both in turns, and what writes radlane's bytes: ratios to highdicom, round by round."""
    ours, theirs = ways
    made = ours()
    calls = {"radlane": ours, "highdicom": theirs, "its bytes": lambda: to_bytes(made)}
    (spent,) = record.in_turns(calls, rounds, time.process_time)
    return {way: record.ratios(spent, way, "highdicom") for way in ("radlane", "its bytes")}


def _lines(results: record.Results) -> list[str]:
    lines = record.head("report", "CPU radlane / highdicom", "CPU of radlane's bytes / highdicom")
    lines += [
        record.row([name, *(record.spread(one[way], 3) for way in ("radlane", "its bytes"))])
        for name, one in results["reports"].items()
    ]
    about = record.load_line(results["rounds"], [results["load"]])
    return [*lines, "", f"{about} {record.machine_line(results['machine'])}"]


def _lungs(context: EncodeContext) -> Ways:
    """Return both ways to report two lungs."""
    masks = _ellipses(context.source.Rows, context.source.Columns)
    findings = tuple(_finding(number, mask) for number, mask in enumerate(masks, start=1))
    said = Conclusion(findings=findings)
    made = build_segmentation(context, said)
    assert made is not None
    evidence = Evidence(frames=context.frames, segmentation=made, explanations={})
    theirs = segmentation([context.source], np.stack(masks, axis=-1)[None].astype(np.uint8), LUNGS)
    counts = [float(mask.sum()) for mask in masks]
    return (
        lambda: build_report(context, said, evidence, []),
        lambda: report([context.source], theirs, areas(theirs, LUNGS, counts)),
    )


def _classes(context: EncodeContext) -> Ways:
    """Return both ways to report classes."""
    values = [(number + 0.5) / CLASSES for number in range(CLASSES)]
    findings = tuple(
        Finding(
            id=f"class-{number}",
            concept=FINDING,
            presence=Presence.PRESENT if value >= 0.5 else Presence.ABSENT,
            probability=Probability(value=value, threshold=0.5),
        )
        for number, value in enumerate(values)
    )
    said = Conclusion(findings=findings)
    evidence = Evidence(frames=context.frames, segmentation=None, explanations={})
    return (
        lambda: build_report(context, said, evidence, []),
        lambda: report([context.source], None, classes(context.source, values)),
    )


def _context(image: Dataset) -> EncodeContext:
    package, model = build_catalogue(Settings()).resolve("cxr-lungs")
    return EncodeContext(
        identity=RunIdentity(site_key=b"k" * 32, input_key="0" * 64, run=1, amendment=0),
        started=datetime(2024, 2, 29, 12, tzinfo=UTC),
        site_timezone=UTC,
        model=model,
        manifest=package.manifest,
        frames=every_frame([image]),
        radlane_version="0",
    )


def _finding(number: int, mask: NDArray[np.bool_]) -> Finding:
    area = Measurement(concept=AREA, value=float(mask.sum()), unit=PIXELS)
    region = Region(segment=number, mask=mask, contours=outer_contours(mask))
    return Finding(id=f"lung-{number}", concept=LUNG, presence=Presence.PRESENT, measurements=(area,), region=region)


def _ellipses(rows: int, columns: int) -> list[NDArray[np.bool_]]:
    y, x = np.mgrid[0:rows, 0:columns]
    return [((y / rows - 0.5) / 0.35) ** 2 + ((x / columns - centre) / 0.15) ** 2 <= 1 for centre in (0.3, 0.7)]


def _installed(name: str) -> Path:
    found = [file for file in files("pydicom-data") or () if file.name == name]
    if not found:
        sys.exit(f"{name} is not installed: make setup")
    return Path(str(found[0].locate()))


if __name__ == "__main__":
    main()
