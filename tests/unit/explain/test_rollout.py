"""Attention through layers."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.rollout import lay_tokens, map_tokens, roll_out

EVEN = np.full((1, 2, 5, 5), 0.2, np.float32)


def to_one(token: int, tokens: int = 5) -> np.ndarray:
    """Every token attends to one."""
    attention = np.zeros((1, 3, tokens, tokens), np.float32)
    attention[..., token] = 1
    return attention


def test_one_layer_is_half_attention_half_the_token_itself() -> None:
    np.testing.assert_allclose(roll_out([EVEN])[0], 0.1 + 0.5 * np.eye(5), rtol=1e-6)


def test_the_first_layer_is_nearest_to_the_image() -> None:
    """The last layer looks at token 3, the first brought token 4 to it: what is seen is 4 half, 3 a quarter."""
    rolled = roll_out([to_one(4), to_one(3)])[0]
    np.testing.assert_allclose(rolled[0], [0.25, 0, 0, 0.25, 0.5])


def test_heads_count_alike() -> None:
    both = np.concatenate([to_one(1)[:, :1], to_one(2)[:, :1]], axis=1)
    np.testing.assert_allclose(roll_out([both])[0, 0], [0.5, 0.25, 0.25, 0, 0])


@pytest.mark.parametrize(
    ("count", "size", "before", "grid"),
    [
        (197, (224, 224), 1, (14, 14)),  # a class token
        (196, (224, 224), 0, (14, 14)),
        (198, (224, 224), 2, (14, 14)),  # and one of distillation
        (201, (224, 224), 5, (14, 14)),  # and four registers
        (2 * 3, (32, 48), 0, (2, 3)),
        (217, (96, 96, 96), 1, (6, 6, 6)),
    ],
)
def test_tokens_on_the_image(count: int, size: tuple[int, ...], before: int, grid: tuple[int, ...]) -> None:
    assert lay_tokens(count, size) == (before, grid)


def test_the_class_token_reads_the_map() -> None:
    (found,) = map_tokens(roll_out([to_one(4)]), (4, 4))  # 1 + 2 x 2 tokens
    assert found.values.shape == (4, 4)
    assert np.unravel_index(found.values.argmax(), (4, 4)) == (3, 3)
    assert found.values[0, 0] == 0


def test_without_a_class_token_all_tokens_read_it() -> None:
    (found,) = map_tokens(roll_out([to_one(1, tokens=4)]), (2, 2))
    np.testing.assert_allclose(found.values, [[0.125, 0.625], [0.125, 0.125]])


@pytest.mark.parametrize(
    ("attention", "why"),
    [
        ([], "no attention"),
        ([EVEN, to_one(0, tokens=3)], "different tokens"),
        ([EVEN[..., :4]], "different tokens"),  # attention to what is not itself
        ([EVEN[0]], "not by image and head"),  # torch joins both axes
    ],
)
def test_other_attention_is_refused(attention: list[np.ndarray], why: str) -> None:
    with pytest.raises(ExplanationRefused, match=why):
        roll_out(attention)


def test_tokens_that_are_no_grid() -> None:
    with pytest.raises(ExplanationRefused, match="7 tokens are no grid"):
        lay_tokens(7, (224, 224))
