"""The network: seven convolutions that turn with the picture, their mean over it, one linear layer.

In: picture float32 [n, 1, y, x], sides multiples of 8, padding -1. Out: logits of the classes [n, 6] and of the gate
[n, 1]. Each filter is used in its eight turns and mirror images (Cohen and Welling, Group Equivariant Convolutional
Networks, 2016), so what is learned of an upright heart holds for one on its side. `plain` writes these out as ordinary
convolutions. Each logit is a weighted sum of 88 maps, averaged: a class activation map of it is exact.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

GROUP = tuple((mirrored, quarters) for mirrored in (0, 1) for quarters in range(4))
FEATURES = 11  # each of the last layer's filters, of which there are eight variants


def _turned(filters: Tensor, element: tuple[int, int]) -> Tensor:
    """Mirror and then turn filters [..., y, x]."""
    mirrored, quarters = element
    return torch.rot90(filters.flip(-1) if mirrored else filters, quarters, (-2, -1))


def _seen_from(element: tuple[int, int]) -> list[int]:
    """Index of `element`^-1 h for each h of the group: which of a filter's inputs a turned filter reads where."""
    composed = {}
    for number, (mirrored, quarters) in enumerate(GROUP):
        turns = element[1] + (-quarters if element[0] else quarters)
        composed[(element[0] ^ mirrored, turns % 4)] = number
    return [composed[h] for h in GROUP]


class Step(nn.Module):
    """One convolution with its filters in eight variants, batch normalisation over these together, ReLU.

    Channels are filter by filter, the eight variants of each in the order of `GROUP`. The first layer reads a picture,
    the others what such a layer has written.
    """

    def __init__(self, inside: int, outside: int, *, lifts: bool = False, stride: int = 1, dilation: int = 1) -> None:
        super().__init__()
        width = 4 if stride == 2 else 3  # an even window, so that a stride of 2 begins alike from all sides
        self.stride, self.dilation, self.padding = stride, dilation, 1 if stride == 2 else dilation
        variants = 1 if lifts else len(GROUP)
        self.filters = nn.Parameter(torch.empty(outside, inside, variants, width, width))
        nn.init.normal_(self.filters, std=(2 / (inside * variants * width**2)) ** 0.5)
        self.norm = nn.BatchNorm2d(outside)

    def weights(self) -> Tensor:
        """All variants of the filters, [8 outside, 8 inside, y, x]; [8 outside, inside, y, x] of the first layer."""
        lifts = self.filters.shape[2] == 1
        variants = [
            _turned(self.filters if lifts else self.filters[:, :, _seen_from(element)], element) for element in GROUP
        ]
        return torch.stack(variants, 1).flatten(2, 3).flatten(0, 1)

    def forward(self, features: Tensor) -> Tensor:
        """Convolve, normalise, cut off below 0."""
        convolved = nn.functional.conv2d(
            features, self.weights(), stride=self.stride, dilation=self.dilation, padding=self.padding
        )
        n, channels, rows, columns = convolved.shape
        together = convolved.reshape(n, channels // len(GROUP), len(GROUP) * rows, columns)
        return nn.functional.relu(self.norm(together).reshape(convolved.shape))

    def plain(self) -> nn.Sequential:
        """The same in evaluation, as an ordinary convolution with the normalisation in it."""
        scale = self.norm.weight / torch.sqrt(self.norm.running_var + self.norm.eps)
        shift = self.norm.bias - self.norm.running_mean * scale
        weights = self.weights() * scale.repeat_interleave(len(GROUP))[:, None, None, None]
        outside, inside, width, _ = weights.shape
        convolution = nn.Conv2d(
            inside, outside, width, stride=self.stride, dilation=self.dilation, padding=self.padding
        )
        convolution.weight = nn.Parameter(weights.detach())
        convolution.bias = nn.Parameter(shift.repeat_interleave(len(GROUP)).detach())
        return nn.Sequential(convolution, nn.ReLU())


class Head(nn.Module):
    """One linear layer, whose weights follow from what the classes mean.

    Inverted, collimated and the gate are the same however the picture is turned: all variants of a filter count alike.
    Mirrored is what a mirror changes and a turn does not: mirrored variants count against the others. The three turns
    are one judgement of what stands upright, of turned variants.
    """

    def __init__(self) -> None:
        super().__init__()
        self.inverted, self.collimated, self.gate, self.mirrored = (
            nn.Parameter(0.1 * torch.randn(FEATURES)) for _ in range(4)
        )
        self.upright = nn.Parameter(0.1 * torch.randn(FEATURES, len(GROUP)))
        self.biases = nn.Parameter(torch.zeros(4))  # inverted, turned, collimated, gate: mirrored needs none

    def written(self) -> tuple[Tensor, Tensor]:
        """Weights [7, 88] and biases [7], the gate last."""
        sides = torch.tensor([-1.0 if mirrored else 1.0 for mirrored, _ in GROUP])
        turned = [self.upright[:, _seen_from((0, quarters))] for quarters in (3, 2, 1)]  # rot90 is counterclockwise
        alike = torch.ones(len(GROUP))
        rows = [
            self.inverted[:, None] * alike,
            *turned,
            self.mirrored[:, None] * sides,
            self.collimated[:, None] * alike,
            self.gate[:, None] * alike,
        ]
        inverted, turn, collimated, gate = self.biases
        biases = torch.stack([inverted, turn, turn, turn, torch.zeros(()), collimated, gate])
        return torch.stack([row.flatten() for row in rows]), biases

    def forward(self, features: Tensor) -> Tensor:
        """Logits [n, 7] of features [n, 88]."""
        return nn.functional.linear(features, *self.written())


class AcquisitionNet(nn.Module):
    """Convolutions down to an eighth of the picture's sides; each of the last features sees 110 of 128 pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            Step(1, 3, lifts=True, stride=2),
            Step(3, 4),
            nn.MaxPool2d(2),
            Step(4, 6),
            Step(6, 6),
            nn.MaxPool2d(2),
            Step(6, FEATURES),
            Step(FEATURES, FEATURES, dilation=2),
            Step(FEATURES, FEATURES, dilation=2),
        )
        self.mean = nn.AdaptiveAvgPool2d(1)
        self.head = Head()

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of the classes [n, 6] and the gate's [n, 1]."""
        logits = self.head(self.mean(self.features(picture)).flatten(1))
        return logits[:, :-1], logits[:, -1:]


class PlainNet(nn.Module):
    """A trained network in evaluation, made of ordinary convolutions and linear layers only."""

    def __init__(self, trained: AcquisitionNet) -> None:
        super().__init__()
        layers = (layer.plain() if isinstance(layer, Step) else layer for layer in trained.features)
        self.features = nn.Sequential(*layers, trained.mean, nn.Flatten())
        weights, biases = (part.detach() for part in trained.head.written())
        self.classes, self.gate = nn.Linear(len(weights[0]), len(weights) - 1), nn.Linear(len(weights[0]), 1)
        for layer, rows in ((self.classes, slice(None, -1)), (self.gate, slice(-1, None))):
            layer.weight, layer.bias = nn.Parameter(weights[rows]), nn.Parameter(biases[rows])
        self.eval()

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of the classes [n, 6] and the gate's [n, 1]."""
        pooled = self.features(picture)
        return self.classes(pooled), self.gate(pooled)
