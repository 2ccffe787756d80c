"""Networks of MONAI with random weights, as ONNX by either exporter of torch.

In: a name. Out: a module of torch, an input, and a file. Statistics and scales of normalisations are random too: with
those of a new network a gradient that forgets one of them would be right.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from monai.networks.nets import DenseNet121, DynUNet, UNet, ViT, resnet50

EXPORTERS = {"torchscript": False, "dynamo": True}
_UNET = {"in_channels": 1, "out_channels": 3, "channels": (8, 16, 32), "strides": (2, 2), "num_res_units": 2}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A network, the shape of its input, and the module whose output has places to explain, by its name in torch."""

    make: Callable[[], torch.nn.Module]
    shape: tuple[int, ...]
    layer: str


NETWORKS: Mapping[str, Kind] = {
    "DenseNet121": Kind(
        make=lambda: DenseNet121(spatial_dims=2, in_channels=1, out_channels=3),
        shape=(1, 1, 64, 64),
        layer="class_layers.relu",
    ),
    "ResNet-50": Kind(
        make=lambda: resnet50(spatial_dims=2, n_input_channels=1, num_classes=3, feed_forward=True),
        shape=(1, 1, 64, 64),
        layer="layer4",
    ),
    "UNet, 2D": Kind(
        make=lambda: UNet(spatial_dims=2, norm="instance", **_UNET),
        shape=(1, 1, 64, 64),
        layer="model.1.submodule.1",
    ),
    "UNet, 3D": Kind(
        make=lambda: UNet(spatial_dims=3, norm="instance", **_UNET),
        shape=(1, 1, 32, 32, 32),
        layer="model.1.submodule.1",
    ),
    "DynUNet, 3D": Kind(
        make=lambda: DynUNet(
            spatial_dims=3,
            in_channels=1,
            out_channels=3,
            kernel_size=[3, 3, 3],
            strides=[1, 2, 2],
            upsample_kernel_size=[2, 2],
            filters=[8, 16, 32],
        ),
        shape=(1, 1, 32, 32, 32),
        layer="bottleneck",
    ),
    "ViT, 2D": Kind(
        make=lambda: ViT(
            in_channels=1,
            img_size=(64, 64),
            patch_size=(16, 16),
            hidden_size=96,
            mlp_dim=192,
            num_layers=3,
            num_heads=4,
            classification=True,
            num_classes=3,
            spatial_dims=2,
        ),
        shape=(1, 1, 64, 64),
        layer="patch_embedding.patch_embeddings",
    ),
}


def make_network(kind: Kind, seed: int = 0) -> torch.nn.Module:
    """Return a network that does not train, with random weights, scales and statistics."""
    torch.manual_seed(seed)
    network = kind.make().eval()
    for module in network.modules():
        if getattr(module, "running_mean", None) is not None:
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
        if "Norm" in type(module).__name__ and getattr(module, "weight", None) is not None:
            torch.nn.init.uniform_(module.weight, 0.5, 1.5)
            torch.nn.init.normal_(module.bias, 0, 0.1)
    return network


def export(network: torch.nn.Module, shape: tuple[int, ...], path: Path, dynamo: bool) -> None:
    """Write a network with the input `x` and the output `y`."""
    given = {"external_data": False, "verbose": False} if dynamo else {}
    logging.disable(logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network, (torch.zeros(shape),), path, dynamo=dynamo, input_names=["x"], output_names=["y"], **given
        )
