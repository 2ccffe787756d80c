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
from radlane.encode.reading import items, numbers, text

_SOURCES = ("SourceImageSequence", "DerivationCodeSequence")
_PRESERVED, _INSTANCE, _POSITION = "SpatialLocationsPreserved", "ReferencedSOPInstanceUID", "ImagePositionPatient"


def check_derivation(checked: ObjectSet) -> Iterator[Problem]:
    """What has a source image is DERIVED; frames of a SEG that lie where their images do have moved no pixel."""
    for dataset in checked.objects:
        groups = functional_groups(dataset)
        derived = any(keyword in dataset for keyword in _SOURCES)
        derived = derived or any("DerivationImageSequence" in group for group in groups)
        if derived and not text(dataset, "ImageType").startswith("DERIVED"):
            words = "an image with a source image is not called DERIVED"
            yield problem("image-type", dataset, words, attribute="ImageType")
        iod = find_iod(text(dataset, "SOPClassUID"))
        if iod is not None and iod.name == "segmentation" and _claims_to_move(dataset, groups, checked):
            words = "frames are on the grid of their images, but say that pixels have other places"
            yield problem("spatial-locations", dataset, words, attribute=f"DerivationImageSequence/{_PRESERVED}")


def _claims_to_move(dataset: Dataset, groups: tuple[Dataset, ...], checked: ObjectSet) -> bool:
    return any(
        text(source, _PRESERVED) == "NO" and _is_in_place(dataset, group, checked.find(text(source, _INSTANCE)))
        for group in groups
        for derivation in items(group, "DerivationImageSequence")
        for source in items(derivation, "SourceImageSequence")
    )


def _is_in_place(dataset: Dataset, group: Dataset, image: Dataset | None) -> bool:
    """Whether a frame is on the grid of its image: as it has to be where it has no place, or by its position."""
    position = next((numbers(macro, _POSITION) for macro in items(group, "PlanePositionSequence")), ())
    if not position:
        return not is_placed(dataset)
    return image is not None and (position, *_grid(dataset)) == (numbers(image, _POSITION), *_grid(image))


def _grid(image: Dataset) -> tuple[int | None, int | None]:
    return integer(image, "Rows"), integer(image, "Columns")
