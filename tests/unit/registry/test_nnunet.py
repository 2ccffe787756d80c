from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from radlane.errors import ImportRefused
from radlane.registry.blanks import FILL_IN
from radlane.registry.foreign import open_foreign
from radlane.registry.nnunet import find_plans, import_nnunet
from support.nnunet import dataset, plans, written


def test_a_folder_becomes_a_draft(tmp_path: Path) -> None:
    source = open_foreign(written(tmp_path / "made", plans(), dataset(description="Three livers.")))
    made = import_nnunet(source, "", "1.0.0", "3d_fullres", ("F", "A", "R"))
    draft = made.draft
    assert (draft.name, made.roi, made.channels) == ("dataset042-things", (16, 24, 8), 3)
    geometry = draft.wanted["geometry"]
    assert geometry["orientation"] == ["A", "R", "F"]  # the network's axes are y, x and z
    assert (geometry["spacing_mm"], geometry["window"]) == ([0.8, 0.7, 2.5], {"roi": [16, 24, 8], "overlap": 0.5})
    assert geometry["crop_nonzero"] is True
    assert (geometry["pad"], geometry["padding"]) == (0.0, "as-stored")
    assert draft.wanted["channels"][0]["select"]["modalities"] == ["CT"]
    assert [(item["id"], item["channel"]) for item in draft.output["segments"]] == [("liver", 1), ("kidney-left", 2)]
    assert (draft.output["activation"], draft.output["background"]) == ("none", [0])
    assert draft.facts["card"] == {"training_data": "Three livers."}
    said = " ".join(draft.notes)
    assert all(word in said for word in ("mirrored", "folds", "windows", "cubic", "coarsest", "before it resamples"))


def test_what_is_not_stored_in_the_plans_is_asked_for(tmp_path: Path) -> None:
    source = open_foreign(written(tmp_path / "made", plans(), dataset(channel_names={"0": "Contrast"})))
    draft = import_nnunet(source, "x", "1.0.0", "3d_fullres", None).draft
    assert draft.wanted["geometry"]["orientation"] == FILL_IN
    assert "Its axes are [y, x, z]" in draft.notes[0]
    assert draft.wanted["channels"][0]["select"]["modalities"] == FILL_IN


@pytest.mark.parametrize("reader", ["NibabelIOWithReorient", "SimpleITKIOWithReorient"])
def test_a_reader_that_turns_images_says_where_they_run(reader: str, tmp_path: Path) -> None:
    source = open_foreign(written(tmp_path / "made", plans(image_reader_writer=reader), dataset()))
    draft = import_nnunet(source, "x", "1.0.0", "3d_fullres", ("F", "P", "L")).draft
    assert draft.wanted["geometry"]["orientation"] == ["A", "R", "H"]


def test_other_readers_are_refused(tmp_path: Path) -> None:
    source = open_foreign(written(tmp_path / "made", plans(image_reader_writer="NaturalImage2DIO"), dataset()))
    with pytest.raises(ImportRefused, match="readers of volumes"):
        import_nnunet(source, "x", "1.0.0", "3d_fullres", None)


def test_post_processing_is_refused_unless_there_is_none(tmp_path: Path) -> None:
    folder = written(tmp_path / "made", plans(), dataset())
    (folder / "postprocessing.pkl").write_bytes(b"pickle")
    with pytest.raises(ImportRefused, match="keep_largest"):
        import_nnunet(open_foreign(folder), "x", "1.0.0", "3d_fullres", None)
    (folder / "postprocessing.json").write_text(json.dumps({"postprocessing_fns": []}))
    assert import_nnunet(open_foreign(folder), "x", "1.0.0", "3d_fullres", None).draft.name == "x"
    (folder / "postprocessing.json").write_text(json.dumps({"postprocessing_fns": ["remove_all_but"]}))
    with pytest.raises(ImportRefused, match="keep_largest"):
        import_nnunet(open_foreign(folder), "x", "1.0.0", "3d_fullres", None)


