from __future__ import annotations

import re
import subprocess
from pathlib import Path

import numpy as np
import pytest
import yaml

from radlane.errors import ImportRefused, UsageError
from radlane.registry.blanks import FILL_IN, blanks
from radlane.registry.draft import (
    ChannelDraft,
    Draft,
    Observed,
    card_text,
    channels_of,
    class_of,
    input_of,
    require_names,
    segment_of,
    slug,
    write_draft,
)
from radlane.registry.manifest import read_manifest
from radlane.registry.package import open_package
from support.strangers import ANSWERS, answer, golden, onnx_file

GEOMETRY = {
    "kind": "volume",
    "orientation": ["H", "P", "L"],
    "spacing_mm": [2.0, 1.0, 1.0],
    "interpolation": "linear",
    "window": {"roi": [4, 4, 4], "overlap": 0.5},
}
OBSERVED = Observed(
    arrays={"scan": np.ones((1, 1, 4, 4, 4), np.float32), "organs": np.ones((1, 3, 4, 4, 4), np.float32)},
    rtol=0.001,
    atol=0.01,
)


def draft() -> Draft:
    return Draft(
        name="stranger",
        version="1.2.0",
        weights=onnx_file(),
        wanted=input_of("scan", [ChannelDraft(modality="CT")], GEOMETRY, []),
        output={
            "name": "organs",
            "kind": "segmentation",
            "activation": "softmax",
            "background": [0],
            "threshold": 0.0,
            "segments": [segment_of(1, "kidney_left"), segment_of(2, "Liver", keep_largest=True)],
            "measurements": [],
        },
        facts={"title": "Organs", "card": {"developer": "A"}, "origin": {"framework": "torch"}},
        notes=("It is known.",),
    )


def test_a_skeleton_becomes_a_package_when_it_is_filled_in(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "stranger"
    content = write_draft(folder, draft(), OBSERVED)
    assert yaml.safe_load((folder / "model.yaml").read_text()) == content
    assert "outputs.0.segments.0.laterality" in set(blanks(content))
    assert "outputs.0.segments.1.laterality" in set(blanks(content))
    answer(folder, ANSWERS | {"outputs.0.segments.0.laterality": "left"})
    package = open_package(folder)
    assert (package.manifest.name, package.manifest.card.developer) == ("stranger", "A stranger")
    assert [segment.label for segment in package.manifest.outputs[0].segments] == ["Kidney left", "Liver"]  # type: ignore[union-attr]
    assert np.array_equal(golden(folder)["organs"], OBSERVED.arrays["organs"])
    assert "- It is known." in (folder / "README.md").read_text()
    assert sorted(path.name for path in folder.iterdir()) == ["README.md", "golden", "model.onnx", "model.yaml"]
    assert read_manifest(folder / "model.yaml").origin.framework == "torch"


def test_the_same_draft_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_draft(tmp_path / name, draft(), OBSERVED)
    for file in ("model.yaml", "golden/random.npz", "README.md"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("nowhere")
    (tmp_path / "file").write_text("")
    for name in ("there", "link"):
        with pytest.raises(UsageError, match="already"):
            write_draft(tmp_path / name, draft(), OBSERVED)
    with pytest.raises(UsageError, match="cannot be written"):
        write_draft(tmp_path / "file" / "below", draft(), OBSERVED)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link", "there"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Left kidney", ("left-kidney", "Left kidney")),
        ("lung_upper_lobe_right", ("lung-upper-lobe-right", "Lung upper lobe right")),
        ("hippocampus-L", ("hippocampus-l", "Hippocampus-L")),
        ("KidneyLeft", ("kidneyleft", "KidneyLeft")),
        ("rein_gauche", ("rein-gauche", "Rein gauche")),
        ("rene dx", ("rene-dx", "Rene dx")),
        ("rkid", ("rkid", "Rkid")),  # of BTCV
        ("KIDNEYL", ("kidneyl", "KIDNEYL")),
        ("spleen", ("spleen", "Spleen")),
        ("???", (FILL_IN, "???")),
        (None, (FILL_IN, FILL_IN)),
    ],
)
def test_a_side_is_to_be_stated_whatever_the_name(name: str | None, expected: tuple[object, ...]) -> None:
    """Nobody knows all languages and abbreviations: not even that there is no side is taken from a name."""
    made = segment_of(3, name)
    assert (made["id"], made["label"], made["laterality"]) == (*expected, FILL_IN)


def test_unpaired_segments_are_answered_in_one_go(tmp_path: Path) -> None:
    """As docs/models.md says."""
    content = write_draft(tmp_path / "made", draft(), OBSERVED)
    said = (Path(__file__).parents[3] / "docs" / "models.md").read_text()
    (edit,) = re.findall(r"^sed -i '(.+)' my-model/model.yaml$", said, re.MULTILINE)
    found = subprocess.run(["sed", edit, tmp_path / "made" / "model.yaml"], capture_output=True, check=True, text=True)
    for one in content["outputs"][0]["segments"]:
        one["laterality"] = None
    assert yaml.safe_load(found.stdout) == content


def test_names_that_would_become_one_are_refused() -> None:
    require_names(["liver", "liver tumour"])
    for names in (["Liver", "liver"], ["a b", "a-b"], ["!"]):
        with pytest.raises(ImportRefused, match="told apart"):
            require_names(names)


def test_many_segments_have_colours_of_their_own() -> None:
    assert len({tuple(segment_of(channel, None)["rgb"]) for channel in range(21)}) == 21


def test_a_modality_that_is_not_known_is_asked_for() -> None:
    assert input_of("x", [ChannelDraft(modality="MR")], GEOMETRY, [])["channels"][0]["select"]["modalities"] == ["MR"]
    assert input_of("x", [ChannelDraft(modality="US")], GEOMETRY, [])["channels"][0]["select"]["modalities"] == FILL_IN


def test_a_name_is_a_slug() -> None:
    assert slug("  My Net_v2.1 ") == "my-net-v2-1"
    assert len(slug("x" * 99)) == 63


def test_the_card_asks_for_what_is_not_known() -> None:
    assert card_text(draft()).count(FILL_IN) == 4


def test_of_a_class_only_the_channel_is_known() -> None:
    assert [place for place, _ in class_of(3).items() if class_of(3)[place] != FILL_IN] == ["channel"]


def test_several_channels_are_told_apart_by_people() -> None:
    made = input_of("x", channels_of(["T1", "T1 Gd", "FLAIR"], "MR"), GEOMETRY, [])["channels"]
    assert [one["id"] for one in made] == ["t1", "t1-gd", "flair"]
    assert {one["select"]["where"] for one in made} == {FILL_IN}
    assert all(one["select"]["modalities"] == ["MR"] and "intensity" not in one for one in made)
    (alone,) = input_of("x", [ChannelDraft()], GEOMETRY, [])["channels"]
    assert "where" not in alone["select"]
    own = ChannelDraft(id="pet", intensity=[{"op": "zscore"}])
    assert input_of("x", [own], GEOMETRY, [])["channels"][0]["intensity"] == [{"op": "zscore"}]


@pytest.mark.parametrize("names", [["T1", "t1"], ["T1", ""]])
def test_names_that_would_be_one_id_are_left_to_people(names: list[str]) -> None:
    assert [one.id for one in channels_of(names, "MR")] == [FILL_IN, FILL_IN]
