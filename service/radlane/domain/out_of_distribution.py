"""How far an image lies from those that a network was fitted on.

The manifest's part (`domain.model`) says what was fitted; a `Distance` is what one image has.
"""

from __future__ import annotations

from dataclasses import dataclass

from radlane.domain.code import Closed


@dataclass(frozen=True, kw_only=True)
class OutOfDistribution(Closed):
    """Features of a network, and beyond which distance from those of valid images it is not believed.

    Attributes
    ----------
    features : str
        An ONNX output beside those of `outputs`: float32 [n, k], features pooled over the network's grid.
    stage : str or None
        Id of the network that gives them; None: the main one.
    layers : tuple of str
        The tensors of its graph that they were pooled from, in their order.
    artifact : str
        Path of the artifact with their mean and whitening (`registry.features`).
    threshold : float
        A study whose Mahalanobis distance is above it is not analysed (`out-of-distribution`).
    percentile : float
        Of the held-out distances that the threshold is.
    fitted_on : str
        Which studies these were.
    studies : int
        How many.
    """

    features: str
    stage: str | None = None
    layers: tuple[str, ...]
    artifact: str
    threshold: float
    percentile: float
    fitted_on: str
    studies: int


@dataclass(frozen=True, kw_only=True)
class Distance:
    """The Mahalanobis distance of one study's features from their mean, and the one that is still believed."""

    distance: float
    threshold: float

    @property
    def is_beyond(self) -> bool:
        """Whether the network is not believed; a distance that is no number lies beyond every threshold."""
        return not self.distance <= self.threshold
