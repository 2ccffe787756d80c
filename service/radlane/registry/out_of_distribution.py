"""What is wrong with a manifest's `out_of_distribution`.

In: a manifest. Out: complaints, each as `key: what is wrong`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from radlane.domain.model import Manifest, Stage
from radlane.domain.out_of_distribution import OutOfDistribution

_KEY = "out_of_distribution"
_LEAST_PERCENTILE = 50.0  # below it more than half of all valid studies would be refused
_MOST_TEXT = 2000


def complain_of_out_of_distribution(manifest: Manifest, stages: tuple[Stage, ...]) -> Iterator[str]:
    """Yield what is wrong with it; `stages` are those before and the main network, the last one."""
    fitted = manifest.out_of_distribution
    held = [artifact.path for artifact in manifest.artifacts if artifact.role == "out-of-distribution"]
    if held != ([] if fitted is None else [fitted.artifact]):
        yield f"{_KEY}.artifact: exactly one artifact of the role out-of-distribution, of this path"
    if fitted is None:
        return
    where = next((stage for stage in stages if stage.id == (fitted.stage or stages[-1].id)), None)
    if where is None:
        yield f"{_KEY}.stage: there is no such stage"
    elif fitted.features in {name for output in where.outputs for name in output.tensors}:
        yield f"{_KEY}.features: an ONNX output that no output of the network is read from"
    yield from _numbers(fitted)


def _numbers(fitted: OutOfDistribution) -> Iterator[str]:
    if not fitted.features or not fitted.layers or not all(fitted.layers):
        yield f"{_KEY}: features and layers have names"
    if not (fitted.threshold > 0 and math.isfinite(fitted.threshold)):
        yield f"{_KEY}.threshold: must be above 0"
    if not _LEAST_PERCENTILE <= fitted.percentile <= 100:
        yield f"{_KEY}.percentile: from {_LEAST_PERCENTILE:g} to 100"
    if fitted.studies < 1 or not 0 < len(fitted.fitted_on) <= _MOST_TEXT:
        yield f"{_KEY}: fitted_on and studies say on what it was fitted"
