"""model.yaml is believed only as far as it is radlane.model/1 and does not contradict itself."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from radlane.domain.classification import ClassificationOutput, FindingClass
from radlane.domain.detection import BoxMapOutput, DetectionOutput
from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.domain.output import Output, SegmentationOutput, SegmentationType
from radlane.domain.planar import CineGeometry, PictureGeometry
from radlane.domain.regression import RegressedValue, RegressionOutput
from radlane.errors import ManifestInvalid
from radlane.registry.catalogue import builtin_roots
from radlane.registry.manifest import MAX_BYTES, manifest_schema, read_manifest
from radlane.registry.package import manifest_digest
from support.said import box_map, classification, detection, pixels, regression

CXR = builtin_roots()[0] / "cxr-lungs" / "model.yaml"
TEXT = CXR.read_text()
PLAIN = re.sub(r"  - \{role: out-of-distribution.*\n", "", TEXT).partition("out_of_distribution:")[0]  # not fitted
PACKAGES = sorted((builtin_roots()[0] / "examples").glob("*/model.yaml"))
ANGIOGRAM = builtin_roots()[0] / "examples" / "angiogram-frame" / "model.yaml"
PHOTOGRAPH = builtin_roots()[0] / "examples" / "skin-photograph" / "model.yaml"


def complaint(folder: Path, text: str) -> str:
    (folder / "model.yaml").write_text(text)
    with pytest.raises(ManifestInvalid) as invalid:
        read_manifest(folder / "model.yaml")
    return str(invalid.value)


def test_the_reference_model() -> None:
    manifest = read_manifest(CXR)
    assert (manifest.name, manifest.version, manifest.trained_on) == ("cxr-lungs", "1.1.0", "synthetic")
    assert manifest.regulatory.statement == "reference model, trained on synthetic data, not for clinical use"


def test_the_schema_accepts_what_the_reader_accepts() -> None:
    schema = manifest_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(yaml.safe_load(TEXT), schema)


def test_where_networks_run_is_here_where_nothing_is_said(tmp_path: Path) -> None:
    """What is said changes the digest, and the default does not."""
    digests = []
    for said in (
        "",
        "runtime: {kind: local}\n",
        "runtime: {kind: remote, url: 'http://a:1', model: n, version: '1'}\n",
    ):
        (tmp_path / "model.yaml").write_text(TEXT + said)
        digests.append(manifest_digest(read_manifest(tmp_path / "model.yaml")))
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("version: 1.1.0", "version: 1.0.0.0", "version"),
        ("version: 1.1.0", "version: 1.0", "version"),
        ("version: 1.1.0", f"version: {'1' * 61}.0.0", "version"),
        ("version: 1.1.0", f"version: 1.0.0-{'9' * 5000}", "version"),
        ("name: cxr-lungs", 'name: "cxr-lungs\\0"', "name: control characters"),
        ("name: cxr-lungs", "name: CXR", "name"),
        ("task: segmentation", "task: dreaming", "task"),
        ("task: segmentation", "task: segmentation\nsurprise: 1", "surprise"),  # a key that nothing honours
        ("path: model.onnx", "path: ../model.onnx", "path"),
        ("path: golden/limb.npz", "path: /golden/limb.npz", "path"),
        ("sha256: ", "sha256: X", "sha256"),
        ("orientation: [L, F]", "orientation: [L, R]", "orientation"),
        ("size: [256, 256]", "size: [0, 256]", "size"),
        ("upper: 99.0", "upper: 0.5", "clip_percentile"),
        ("threshold: 0.9", "threshold: 1.9", "threshold"),
        ("name: chest\n", "name: lungs\n", "outputs.name"),
        ("channel: 1", "channel: 2", "segments"),
        ("id: lung-2", "id: lung-1", "segments"),
        ("absent_below: 0.01", "absent_below: 0.9", "absent_below"),
        ("rgb: [86,", "rgb: [386,", "rgb"),
        ("regulatory:\n", "regulatory:\n  udi: ''\n", "regulatory.udi"),
        ("task: ", "runtime: {kind: elsewhere}\ntask: ", "runtime.kind"),
        ("task: ", "runtime: {kind: remote, url: 'http://a', model: n}\ntask: ", "runtime.version"),
        ("task: ", "runtime: {kind: local, url: 'http://a'}\ntask: ", "runtime.url"),
        ("task: ", "runtime: {kind: remote, url: 'file:///a', model: n, version: '1'}\ntask: ", "runtime.url"),
        ("regulatory:\n", "regulatory:\n  udi: 'Gerät'\n", "regulatory.udi"),
        ("numerator: lung-1", "numerator: liver", "ratio"),
        ("rtol: 0.001", "rtol: -0.001", "tests"),
        ("rtol: 0.001", "rtol: 0.2", "tests: tolerances"),  # everything would be close enough
        ("atol: 0.01", "atol: 1.0e+30", "tests: tolerances"),
        ("value: T-D3000", "value: ''", "inputs.channels.select.regions"),
        ("meaning: frontal", "meaning: 'fron\\tal'", "without a backslash"),
        ("meaning: frontal", 'meaning: "fron\\ntal"', "one line"),
        ("meaning: frontal", "meaning: ''", "inputs.channels.select.view_codes"),
        ("meaning: frontal", "meaning: ' '", "spaces around it"),
        ("regions:", "region:", "select.region"),
        ("size: 1966982", "size: -2", "artifacts.size"),
        ("sop_classes: [1.2", "sop_classes: [x, 1.2", "sop_classes"),
        ("scheme: LN", "scheme: " + 17 * "L", "procedure"),
        ("channel: 0", "channel: '0'", "outputs.1.segments.0.channel: int_type"),  # nothing is coerced
        ("keep_largest: true", "keep_largest: 'yes'", "outputs.1.segments.0.keep_largest: bool_type"),
        ("label: Lung", "lable: Lung", "outputs.1.segments.0.label: missing"),  # of the variant that `kind` names
        ("kind: gate", "kind: gait", "outputs.0.kind: literal_error"),
        ("  - name: lungs\n", "  - name: lungs\n    segmentation_type: SURFACE\n", "outputs.1.segmentation_type: enum"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    assert old in TEXT
    assert named in complaint(tmp_path, TEXT.replace(old, new, 1))


@pytest.mark.parametrize("section", ["artifacts", "tests", "inputs", "outputs"])
def test_lists_that_must_not_be_empty(tmp_path: Path, section: str) -> None:
    content = yaml.safe_load(TEXT) | {section: []}
    assert section in complaint(tmp_path, yaml.safe_dump(content))


def test_a_turn_needs_two_axes_of_one_input(tmp_path: Path) -> None:
    content = yaml.safe_load(TEXT)
    content["inputs"][0]["geometry"]["orientation"] = ["H", "F"]
    assert "orientation" in complaint(tmp_path, yaml.safe_dump(content))


def test_values_are_not_repeated_in_messages(tmp_path: Path) -> None:
    assert "canary" not in complaint(tmp_path, TEXT.replace("task: segmentation", "task: canary"))


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [1]\nb: *x\n",  # an alias
        "a: 1\na: 2\n",  # a repeated key
        "? [1, 2]\n: 3\n",  # a key that cannot be one
        "a: [\n",
        "!!python/object/apply:os.system ['true']",
        "[" * 5000,
        "a: .nan\n",  # no tolerance lets everything pass
        "a: 2026-99-99\n",  # YAML's own dates
        f"a: {'9' * 5000}\n",  # more digits than Python reads
        "- a\n",
    ],
)
def test_hostile_yaml(tmp_path: Path, text: str) -> None:
    assert complaint(tmp_path, text)


def test_absent_and_huge_files(tmp_path: Path) -> None:
    assert "too large" in complaint(tmp_path, "#" * (MAX_BYTES + 1))
    with pytest.raises(ManifestInvalid):
        read_manifest(tmp_path / "none.yaml")


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_bytes(b"a: \xff\xfe\n")
    with pytest.raises(ManifestInvalid):
        read_manifest(tmp_path / "model.yaml")


def test_only_the_main_network_is_asked_to_agree(tmp_path: Path) -> None:
    manifest = json.loads(two_networks({"margin": 0.1, "agreement": 0.9}, []))
    (first,) = manifest["before"]
    crop = manifest["inputs"][0]["geometry"]["crop"]
    first["inputs"][0]["geometry"] |= {"crop": crop}
    assert "agreement: only of the main network" in complaint(tmp_path, json.dumps(manifest))


def two_networks(crop: dict[str, object], intensity: list[dict[str, object]]) -> str:
    """A manifest of volumes: a stage named `box`, and a network that sees the crop it finds."""
    manifest = yaml.safe_load(PLAIN)
    output = manifest["outputs"][1] | {"measurements": []}
    for segment in output["segments"]:
        segment["laterality"] = None
    laid = {"kind": "volume", "orientation": ["R", "A", "H"], "size": [64, 64, 64], "interpolation": "nearest"}
    plain = manifest["inputs"][0] | {"layout": "NCDHW", "geometry": laid, "intensity": []}
    main = plain | {"geometry": laid | {"crop": {"stage": "box", "segment": "lung-1"} | crop}, "intensity": intensity}
    weights = manifest["artifacts"][0]
    manifest["artifacts"] = [weights, weights | {"path": "box.onnx"}]
    manifest["before"] = [{"id": "box", "weights": "box.onnx", "inputs": [plain], "outputs": [output]}]
    manifest["inputs"], manifest["outputs"] = [main], [output]
    test = manifest["tests"][0]
    manifest["tests"] = [test, test | {"path": "golden/box.npz", "stage": "box"}]
    return json.dumps(manifest)  # YAML too, without aliases


CLIP = {"op": "clip_percentile", "lower": 0.5, "upper": 99.5}


def test_a_network_that_sees_the_crop_of_another(tmp_path: Path) -> None:
    text = two_networks(
        {"margin": 0.1, "slice_share": 0.02, "agreement": 0.9}, [CLIP | {"of": "box"}, {"op": "zscore"}]
    )
    (tmp_path / "model.yaml").write_text(text)
    manifest = read_manifest(tmp_path / "model.yaml")
    assert [network.id for network in manifest.networks] == ["box", "main"]


@pytest.mark.parametrize(
    ("crop", "intensity", "named"),
    [
        ({"margin": 1.1}, [], "margin"),
        ({"margin": 0.1, "slice_share": 1.0}, [], "slice_share"),
        ({"margin": 0.1, "segment": "liver"}, [], "names no segment"),
        ({"margin": 0.1, "agreement": 1.1}, [], "agreement: from 0 to 1"),
        ({"margin": 0.1, "agreement": 0.9, "segment": "liver"}, [], "agreement: the network has no segment"),
        ({"margin": 0.1}, [CLIP | {"of": "main"}], "names no earlier stage"),
        ({"margin": 0.1}, [{"op": "minmax"}, CLIP | {"of": "box"}], "first operation"),
    ],
)
def test_a_crop_and_percentiles_of_an_earlier_stage(
    tmp_path: Path, crop: dict[str, object], intensity: list[dict[str, object]], named: str
) -> None:
    assert named in complaint(tmp_path, two_networks(crop, intensity))


def test_only_networks_on_volumes_follow_each_other(tmp_path: Path) -> None:
    manifest = json.loads(two_networks({"margin": 0.1}, []))
    plain = yaml.safe_load(TEXT)
    manifest["inputs"], manifest["outputs"] = plain["inputs"], plain["outputs"]
    assert "before: only networks on volumes" in complaint(tmp_path, json.dumps(manifest))


@pytest.mark.parametrize(
    ("changes", "intensity", "named"),
    [
        ({"activation": "softmax"}, [], "background"),  # everything would be the segment
        ({"activation": "sigmoid", "threshold": 0.0}, [], "every value reaches 0"),
        ({}, [{"op": "scale", "factor": 2000000.0, "offset": 0.0}], "clip, scale and pad"),
        ({}, [{"op": "clip", "lower": 0.0, "upper": 2000000.0}], "clip, scale and pad"),
        ({}, [{"op": "clip", "lower": 1.0, "upper": 1.0}], "lower < upper"),
    ],
)
def test_numbers_that_make_nonsense_of_every_volume(
    tmp_path: Path, changes: dict[str, object], intensity: list[dict[str, object]], named: str
) -> None:
    manifest = json.loads(two_networks({"margin": 0.1}, intensity))
    manifest["outputs"][0] |= changes
    assert named in complaint(tmp_path, json.dumps(manifest))


def test_a_least_volume_is_one_that_a_patient_has(tmp_path: Path) -> None:
    manifest = json.loads(two_networks({"margin": 0.1}, []))
    manifest["outputs"][0]["segments"][0]["minimum_ml"] = 20000.0
    assert "minimum_ml" in complaint(tmp_path, json.dumps(manifest))


@pytest.mark.parametrize("kind", SegmentationType)
def test_a_projection_may_have_a_seg_of_any_type(tmp_path: Path, kind: SegmentationType) -> None:
    manifest = yaml.safe_load(PLAIN)
    manifest["outputs"][1]["segmentation_type"] = str(kind)
    (tmp_path / "model.yaml").write_text(json.dumps(manifest))
    output = read_manifest(tmp_path / "model.yaml").outputs[1]
    assert isinstance(output, SegmentationOutput)
    assert output.segmentation_type is kind


def test_probabilities_need_an_activation(tmp_path: Path) -> None:
    manifest = yaml.safe_load(PLAIN)
    manifest["outputs"][1] |= {"segmentation_type": "FRACTIONAL", "activation": "none"}
    assert "FRACTIONAL states probabilities" in complaint(tmp_path, json.dumps(manifest))


def test_the_probabilities_of_a_volume_are_not_kept(tmp_path: Path) -> None:
    manifest = json.loads(two_networks({"margin": 0.1}, []))
    manifest["outputs"][0] = manifest["outputs"][0] | {"segmentation_type": "FRACTIONAL"}
    assert "FRACTIONAL is for projections" in complaint(tmp_path, json.dumps(manifest))


def test_only_the_main_networks_segments_are_written(tmp_path: Path) -> None:
    manifest = json.loads(two_networks({"margin": 0.1}, []))
    manifest["before"][0]["outputs"][0] |= {"segmentation_type": "LABELMAP"}
    assert "before.outputs.segmentation_type" in complaint(tmp_path, json.dumps(manifest))
    manifest = json.loads(two_networks({"margin": 0.1}, []))
    manifest["outputs"][0] |= {"segmentation_type": "LABELMAP"}
    (tmp_path / "model.yaml").write_text(json.dumps(manifest))
    assert read_manifest(tmp_path / "model.yaml").reads_volumes


def test_a_crop_is_of_a_segment_or_of_what_is_not_zero(tmp_path: Path) -> None:
    both = two_networks({"margin": 0.1}, []).replace('"margin": 0.1}', '"margin": 0.1}, "crop_nonzero": true')
    assert "crop or crop_nonzero" in complaint(tmp_path, both)


def of_kind(*outputs: Output, task: str, **changes: object) -> str:
    """The reference model's manifest with other outputs."""
    manifest = yaml.safe_load(PLAIN)
    said = [json.loads(json.dumps(asdict(output))) for output in outputs]
    return json.dumps(manifest | {"outputs": said, "task": task} | changes)


