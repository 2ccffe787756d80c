"""A network as a method of explanation sees it: functions of images, which `pipeline` makes of sessions.

Images are float32 [n, c, y, x] or [n, c, z, y, x], as the network gets them. One logit is explained at a time: the one
of the finding, before sigmoid or softmax.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

Score = Callable[[Floats], Floats]
"""Images, float32 [n, c, ...] -> the explained logit of each, float32 [n]."""


@dataclass(frozen=True, kw_only=True)
class Layered:
    """A tensor of the network and the gradient of the explained logit with respect to it.

    Attributes
    ----------
    activations, gradients : float32 [n, k, ...]
        On the tensor's own grid, the same shape.
    """

    activations: Floats
    gradients: Floats


Differentiate = Callable[[Floats], Layered]
"""Images, float32 [n, c, ...] -> what a layer, or the input itself, holds of each, and its gradient."""

Attend = Callable[[Floats], Sequence[Floats]]
"""Images, float32 [n, c, ...] -> the attention of each layer, float32 [n, heads, tokens, tokens], from the input on."""


@dataclass(frozen=True, kw_only=True)
class Lattice:
    """Where the cells of a layer's grid have their centres on the network's grid.

    Attributes
    ----------
    first : tuple of float
        Place of the first cell along each spatial axis, in elements of the network's grid; the first of these is at 0.
    step : tuple of float
        Distance of two neighbours, in the same unit.
    """

    first: tuple[float, ...]
    step: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """A map of one image, from one method.

    Attributes
    ----------
    values : float32 [y, x] or [z, y, x]
        On the grid that the network sees; the larger, the more the answer rests on the place; negative: it speaks
        against the finding.
    samples : int
        From how many runs of the network it comes: steps, patches or masks.
    """

    values: Floats
    samples: int
