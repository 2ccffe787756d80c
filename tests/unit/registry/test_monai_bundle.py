from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from radlane.errors import ImportRefused
from radlane.registry.blanks import FILL_IN
from radlane.registry.draft import Import
from radlane.registry.foreign import open_foreign
from radlane.registry.monai_bundle import import_bundle, is_bundle
from support.bundles import (
    ARGMAX,
    LARGEST,
    LOAD,
    SCALE,
    SIGMOID,
    SOFTMAX,
    THRESHOLD,
    TURN,
    WINDOWS,
    chain,
    inference,
    metadata,
    written,
)


def imported(
    folder: Path, of_metadata: dict[str, Any], of_inference: dict[str, Any], channels: int = 3, read: int = 1
) -> Import:
    source = open_foreign(written(folder / "bundle", of_metadata, of_inference, channels, read))
    assert is_bundle(source)
    return import_bundle(source, "", "", ("L", "P", "H"))


def test_a_bundle_becomes_a_draft(tmp_path: Path) -> None:
    made = imported(tmp_path, metadata(intended_use="Spleens."), inference())
    draft = made.draft
    assert (draft.name, draft.version, made.roi, made.channels) == ("spleen-ct", "0.5.4", (16, 24, 8), 3)
    geometry = draft.wanted["geometry"]
    assert geometry["orientation"] == ["R", "A", "H"]
    assert (geometry["spacing_mm"], geometry["window"]) == (
        [1.5, 1.5, 2.0],
        {"roi": [16, 24, 8], "overlap": 0.5, "blend": "gaussian"},
    )
    assert (geometry["pad"], geometry["padding"]) == (0.0, "as-stored")
    assert [item["op"] for item in draft.wanted["intensity"]] == ["clip", "scale"]
    assert draft.wanted["channels"][0]["select"]["modalities"] == ["CT"]
    assert (draft.output["activation"], draft.output["threshold"], draft.output["background"]) == ("softmax", 0.0, [0])
    assert [(item["id"], item["channel"]) for item in draft.output["segments"]] == [("spleen", 1), ("left-kidney", 2)]
    assert draft.facts["card"] == {"intended_use": "Spleens.", "developer": "A group"}
    assert draft.facts["origin"] == {"framework": "monai 1.4.0"}


def test_one_channel_is_one_segment(tmp_path: Path) -> None:
    post = chain(SIGMOID, THRESHOLD, LARGEST)
    draft = imported(tmp_path, metadata("lesion"), inference(postprocessing=post), 1).draft
    (segment,) = draft.output["segments"]
    assert (draft.output["activation"], draft.output["threshold"], draft.output["background"]) == ("sigmoid", 0.5, [])
    assert (segment["channel"], segment["keep_largest"]) == (0, True)


def test_labels_are_cleaned_as_the_bundle_does(tmp_path: Path) -> None:
    post = chain(ARGMAX, LARGEST | {"applied_labels": [2]})
    draft = imported(tmp_path, metadata(), inference(postprocessing=post)).draft
    assert [item["keep_largest"] for item in draft.output["segments"]] == [False, True]
    assert draft.output["activation"] == "none"
    assert draft.output["threshold"] < -1e5


def test_a_stretched_volume_has_no_window(tmp_path: Path) -> None:
    sized = {"_target_": "Resized", "keys": "image", "spatial_size": [16, 16, 8], "mode": "trilinear"}
    changes = {"preprocessing": chain(*LOAD, TURN, sized), "inferer": {"_target_": "SimpleInferer"}}
    made = imported(tmp_path, metadata(), inference(**changes))
    assert made.roi == (16, 16, 8)
    assert made.draft.wanted["geometry"]["size"] == [16, 16, 8]
    assert "window" not in made.draft.wanted["geometry"]


def test_what_the_bundle_leaves_open_is_asked_for(tmp_path: Path) -> None:
    folder = written(tmp_path / "bundle", metadata(image={"modality": "US"}), inference(preprocessing=chain(*LOAD)))
    draft = import_bundle(open_foreign(folder), "mine", "2.0.0", None).draft
    assert (draft.name, draft.version) == ("mine", "2.0.0")
    assert draft.wanted["geometry"]["orientation"] == FILL_IN
    assert draft.wanted["channels"][0]["select"]["modalities"] == FILL_IN
    assert any("wrong side" in note for note in draft.notes)
    assert any("own spacing" in note for note in draft.notes)
    assert import_bundle(open_foreign(folder), "", "", ("L", "P", "H")).draft.wanted["geometry"]["orientation"] == [
        *"LPH"
    ]


def test_a_configuration_may_be_yaml(tmp_path: Path) -> None:
    folder = written(tmp_path / "bundle", metadata(), {})
    (folder / "configs" / "inference.json").unlink()
    with pytest.raises(ImportRefused, match=r"not exactly one configs/inference.json"):
        import_bundle(open_foreign(folder), "", "", None)
    (folder / "configs" / "inference.yaml").write_text(yaml.safe_dump(inference(preprocessing=chain(*LOAD, SCALE))))
    assert len(import_bundle(open_foreign(folder), "", "", None).draft.wanted["intensity"]) == 2


