"""The network: three residual blocks, the mean over the picture, and one linear layer.

In: picture float32 [n, 1, 96, 96]. Out: logits [n, 2] of ring and blob. The last features lie on a grid of 24 x 24.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Block(nn.Module):
    """Two 3 x 3 convolutions beside a 1 x 1 (ResNet's basic block with projection; He et al. 2016)."""

    def __init__(self, inside: int, outside: int, stride: int) -> None:
        super().__init__()
        self.way = nn.Sequential(
            nn.Conv2d(inside, outside, 3, stride=stride, padding=1, bias=False),
            nn.BatchNorm2d(outside),
            nn.ReLU(inplace=True),
            nn.Conv2d(outside, outside, 3, padding=1, bias=False),
            nn.BatchNorm2d(outside),
        )
        self.beside = nn.Sequential(nn.Conv2d(inside, outside, 1, stride=stride, bias=False), nn.BatchNorm2d(outside))

    def forward(self, features: Tensor) -> Tensor:
        """Return features float32 [n, outside, y / stride, x / stride]."""
        return torch.relu(self.way(features) + self.beside(features))


class TwoFindings(nn.Module):
    """A small ResNet with global average pooling."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(1, 16, 5, stride=2, padding=2, bias=False), nn.BatchNorm2d(16), nn.ReLU())
        self.blocks = nn.Sequential(Block(16, 24, 1), Block(24, 40, 2), Block(40, 56, 1))
        self.head = nn.Linear(56, 2)

    def forward(self, picture: Tensor) -> Tensor:
        """Return logits [n, 2]."""
        return self.head(self.blocks(self.stem(picture)).mean((2, 3)))
