from __future__ import annotations

from typing import Any

import pytest

from radlane.errors import ImportRefused
from radlane.registry.monai_config import Config
from radlane.registry.monai_transforms import AFTER, SHIFTED, Seen, read_preprocessing
from support.bundles import LOAD, SCALE, SPACE, TURN, chain

CLIP = {"op": "clip", "lower": -50.0, "upper": 150.0}


def seen(*transforms: dict[str, Any]) -> Seen:
    return read_preprocessing(Config(content={"preprocessing": chain(*LOAD, *transforms)}), "image")


def of(target: str, **arguments: Any) -> dict[str, Any]:
    return {"_target_": target, "keys": "image"} | arguments


@pytest.mark.parametrize(
    ("turn", "orientation"),
    [
        ({"axcodes": "RAS"}, ["R", "A", "H"]),
        ({"axcodes": "LPS"}, ["L", "P", "H"]),
        ({"axcodes": "SPL"}, ["H", "P", "L"]),
        ({"axcodes": "AIR"}, ["A", "F", "R"]),
        ({"as_closest_canonical": True}, ["R", "A", "H"]),
        ({"axcodes": "RAS", "labels": [["L", "R"], ["P", "A"], ["I", "S"]]}, ["R", "A", "H"]),
    ],
)
def test_letters_say_where_axes_run_to(turn: dict[str, Any], orientation: list[str]) -> None:
    assert seen(of("Orientationd", **turn)).orientation == orientation


def test_a_usual_chain() -> None:
    found = seen(TURN, SPACE, SCALE)
    assert (found.spacing, found.size, found.interpolation) == ([1.5, 1.5, 2.0], None, "linear")
    assert found.intensity == [CLIP, {"op": "scale", "factor": 0.005, "offset": 0.25}]
    assert found.notes == [SHIFTED]


def test_what_comes_before_the_resampling_is_said() -> None:
    assert seen(TURN, SCALE, SPACE).notes == [SHIFTED, AFTER]
    assert seen(TURN, of("ScaleIntensityRanged", a_min=0, a_max=2), SPACE | {"scale_extent": True}).notes == []
    assert seen(TURN, SCALE).notes == []


@pytest.mark.parametrize(
    ("transform", "intensity"),
    [
        (of("NormalizeIntensityd", channel_wise=True), [{"op": "zscore"}]),
        (
            of("NormalizeIntensityd", subtrahend=[100], divisor=50.0),
            [{"op": "scale", "factor": 0.02, "offset": -2.0}],
        ),
        (of("ScaleIntensityd"), [{"op": "minmax"}]),
        (of("ScaleIntensityd", minv=-1, maxv=1), [{"op": "minmax"}, {"op": "scale", "factor": 2.0, "offset": -1.0}]),
        (
            of("ScaleIntensityRangePercentilesd", lower=1, upper=99, b_min=0, b_max=1, clip=True),
            [{"op": "clip_percentile", "lower": 1.0, "upper": 99.0}, {"op": "minmax"}],
        ),
        (of("ClipIntensityPercentilesd", lower=5, upper=95), [{"op": "clip_percentile", "lower": 5.0, "upper": 95.0}]),
        (of("ScaleIntensityRanged", a_min=0, a_max=4), [{"op": "scale", "factor": 0.25, "offset": 0.0}]),
        (of("EnsureTyped", dtype="$torch.float32"), []),
        (of("Flipd") | {"keys": "label"}, []),  # not of the image
    ],
)
def test_intensities(transform: dict[str, Any], intensity: list[dict[str, Any]]) -> None:
    assert seen(transform).intensity == intensity


def test_a_volume_may_be_stretched_to_one_size() -> None:
    found = seen(TURN, of("Resized", spatial_size=[32, 32, 16], mode="trilinear"))
    assert (found.size, found.spacing, found.interpolation) == ([32, 32, 16], None, "linear")
    assert seen(of("Resized", spatial_size=8, mode="nearest-exact")).interpolation == "nearest"


def test_of_several_keys_each_has_its_own_mode() -> None:
    spaced = SPACE | {"keys": ["label", "image"], "mode": ["bilinear", "nearest"]}
    assert seen(spaced).interpolation == "nearest"


