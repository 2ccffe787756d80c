"""The network: a small U-Net with a gate on its deepest features.

In: picture float32 [n, 1, y, x], sides multiples of 16. Out: lung logits [n, 2, y, x] and gate logit [n, 1].
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def block(inside: int, outside: int) -> nn.Sequential:
    """Two 3 x 3 convolutions with batch normalisation."""
    return nn.Sequential(
        nn.Conv2d(inside, outside, 3, padding=1, bias=False),
        nn.BatchNorm2d(outside),
        nn.ReLU(inplace=True),
        nn.Conv2d(outside, outside, 3, padding=1, bias=False),
        nn.BatchNorm2d(outside),
        nn.ReLU(inplace=True),
    )


class LungNet(nn.Module):
    """U-Net of five levels; the gate reads mean and maximum of the two deepest levels."""

    def __init__(self, width: int = 10) -> None:
        super().__init__()
        widths = [width, 2 * width, 4 * width, 8 * width, 8 * width]
        self.down = nn.ModuleList(block(i, o) for i, o in zip([1, *widths[:-1]], widths, strict=True))
        self.up = nn.ModuleList(
            block(widths[level] + widths[level + 1], widths[level]) for level in reversed(range(len(widths) - 1))
        )
        self.pool = nn.MaxPool2d(2)
        self.grow = nn.Upsample(scale_factor=2, mode="nearest")
        self.lungs = nn.Conv2d(width, 2, 1)
        self.gate = nn.Sequential(
            nn.Linear(2 * (widths[-1] + widths[-2]), 32), nn.ReLU(inplace=True), nn.Dropout(0.2), nn.Linear(32, 1)
        )

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        """Return lung logits [n, 2, y, x] and the gate's logit [n, 1]."""
        features, kept = picture, []
        for level, down in enumerate(self.down):
            features = down(self.pool(features) if level else features)
            kept.append(features)
        pooled = [part for deep in kept[-2:] for part in (deep.mean((2, 3)), deep.amax((2, 3)))]
        for up, skip in zip(self.up, reversed(kept[:-1]), strict=True):
            features = up(torch.cat([self.grow(features), skip], 1))
        return self.lungs(features), self.gate(torch.cat(pooled, 1))
