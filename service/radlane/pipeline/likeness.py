"""Does a network say the same in half precision, and have its numbers room there?

In: golden vectors, and what the network that was made says to their inputs. Out: how far that is from them, or
`SelfTestFailed` with what is too far.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from radlane.domain.model import Manifest, Network
from radlane.domain.tensor import Outputs
from radlane.errors import SelfTestFailed
from radlane.inference.derived import open_derived
from radlane.inference.devices import choose_device
from radlane.pipeline.examination import ExaminationLimits
from radlane.registry.package import GoldenVector

MOST = 65504 / 16
"""The largest magnitude that a tensor may have on a golden vector: a sixteenth of what float16 holds."""
DRIFT = 0.02
"""How far a distance from valid studies may move, as a share of its threshold."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """How far an output is from a golden vector: the largest difference, and whether all lie within the tolerance."""

    network: str
    vector: str
    output: str
    largest: float
    fits: bool


@dataclass(frozen=True, kw_only=True)
class Distances:
    """How far features of a golden vector lie from those of valid studies, before and after."""

    vector: str
    before: float
    after: float


def require_small(
    graph: bytes,
    tensors: Mapping[str, str],
    network: Network,
    vectors: Sequence[GoldenVector],
    limits: ExaminationLimits,
) -> None:
    """See that no number comes near to what float16 cannot hold: a GPU makes infinity of it, a sigmoid of that 1.

    Parameters
    ----------
    graph : bytes
        The network in single precision, whose outputs are the largest magnitudes of its tensors.
    tensors : mapping of str to str
        Name of an output -> whose it is.
    network : Network
        The network.
    vectors : sequence of GoldenVector
        On which it is run.
    limits : ExaminationLimits
        What a run may take.

    Raises
    ------
    SelfTestFailed
        With the largest tensor.
    """
    session = open_derived(graph, network, choose_device("cpu", ()), limits.threads)
    for vector in vectors:
        feeds = {wanted.name: vector.arrays[wanted.name] for wanted in network.inputs}
        found = session.run(feeds, list(tensors), limits.seconds)
        sizes = {name: float(np.abs(array).max()) for name, array in feeds.items()}
        sizes |= {tensor: float(found[name]) for name, tensor in tensors.items()}
        widest = max(sizes, key=sizes.__getitem__)
        if sizes[widest] > MOST:
            raise SelfTestFailed(
                "The network's numbers are too large for half precision",
                uid=network.model,
                why=f"{vector.name}: {widest} is as large as {sizes[widest]:.4g}, at most {MOST:g} leaves room",
            )


def compare(network: Network, vector: GoldenVector, said: Outputs) -> Iterator[Difference]:
    """Give how far each output is from a golden vector; labels of boxes have no tolerance.

    Raises
    ------
    SelfTestFailed
        If an output has another shape.
    """
    for name in network.tensors:
        expected = vector.arrays[name].astype(np.float64)
        if said[name].shape != expected.shape:
            raise _another_shape(network, name)
        apart = np.abs(said[name] - expected)
        allowed = np.zeros_like(expected) if name in network.labels else vector.atol + vector.rtol * np.abs(expected)
        yield Difference(
            network=network.id,
            vector=vector.name,
            output=name,
            largest=float(f"{apart.max(initial=0.0):.3g}"),
            fits=bool((apart <= allowed).all()),
        )


def require_close(differences: Sequence[Difference], manifest: Manifest) -> None:
    """See that all lie within their tolerance.

    Raises
    ------
    SelfTestFailed
        With the largest difference that does not.
    """
    far = [one for one in differences if not one.fits]
    if far:
        worst = max(far, key=lambda one: one.largest)
        others = f"; {len(far)} of {len(differences)} outputs are beyond the tolerance" if len(far) > 1 else ""
        raise another(manifest, f"{worst.vector}: output {worst.output} differs by up to {worst.largest:g}{others}")


def require_near(distances: Sequence[Distances], threshold: float, manifest: Manifest) -> None:
    """See that what was fitted on features in single precision judges those in half precision alike.

    Raises
    ------
    SelfTestFailed
        If a distance moves by more than `DRIFT` of the threshold, or across it.
    """
    for one in distances:
        moved = abs(one.after - one.before)
        if moved > DRIFT * threshold or (one.before > threshold) != (one.after > threshold):
            raise another(
                manifest,
                f"{one.vector}: the distance from valid studies is {one.after:.3g} instead of {one.before:.3g}, "
                f"with a threshold of {threshold:g}",
            )


def another(manifest: Manifest, why: str) -> SelfTestFailed:
    """Return the error for a network that says something else."""
    model = f"{manifest.name}:{manifest.version}"
    return SelfTestFailed("The network says something else in half precision", uid=model, why=why)


def _another_shape(network: Network, name: str) -> SelfTestFailed:
    return SelfTestFailed("The network was not converted", uid=network.model, why=f"output {name} has another shape")