@pytest.mark.parametrize(
    ("transforms", "why"),
    [
        ([LOAD[0] | {"affine_lps_to_ras": False}], "may turn the image"),
        ([LOAD[0] | {"reader": "NumpyReader"}], "reader"),
        ([of("EnsureChannelFirstd", channel_dim=-1)], "channel_dim"),
        ([of("Flipd", spatial_axis=0)], "no manifest says it"),
        ([of("Lambdad", func="$lambda x: x * 2")], "no manifest says it"),
        ([of("CropForegroundd", source_key="image")], "no manifest says it"),
        ([of("RandShiftIntensityd")], "no manifest says it"),
        ([of("CastToTyped", dtype="$torch.uint8")], "other than float32"),
        ([of("Orientationd", axcodes="RAS", labels=[["R", "L"], ["A", "P"], ["I", "S"]])], "another meaning"),
        ([of("Orientationd", axcodes="RA")], "no three letters"),
        ([of("Orientationd", axcodes="XYZ")], "no three letters"),
        ([SPACE, TURN], "Spacing comes before"),
        ([of("Resized", spatial_size=8, mode="trilinear"), TURN], "Resize comes before"),
        ([TURN, SPACE, SPACE], "resampled twice"),
        ([SPACE | {"pixdim": [1, 1, -1]}], "three numbers above 0"),
        ([SPACE | {"pixdim": 1.0}], "three numbers above 0"),  # MONAI: of the first axis only
        ([SPACE | {"pixdim": "$[@a] * 3"}], "more than a literal"),
        ([SPACE | {"mode": 3}], "neither bilinear nor nearest"),
        ([SPACE | {"diagonal": True}], "diagonal"),
        ([SPACE | {"min_pixdim": [1, 1, 1]}], "min_pixdim"),
        ([of("Resized", spatial_size=8)], "mode is neither"),
        ([of("Resized", spatial_size=8, mode="trilinear", align_corners=True)], "align_corners"),
        ([of("Resized", spatial_size=[8, -1, 8], mode="trilinear")], "whole numbers"),
        ([of("NormalizeIntensityd", nonzero=True)], "nonzero"),
        ([of("NormalizeIntensityd", subtrahend=[1, 2])], "no number"),
        ([of("ScaleIntensityd", factor=0.5)], "factor"),
        ([SCALE | {"b_min": None}], "both of b_min"),
        ([SCALE | {"a_min": 200}], "a_min < a_max"),
        ([SCALE | {"b_min": 2}], "b_min < b_max"),
        ([of("ScaleIntensityRangePercentilesd", lower=1, upper=99, b_min=0, b_max=1)], "does not clip"),
        (
            [of("ScaleIntensityRangePercentilesd", lower=1, upper=99, b_min=0, b_max=1, clip=True, relative=True)],
            "relative",
        ),
        ([of("ClipIntensityPercentilesd", lower=1, upper=99, sharpness_factor=2)], "sharpness"),
        ([SPACE | {"padding_mode": "zeros"}], "padding_mode"),
        ([SPACE | {"align_corners": True}], "align_corners"),
        ([SCALE | {"dtype": "$np.uint8"}], "other than float32"),
        ([SCALE | {"of_next_year": 1}], "does not know"),
        ([SCALE | {"keys": ["image", "image"]}], "twice"),
        ([of("CopyItemsd", names="image") | {"keys": "other"}], "in the place of"),
        ([of("CopyItemsd", names=["a", "image"]) | {"keys": ["b", "c"]}], "in the place of"),
        ([of("ConcatItemsd", name="image") | {"keys": ["a", "b"]}], "in the place of"),
    ],
)
def test_what_no_manifest_says_is_refused(transforms: list[dict[str, Any]], why: str) -> None:
    with pytest.raises(ImportRefused, match=why) as refused:
        seen(*transforms)
    assert "preprocessing#transforms#" in str(refused.value)


def test_a_chain_of_another_key_is_not_taken_for_nothing() -> None:
    with pytest.raises(ImportRefused, match="loads no image"):
        read_preprocessing(Config(content={"preprocessing": chain(*LOAD, TURN)}), "scan")
