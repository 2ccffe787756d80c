"""Raw outputs of several runs -> raw outputs of their mean.

In: what a network, or an ensemble, said again and again. Out: raw values whose activation is the mean of the runs'
activated values, so that everything behind reads them as one answer: thresholds, calibration, labels.
Reference: Lakshminarayanan et al. 2017 (deep ensembles: the mean of the probabilities); Rahaman and Thiery 2021 (an
ensemble is calibrated after its mean is taken).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from radlane.domain.output import Output
from radlane.domain.regression import RegressionOutput
from radlane.domain.tensor import Outputs
from radlane.inference.labels import Activation
from radlane.inference.probabilities import activate

_LEAST = np.finfo(np.float32).tiny  # of a mean whose logarithm is taken


def pool(runs: Sequence[Outputs], outputs: Iterable[Output]) -> Outputs:
    """Return the mean of several runs as raw outputs; of one run itself.

    Parameters
    ----------
    runs : sequence of Outputs
        Raw values by ONNX name, on one grid; the channels are the second axis.
    outputs : iterable of Output
        The manifest's, none with boxes: those of several runs have no mean.
    """
    if len(runs) == 1:
        return runs[0]
    pooled = {}
    for output in outputs:
        activation: Activation = "none" if isinstance(output, RegressionOutput) else output.activation
        for name in output.tensors:
            pooled[name] = np.swapaxes(pool_values([np.swapaxes(run[name], 0, 1) for run in runs], activation), 0, 1)
    return pooled


def pool_values(runs: Iterable[NDArray[np.float32]], activation: Activation) -> NDArray[np.float32]:
    """Return raw values [c, ...] whose activation is the mean of the activated runs."""
    if activation == "sigmoid":
        return _pool_logits(runs)
    total, count = None, 0
    for raw in runs:
        likely = activate(raw, activation)
        total = likely.astype(np.float32, copy=True) if total is None else np.add(total, likely, out=total)
        count += 1
    assert total is not None  # there is a run
    total /= np.float32(count)
    return total if activation == "none" else np.asarray(np.log(np.maximum(total, _LEAST)), np.float32)


def _pool_logits(runs: Iterable[NDArray[np.float32]]) -> NDArray[np.float32]:
    """The logit of the mean; a mean near 1 is told from 1 by what it lacks of it: calibration reads the logit."""
    there: NDArray[np.float32] | None = None
    absent: NDArray[np.float32] | None = None
    for raw in runs:
        # float32 keeps small numbers: 1 - expit would not
        likely, unlikely = expit(raw), expit(-raw)
        there = likely if there is None else np.add(there, likely, out=there)
        absent = unlikely if absent is None else np.add(absent, unlikely, out=absent)
    assert there is not None  # there is a run
    assert absent is not None  # as above
    return np.asarray(np.log(np.maximum(there, _LEAST)) - np.log(np.maximum(absent, _LEAST)), np.float32)
