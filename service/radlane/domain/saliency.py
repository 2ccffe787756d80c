"""Heat maps: what in the image a network's answer rests on, or how sure it is there. They are no findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from radlane.domain.explanation import Faithfulness, Method


class SaliencyQuantity(StrEnum):
    """What the numbers of a heat map are (PS3.16 annex D, 130402 to 130404; entropy: `domain.uncertainty`)."""

    CLASS_ACTIVATION = "class-activation"
    GRADIENT_WEIGHTED_CLASS_ACTIVATION = "gradient-weighted-class-activation"  # Grad-CAM
    SALIENCY = "saliency"
    ENTROPY = "entropy"  # bits; it explains nothing


@dataclass(frozen=True, kw_only=True)
class Heatmap:
    """A map that explains one finding, or that says how sure a network is in each place.

    Attributes
    ----------
    finding : str or None
        `Finding.id`; None: of the whole answer.
    quantity : SaliencyQuantity
        What its numbers are.
    method : str
        How it was made, for people, for example "Grad-CAM, layer features.29".
    values : float32 [n, y, x]
        Finite; on the stored grids of the analysed frames, in their order. No unit; of an entropy bits.
    by : Method or None
        The method, by its name; None where the map is no explanation of a finding by one of these.
    faithfulness : Faithfulness or None
        Measured on this image; None where there was no time for it.
    """

    finding: str | None
    quantity: SaliencyQuantity
    method: str
    values: NDArray[np.float32]
    by: Method | None = None
    faithfulness: Faithfulness | None = None
