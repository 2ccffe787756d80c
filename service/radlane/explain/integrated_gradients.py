"""Integrated gradients: the gradient along the straight way from an image that says nothing to this one.

In: the gradient with respect to the input. Out: a map whose sum is the difference of the two logits (completeness).
Reference: Sundararajan et al. 2017; the integral by the midpoint rule.
"""

from __future__ import annotations

import numpy as np

from radlane.explain.budget import Budget, in_batches, require_enough
from radlane.explain.network import Attribution, Differentiate, Floats

STEPS = 32


def integrate_gradients(
    differentiate: Differentiate, image: Floats, baseline: Floats, budget: Budget, *, steps: int = STEPS
) -> Attribution:
    """Explain one image.

    Parameters
    ----------
    differentiate : Differentiate
        Of the input: activations are the images themselves.
    image : float32 [c, ...]
        What the network saw.
    baseline : float32, broadcast to [c, ...]
        What says nothing, for example the value of the padding.
    budget : Budget
        All steps have to fit.
    steps : int
        Gradients along the way.

    Returns
    -------
    Attribution
        Summed over the channels.

    Raises
    ------
    ExplanationRefused
        If the time is up before the last step.
    """
    way = image - baseline
    total, done = np.zeros(image.shape, np.float64), 0
    for some in in_batches(((step + 0.5) / steps for step in range(steps)), budget):
        images = np.stack([baseline + np.float32(share) * way for share in some])
        total += differentiate(images).gradients.sum(axis=0, dtype=np.float64)
        done += len(some)
    require_enough("integrated gradients", done, steps, "steps")
    return Attribution(values=(total / steps * way).sum(axis=0).astype(np.float32), samples=done)
