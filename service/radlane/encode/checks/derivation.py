"""Derived images: they say that they are, and what became of the places of their source's pixels.

Reference: PS3.3 sections C.7.6.1.1.2 (Image Type), C.7.6.16.2.6 (Derivation Image), A.51.1 (Segmentation IOD).
"""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.dataset import Dataset

from radlane.attribute import integer
from radlane.encode.checks.frames import functional_groups, is_placed
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.iod.table import find_iod
from radlane.encode.planes import read_plane
from radlane.encode.reading import items, numbers, text
from radlane.encode.source_frame import SourceFrame
from radlane.encode.tiles import read_tile

_SOURCES = ("SourceImageSequence", "DerivationCodeSequence")
_TILE = ("RowPositionInTotalImagePixelMatrix", "ColumnPositionInTotalImagePixelMatrix")
_PRESERVED, _INSTANCE, _POSITION = "SpatialLocationsPreserved", "ReferencedSOPInstanceUID", "ImagePositionPatient"


def check_derivation(checked: ObjectSet) -> Iterator[Problem]:
    """What has a source image is DERIVED; frames that lie where their images do have moved no pixel."""
    for dataset in checked.objects:
        groups = functional_groups(dataset)
        derived = any(keyword in dataset for keyword in _SOURCES)
        derived = derived or any("DerivationImageSequence" in group for group in groups)
        if derived and not text(dataset, "ImageType").startswith("DERIVED"):
            words = "an image with a source image is not called DERIVED"
            yield problem("image-type", dataset, words, attribute="ImageType")
        iod = find_iod(text(dataset, "SOPClassUID"))
        if (
            iod is not None
            and iod.name in ("segmentation", "parametric-map")
            and _claims_to_move(dataset, groups, checked)
        ):
            words = "frames are on the grid of their images, but say that pixels have other places"
            yield problem("spatial-locations", dataset, words, attribute=f"DerivationImageSequence/{_PRESERVED}")


def _claims_to_move(dataset: Dataset, groups: tuple[Dataset, ...], checked: ObjectSet) -> bool:
    return any(
        text(source, _PRESERVED) == "NO" and _is_in_place(dataset, group, source, checked)
        for group in groups
        for derivation in items(group, "DerivationImageSequence")
        for source in items(derivation, "SourceImageSequence")
    )


def _is_in_place(dataset: Dataset, group: Dataset, source: Dataset, checked: ObjectSet) -> bool:
    """Whether a frame is on the grid of its image: as it has to be where it has no place, or by its position."""
    if not is_placed(dataset):
        return True
    image = checked.find(text(source, _INSTANCE))
    if image is None or _grid(image) != _grid(dataset):
        return False
    frame = SourceFrame(image=image, number=next(iter(map(int, numbers(source, "ReferencedFrameNumber"))), None))
    plane, tile = read_plane(frame), read_tile(frame)
    stated = [numbers(macro, _POSITION) for macro in items(group, "PlanePositionSequence")]
    tiles = [tuple(integer(macro, name) for name in _TILE) for macro in items(group, "PlanePositionSlideSequence")]
    on_plane = plane is not None and stated == [plane.position]
    return on_plane or (tile is not None and tiles == [(tile.row, tile.column)])


def _grid(image: Dataset) -> tuple[int | None, int | None]:
    return integer(image, "Rows"), integer(image, "Columns")
