"""The two documents of a folder of nnU-Net v2, as it writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from support.strangers import reading


def plans(**changes: Any) -> dict[str, Any]:
    """plans.json with one 3D configuration; `configuration` changes that one."""
    configuration = {
        "preprocessor_name": "DefaultPreprocessor",
        "patch_size": [16, 24, 8],
        "spacing": [0.8, 0.7, 2.5],
        "normalization_schemes": ["CTNormalization"],
        "use_mask_for_norm": [False],
        "resampling_fn_data": "resample_data_or_seg_to_shape",
        "resampling_fn_data_kwargs": {"is_seg": False, "order": 3, "order_z": 0, "force_separate_z": None},
        "resampling_fn_probabilities": "resample_data_or_seg_to_shape",
        "resampling_fn_probabilities_kwargs": {"is_seg": False, "order": 1, "order_z": 0, "force_separate_z": None},
    } | changes.pop("configuration", {})
    return {
        "dataset_name": "Dataset042_Things",
        "image_reader_writer": "SimpleITKIO",
        "transpose_forward": [1, 2, 0],
        "transpose_backward": [2, 0, 1],
        "configurations": {
            "2d": {"patch_size": [8, 8]},
            "3d_fullres": configuration,
            "3d_cascade_fullres": {"inherits_from": "3d_fullres", "previous_stage": "3d_lowres"},
            "3d_lowres": {"inherits_from": "3d_fullres", "spacing": [1.6, 1.4, 5.0]},
        },
        "label_manager": "LabelManager",
        "foreground_intensity_properties_per_channel": {
            "0": {"percentile_00_5": -100.0, "percentile_99_5": 300.0, "mean": 50.0, "std": 20.0, "median": 1.0}
        },
    } | changes


def dataset(**changes: Any) -> dict[str, Any]:
    """dataset.json with two organs."""
    labels = {"background": 0, "liver": 1, "kidney_left": 2}
    return {"channel_names": {"0": "CT"}, "labels": labels, "file_ending": ".nii.gz", "numTraining": 3} | changes


def written(
    folder: Path, of_plans: dict[str, Any], of_dataset: dict[str, Any], channels: int = 3, read: int = 1
) -> Path:
    """Write a folder of nnU-Net with a network of so many channels, that reads so many."""
    folder.mkdir()
    (folder / "plans.json").write_text(json.dumps(of_plans))
    (folder / "dataset.json").write_text(json.dumps(of_dataset))
    (folder / "network.onnx").write_bytes(reading(read, channels))
    return folder
