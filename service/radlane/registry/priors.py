"""What is wrong with the channels of a manifest's networks that are read from an earlier study.

In: a manifest. Out: complaints, each as `key: what is wrong`.
"""

from __future__ import annotations

from collections.abc import Iterator

from radlane.domain.channels import is_on_own_grid
from radlane.domain.input import ClipPercentile, Input, VolumeGeometry
from radlane.domain.model import Manifest
from radlane.domain.prior import Prior

MOST_DAYS = 36_525  # a hundred years
_KEY = "inputs.channels.prior"


def complain_of_priors(manifest: Manifest) -> Iterator[str]:
    """Yield what is wrong with them; of stages as of the main network."""
    terms = [channel.prior for channel in manifest.channels if channel.prior is not None]
    if not terms:
        return
    if not manifest.reads_volumes:
        yield f"{_KEY}: only of networks on volumes"
    if manifest.reference.prior is not None:
        yield f"{_KEY}: the first channel is the reference, on which results lie: it is of the study that is analysed"
    if any(one != terms[0] for one in terms):
        yield f"{_KEY}: the same for all channels: they are read from one earlier study"
    yield from _of_days(terms[0])
    for inputs in (manifest.inputs, *(stage.inputs for stage in manifest.before)):
        if all(map(is_on_own_grid, inputs)):
            yield f"{_KEY}.registration: with none in every input, nothing says where a network's output lies"
        for wanted in inputs:
            yield from _of_own_grid(wanted)


def _of_days(terms: Prior) -> Iterator[str]:
    if not 0 <= terms.at_least_days <= terms.within_days <= MOST_DAYS:
        yield f"{_KEY}: at_least_days and within_days are numbers from 0 to {MOST_DAYS}, the first not above the second"


def _of_own_grid(wanted: Input) -> Iterator[str]:
    """An input on its own grid is all of the earlier study, and nothing of the current one is looked up on it."""
    if not is_on_own_grid(wanted):
        return
    if any(channel.prior is None for channel in wanted.channels):
        yield f"{_KEY}.registration: with none, an input has channels of the earlier study only"
    geometry = wanted.geometry
    if isinstance(geometry, VolumeGeometry) and (geometry.size is None or geometry.crop or geometry.crop_nonzero):
        yield f"{_KEY}.registration: with none, the geometry has a size, and neither crop nor crop_nonzero"
    operations = [*wanted.intensity, *(one for channel in wanted.channels for one in channel.intensity or ())]
    if any(isinstance(one, ClipPercentile) and one.of is not None for one in operations):
        yield f"{_KEY}.registration: with none, no percentiles of the grid of an earlier stage"
