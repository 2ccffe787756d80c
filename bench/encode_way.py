"""One way to write a SEG, in a process of its own: radlane, highdicom or dcmqi.

In: way, task (JSON). Out: one line of JSON, the figures of `meter.Meter`. Labels and headers of the slices are in
memory before the clock starts, and highdicom's tables are loaded; at its end the SEG lies on the disk. dcmqi is a
program: it reads the headers and the labels (NRRD, not compressed) from files, and its peak is that of the process.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import sysconfig
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from highdicom._standard_utils import get_module_attribute_map
from highdicom.seg import Segmentation
from pydicom import Dataset, dcmread

from meter import Figures, Meter

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from radlane.domain.finding import Conclusion, Finding, Presence, VolumeRegion
from radlane.domain.output import SegmentationType
from radlane.domain.result import Role
from radlane.encode.context import EncodeContext
from radlane.encode.part10 import write_object
from radlane.encode.segmentation import build_segmentation
from radlane.encode.segments import segment_sequence
from support import volume_encoding

Task = dict[str, Any]


def main() -> None:
    way, task = sys.argv[1], json.loads(Path(sys.argv[2]).read_text())
    figures = {"radlane": _radlane, "highdicom": _highdicom, "dcmqi": _dcmqi}[way](task)
    print(json.dumps(figures))


def _radlane(task: Task) -> Figures:
    context, said = run_of(task)
    meter = Meter()
    with meter.stage("encode"):
        by_radlane(context, said, task)
    return meter.figures()


def _highdicom(task: Task) -> Figures:
    context, said = run_of(task)
    get_module_attribute_map()
    descriptions = described(context, said)
    meter = Meter()
    with meter.stage("encode"):
        by_highdicom(context, said, task, descriptions)
    return meter.figures()


def by_radlane(context: EncodeContext, said: Conclusion, task: Task) -> None:
    """Write the SEG to `task["out"]`."""
    made = build_segmentation(context, said)
    assert made is not None
    write_object(made, Role.SEGMENTATION, Path(task["folder"])).path.replace(task["out"])


def described(context: EncodeContext, said: Conclusion) -> list[Dataset]:
    """Return what radlane says of the segments, for highdicom."""
    return list(segment_sequence(context, [(one, one.region) for one in said.findings], background=False))


def by_highdicom(context: EncodeContext, said: Conclusion, task: Task, descriptions: list[Dataset]) -> None:
    """Write the SEG to `task["out"]`."""
    made = Segmentation(
        source_images=list(context.sources),
        pixel_array=said.labels,
        segmentation_type=task["kind"],
        segment_descriptions=descriptions,
        series_instance_uid="1.2.3",
        series_number=1,
        sop_instance_uid="1.2.4",
        instance_number=1,
        manufacturer="bench",
        manufacturer_model_name="bench",
        software_versions="1",
        device_serial_number="1",
        omit_empty_frames=True,
    )
    made.save_as(task["out"])


def _dcmqi(task: Task) -> Figures:
    command = [
        str(Path(sysconfig.get_path("scripts"), "itkimage2segimage")),
        *("--inputImageList", task["nrrd"], "--inputDICOMDirectory", task["slices"]),
        *("--inputMetadata", task["metadata"], "--outputDICOM", task["out"], "--skip", "1"),
        *("--segmentationType", task["kind"].lower()),
    ]
    meter = Meter()
    with meter.stage("encode"):
        subprocess.run(command, check=True, capture_output=True)
    figures = meter.figures()
    peak = 1024.0 * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    figures["encode"]["peak"] = figures["total"]["peak"] = peak
    return figures


def run_of(task: Task) -> tuple[EncodeContext, Conclusion]:
    """A run on the slices, and what it concluded: a finding for each class."""
    labels, classes = np.load(task["labels"]), task["classes"]
    counts = np.bincount(labels.reshape(-1), minlength=classes + 1)
    liver = volume_encoding.segment(0)
    segments = tuple(replace(liver, id=f"part-{number}", channel=number) for number in range(1, classes + 1))
    manifest = volume_encoding.manifest()
    (output,) = manifest.outputs
    sources = [dcmread(path, stop_before_pixels=True) for path in sorted(Path(task["slices"]).iterdir())]
    context = replace(
        volume_encoding.context(sources),
        manifest=replace(manifest, outputs=(replace(output, segments=segments),)),
        chosen_type=SegmentationType(task["kind"]),
    )
    findings = tuple(
        Finding(
            id=segment.id,
            concept=segment.type,
            presence=Presence.PRESENT if counts[number] else Presence.ABSENT,
            region=VolumeRegion(segment=number, voxels=int(counts[number])),
        )
        for number, segment in enumerate(segments, start=1)
    )
    return context, Conclusion(findings=findings, labels=labels)


if __name__ == "__main__":
    main()
