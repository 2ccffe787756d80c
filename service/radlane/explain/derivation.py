"""What a graph is made for, and what it turned out to hold: values that cross to the process that makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from radlane.explain.network import Lattice


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
    lattice : Lattice or None
        Where the cells of a layer lie on the network's grid; None: evenly, as far as is known.
    """

    of: str
    at: tuple[str, ...]
    lattice: Lattice | None = None


_NONE = "these are no facts of a derived graph"
SEED = "radlane.seed"
"""Input of a derived graph: what each number of `Held.of` counts, in its shape."""


def gradient_name(tensor: str) -> str:
    """Output of a derived graph: the gradient of what is seeded with respect to a tensor."""
    return f"radlane.gradient/{tensor}"


def facts_of(held: Held) -> dict[str, object]:
    """Return what a graph holds as plain JSON values."""
    return {"of": held.of, "at": list(held.at), "lattice": None if held.lattice is None else asdict(held.lattice)}


def read_facts(said: object) -> Held:
    """Return what another process says that a graph holds.

    Raises
    ------
    ValueError
        If it says anything else.
    """
    match said:
        case {"of": str(of), "at": [*at], "lattice": lattice, **other} if not other and _are(at, str):
            return Held(of=of, at=tuple(map(str, at)), lattice=_lattice(lattice))
    raise ValueError(_NONE)


def _lattice(said: object) -> Lattice | None:
    match said:
        case None:
            return None
        case {"first": [*first], "step": [*step], **other} if not other and _are([*first, *step], float):
            return Lattice(first=tuple(map(float, first)), step=tuple(map(float, step)))
    raise ValueError(_NONE)


def _are(values: Sequence[object], kind: type) -> bool:
    return all(isinstance(value, kind) for value in values)
