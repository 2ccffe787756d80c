"""A MONAI bundle as its specification says, without monai."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from support.strangers import reading

LOAD = [
    {"_target_": "LoadImaged", "keys": "image", "image_only": True},
    {"_target_": "monai.transforms.EnsureChannelFirstd", "keys": ["image"]},
]
TURN = {"_target_": "Orientationd", "keys": "image", "axcodes": "RAS"}
SPACE = {"_target_": "Spacingd", "keys": "image", "pixdim": [1.5, 1.5, 2.0], "mode": "bilinear"}
SCALE = {
    "_target_": "ScaleIntensityRanged",
    "keys": "image",
    "a_min": -50,
    "a_max": 150,
    "b_min": 0,
    "b_max": 1,
    "clip": True,
}
SOFTMAX = {"_target_": "Activationsd", "keys": "pred", "softmax": True}
SIGMOID = {"_target_": "Activationsd", "keys": "pred", "sigmoid": True}
INVERT = {
    "_target_": "Invertd",
    "keys": "pred",
    "transform": "@preprocessing",
    "orig_keys": "image",
    "nearest_interp": False,
    "device": "$torch.device('cpu')",
}
ARGMAX = {"_target_": "AsDiscreted", "keys": "pred", "argmax": True}
THRESHOLD = {"_target_": "AsDiscreted", "keys": "pred", "threshold": 0.5}
LARGEST = {"_target_": "KeepLargestConnectedComponentd", "keys": "pred", "applied_labels": [1]}
SAVE = {"_target_": "SaveImaged", "keys": "pred", "output_dir": "$@bundle_root + '/eval'"}
WINDOWS = {
    "_target_": "SlidingWindowInferer",
    "roi_size": [16, 24, 8],
    "sw_batch_size": 4,
    "overlap": 0.5,
    "mode": "gaussian",
}


def chain(*transforms: Any) -> dict[str, Any]:
    """A Compose of transforms."""
    return {"_target_": "Compose", "transforms": list(transforms)}


def inference(**changes: Any) -> dict[str, Any]:
    """configs/inference.json of a usual bundle."""
    usual = {
        "imports": ["$import glob"],
        "bundle_root": "/workspace",
        "device": "$torch.device('cuda:0')",
        "datalist": "$list(sorted(glob.glob('*.nii.gz')))",
        "preprocessing": chain(*LOAD, TURN, SPACE, SCALE, {"_target_": "EnsureTyped", "keys": "image"}),
        "inferer": WINDOWS,
        "postprocessing": chain(SOFTMAX, INVERT, ARGMAX, SAVE),
    }
    return copy.deepcopy(usual) | changes


def metadata(*labels: str, image: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """configs/metadata.json; of a background and two organs, unless labels are named."""
    names = labels or ("background", "spleen", "left kidney")
    described = {
        "inputs": {
            "image": {"type": "image", "modality": "CT", "num_channels": 1, "spatial_shape": ["16*n"] * 3}
            | (image or {})
        },
        "outputs": {
            "pred": {
                "type": "image",
                "format": "segmentation",
                "num_channels": len(names),
                "channel_def": {str(channel): name for channel, name in enumerate(names)},
            }
        },
    }
    usual = {"name": "Spleen CT", "version": "0.5.4", "monai_version": "1.4.0", "authors": "A group"}
    return usual | {"network_data_format": described} | changes


def written(
    folder: Path, of_metadata: dict[str, Any], of_inference: dict[str, Any], channels: int = 3, read: int = 1
) -> Path:
    """Write a bundle with a network of so many channels, that reads so many."""
    for name in ("configs", "models"):
        (folder / name).mkdir(parents=True)
    (folder / "configs" / "metadata.json").write_text(json.dumps(of_metadata))
    (folder / "configs" / "inference.json").write_text(json.dumps(of_inference))
    (folder / "models" / "model.onnx").write_bytes(reading(read, channels))
    return folder
