"""What the gradient of each operator is.

In: `Step`. Out: the operators of its gradient, added. What is not in `RULES` is refused by its name.
"""

from __future__ import annotations

from collections.abc import Mapping

from radlane.explain.graph.rules import (
    activation,
    arithmetic,
    attention,
    convolution,
    indexing,
    joining,
    layout,
    matmul,
    normalisation,
    pooling,
    reduction,
    resizing,
    softmax,
)
from radlane.explain.graph.step import Rule

RULES: Mapping[str, Rule] = {
    **activation.RULES,
    **arithmetic.RULES,
    **attention.RULES,
    **convolution.RULES,
    **indexing.RULES,
    **joining.RULES,
    **layout.RULES,
    **matmul.RULES,
    **normalisation.RULES,
    **pooling.RULES,
    **reduction.RULES,
    **resizing.RULES,
    **softmax.RULES,
}
