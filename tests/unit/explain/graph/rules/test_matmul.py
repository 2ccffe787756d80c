"""Products against central differences."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.graph.gradient import append_gradient
from support.gradients import network, require_gradient

RNG = np.random.default_rng(0)
SHAPES = [
    ((3, 4), (4, 5)),  # matrices
    ((2, 3, 4), (4, 5)),  # one of them for a batch
    ((3, 4), (2, 4, 5)),  # the other
    ((2, 3, 4), (2, 4, 5)),  # batches
    ((2, 1, 3, 4), (3, 4, 5)),  # batches that are repeated
    ((1, 3, 4), (2, 4, 5)),  # a batch of one
    ((4,), (4, 5)),  # a row
    ((3, 4), (4,)),  # a column
    ((4,), (4,)),  # a scalar product
]


@pytest.mark.parametrize(("left", "right"), SHAPES)
def test_matmul(left: tuple[int, ...], right: tuple[int, ...]) -> None:
    case = network("MatMul", {"a": RNG.standard_normal(left), "b": RNG.standard_normal(right)})
    require_gradient(case, np.random.default_rng(1))


@pytest.mark.parametrize("across_left", [0, 1])
@pytest.mark.parametrize("across_right", [0, 1])
def test_gemm(across_left: int, across_right: int) -> None:
    left = RNG.standard_normal((4, 3) if across_left else (3, 4))
    right = RNG.standard_normal((5, 4) if across_right else (4, 5))
    inputs = {"a": left, "b": right, "c": RNG.standard_normal(5)}
    case = network("Gemm", inputs, transA=across_left, transB=across_right, alpha=0.5, beta=2.0)
    require_gradient(case, np.random.default_rng(1))


@pytest.mark.parametrize(
    ("equation", "left", "right"),
    [("bij,jk -> bik", (2, 3, 4), (4, 5)), ("blxd,blyd->blxy", (2, 3, 4, 5), (2, 3, 6, 5))],
)
def test_einsum(equation: str, left: tuple[int, ...], right: tuple[int, ...]) -> None:
    case = network("Einsum", {"a": RNG.standard_normal(left), "b": RNG.standard_normal(right)}, equation=equation)
    require_gradient(case, np.random.default_rng(1))


@pytest.mark.parametrize(
    ("equation", "why"), [("...ij,jk->...ik", "ellipsis"), ("ij,jk", "no result"), ("ij,jk->k", "by itself")]
)
def test_equations_that_are_refused(equation: str, why: str) -> None:
    case = network("Einsum", {"a": RNG.standard_normal((3, 4)), "b": RNG.standard_normal((4, 5))}, equation=equation)
    with pytest.raises(ExplanationRefused, match=why):
        append_gradient(case.model(np.float32), of="y", at=["a"])


def test_a_batch_of_matrices_and_a_vector_is_refused() -> None:
    case = network("MatMul", {"a": RNG.standard_normal((2, 3, 4)), "b": RNG.standard_normal(4)})
    with pytest.raises(ExplanationRefused, match="vector"):
        append_gradient(case.model(np.float32), of="y", at=["a"])
