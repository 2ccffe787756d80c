"""MONAI's side, in an environment of its own (`make test-bundles`): makes a bundle, and runs it with MONAI's own code.

python peer.py make CASE FOLDER            CASE: the JSON of a case; writes the bundle with random weights
python peer.py infer FOLDER VOLUME LABELS  VOLUME: .npz with values [z, y, x] and an LPS affine; LABELS: .npy
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import nibabel
import numpy as np
import torch
from monai.bundle import ConfigParser
from monai.networks.nets import UNet


def network(channels: int) -> UNet:
    """A small network whose weights are always the same random ones."""
    torch.manual_seed(7)
    return UNet(
        spatial_dims=3, in_channels=1, out_channels=channels, channels=(8, 16), strides=(2,), num_res_units=1
    ).eval()


def make(case: dict, folder: Path) -> None:
    """Write a bundle as its specification says."""
    for name in ("configs", "models"):
        (folder / name).mkdir(parents=True)
    labels = case["labels"]
    image = {"type": "image", "format": "hounsfield", "modality": "CT", "num_channels": 1,
             "spatial_shape": ["2*n", "2*n", "2*n"], "dtype": "float32", "value_range": [0, 1], "is_patch_data": True,
             "channel_def": {"0": "image"}}  # fmt: skip
    pred = {"type": "image", "format": "segmentation", "num_channels": len(labels), "spatial_shape": ["2*n"] * 3,
            "dtype": "float32", "value_range": [0, len(labels)], "is_patch_data": True,
            "channel_def": {str(channel): name for channel, name in enumerate(labels)}}  # fmt: skip
    metadata = {"version": "1.0.0", "name": case["name"], "monai_version": "1.6.1", "pytorch_version": "2.13.0",
                "authors": "Tests", "intended_use": "None",
                "network_data_format": {"inputs": {"image": image}, "outputs": {"pred": pred}}}  # fmt: skip
    (folder / "configs" / "metadata.json").write_text(json.dumps(metadata))
    (folder / "configs" / "inference.json").write_text(json.dumps(case["inference"]))
    model = network(len(labels))
    torch.save(model.state_dict(), folder / "models" / "model.pt")
    sides = {2: "x", 3: "y", 4: "z"}
    torch.onnx.export(
        model, torch.zeros(1, 1, 32, 32, 32), str(folder / "models" / "model.onnx"), dynamo=False, opset_version=17,
        input_names=["image"], output_names=["pred"], dynamic_axes={"image": sides, "pred": sides},
    )  # fmt: skip


def infer(folder: Path, volume: Path, labels: Path) -> None:
    """Run the bundle's own transforms and inferer on a NIfTI file, and write its labels on the file's grid."""
    config = ConfigParser()
    config.read_config(str(folder / "configs" / "inference.json"))
    config.read_meta(str(folder / "configs" / "metadata.json"))
    config.parse()
    with np.load(volume) as file:
        values, affine = file["values"], file["affine"]
    to_ras = np.diag([-1.0, -1.0, 1.0, 1.0]) @ affine[:, [2, 1, 0, 3]]
    path = volume.with_suffix(".nii.gz")
    nibabel.save(nibabel.Nifti1Image(values.transpose(2, 1, 0), to_ras), path)
    model = network(len(config["_meta_"]["network_data_format"]["outputs"]["pred"]["channel_def"]))
    model.load_state_dict(torch.load(folder / "models" / "model.pt", weights_only=True))
    item = config.get_parsed_content("preprocessing")({"image": str(path)})
    with torch.no_grad():
        item["pred"] = config.get_parsed_content("inferer")(item["image"][None], model)[0]
    done = config.get_parsed_content("postprocessing")(item)
    np.save(labels, np.asarray(done["pred"])[0].astype(np.uint8).transpose(2, 1, 0))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(json.loads(sys.argv[2]), Path(sys.argv[3]))
    else:
        infer(*map(Path, sys.argv[2:5]))
