"""Results without the SOP Classes that an archive refuses: what is said instead, and what stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion, VolumeBoxRegion
from radlane.domain.form import (
    COMPREHENSIVE_3D_SR,
    COMPREHENSIVE_SR,
    ENHANCED_SR,
    FIRST,
    LABEL_MAP,
    PARAMETRIC_MAP,
    SECONDARY_CAPTURE,
    SEGMENTATION,
    Form,
)
from radlane.domain.output import SegmentationType
from radlane.encode.checker import check_objects
from radlane.encode.context import EncodeContext
from radlane.encode.forms import corner_words, form_notes
from radlane.encode.part10 import to_bytes
from radlane.encode.result import encode_result
from radlane.imaging.cuts import render_cuts
from radlane.inference.outlines import trace_outlines
from support import encoding, volume_encoding
from support.findings import deep_detection, detection, explained
from support.radiographs import radiograph
from support.reading import words
from support.volume_sources import CT, slices, volume

WITHOUT_3D = Form(refused=frozenset({COMPREHENSIVE_3D_SR}))
ENHANCED = Form(refused=frozenset({COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR}))
WITHOUT_MAPS = Form(refused=frozenset({PARAMETRIC_MAP}))
WITHOUT_LABELS = Form(refused=frozenset({LABEL_MAP}))


def stack() -> tuple[EncodeContext, Sequence[Dataset]]:
    images = slices(CT, volume_encoding.values())
    return volume_encoding.context(images), images


def encoded(context: EncodeContext, images: Sequence[Dataset], said: Conclusion, form: Form) -> list[Dataset]:
    """A result that the checker lets pass."""
    taken, labels = volume(CT, volume_encoding.values()), volume_encoding.labels()
    shown = [render_cuts(taken, labels, window=None, heat=one.values) for one in said.heatmaps]
    picture = render_cuts(taken, labels, window=None)
    found = list(encode_result(replace(context, form=form), said, picture, shown, outlines=trace_outlines(said)))
    assert check_objects(found, images, said) == ()
    return found


def classes(objects: Sequence[Dataset]) -> list[str]:
    return [str(item.SOPClassUID) for item in objects]


def by_uid(objects: Sequence[Dataset]) -> dict[str, bytes]:
    return {str(item.SOPInstanceUID): to_bytes(item) for item in objects}


# A form, and the classes of a result of segments, two heat maps and outlines.
FORMS = [
    (FIRST, LABEL_MAP, 2, COMPREHENSIVE_SR, COMPREHENSIVE_3D_SR),
    (WITHOUT_3D, LABEL_MAP, 2, COMPREHENSIVE_SR, COMPREHENSIVE_SR),
    (ENHANCED, LABEL_MAP, 2, ENHANCED_SR, ENHANCED_SR),
    (WITHOUT_MAPS, LABEL_MAP, 0, COMPREHENSIVE_SR, COMPREHENSIVE_3D_SR),
    (WITHOUT_LABELS, SEGMENTATION, 2, COMPREHENSIVE_SR, COMPREHENSIVE_3D_SR),
    (Form(refused=frozenset({COMPREHENSIVE_SR})), LABEL_MAP, 2, ENHANCED_SR, COMPREHENSIVE_3D_SR),
]


@pytest.mark.parametrize(
    ("form", "segmentation", "maps", "display", "report"), FORMS, ids=[str(one[0]) for one in FORMS]
)
def test_the_classes_of_a_form_and_what_it_shares_with_the_first(
    form: Form, segmentation: str, maps: int, display: str, report: str
) -> None:
    context, images = stack()
    context = replace(context, chosen_type=SegmentationType.LABELMAP)
    said = explained(volume_encoding.conclusion(), CT.shape)
    first, found = (encoded(context, images, said, one) for one in (FIRST, form))
    leaves = [segmentation, SECONDARY_CAPTURE]
    for _ in said.heatmaps:
        leaves += [PARAMETRIC_MAP] * bool(maps) + [SECONDARY_CAPTURE]
    assert classes(found) == [*leaves, display, report]
    before, now = by_uid(first), by_uid(found)
    shared = before.keys() & now.keys()
    assert {uid: now[uid] for uid in shared} == {uid: before[uid] for uid in shared}, "the same UID, the same bytes"
    changed = {str(one.SOPClassUID) for one in first if str(one.SOPInstanceUID) not in shared}
    assert changed == form.refused | ({COMPREHENSIVE_3D_SR} if form != FIRST else set())
    assert (found[-1].SeriesInstanceUID == first[-1].SeriesInstanceUID) is (form == FIRST)
    assert encoded(context, images, said, form) == found


def test_a_report_says_what_it_was_made_without() -> None:
    context, images = stack()
    said = volume_encoding.conclusion()
    text = words(encoded(context, images, said, ENHANCED)[-1])
    for name in ("Comprehensive 3D SR Storage", "Comprehensive SR Storage"):
        assert f"Made for archives that do not take {name}." in text
    assert "Made for" not in words(encoded(context, images, said, FIRST)[-1])
    assert form_notes(context, said) == ()


@pytest.mark.parametrize("form", [WITHOUT_3D, ENHANCED], ids=str)
def test_a_box_in_space_is_said_in_words_with_its_corners(form: Form) -> None:
    context, images = stack()
    said = deep_detection()
    report = encoded(context, images, said, form)[-1]
    assert "SCOORD3D" not in {str(item.value) for item in report.iterall() if item.keyword == "ValueType"}
    (box,) = (finding.region for finding in said.findings if isinstance(finding.region, VolumeBoxRegion))
    text = words(report)
    assert corner_words(box) in text
    assert "nodule-1: bounded by a box, which this SOP Class has no coordinates for" in text
    numbers = [
        float(part)
        for part in corner_words(box).partition(": ")[2].replace("(", " ").replace("),", " ").rstrip(")").split()
    ]
    np.testing.assert_allclose(np.reshape(numbers, (8, 3)), box.corners, atol=5e-4)


@pytest.mark.parametrize("form", [WITHOUT_3D, ENHANCED], ids=str)
def test_boxes_in_an_image_are_drawn_in_every_form(form: Form) -> None:
    image, said = radiograph(), detection()
    objects = encode_result(replace(encoding.context(image), form=form), said, encoding.picture(image))
    assert check_objects(objects, [image], said) == ()
    assert [item.value for item in objects[-1].iterall() if item.keyword == "ValueType"].count("SCOORD") == 2


def test_a_box_that_is_said_nowhere_is_a_problem() -> None:
    context, images = stack()
    said = deep_detection()
    objects = encoded(context, images, said, WITHOUT_3D)
    for holder in objects[-1].ContentSequence:
        for item in holder.get("ContentSequence", ()):
            if "corners" in item.get("TextValue", ""):
                item.TextValue = item.TextValue.replace("1", "2")
    assert [problem.code for problem in check_objects(objects, images, said)] == ["box-set"]
