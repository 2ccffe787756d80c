"""How sure a model is of its own answer: what is asked of it, and the codes in which that is said.

Part of the manifest (`domain.model`): plain frozen dataclasses that `registry.manifest` validates `model.yaml` against.
Reference: PS3.16 CID 7464 (Standard Deviation, Coefficient of Variance), annex D (Probability).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from radlane.domain.code import Closed, Code

Flip = Literal["flip-x", "flip-y", "flip-z"]
"""A reversal of an axis of the network's grid: columns, rows, slices. It is its own inverse."""

# no code of the standard says these of an answer: its entropies are of the grey values of an image (IBSI)
ENTROPY = Code(scheme="99RADLANE", value="answer-entropy", meaning="Entropy of the model's answer")
AGREEMENT = Code(scheme="99RADLANE", value="runs-dice", meaning="Mean pairwise Dice coefficient of the model's runs")
SIZE_OF_RUNS = Code(scheme="99RADLANE", value="runs-size", meaning="Size over the model's runs")
PROBABILITY = Code(scheme="DCM", value="122157", meaning="Probability")
STANDARD_DEVIATION = Code(scheme="SCT", value="386136009", meaning="Standard Deviation")
MEAN = Code(scheme="SCT", value="373098007", meaning="Mean")
COEFFICIENT_OF_VARIANCE = Code(scheme="UMLS", value="C0681921", meaning="Coefficient of Variance")
BIT = Code(scheme="UCUM", value="bit", meaning="bit")


@dataclass(frozen=True, kw_only=True)
class Member(Closed):
    """Another network of an ensemble: it reads and says what the main one does.

    Attributes
    ----------
    id : str
        What a golden vector of it calls it (`tests.stage`).
    weights : str
        Path of its artifact.
    """

    id: str
    weights: str


@dataclass(frozen=True, kw_only=True)
class Abstain(Closed):
    """Beyond which doubt a class is indeterminate (`uncertain`), whatever its number; None: beyond none.

    Attributes
    ----------
    max_entropy : float or None
        Bits: of a softmax over all of its channels, of any other class over its being there or not.
    max_deviation : float or None
        Standard deviation of its probability over the runs.
    """

    max_entropy: float | None = None
    max_deviation: float | None = None


@dataclass(frozen=True, kw_only=True)
class Uncertainty(Closed):
    """What is asked of the main network beside its answer, which is the mean over all runs.

    Attributes
    ----------
    entropy : bool
        Whether the entropy of the answer is stated: of classes, and in segments.
    entropy_map : bool
        Whether it is drawn for each pixel or voxel of a segmentation too.
    augmentations : tuple of Flip
        The network is run on what it reads as it is, and once more on each flip of it, flipped back.
    members : tuple of Member
        Networks that are run too, on all of that.
    abstain : Abstain
        When the model does not speak.
    """

    entropy: bool = False
    entropy_map: bool = False
    augmentations: tuple[Flip, ...] = ()
    members: tuple[Member, ...] = ()
    abstain: Abstain = Abstain()

    @property
    def runs(self) -> int:
        """How often a network is run for one answer."""
        return (1 + len(self.augmentations)) * (1 + len(self.members))

    @property
    def is_asked(self) -> bool:
        """Whether anything is to be said."""
        return self.entropy or self.entropy_map or self.runs > 1 or self.abstain != Abstain()


SURE = Uncertainty()
