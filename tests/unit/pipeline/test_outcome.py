"""The two ends of a job as results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from radlane.domain.finding import Conclusion, Finding, Presence, Probability
from radlane.domain.form import COMPREHENSIVE_3D_SR, FIRST, LABEL_MAP, NAMES, PARAMETRIC_MAP, SECONDARY_CAPTURE, Form
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import FrameRef, InstanceRef
from radlane.domain.result import DeliveryState, EncodedObject, Role, StoreOutcome, StoreReceipt, Verdict
from radlane.domain.study import RetrievedInstance
from radlane.encode.source_frame import every_frame
from radlane.errors import InputRefused
from radlane.pipeline.chosen import Source
from radlane.pipeline.outcome import analysed, describe, form_reasons, not_analysed, say_device, verdict_of
from support.findings import NODULE
from support.lanes import reference_model
from support.radiographs import radiograph

SEG = "1.2.840.10008.5.1.4.1.1.66.4"
REF = InstanceRef(study_instance_uid="1.2", series_instance_uid="1.2.3", sop_instance_uid="1.2.3.4", sop_class_uid=SEG)
IMAGES = (radiograph(),)
SOURCE = Source(
    instances=(RetrievedInstance(ref=REF, path=Path("IM1")),), datasets=IMAGES, analysed=every_frame(IMAGES)
)
OBJECT = EncodedObject(role=Role.SEGMENTATION, ref=REF, modality="SEG", path=Path("work/o.dcm"), size=1, sha256="a")


class OnGpu:
    """Stands for a network on a GPU."""

    device = "cuda"
    runtime: Mapping[str, str] = MappingProxyType({})


def receipt(path: Path | None) -> StoreReceipt:
    outcome = StoreOutcome(ref=REF, state=DeliveryState.STORED, path=path)
    return StoreReceipt(destination="ward", outcomes=(outcome,))


def test_an_analysis() -> None:
    reason = Reason(code=ReasonCode.SPACING_UNKNOWN, text="none")
    result = analysed(reference_model(), Conclusion(findings=(), reasons=(reason,)), SOURCE, (), {"query": 1.0})
    assert (result.verdict, result.study_instance_uid, result.reasons) == (Verdict.ANALYSED, "1.2", (reason,))
    assert result.provenance.inputs == (REF,)
    assert result.frames == (FrameRef(sop_instance_uid="1.2.3.4", number=None),)
    assert result.provenance.trained_on == "synthetic"
    assert "synthetic" in result.provenance.statement
    assert result.timings == {"query": 1.0}


def test_what_ran_on_the_cpu_for_want_of_memory_is_said_once() -> None:
    model, nothing = reference_model(), Conclusion(findings=(), reasons=())
    assert say_device(model, nothing) is nothing
    said = say_device(replace(model, on_cpu={"main", "lungs"}), nothing)
    (reason,) = said.reasons
    assert (str(reason.code), reason.text) == (
        "ran-on-cpu",
        "The GPU had too little memory: these networks ran on the CPU, in part at least: lungs, main",
    )
    assert say_device(replace(model, on_cpu={"main"}), said) is said
    # another lease encodes the result: its networks never ran
    assert analysed(model, nothing, SOURCE, (), {}).provenance.device == "cpu"
    on_gpu = replace(model, sessions=(OnGpu(),))  # type: ignore[arg-type]
    assert analysed(on_gpu, nothing, SOURCE, (), {}).provenance.device == "cuda"
    assert analysed(on_gpu, said, SOURCE, (), {}).provenance.device == "cuda+cpu"


def test_what_an_archive_does_not_take_is_a_reason_for_each_class() -> None:
    form = Form(refused=frozenset({LABEL_MAP, PARAMETRIC_MAP}))
    assert [(str(reason.code), reason.text) for reason in form_reasons("ward", form)] == [
        (
            "sop-class-refused",
            f"The archive ward does not take {NAMES[PARAMETRIC_MAP]}: {NAMES[SECONDARY_CAPTURE]} stands for it there.",
        ),
        (
            "sop-class-refused",
            "The archive ward does not take Label Map Segmentation Storage: Segmentation Storage stands for it there.",
        ),
    ]
    assert form_reasons("ward", FIRST) == ()


def test_only_what_is_refused_too_has_nothing_that_stands_for_it() -> None:
    """The picture of a heat map is there, though the report is taken in no form."""
    form = Form(refused=frozenset({PARAMETRIC_MAP, COMPREHENSIVE_3D_SR}))
    texts = {reason.text for reason in form_reasons("ward", form, {form.rung(COMPREHENSIVE_3D_SR)})}
    assert {text.endswith(", nor what stands for it.") for text in texts if "SR Storage" in text} == {True}
    assert {text.endswith(" stands for it there.") for text in texts if "Parametric Map" in text} == {True}
    assert len(texts) == 2


def test_a_class_that_the_dictionary_does_not_know_has_a_name() -> None:
    (described,) = describe([replace(OBJECT, ref=replace(REF, sop_class_uid=LABEL_MAP))], None, kept=False)
    assert described.sop_class == "Label Map Segmentation Storage"


def test_a_refusal() -> None:
    refusal = InputRefused(ReasonCode.PIXELS_BLANK, "one value", uid="1.2.3.4")
    result = not_analysed(reference_model(), "1.2", refusal, (REF,), {})
    assert (result.verdict, result.findings, result.objects) == (Verdict.NOT_ANALYSED, (), ())
    assert result.reasons == (Reason(code=ReasonCode.PIXELS_BLANK, text="one value (1.2.3.4)"),)
    assert result.provenance.inputs == (REF,)
    fell = replace(reference_model(), sessions=(OnGpu(),), on_cpu={"main"})  # type: ignore[arg-type]
    assert not_analysed(fell, "1.2", refusal, (REF,), {}).provenance.device == "cuda+cpu"


def test_where_an_object_is() -> None:
    (stored,) = describe([OBJECT], receipt(Path("archive/o.dcm")), kept=False)
    assert (stored.path, stored.sop_class) == (Path("archive/o.dcm"), "Segmentation Storage")
    assert [(delivery.destination, delivery.state) for delivery in stored.deliveries] == [("ward", "stored")]
    (kept,) = describe([OBJECT], receipt(Path("archive/o.dcm")), kept=True)
    assert kept.path == Path("work/o.dcm")  # the caller's own folder comes first
    (remote,) = describe([OBJECT], receipt(None), kept=False)
    assert remote.path is None
    (unsent,) = describe([OBJECT], None, kept=False)
    assert (unsent.path, unsent.deliveries) == (None, ())


@pytest.mark.parametrize(
    ("classes", "structures", "verdict"),
    [
        ("", "", "analysed"),
        ("absent absent", "", "analysed"),
        ("absent indeterminate", "", "indeterminate"),
        ("present indeterminate", "", "analysed"),
        ("absent indeterminate", "present present", "indeterminate"),  # a lung is there, whatever is in it
        ("absent", "present indeterminate", "indeterminate"),
        ("present", "indeterminate", "analysed"),
        ("", "present indeterminate", "analysed"),
        ("", "absent indeterminate", "indeterminate"),
        ("", "present absent", "analysed"),
    ],
)
def test_indeterminate_is_where_something_may_be_there_and_nothing_is(
    classes: str, structures: str, verdict: str
) -> None:
    likely = Probability(value=0.5, threshold=0.5)
    said = [
        Finding(id=f"f{place}", concept=NODULE, presence=Presence(word), probability=probability)
        for place, (word, probability) in enumerate(
            [*((word, likely) for word in classes.split()), *((word, None) for word in structures.split())]
        )
    ]
    assert verdict_of(said) == verdict
    assert analysed(reference_model(), Conclusion(findings=tuple(said)), SOURCE, (), {}).verdict == verdict