def test_a_folder_has_exactly_one_network(tmp_path: Path) -> None:
    folder = written(tmp_path / "made", plans(), dataset())
    shutil.copyfile(folder / "network.onnx", folder / "second.onnx")
    with pytest.raises(ImportRefused, match="there are 2"):
        import_nnunet(open_foreign(folder), "x", "1.0.0", "3d_fullres", None)


def test_other_folders_are_not_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / "plans.json").write_text("{}")
    assert find_plans(open_foreign(tmp_path)) is None
    with pytest.raises(ImportRefused, match="no folder of nnU-Net"):
        import_nnunet(open_foreign(tmp_path), "x", "1.0.0", "3d_fullres", None)


def test_parts_of_two_models_are_never_put_together(tmp_path: Path) -> None:
    other = dataset(labels={"background": 0, "kidney_left": 1, "liver": 2})
    (tmp_path / "top").mkdir()
    (tmp_path / "top" / "dataset.json").write_text(json.dumps(other))
    trained = written(tmp_path / "top" / "trainer", plans(), dataset())
    (trained / "fold_0").mkdir()
    (trained / "network.onnx").rename(trained / "fold_0" / "network.onnx")
    evaluated = trained / "crossval_results_folds_0_1"
    evaluated.mkdir()
    for name in ("plans.json", "dataset.json"):
        shutil.copy(trained / name, evaluated)
    made = import_nnunet(open_foreign(tmp_path / "top"), "x", "1.0.0", "3d_fullres", None)
    assert [item["id"] for item in made.draft.output["segments"]] == ["liver", "kidney-left"]
    (trained / "dataset.json").rename(tmp_path / "dataset.json")
    assert find_plans(open_foreign(tmp_path / "top")) is None
    (tmp_path / "dataset.json").rename(trained / "dataset.json")
    shutil.move(trained / "fold_0" / "network.onnx", tmp_path / "top")
    with pytest.raises(ImportRefused, match="exactly one ONNX file"):
        import_nnunet(open_foreign(tmp_path / "top"), "x", "1.0.0", "3d_fullres", None)
    written(tmp_path / "top" / "another", plans(configuration={"spacing": [1.5, 1.5, 1.5]}), dataset())
    with pytest.raises(ImportRefused, match="more than one model"):
        find_plans(open_foreign(tmp_path / "top"))


def test_channels_have_the_names_of_the_dataset_and_their_operations(tmp_path: Path) -> None:
    both = {"normalization_schemes": ["CTNormalization", "ZScoreNormalization"], "use_mask_for_norm": [False, False]}
    named = dataset(channel_names={"0": "CT", "1": "PET"})
    source = open_foreign(written(tmp_path / "made", plans(configuration=both), named, read=2))
    wanted = import_nnunet(source, "x", "1.0.0", "3d_fullres", None).draft.wanted
    assert [one["id"] for one in wanted["channels"]] == ["ct", "pet"]
    assert [one["select"]["modalities"] for one in wanted["channels"]] == [["CT"], ["PT"]]
    assert [[op["op"] for op in one["intensity"]] for one in wanted["channels"]] == [["clip", "scale"], ["zscore"]]
    assert wanted["intensity"] == []


def test_what_is_the_same_for_all_channels_stands_once(tmp_path: Path) -> None:
    both = {"normalization_schemes": ["ZScoreNormalization"] * 2, "use_mask_for_norm": [False, False]}
    named = dataset(channel_names={"0": "T1", "1": "T2"})
    source = open_foreign(written(tmp_path / "made", plans(configuration=both), named, read=2))
    wanted = import_nnunet(source, "x", "1.0.0", "3d_fullres", None).draft.wanted
    assert wanted["intensity"] == [{"op": "zscore"}]
    assert all("intensity" not in one for one in wanted["channels"])


def test_a_network_of_other_channels_is_refused(tmp_path: Path) -> None:
    both = {"normalization_schemes": ["ZScoreNormalization"] * 2, "use_mask_for_norm": [False, False]}
    named = dataset(channel_names={"0": "T1", "1": "T2"})
    source = open_foreign(written(tmp_path / "made", plans(configuration=both), named, read=3))
    with pytest.raises(ImportRefused, match="another number of input channels"):
        import_nnunet(source, "x", "1.0.0", "3d_fullres", None)