@pytest.mark.parametrize(
    "output", [classification(), regression(), detection(), box_map(), pixels()], ids=lambda one: one.kind
)
def test_every_kind_is_read_and_its_schema_says_so(tmp_path: Path, output: Output) -> None:
    task = "detection" if output.kind == "box-map" else output.kind
    text = of_kind(output, task=task)
    (tmp_path / "model.yaml").write_text(text)
    manifest = read_manifest(tmp_path / "model.yaml")
    assert manifest.outputs == (output,)
    assert manifest.task == task
    jsonschema.validate(json.loads(text), manifest_schema())


def test_a_task_is_what_an_output_does(tmp_path: Path) -> None:
    assert "task: the main network" in complaint(tmp_path, of_kind(classification(), task="detection"))
    both = of_kind(classification(), detection(), task="detection")
    (tmp_path / "model.yaml").write_text(both)
    assert read_manifest(tmp_path / "model.yaml").task == "detection"


def test_keys_of_one_kind_are_unknown_in_another(tmp_path: Path) -> None:
    content = json.loads(of_kind(classification(), task="classification"))
    content["outputs"][0]["nms_iou"] = 0.5
    assert "outputs.0.nms_iou: unexpected_keyword_argument" in complaint(tmp_path, json.dumps(content))
    content = json.loads(of_kind(detection(), task="detection"))
    del content["outputs"][0]["classes"][0]["threshold"]
    assert "outputs.0.classes.0.threshold: missing" in complaint(tmp_path, json.dumps(content))
    content = json.loads(of_kind(regression(), task="regression"))
    content["outputs"][0]["values"][0]["plausible"] = [0.0, 1.0, 2.0]
    assert "outputs.0.values.0.plausible" in complaint(tmp_path, json.dumps(content))


