"""A network is asked once, or again and again: flipped, and with the other networks of its ensemble.

In: a loaded model, and what its main network reads. Out: the answer, its mean and its runs, all on the network's grid.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

import numpy as np
from numpy.typing import NDArray

from radlane.domain.model import Network
from radlane.domain.tensor import Outputs
from radlane.domain.uncertainty import Flip
from radlane.inference.class_doubt import Answer, answer_of
from radlane.inference.flips import flip_input, flip_maps, flip_outputs
from radlane.inference.running import Predict, Running
from radlane.pipeline.models import LoadedModel


def ask(model: LoadedModel, feeds: Mapping[str, NDArray[np.float32]], remaining: Callable[[], float]) -> Answer:
    """Run the main network, and whatever else the manifest asks for.

    Parameters
    ----------
    model : LoadedModel
        Whose it is.
    feeds : mapping of str to float32 array
        What each input is given, in the layout of the manifest.
    remaining : callable
        Seconds that are left.

    Raises
    ------
    InferenceFailed
        If a run does not come to its end in time.
    """
    manifest = model.manifest
    flips: tuple[Flip | None, ...] = (None, *manifest.uncertainty.augmentations)
    main = manifest.networks[-1]
    pairs = product((model.session, *model.members), flips)
    runs = [run_flipped(session, feeds, main, flip, remaining()) for session, flip in pairs]
    return answer_of(runs, manifest.outputs)


def run_flipped(
    session: Running,
    feeds: Mapping[str, NDArray[np.float32]],
    network: Network,
    flip: Flip | None,
    deadline_s: float,
) -> Outputs:
    """Run a network once on what it reads, flipped, and flip back what lies on its grid."""
    if flip is None:
        return session.run(feeds, deadline_s)
    layouts: dict[str, str] = {wanted.name: wanted.layout for wanted in network.inputs}
    flipped = {name: flip_input(values, layouts[name], flip) for name, values in feeds.items()}
    return flip_outputs(session.run(flipped, deadline_s), network.outputs, flip)


def predict_flipped(predict: Predict, flip: Flip) -> Predict:
    """Return a network as a function of parts of a volume, float32 [n, c, z, y, x], that sees them flipped."""
    return lambda patches: flip_maps(predict(flip_maps(patches, flip)), flip)
