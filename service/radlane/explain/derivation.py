"""What a graph is made for, and what it turned out to hold: values that cross to the process that makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Inside(StrEnum):
    """Which tensors of a network are wanted."""

    LAYER = "layer"  # what the CAM methods look at, and its gradient
    INPUT = "input"  # the gradient of the input
    ATTENTION = "attention"  # attention after its softmax; no gradient
    NOTHING = "nothing"  # the answer alone


@dataclass(frozen=True, kw_only=True)
class Derivation:
    """What is wanted of a network.

    Attributes
    ----------
    output : str
        The ONNX output whose numbers are explained, before its last activation.
    inside : Inside
        What is looked at.
    layer : str or None
        ONNX name of the layer; None: the graph says.
    seed : int or None
        Draw the network's weights anew with this seed (the sanity check); None: leave them as they are.
    """

    output: str
    inside: Inside
    layer: str | None = None
    seed: int | None = None


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a derived graph holds.

    Attributes
    ----------
    of : str
        ONNX name of what is explained: logits where the graph has them.
    at : tuple of str
        ONNX names of what is looked at; their gradients are `gradient_name` of them.
    is_exact : bool
        Whether `of` is a linear function of the mean of `at` over its grid: then CAM is exact.
    """

    of: str
    at: tuple[str, ...]
    is_exact: bool


SEED = "radlane.seed"
"""Input of a derived graph: what each number of `Held.of` counts, in its shape."""


def gradient_name(tensor: str) -> str:
    """Output of a derived graph: the gradient of what is seeded with respect to a tensor."""
    return f"radlane.gradient/{tensor}"


def facts_of(held: Held) -> dict[str, object]:
    """Return what a graph holds as plain JSON values."""
    return {"of": held.of, "at": list(held.at), "is_exact": held.is_exact}


def read_facts(said: object) -> Held:
    """Return what another process says that a graph holds.

    Raises
    ------
    ValueError
        If it says anything else.
    """
    match said:
        case {"of": str(of), "at": [*at], "is_exact": bool(is_exact), **other} if not other and _are_names(at):
            return Held(of=of, at=tuple(map(str, at)), is_exact=is_exact)
    raise ValueError("these are no facts of a derived graph")


def _are_names(values: Sequence[object]) -> bool:
    return all(isinstance(value, str) for value in values)
