"""Whatever a network says: flips come back, means are means, and doubt has its limits."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from radlane.domain.uncertainty import Flip
from radlane.inference.entropy import entropy_of
from radlane.inference.flips import flip_input, flip_maps
from radlane.inference.labels import Activation
from radlane.inference.pooling import pool_values
from radlane.inference.probabilities import activate
from radlane.inference.segment_doubt import agreement

flips: st.SearchStrategy[Flip] = st.sampled_from(["flip-x", "flip-y", "flip-z"])
values = st.floats(-50, 50, width=32)
volumes = arrays(np.float32, array_shapes(min_dims=5, max_dims=5, max_side=4), elements=values)
raws = arrays(np.float32, st.tuples(st.integers(2, 5), st.integers(1, 6)), elements=values)
activations: st.SearchStrategy[Activation] = st.sampled_from(["softmax", "sigmoid", "none"])


@given(volumes, flips)
def test_a_flip_is_its_own_inverse_bit_by_bit(given_: NDArray[np.float32], flip: Flip) -> None:
    np.testing.assert_array_equal(flip_maps(flip_maps(given_, flip), flip), given_)
    np.testing.assert_array_equal(flip_maps(flip_input(given_, "NCDHW", flip), flip), given_)


@given(raws, activations, st.integers(1, 4))
def test_runs_that_say_the_same_say_it_together(raw: NDArray[np.float32], activation: Activation, runs: int) -> None:
    np.testing.assert_allclose(
        activate(pool_values([raw] * runs, activation), activation), activate(raw, activation), rtol=1e-5, atol=1e-6
    )


@given(st.data(), activations)
def test_a_mean_lies_between_its_runs(data: st.DataObject, activation: Activation) -> None:
    first = data.draw(raws)
    other = data.draw(arrays(np.float32, first.shape, elements=values))
    likely = np.stack([activate(first, activation), activate(other, activation)])
    mean = activate(pool_values([first, other], activation), activation)
    slack = 1e-6 * (1 + np.abs(likely).max())
    assert (mean >= likely.min(axis=0) - slack).all()
    assert (mean <= likely.max(axis=0) + slack).all()


@given(raws)
def test_entropy_is_from_nothing_to_all_answers_alike(raw: NDArray[np.float32]) -> None:
    shared = entropy_of(activate(raw, "softmax"), shared=True)
    assert ((shared >= 0) & (shared <= np.log2(len(raw)) + 1e-5)).all()
    each = entropy_of(activate(raw, "sigmoid"), shared=False)
    assert ((each >= 0) & (each <= 1 + 1e-5)).all()


@given(st.lists(arrays(np.bool_, (3, 4)), min_size=2, max_size=4))
def test_agreement_is_whole_only_where_runs_are_equal(masks: list[NDArray[np.bool_]]) -> None:
    dice, *variance = agreement(masks)
    assert 0 <= dice.value <= 1
    assert (dice.value == 1) == all((one == masks[0]).all() for one in masks)
    backwards = agreement(masks[::-1])[0].value
    assert abs(backwards - dice.value) < 1e-12
    assert all(one.value >= 0 for one in variance)
