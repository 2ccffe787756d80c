"""The networks of `gpu_networks` in torch, where it is installed: eager, compiled and in half precision.

In: an example of the batch. Out: functions that run once and wait for the device. Weights are random: only time is
compared.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import nn

from gpu_networks import BLOCKS, CHANNELS, CLASSES, GROWTH, ORGANS, STEM


class Dense(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.grown = nn.Sequential(
            nn.BatchNorm2d(channels),
            nn.ReLU(),
            nn.Conv2d(channels, 4 * GROWTH, 1, bias=False),
            nn.BatchNorm2d(4 * GROWTH),
            nn.ReLU(),
            nn.Conv2d(4 * GROWTH, GROWTH, 3, padding=1, bias=False),
        )

    def forward(self, found: torch.Tensor) -> torch.Tensor:
        return torch.cat([found, self.grown(found)], 1)


def densenet121() -> nn.Module:
    layers: list[nn.Module] = [nn.Conv2d(1, STEM, 7, 2, 3, bias=False), nn.BatchNorm2d(STEM), nn.ReLU()]
    layers.append(nn.MaxPool2d(3, 2, 1))
    channels = STEM
    for number, count in enumerate(BLOCKS):
        for _ in range(count):
            layers.append(Dense(channels))
            channels += GROWTH
        layers += [nn.BatchNorm2d(channels), nn.ReLU()]
        if number < len(BLOCKS) - 1:
            layers += [nn.Conv2d(channels, channels // 2, 1, bias=False), nn.AvgPool2d(2)]
            channels //= 2
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, CLASSES, bias=False))


class UNet3d(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        pairs = zip((1, *CHANNELS), CHANNELS, strict=False)
        self.down = nn.ModuleList(_twice(inner, outer) for inner, outer in pairs)
        up = zip(CHANNELS[:0:-1], CHANNELS[-2::-1], strict=True)
        self.up = nn.ModuleList(_twice(low + high, high) for low, high in up)
        self.head = nn.Conv3d(CHANNELS[0], ORGANS, 1, bias=False)

    def forward(self, found: torch.Tensor) -> torch.Tensor:
        levels = []
        for number, block in enumerate(self.down):
            found = block(nn.functional.max_pool3d(found, 2) if number else found)
            levels.append(found)
        for block, skipped in zip(self.up, levels[-2::-1], strict=True):
            found = block(torch.cat([nn.functional.interpolate(found, scale_factor=2), skipped], 1))
        return self.head(found)


def _twice(inner: int, outer: int) -> nn.Sequential:
    layers: list[nn.Module] = []
    for first in (inner, outer):
        layers += [nn.Conv3d(first, outer, 3, padding=1, bias=False), nn.BatchNorm3d(outer), nn.ReLU()]
    return nn.Sequential(*layers)


def ways(network: str, batch: np.ndarray, device: str) -> dict[str, Callable[[], object]]:
    """Return each way to run a network on a batch that begins and ends in the memory of the host."""
    made = {"DenseNet-121": densenet121, "3D U-Net": UNet3d}[network]().eval().to(device)
    found = {"torch, eager": _run(made, batch, device, torch.float32)}
    if device == "cuda":
        found["torch, compiled"] = _run(torch.compile(made), batch, device, torch.float32)
        found["torch, fp16"] = _run(made, batch, device, torch.float16)
    return found


def _run(made: Callable[[torch.Tensor], torch.Tensor], batch: np.ndarray, device: str, kind: torch.dtype) -> Callable:
    source = torch.from_numpy(batch)

    def run() -> np.ndarray:
        with torch.inference_mode(), torch.autocast(device, dtype=torch.float16, enabled=kind == torch.float16):
            return made(source.to(device)).float().cpu().numpy()

    return run
