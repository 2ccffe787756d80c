"""Left and right: codes, labels and pixels agree with Patient Orientation (PS3.3 section C.7.6.1.1.1), in space with x.

x grows to the left of the patient (PS3.3 section C.7.6.2.1.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydicom.dataset import Dataset

from radlane.domain.finding import Laterality
from radlane.encode.checks import content
from radlane.encode.checks.frames import is_placed
from radlane.encode.checks.matching import Pair, Pairs
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.checks.runs import Run
from radlane.encode.checks.segments import side
from radlane.encode.checks.space import is_slice
from radlane.encode.codes import SIDES
from radlane.encode.reading import code, items, text
from radlane.encode.text import is_code_string

_AXES = {"L": 0, "R": 0, "A": 1, "P": 1, "H": 2, "F": 2}
_FRONTAL_VIEWS = frozenset({"", "PA", "AP"})
_SIDES = {(coded.scheme, coded.value): side.value for side, coded in SIDES.items()}


def check_sides(run: Run, pairs: Pairs) -> Iterator[Problem]:
    """Where Patient Orientation is unusable there are no sides; else the right of a pair lies on the right."""
    yield from _check_in_space([pair for pair in pairs if is_placed(pair.segmentation)])
    oriented = [directions(image) for image in run.images if not is_slice(image)]
    if None in oriented:
        yield from _check_unknown(run)
    for known in oriented:
        if known is not None:
            yield from _check_pairs(pairs, known)


def check_labels(checked: ObjectSet) -> Iterator[Problem]:
    """A Segment Label names no other side than the segment's code."""
    for segmentation in checked.of_modality("SEG"):
        for segment in items(segmentation, "SegmentSequence"):
            kinds = items(segment, "SegmentedPropertyTypeCodeSequence")
            told = _words(text(segment, "SegmentLabel")) - {word for kind in kinds for word in _words(_meaning(kind))}
            if told - {_SIDES.get(side(segment), "")}:
                yield problem("label-mismatch", segmentation, "a Segment Label names a side that is not the segment's")


def check_orientation(run: Run) -> Iterator[Problem]:
    """Patient Orientation is the analysed images'; empty where that cannot be written, differs, and for slices.

    What is made of slices says by its planes how it lies; a picture of several cuts lies in no one way.
    """
    for dataset in (*run.of_modality("SEG"), *run.of_modality("OT")):
        stated = text(dataset, "PatientOrientation")
        of_images = {"" if is_slice(i) else _writable(text(i, "PatientOrientation")) for i in run.images}
        expected = {of_images.pop() if len(of_images) == 1 else ""}
        if text(dataset, "Modality") == "OT" and len(run.images) == 1:  # a picture of one slice lies as that does
            expected.add(_writable(text(run.images[0], "PatientOrientation")))
        if run.images and stated not in expected:
            yield problem("orientation-mismatch", dataset, "Patient Orientation is not the analysed image's")


def directions(image: Dataset) -> tuple[str, str] | None:
    """Return the principal directions of rows and columns, None where Patient Orientation cannot be used."""
    values = text(image, "PatientOrientation").split("\\")
    axes = [[_AXES.get(letter) for letter in value] for value in values]
    if len(values) != 2 or any(not axis or None in axis or len(set(axis)) != len(axis) for axis in axes):
        return None
    principal = {axes[0][0], axes[1][0]}
    contradicted = principal == {0, 2} and text(image, "ViewPosition") not in _FRONTAL_VIEWS
    return None if len(principal) == 1 or contradicted else (values[0][0], values[1][0])


def _check_unknown(run: Run) -> Iterator[Problem]:
    """An image that is of one side as a whole (an eye, an arm) may say so; then every finding is of that side."""
    unknown = {coded for coded, named in _SIDES.items() if named != _side_of(run.images)}
    for segmentation in run.of_modality("SEG"):
        if any(side(segment) in unknown for segment in items(segmentation, "SegmentSequence")):
            yield problem("side-unknown", segmentation, "a segment has a side, but Patient Orientation gives none")
    if any(content.sides(group) & unknown for group in content.groups(run.report)):
        yield problem("side-unknown", run.report, "a finding has a side, but Patient Orientation gives none")


def _side_of(images: Sequence[Dataset]) -> str | None:
    """Return the one side that all images are of, by Image Laterality and Laterality (PS3.3 section C.7.3.1)."""
    keywords = ("ImageLaterality", "Laterality")
    stated = {"".join(sorted({text(image, keyword) for keyword in keywords} - {""})) for image in images}
    return {"L": "left", "R": "right"}.get(next(iter(stated))) if len(stated) == 1 else None


def _check_pairs(pairs: Pairs, known: tuple[str, str]) -> Iterator[Problem]:
    axis = next((axis for axis, direction in enumerate(known) if direction in "LR"), None)
    if axis is None:
        return
    toward_left = 1 if known[axis] == "L" else -1
    drawn = [pair for pair in pairs if pair.pixels and pair.pixels.mask is not None and pair.pixels.count]
    yield from _check_opposite(drawn, axis, toward_left)


def _check_in_space(pairs: Sequence[Pair]) -> Iterator[Problem]:
    yield from _check_opposite([pair for pair in pairs if pair.pixels and pair.pixels.centre], 0, 1)


def _check_opposite(pairs: Sequence[Pair], axis: int, toward_left: int) -> Iterator[Problem]:
    for right, left in _opposite(pairs):
        assert right.pixels is not None  # they have a centre
        assert left.pixels is not None
        if (left.pixels.centre[axis] - right.pixels.centre[axis]) * toward_left <= 0:
            yield problem("side-mismatch", right.segmentation, "the right one of two segments lies left of the other")


def _opposite(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Pair]]:
    """Yield right and left segments of one type."""
    for right in pairs:
        for left in pairs:
            named = _SIDES.get(side(right.segment)), _SIDES.get(side(left.segment))
            if named == (Laterality.RIGHT.value, Laterality.LEFT.value) and _kind(right) == _kind(left):
                yield right, left


def _kind(pair: Pair) -> tuple[str, str]:
    return code(pair.segment, "SegmentedPropertyTypeCodeSequence")


def _meaning(kind: Dataset) -> str:
    return text(kind, "CodeMeaning")


def _words(label: str) -> set[str]:
    return {word for word in _SIDES.values() if word in label.lower().split()}


def _writable(orientation: str) -> str:
    values = orientation.split("\\")
    return orientation if len(values) == 2 and all(is_code_string(value) for value in values) else ""
