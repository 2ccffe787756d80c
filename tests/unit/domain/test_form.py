"""Forms of results: what gives way to what."""

from __future__ import annotations

import pytest
from pydicom.uid import (
    Comprehensive3DSRStorage,
    ComprehensiveSRStorage,
    EnhancedSRStorage,
    ParametricMapStorage,
    SecondaryCaptureImageStorage,
    SegmentationStorage,
)

from radlane.domain.form import (
    CLASS_NAMES,
    COMPREHENSIVE_3D_SR,
    COMPREHENSIVE_SR,
    ENHANCED_SR,
    FIRST,
    LABEL_MAP,
    NAMES,
    PARAMETRIC_MAP,
    SECONDARY_CAPTURE,
    SEGMENTATION,
    Form,
    form_for,
)

RESULT = (SEGMENTATION, SECONDARY_CAPTURE, COMPREHENSIVE_3D_SR)


def test_the_classes_are_those_of_the_dictionary() -> None:
    known = {
        COMPREHENSIVE_3D_SR: Comprehensive3DSRStorage,
        COMPREHENSIVE_SR: ComprehensiveSRStorage,
        ENHANCED_SR: EnhancedSRStorage,
        SEGMENTATION: SegmentationStorage,
        PARAMETRIC_MAP: ParametricMapStorage,
        SECONDARY_CAPTURE: SecondaryCaptureImageStorage,
    }
    assert {uid: NAMES[uid] for uid in known} == {uid: str(one.name) for uid, one in known.items()}
    assert NAMES.keys() - known == {LABEL_MAP}


def test_the_first_form_does_without_nothing() -> None:
    assert str(FIRST) == ""
    assert [FIRST.rung(uid) for uid in NAMES] == list(NAMES)


# What is held, what is refused, the form, and what stands for what is held.
CASES = [
    (RESULT, set(), set(), RESULT),
    (RESULT, {COMPREHENSIVE_3D_SR}, {COMPREHENSIVE_3D_SR}, (SEGMENTATION, SECONDARY_CAPTURE, COMPREHENSIVE_SR)),
    (
        RESULT,
        {COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR},
        {COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR},
        (SEGMENTATION, SECONDARY_CAPTURE, ENHANCED_SR),
    ),
    # nothing stands for an Enhanced SR, a SEG or a Secondary Capture
    (
        RESULT,
        {COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR, ENHANCED_SR, SEGMENTATION, SECONDARY_CAPTURE},
        {COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR},
        (SEGMENTATION, SECONDARY_CAPTURE, ENHANCED_SR),
    ),
    # what the result does not hold makes no other form
    (RESULT, {COMPREHENSIVE_SR, LABEL_MAP, PARAMETRIC_MAP, "1.2.3"}, set(), RESULT),
    ((LABEL_MAP,), {LABEL_MAP}, {LABEL_MAP}, (SEGMENTATION,)),
    ((LABEL_MAP,), {LABEL_MAP, SEGMENTATION}, {LABEL_MAP}, (SEGMENTATION,)),
    ((PARAMETRIC_MAP,), {PARAMETRIC_MAP}, {PARAMETRIC_MAP}, (SECONDARY_CAPTURE,)),
    (
        (COMPREHENSIVE_SR, COMPREHENSIVE_3D_SR),
        {COMPREHENSIVE_SR},
        {COMPREHENSIVE_SR},
        (ENHANCED_SR, COMPREHENSIVE_3D_SR),
    ),
]


@pytest.mark.parametrize(("held", "refused", "form", "instead"), CASES)
def test_the_form_for_a_destination(
    held: tuple[str, ...], refused: set[str], form: set[str], instead: tuple[str, ...]
) -> None:
    found = form_for(held, refused)
    assert found.refused == form
    assert tuple(found.rung(uid) for uid in held) == instead
    assert form_for(held, found.refused) == found, "it is the form of what it does without"


def test_a_form_has_one_text() -> None:
    form = Form(refused=frozenset({PARAMETRIC_MAP, COMPREHENSIVE_3D_SR}))
    assert str(form) == f"{PARAMETRIC_MAP}+{COMPREHENSIVE_3D_SR}"
    assert len(str(Form(refused=frozenset(CLASS_NAMES.values())))) <= 255


def test_nothing_stands_for_the_last_class_of_a_ladder() -> None:
    with pytest.raises(ValueError, match="stands for"):
        Form(refused=frozenset({ENHANCED_SR}))
