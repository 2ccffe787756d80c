from __future__ import annotations

from typing import Any

import pytest

from radlane.errors import ImportRefused
from radlane.registry.nnunet_plans import read_plans
from support.nnunet import dataset, plans

LABELS = {"background": 0, "liver": 1, "kidney_left": 2}


def test_everything_that_decides_is_read() -> None:
    found = read_plans(plans(), dataset(), "3d_fullres")
    assert found.spacing == (0.8, 0.7, 2.5)
    assert found.patch == (16, 24, 8)
    assert found.transpose == (1, 2, 0)
    assert (found.reader, found.images, found.order, found.is_anisotropic) == ("SimpleITKIO", ("CT",), 3, True)
    assert found.labels == ("background", "liver", "kidney_left")
    ((clip, scale),) = found.intensities
    assert clip == {"op": "clip", "lower": -100.0, "upper": 300.0}
    assert scale == {"op": "scale", "factor": 0.05, "offset": -2.5}


def test_a_configuration_has_what_it_inherits() -> None:
    found = read_plans(plans(), dataset(), "3d_lowres")
    assert (found.spacing, found.patch) == ((1.6, 1.4, 5.0), (16, 24, 8))


@pytest.mark.parametrize(
    ("scheme", "intensity"),
    [
        ("ZScoreNormalization", ({"op": "zscore"},)),
        ("RescaleTo01Normalization", ({"op": "minmax"},)),
        ("NoNormalization", ()),
    ],
)
def test_other_normalisations(scheme: str, intensity: tuple[object, ...]) -> None:
    assert read_plans(
        plans(configuration={"normalization_schemes": [scheme]}), dataset(), "3d_fullres"
    ).intensities == (intensity,)


def test_each_channel_has_its_own_operations() -> None:
    both = {"normalization_schemes": ["CTNormalization", "ZScoreNormalization"], "use_mask_for_norm": [False, False]}
    found = read_plans(plans(configuration=both), dataset(channel_names={"1": "PET", "0": "CT"}), "3d_fullres")
    assert found.images == ("CT", "PET")
    assert [[one["op"] for one in own] for own in found.intensities] == [["clip", "scale"], ["zscore"]]


def test_labels_are_in_the_order_of_the_channels() -> None:
    mixed = {"kidney_left": 2, "ignore": 3, "background": 0, "liver": [1]}
    assert read_plans(plans(), dataset(labels=mixed), "3d_fullres").labels == ("background", "liver", "kidney_left")


def test_images_may_be_resampled_by_torch() -> None:
    torch = {"resampling_fn_data": "resample_torch_fornnunet", "resampling_fn_probabilities": "resample_torch_simple"}
    assert read_plans(plans(configuration=torch), dataset(), "3d_fullres").order == 1


@pytest.mark.parametrize(
    ("configuration", "why"),
    [
        ({"preprocessor_name": "Other"}, "preprocessor_name"),
        ({"resampling_fn_data": "mine"}, "resampling_fn_data"),
        ({"resampling_fn_data_kwargs": {"order": 0}}, "neither linearly nor by cubic"),
        ({"resampling_fn_probabilities_kwargs": {"order": 0}}, "way back is not linear"),
        ({"normalization_schemes": ["RGBTo01Normalization"]}, "none of CTNormalization"),
        ({"normalization_schemes": ["CTNormalization", "CTNormalization"]}, "one for each channel"),
        ({"normalization_schemes": ["ZScoreNormalization"], "use_mask_for_norm": [True]}, "use_mask_for_norm"),
        ({"spacing": [1.0, 1.0]}, "spacing"),
        ({"spacing": [1.0, 1.0, 0.0]}, "not above 0"),
        ({"patch_size": [8, 8.5, 8]}, "patch_size"),
        ({"inherits_from": "3d_fullres"}, "inherit from each other"),
        ({"inherits_from": "nothing"}, "not whole"),
        ({"previous_stage": "3d_lowres"}, "cascade"),
    ],
)
def test_what_a_configuration_asks_for_and_no_manifest_says_is_refused(configuration: dict[str, Any], why: str) -> None:
    with pytest.raises(ImportRefused, match=why):
        read_plans(plans(configuration=configuration), dataset(), "3d_fullres")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"label_manager": "Other"}, "label_manager"),
        ({"transpose_forward": [0, 0, 1]}, "no order"),
        ({"transpose_backward": [1, 2, 0]}, "does not undo"),
        ({"foreground_intensity_properties_per_channel": {}}, "foreground_intensity"),
        (
            {
                "foreground_intensity_properties_per_channel": {
                    "0": {"percentile_00_5": 1, "percentile_99_5": 2, "mean": 0, "std": 0}
                }
            },
            "no spread",
        ),
    ],
)
def test_plans_that_cannot_be_followed_are_refused(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(ImportRefused, match=why):
        read_plans(plans(**changes), dataset(), "3d_fullres")


@pytest.mark.parametrize("name", ["3d_cascade_fullres", "nothing"])
def test_cascades_and_configurations_that_are_not_there_are_refused(name: str) -> None:
    with pytest.raises(ImportRefused, match="3d_fullres"):
        read_plans(plans(), dataset(), name)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"channel_names": {"0": "T1", "1": "T2"}}, "not one for each channel"),
        ({"channel_names": {"0": "T1", "2": "T2"}}, "channels from 0 on"),
        ({"channel_names": {str(place): "T1" for place in range(17)}}, "1 to 16 channels"),
        ({"channel_names": None}, "channel_names"),
        ({"labels": {"background": 0, "whole": [1, 2], "core": 2}}, "regions overlap"),
        ({"labels": {**LABELS, "hepar": 1}}, "would merge"),
        ({"labels": {"background": 0, "liver": 2}}, "without a gap"),
        ({"labels": {"background": 0}}, "without a gap"),
        ({"labels": {"liver": 0, "background": 1}}, "not called background"),
        ({"labels": {**LABELS, "ignore": 7}}, "ignore is not"),
        ({"labels": {"0": "background", "1": "liver"}}, "no number"),  # the form of nnU-Net v1
        ({"labels": {**LABELS, "spleen": 3.5}}, "would merge"),
    ],
)
def test_labels_and_channels_that_would_be_lost_are_refused(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(ImportRefused, match=why):
        read_plans(plans(), dataset(**changes), "3d_fullres")