@pytest.mark.parametrize("output", [classification(), regression(), detection(axes=3)], ids=lambda one: one.kind)
def test_a_volume_is_classified_measured_and_searched_in_one_run(tmp_path: Path, output: Output) -> None:
    content = json.loads(two_networks({"margin": 0.1}, []))
    content |= {"outputs": json.loads(json.dumps([asdict(output)])), "task": output.kind}
    (tmp_path / "model.yaml").write_text(json.dumps(content))
    assert read_manifest(tmp_path / "model.yaml").reads_volumes
    content["inputs"][0]["geometry"] |= {"window": {"roi": [32, 32, 32], "overlap": 0.5}}
    assert "geometry.window" in complaint(tmp_path, json.dumps(content))


DOCUMENT = (Path(__file__).parents[3] / "docs" / "model-package.md").read_text()
EXAMPLES = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(task: .*?)```", DOCUMENT, re.DOTALL)]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["outputs"][0]["kind"] for example in EXAMPLES])
def test_the_examples_of_the_document_are_read(tmp_path: Path, example: dict[str, Any]) -> None:
    """Boxes are those of a volume there, frames those of a clip."""
    manifest = yaml.safe_load((ANGIOGRAM if example["task"] == "frame-choice" else CXR).read_text())
    if example["outputs"][0]["kind"] == "detection":
        manifest = json.loads(two_networks({"margin": 0.1}, []))
    (tmp_path / "model.yaml").write_text(json.dumps(manifest | example))
    found = read_manifest(tmp_path / "model.yaml")
    assert [output.kind for output in found.outputs] == [example["outputs"][0]["kind"]]
    assert found.task == example["task"]


def test_each_kind_has_its_example() -> None:
    kinds = [output["kind"] for example in EXAMPLES for output in example["outputs"]]
    assert kinds == ["classification", "regression", "detection", "box-map", "frame-choice"]


@pytest.mark.parametrize(
    "kind",
    [
        ClassificationOutput,
        FindingClass,
        RegressionOutput,
        RegressedValue,
        DetectionOutput,
        BoxMapOutput,
        FrameChoiceOutput,
    ],
)
def test_every_key_of_an_output_is_in_the_document(kind: type) -> None:
    of = {FindingClass: "classes[].", RegressedValue: "values[]."}.get(kind, "")
    missing = [field.name for field in fields(kind) if f"`{of}{field.name}`" not in DOCUMENT]
    assert missing == [name for name in ("classes", "values") if name in missing]  # they stand in front of their keys


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.parent.name)
def test_the_examples(path: Path) -> None:
    manifest = read_manifest(path)
    assert manifest.name == path.parent.name
    assert "means nothing" in manifest.regulatory.statement
    jsonschema.validate(yaml.safe_load(path.read_text()), manifest_schema())


@pytest.mark.parametrize(
    ("path", "said", "instead", "named"),
    [
        (CXR, "{op: minmax}", "{op: normalise, mean: [0.5], std: [0.5]}", "inputs.intensity: normalise is of pictures"),
        (ANGIOGRAM, "step: 0.25", "step: fast", "inputs.0.geometry.sampling.step: float_type"),
        (ANGIOGRAM, "by: seconds", "by: beats", "sampling.by: literal_error"),
        (ANGIOGRAM, "layout: NTCHW", "layout: NCHW", "inputs.layout: a cine"),
        (ANGIOGRAM, "value: darkest-frame", "value: a-code-that-is-too-long", "outputs.concept: scheme and value"),
        (ANGIOGRAM, "threshold: 0.6", "threshold: 6.0", "outputs.threshold"),
        (PHOTOGRAPH, "shorter: 144", "shorter: 100", "inputs.geometry.shorter"),
        (PHOTOGRAPH, "fit: crop", "fit: round", "inputs.0.geometry.fit: literal_error"),
    ],
)
def test_pictures_and_clips_that_contradict_themselves(
    tmp_path: Path, path: Path, said: str, instead: str, named: str
) -> None:
    assert named in complaint(tmp_path, path.read_text().replace(said, instead, 1))


@pytest.mark.parametrize("kind", [PictureGeometry, CineGeometry])
def test_every_key_of_a_geometry_of_pictures_is_in_the_document(kind: type) -> None:
    assert not [field.name for field in fields(kind) if f"`geometry.{field.name}`" not in DOCUMENT]
