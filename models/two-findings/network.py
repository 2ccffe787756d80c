"""The network: three residual blocks, the mean over the picture, and one linear layer.

In: picture float32 [n, 1, 96, 96]. Out: logits [n, 2] of ring and blob. The last features lie on 24 x 24 cells, each
of which sees 36 x 36 pixels around the centre of its own 4 x 4: kernels are of even width where the grid becomes
coarser. With odd ones a cell would lie a pixel and a half from there, and what is turned would not look the same.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Block(nn.Module):
    """Two convolutions beside a 1 x 1 (ResNet's basic block with projection; He et al. 2016); it may halve the grid."""

    def __init__(self, inside: int, outside: int, *, halved: bool = False, second: int = 3) -> None:
        super().__init__()
        width, stride = (4, 2) if halved else (3, 1)
        self.way = nn.Sequential(
            nn.Conv2d(inside, outside, width, stride=stride, padding=1, bias=False),
            nn.BatchNorm2d(outside),
            nn.ReLU(inplace=True),
            nn.Conv2d(outside, outside, second, padding=second // 2, bias=False),
            nn.BatchNorm2d(outside),
        )
        self.beside = nn.Sequential(
            nn.AvgPool2d(stride) if halved else nn.Identity(),
            nn.Conv2d(inside, outside, 1, bias=False),
            nn.BatchNorm2d(outside),
        )

    def forward(self, features: Tensor) -> Tensor:
        """Return features float32 [n, outside, y, x], or half as many rows and columns."""
        return torch.relu(self.way(features) + self.beside(features))


class TwoFindings(nn.Module):
    """A small ResNet with global average pooling."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(1, 16, 6, stride=2, padding=2, bias=False), nn.BatchNorm2d(16), nn.ReLU())
        self.blocks = nn.Sequential(Block(16, 24), Block(24, 40, halved=True), Block(40, 56, second=1))
        self.head = nn.Linear(56, 2)

    def forward(self, picture: Tensor) -> Tensor:
        """Return logits [n, 2]."""
        return self.head(self.blocks(self.stem(picture)).mean((2, 3)))
