"""What SEGs in an archive say, as label maps, to compare them.

In: the Orthanc, the images in order. Out: one array of a number for each segment; how many voxels are equal.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pydicom import Dataset

from support.orthanc import Orthanc


def stored_labels(orthanc: Orthanc, instances: Sequence[str], shape: tuple[int, int]) -> np.ndarray:
    """Bit n - 1 of a voxel: segment n has it; uint8 [image, y, x]."""
    place = {uid: number for number, uid in enumerate(instances)}
    labels = np.zeros((len(instances), *shape), np.uint8)
    for made in orthanc.find("SEG"):
        _add(made, labels, place)
    return labels


def _add(made: Dataset, labels: np.ndarray, place: dict[str, int]) -> None:
    """Frames follow each other bit by bit, the lowest bit of a byte first (PS3.5 section 8.1.1)."""
    bits = np.unpackbits(np.frombuffer(made.PixelData, np.uint8), bitorder="little")
    frames = bits[: made.NumberOfFrames * labels[0].size].reshape(-1, *labels.shape[1:])
    (shared,) = made.SharedFunctionalGroupsSequence
    for frame, groups in zip(frames, made.PerFrameFunctionalGroupsSequence, strict=True):
        (segment,) = groups.get("SegmentIdentificationSequence") or shared.SegmentIdentificationSequence
        (source,) = groups.DerivationImageSequence[0].SourceImageSequence
        labels[place[source.ReferencedSOPInstanceUID]] |= frame << (segment.ReferencedSegmentNumber - 1)


def agreement(ours: np.ndarray, theirs: np.ndarray) -> dict[str, float]:
    """Share of all voxels that are equal, and of those that either one labels."""
    equal, labelled = ours == theirs, (ours | theirs) > 0
    return {"all": float(equal.mean()), "labelled": float(equal[labelled].mean()), "share": float(labelled.mean())}
