"""Derived images: they say that they are, and what became of the places of their source's pixels.

Reference: PS3.3 sections C.7.6.1.1.2 (Image Type), C.7.6.16.2.6 (Derivation Image), A.51.1 (Segmentation IOD).
"""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.dataset import Dataset

from radlane.encode.checks.frames import functional_groups
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.iod.table import find_iod
from radlane.encode.reading import items, text

_SOURCES = ("SourceImageSequence", "DerivationCodeSequence")
_PRESERVED = "SpatialLocationsPreserved"


def check_derivation(checked: ObjectSet) -> Iterator[Problem]:
    """What has a source image is DERIVED, and the pixels of a SEG lie where those of its source do."""
    for dataset in checked.objects:
        groups = functional_groups(dataset)
        derived = any(keyword in dataset for keyword in _SOURCES)
        derived = derived or any("DerivationImageSequence" in group for group in groups)
        if derived and not text(dataset, "ImageType").startswith("DERIVED"):
            words = "an image with a source image is not called DERIVED"
            yield problem("image-type", dataset, words, attribute="ImageType")
        iod = find_iod(text(dataset, "SOPClassUID"))
        if iod is not None and iod.name == "segmentation" and _is_moved(groups):
            words = "frames are on the grid of their images, but say that pixels have other places"
            yield problem("spatial-locations", dataset, words, attribute=f"DerivationImageSequence/{_PRESERVED}")


def _is_moved(groups: tuple[Dataset, ...]) -> bool:
    return any(
        text(source, _PRESERVED) == "NO"
        for group in groups
        for derivation in items(group, "DerivationImageSequence")
        for source in items(derivation, "SourceImageSequence")
    )
