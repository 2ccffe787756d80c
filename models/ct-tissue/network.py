"""The network: a small 3D U-Net.

In: CT float32 [n, 1, z, y, x], 0 to 1, sides multiples of 16. Out: logits [n, 5, z, y, x] of outside, air, lung, soft
tissue and bone. Batch normalisation has fixed statistics once it is trained, so that a patch means the same whatever
lies in it; on export it disappears in the convolutions. The finest level has one convolution each way: it holds most
of the work, and the coarser ones see through noise.
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn

# HU of what tells air from lung, of lung, soft tissue, bone
WINDOWS = ((-1024.0, -850.0), (-1024.0, -200.0), (-200.0, 300.0), (100.0, 2000.0))
LOWEST, HIGHEST = -1024.0, 2000.0  # HU that are 0 and 1


def block(inside: int, outside: int, convolutions: int = 2) -> nn.Sequential:
    """Convolutions of 3 x 3 x 3 with batch normalisation."""
    layers: list[nn.Module] = []
    for first, last in pairwise([inside, *[outside] * convolutions]):
        layers += [nn.Conv3d(first, last, 3, padding=1, bias=False), nn.BatchNorm3d(last), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers)


def windowed(ct: Tensor) -> Tensor:
    """The same image in four windows, -1 to 1 each: 50 HU weigh much between air and lung, and little within bone."""
    hu = ct * (HIGHEST - LOWEST) + LOWEST
    return torch.cat([((hu - low) * (2 / (high - low)) - 1).clamp(-1, 1) for low, high in WINDOWS], 1)


def walls(ct: Tensor) -> Tensor:
    """How much tissue each voxel of half the resolution has on its six sides, as far as the window goes: 0 to 1 each.

    Air in the body has some on nearly all sides, air outside lacks it on one at least. 12 mm count as a wall.
    """
    hu = nn.functional.avg_pool3d(ct, 2) * (HIGHEST - LOWEST) + LOWEST
    dense = ((hu + 500) / 200).clamp(0, 1)
    sides = []
    for axis in (2, 3, 4):
        before = torch.cumsum(dense, axis)
        sides += [before, dense.sum(axis, keepdim=True) - before]
    return (torch.cat(sides, 1) / 4).clamp(0, 1)


class TissueNet(nn.Module):
    """U-Net of five levels that is told of walls: so it can tell air in the body from air outside."""

    def __init__(self, widths: tuple[int, ...] = (8, 16, 32, 32, 48), classes: int = 5) -> None:
        super().__init__()
        inside = [len(WINDOWS), widths[0] + 6, *widths[1:-1]]
        self.down = nn.ModuleList(
            block(first, last, 2 if level else 1)
            for level, (first, last) in enumerate(zip(inside, widths, strict=True))
        )
        levels = range(len(widths) - 2, -1, -1)
        self.narrow = nn.ModuleList(nn.Conv3d(widths[level + 1], widths[level], 1) for level in levels)
        self.up = nn.ModuleList(block(2 * widths[level], widths[level], 2 if level else 1) for level in levels)
        self.pool = nn.MaxPool3d(2)
        self.grow = nn.Upsample(scale_factor=2, mode="nearest")
        self.tissue = nn.Conv3d(widths[0], classes, 1)

    def decode(self, ct: Tensor) -> list[Tensor]:
        """Features of the levels on the way up, the coarsest first."""
        features, kept = windowed(ct), []
        for level, down in enumerate(self.down):
            features = self.pool(features) if level else features
            features = down(torch.cat([features, walls(ct)], 1) if level == 1 else features)
            kept.append(features)
        decoded = []
        for narrow, up, skip in zip(self.narrow, self.up, reversed(kept[:-1]), strict=True):
            features = up(torch.cat([self.grow(narrow(features)), skip], 1))
            decoded.append(features)
        return decoded

    def forward(self, ct: Tensor) -> Tensor:
        """Return logits [n, 5, z, y, x]."""
        return self.tissue(self.decode(ct)[-1])
