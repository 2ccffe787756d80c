"""Heat maps of findings: where they lie, what they say of themselves, and what happens where there is none."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import dcmread

from radlane.domain.explanation import Explanation, Method
from radlane.domain.image import Image
from radlane.domain.job import JobRequest
from radlane.domain.model import Manifest
from radlane.domain.output import SegmentationOutput
from radlane.domain.reason import ReasonCode
from radlane.domain.saliency import Heatmap
from radlane.encode.identity import random_identity
from radlane.errors import DeviceUnavailable
from radlane.explain.derivation import Derivation
from radlane.explain.faithfulness import Curve
from radlane.pipeline import explaining
from radlane.pipeline.explainers import Derived
from radlane.pipeline.lane import Lane
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import Analysis, Making, analyse, encode, explain, fetch
from radlane.registry.catalogue import builtin_roots
from support.explaining import opened_models, spots_lane
from support.lanes import lane, watch
from support.radiographs import real, save
from support.said_lanes import BOX, COLUMNS, ROWS, bright_head, bright_radiograph

TEXTS = ("LO", "LT", "PN", "SH", "ST", "UC", "UT")
ON_IMAGES = [method for method in Method if method is not Method.ATTENTION_ROLLOUT]


def analysed(made: Lane) -> Analysis:
    request = JobRequest(study_instance_uid=only_study(made.archive), model="said")
    return analyse(made.site, made.model, fetch(made, request, watch()), watch())


def explained(made: Lane, asked: str | None) -> Analysis:
    return explain(made.site, made.model, analysed(made), asked, watch())


def only_map(made: Lane, asked: str | None) -> Heatmap:
    (heatmap,) = explained(made, asked).conclusion.heatmaps
    return heatmap


def reasons(found: Analysis) -> list[tuple[str, str]]:
    return [(reason.code, reason.text) for reason in found.conclusion.reasons]


@pytest.mark.parametrize("method", ON_IMAGES)
def test_a_map_is_hottest_where_the_finding_is(method: Method, tmp_path: Path) -> None:
    made = spots_lane(tmp_path, [bright_radiograph()])
    heatmap = only_map(made, method)
    assert (heatmap.finding, heatmap.by) == ("ptx", method)
    assert heatmap.values.shape == (1, 48, 40)
    assert heatmap.values.dtype == np.float32
    row, column = np.unravel_index(heatmap.values[0].argmax(), (48, 40))
    assert ROWS.start <= row < ROWS.stop
    assert COLUMNS.start <= column < COLUMNS.stop
    inside = np.zeros((48, 40), bool)
    inside[ROWS, COLUMNS] = True
    assert heatmap.values[0][inside].mean() > 4 * abs(heatmap.values[0][~inside].mean())


def test_a_map_follows_an_image_that_lies_otherwise(tmp_path: Path) -> None:
    """The network is given it upright; the map comes back to the stored grid."""
    turned = bright_radiograph(PatientOrientation=["F", "R"])
    made = spots_lane(tmp_path, [turned])
    values = only_map(made, Method.GRAD_CAM).values[0]
    row, column = np.unravel_index(values.argmax(), values.shape)
    assert ROWS.start <= row < ROWS.stop
    assert COLUMNS.start <= column < COLUMNS.stop


@pytest.mark.parametrize("degrees", [(0, 0, 0), (20, -15, 40)])
def test_a_map_of_a_volume_lies_on_its_slices(degrees: tuple[float, float, float], tmp_path: Path) -> None:
    made = spots_lane(tmp_path, bright_head(degrees=degrees), volume=True)
    found = explained(made, Method.HIRES_CAM)
    (heatmap,) = found.conclusion.heatmaps
    assert heatmap.values.shape == (9, 14, 12)
    place = np.unravel_index(heatmap.values.argmax(), heatmap.values.shape)
    assert all(part.start <= index < part.stop for index, part in zip(place, BOX, strict=True))


def test_a_map_says_how_it_was_made_and_what_it_is_worth(tmp_path: Path) -> None:
    made = spots_lane(tmp_path, [bright_radiograph()])
    heatmap = only_map(made, Method.GRAD_CAM)
    assert heatmap.method == "Grad-CAM, layer features"
    assert heatmap.faithfulness is not None
    assert heatmap.faithfulness.deletion < 0.3 < 0.7 < heatmap.faithfulness.insertion


def test_occlusion_says_how_many_patches_it_had(tmp_path: Path) -> None:
    made = spots_lane(tmp_path, [bright_radiograph()])
    assert "patches" in only_map(made, Method.OCCLUSION).method


def test_the_same_image_has_the_same_map(tmp_path: Path) -> None:
    made = spots_lane(tmp_path, [bright_radiograph()])
    one, other = (only_map(made, Method.RISE) for _ in range(2))
    np.testing.assert_array_equal(one.values, other.values)
    assert one.faithfulness == other.faithfulness


@pytest.mark.parametrize(
    ("offer", "asked", "expected"),
    [
        (Explanation(), None, None),
        (Explanation(), "never", None),
        (Explanation(), "layer-cam", "layer-cam"),
        (Explanation(when="always"), None, "grad-cam"),
        (Explanation(when="always", methods=(Method.OCCLUSION,)), None, "occlusion"),
        (Explanation(when="always"), "never", None),
    ],
)
def test_who_says_whether_there_is_a_map(
    offer: Explanation, asked: str | None, expected: str | None, tmp_path: Path
) -> None:
    made = spots_lane(tmp_path, [bright_radiograph()], explanation=offer)
    found = explained(made, asked).conclusion
    assert [heatmap.by for heatmap in found.heatmaps] == ([] if expected is None else [expected])
    assert ReasonCode.NOT_EXPLAINED not in [reason.code for reason in found.reasons]


@pytest.mark.parametrize(
    ("changes", "asked", "why"),
    [
        ({"explanation": Explanation(when="never")}, "grad-cam", "its manifest does not name it"),
        ({"explanation": Explanation(methods=(Method.OCCLUSION,))}, "grad-cam", "its manifest does not name it"),
        ({"explanation": Explanation(layer="nowhere")}, "grad-cam", "nowhere"),
        ({"explanation": Explanation(seconds=0.001)}, "rise", "time"),
        ({}, "attention-rollout", "attention"),
    ],
)
def test_a_result_without_its_map_says_why(changes: dict[str, Any], asked: str, why: str, tmp_path: Path) -> None:
    made = spots_lane(tmp_path, [bright_radiograph()], **changes)
    before, found = analysed(made).conclusion, explained(made, asked)
    assert found.conclusion.heatmaps == ()
    assert [finding.presence for finding in found.conclusion.findings] == [
        finding.presence for finding in before.findings
    ]
    *_, (code, text) = reasons(found)
    assert code == ReasonCode.NOT_EXPLAINED
    assert why in text


def test_nothing_is_explained_where_nothing_was_found(tmp_path: Path) -> None:
    image = bright_radiograph()
    values = np.zeros((48, 40), np.uint16)
    values[0, 0] = 1
    image.PixelData = values.tobytes()
    found = explained(spots_lane(tmp_path, [image]), "grad-cam")
    assert found.conclusion.heatmaps == ()
    assert reasons(found)[-1][1].endswith("nothing was found that could be explained")


def test_what_the_explained_network_does_not_show_itself_is_said(tmp_path: Path) -> None:
    """As where others of an ensemble found it: the lungs of a radiograph, on an image in which there are none."""
    models = opened_models(builtin_roots()[0])
    made = lane(tmp_path)
    save(dcmread(real("RG1_UNCI.dcm")), tmp_path / "archive")
    with models.lease("cxr-lungs") as model:
        found = analysed(replace(made, model=model))
        assert isinstance(found.subject, Image)
        dark = replace(found.subject, values=np.zeros_like(found.subject.values), levels=None)
        told = explain(made.site, model, replace(found, subject=dark), "grad-cam", watch())
    assert told.conclusion.heatmaps == ()
    assert told.conclusion.findings == found.conclusion.findings
    told_of = [text for code, text in reasons(told) if code == ReasonCode.NOT_EXPLAINED]
    assert [text.partition(":")[0] for text in told_of] == [
        f"There is no explanation of {one.concept.meaning}, {one.laterality}" for one in found.conclusion.findings
    ]


def test_a_finding_beyond_the_most_is_said_to_have_no_map(tmp_path: Path) -> None:
    models = opened_models(builtin_roots()[0])
    made = lane(tmp_path)
    save(dcmread(real("RG1_UNCI.dcm")), tmp_path / "archive")
    with models.lease("cxr-lungs") as model:
        few = replace(model, manifest=replace(model.manifest, explanation=Explanation(most=1)))
        told = explained(replace(made, model=few), Method.GRAD_CAM)
    first, second = told.conclusion.findings
    assert [heatmap.finding for heatmap in told.conclusion.heatmaps] == [first.id]
    assert [text for code, text in reasons(told) if code == ReasonCode.NOT_EXPLAINED] == [
        f"There is no explanation of Lung, {second.laterality}: At most 1 findings are explained (explanation.most)"
    ]


@pytest.mark.parametrize("method", [Method.GRAD_CAM, Method.ATTENTION_ROLLOUT])  # with maps, and with none
def test_an_id_that_names_a_side_which_nobody_knows_stays_inside(method: Method, tmp_path: Path) -> None:
    """The image does not say which side is which; nothing that people read may."""
    models = opened_models(builtin_roots()[0])
    made = lane(tmp_path)
    image = dcmread(real("RG1_UNCI.dcm"))
    image.PatientOrientation = ""
    save(image, tmp_path / "archive")
    with models.lease("cxr-lungs") as model:
        told = explained(replace(made, model=replace(model, manifest=_sided(model.manifest))), method)
        making = Making(identity=random_identity(made.site.token_bytes), started=made.site.now())
        objects = encode(made.site, replace(model, manifest=_sided(model.manifest)), told, making)
    assert {finding.id for finding in told.conclusion.findings} == {"lung-1-right", "lung-2-right"}
    assert len(told.conclusion.heatmaps) == (2 if method is Method.GRAD_CAM else 0)
    words = " ".join(str(element.value) for one in objects for element in one.iterall() if element.VR in TEXTS)
    assert "no explanation of Lung:" in words or "Lung, side unknown: Grad-CAM" in words
    assert "right" not in words.lower()


def _sided(manifest: Manifest) -> Manifest:
    """The manifest with ids of segments that name sides."""
    outputs = tuple(
        replace(output, segments=tuple(replace(one, id=f"{one.id}-right") for one in output.segments))
        if isinstance(output, SegmentationOutput)
        else output
        for output in manifest.outputs
    )
    return replace(manifest, outputs=outputs)


def test_a_map_whose_faithfulness_takes_too_long_is_still_a_map(tmp_path: Path) -> None:
    """The clock of the budget jumps after the map: there is no time left to measure it."""
    made = spots_lane(tmp_path, [bright_radiograph()], explanation=Explanation(seconds=5.0))
    ticks = iter([0.0, 0.0, 0.0, 0.0])
    site = replace(made.site, clock=lambda: next(ticks, 9.0))
    analysis = analysed(made)
    found = explain(site, made.model, analysis, "grad-cam", watch())
    (heatmap,) = found.conclusion.heatmaps
    assert heatmap.faithfulness is None


def test_a_card_without_room_for_the_gradient_costs_the_map_and_not_the_result(tmp_path: Path) -> None:
    made = spots_lane(tmp_path, [bright_radiograph()])
    assert made.model.explainer is not None

    def full(_wanted: Derivation) -> Derived:
        raise DeviceUnavailable("The device that was asked for does not work here")

    explainer = replace(made.model.explainer, open=full)
    found = explain(made.site, replace(made.model, explainer=explainer), analysed(made), "grad-cam", watch())
    assert found.conclusion.findings
    assert reasons(found)[-1][0] == ReasonCode.NOT_EXPLAINED


def test_no_folder_for_the_gradient_costs_the_map_and_not_the_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = spots_lane(tmp_path, [bright_radiograph()])
    analysis = analysed(made)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    found = explain(made.site, made.model, analysis, "grad-cam", watch())
    assert found.conclusion.findings
    assert "no folder" in reasons(found)[-1][1]


def test_nothing_is_said_of_faithfulness_where_the_mean_has_the_same_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shares would be of a difference that is none: "deletion 648"."""
    made = spots_lane(tmp_path, [bright_radiograph()])
    curves = iter([[0.9821, 0.99, 0.9820], [0.9820, 0.999, 0.9821]] * 2 + [[0.9, 0.3, 0.1], [0.1, 0.7, 0.9]])
    shares = np.linspace(0, 1, 3, dtype=np.float32)
    for name in ("delete", "insert"):
        monkeypatch.setattr(
            explaining, name, lambda *_: Curve(shares=shares, scores=np.array(next(curves), np.float32))
        )
    found = [only_map(made, Method.GRAD_CAM).faithfulness for _ in range(3)]
    assert found[:2] == [None, None]
    assert found[2] is not None
