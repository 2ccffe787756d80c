from dataclasses import replace

import pytest

from radlane.domain.output import SegmentationType
from radlane.encode.identity import device_uid
from support import volume_encoding
from support.encoding import context, manifest
from support.radiographs import radiograph
from support.said import box_map, classification, detection, nodule, regression
from support.volume_sources import slices


def test_a_context_knows_what_its_objects_share() -> None:
    run = context(radiograph(TimezoneOffsetFromUTC="-0400"), segments=3)
    assert run.algorithm == "cxr-lungs:1.0.0"
    assert run.device_uid == device_uid(run.model)
    assert run.clock.offset == "-0400"
    assert [segment.id for segment in run.segments] == ["lung-1", "lung-2", "heart"]


@pytest.mark.parametrize(
    ("statement", "trained_on", "expected"),
    [
        # says it already
        ("Trained on synthetic data only.", "synthetic", "Trained on synthetic data only."),
        # does not say it
        ("Not for clinical use.", "synthetic", "Not for clinical use. Trained on synthetic data."),
        # nothing to say
        ("Not for clinical use.", "real", "Not for clinical use."),
    ],
)
def test_a_model_trained_on_synthetic_data_says_so(statement: str, trained_on: str, expected: str) -> None:
    run = context(radiograph(), statement=statement)
    model = replace(manifest(2, statement), trained_on=trained_on)  # type: ignore[arg-type]
    assert replace(run, manifest=model).statement == expected


def test_the_first_image_speaks_for_patient_and_study_and_all_for_the_time() -> None:
    sources = slices(TimezoneOffsetFromUTC="-0400")
    assert volume_encoding.context(sources).source is sources[0]
    assert volume_encoding.context(sources).clock.offset == "-0400"
    sources[-1].TimezoneOffsetFromUTC = "+0100"
    assert volume_encoding.context(sources).clock.offset is None


@pytest.mark.parametrize("chosen", [None, *SegmentationType])
def test_the_site_chooses_the_type_of_segmentation_over_the_manifest(chosen: SegmentationType | None) -> None:
    run = context(radiograph())
    (output,) = run.manifest.outputs
    output = replace(output, segmentation_type=SegmentationType.FRACTIONAL)  # type: ignore[call-arg]
    run = replace(run, manifest=replace(run.manifest, outputs=(output,)), chosen_type=chosen)
    assert run.segmentation_type == (chosen or "FRACTIONAL")


def test_classes_are_those_of_the_whole_image_and_of_boxes() -> None:
    run = context(radiograph(), segments=3)
    assert run.classes == ()
    outputs = (classification(), regression(), detection(), box_map(classes=(nodule(id="text"),)))
    said = replace(run, manifest=replace(run.manifest, outputs=outputs))
    assert [kind.id for kind in said.classes] == ["ptx", "effusion", "nodule", "text"]
    assert (said.segments, said.segmentations) == ((), ())