@pytest.mark.parametrize(
    ("of_metadata", "of_inference", "why"),
    [
        (metadata("background", "a", "A"), {}, "told apart"),
        (metadata("one", "two", "three"), {}, "is no background"),
        (metadata(), {"postprocessing": chain(SIGMOID, THRESHOLD)}, "an organ would be lost"),
        (metadata(), {"postprocessing": chain(SOFTMAX, THRESHOLD | {"threshold": 0.3})}, "an organ would be lost"),
        (metadata("lesion"), {"postprocessing": chain(SIGMOID, THRESHOLD | {"threshold": 0})}, "between 0 and 1"),
        (metadata(), {"postprocessing": chain(ARGMAX, LARGEST | {"applied_labels": [3]})}, "labels that are none"),
        (metadata(image={"num_channels": 0}), {}, "1 to 16 channels"),
        (metadata(image={"num_channels": 4}), {}, "another number of input channels"),
        (metadata(image={"spatial_shape": [8, 8]}), {}, "no volume"),
        (metadata(image={"spatial_shape": 8}), {}, "no list"),
        (metadata(network_data_format={"inputs": {"a": {}, "b": {}}, "outputs": {"pred": {}}}), {}, "2 inputs"),
        (metadata(network_data_format={}), {}, "inputs"),
        (metadata(), {"inferer": WINDOWS | {"roi_size": "$[96] * 3"}}, "more than a literal"),
    ],
)
def test_what_would_be_lost_or_merged_is_refused(
    of_metadata: dict[str, Any], of_inference: dict[str, Any], why: str, tmp_path: Path
) -> None:
    with pytest.raises(ImportRefused, match=why):
        imported(tmp_path, of_metadata, inference(**of_inference))


@pytest.mark.parametrize(
    "changes",
    [{"num_channels": 4}, {"channel_def": {"0": "background", "2": "spleen"}}, {"format": "classes"}],
)
def test_channels_that_nobody_names_are_refused(changes: dict[str, Any], tmp_path: Path) -> None:
    described = metadata()
    described["network_data_format"]["outputs"]["pred"] |= changes
    with pytest.raises(ImportRefused):
        imported(tmp_path, described, inference())


def test_parts_of_two_bundles_are_never_put_together(tmp_path: Path) -> None:
    folder = written(tmp_path / "bundle", metadata(), inference())
    shutil.copytree(folder / "models", tmp_path / "models")
    (folder / "models" / "model.onnx").unlink()
    with pytest.raises(ImportRefused, match="exactly one ONNX file"):
        import_bundle(open_foreign(tmp_path), "", "", None)
    shutil.copytree(folder, tmp_path / "another")
    with pytest.raises(ImportRefused, match="more than one model"):
        is_bundle(open_foreign(tmp_path))
    (folder / "configs" / "inference.yaml").write_text("{}")
    with pytest.raises(ImportRefused, match="not exactly one configs/inference"):
        import_bundle(open_foreign(folder), "", "", None)


MODALITIES = {"0": "T1c", "1": "T1", "2": "T2", "3": "FLAIR"}
NORMAL = {"_target_": "NormalizeIntensityd", "keys": "image", "channel_wise": True}


def test_channels_have_the_names_of_the_bundle(tmp_path: Path) -> None:
    described = metadata(image={"num_channels": 4, "modality": "MR", "channel_def": MODALITIES})
    draft = imported(tmp_path, described, inference(preprocessing=chain(*LOAD, TURN, NORMAL)), read=4).draft
    assert [one["id"] for one in draft.wanted["channels"]] == ["t1c", "t1", "t2", "flair"]
    assert {one["select"]["where"] for one in draft.wanted["channels"]} == {FILL_IN}
    assert draft.wanted["intensity"] == [{"op": "zscore"}]


def test_channels_without_names_are_named_by_people(tmp_path: Path) -> None:
    described = metadata(image={"num_channels": 2, "modality": "MR", "channel_def": {"0": "T1"}})
    draft = imported(tmp_path, described, inference(preprocessing=chain(*LOAD, TURN, NORMAL)), read=2).draft
    assert [one["id"] for one in draft.wanted["channels"]] == [FILL_IN, FILL_IN]


def test_statistics_of_all_channels_together_are_refused(tmp_path: Path) -> None:
    described = metadata(image={"num_channels": 2, "modality": "MR"})
    joint = {"_target_": "NormalizeIntensityd", "keys": "image"}
    with pytest.raises(ImportRefused, match="of all channels together"):
        imported(tmp_path, described, inference(preprocessing=chain(*LOAD, TURN, joint)), read=2)
