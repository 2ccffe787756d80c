"""Distances do not depend on the units or the order of features, nor on how studies are named."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from radlane.explain.out_of_distribution import fit_gaussian, held_out_distances

SEEDS = st.integers(0, 2**32 - 1)


@settings(max_examples=50, deadline=None)
@given(seed=SEEDS, count=st.integers(3, 40), width=st.integers(1, 12))
def test_units_and_order_of_features_do_not_matter(seed: int, count: int, width: int) -> None:
    rng = np.random.default_rng(seed)
    rows, others = rng.normal(size=(count, width)), rng.normal(size=(5, width)) * 3
    factors, order = 10.0 ** rng.uniform(-1, 1, width), rng.permutation(width)
    shift = rng.normal(size=width)
    plain = fit_gaussian(rows).distances(others)
    changed = fit_gaussian((rows * factors + shift)[:, order]).distances((others * factors + shift)[:, order])
    assert np.isfinite(plain).all()
    np.testing.assert_allclose(changed, plain, rtol=1e-6)


@settings(max_examples=25, deadline=None)
@given(seed=SEEDS, patients=st.integers(3, 8), folds=st.integers(2, 12))
def test_a_patient_is_measured_by_others_only(seed: int, patients: int, folds: int) -> None:
    """What a patient's other studies are changes nothing of how far one lies, but by which fold it is in."""
    rng = np.random.default_rng(seed)
    names = [f"p{place}" for place in range(patients)] * 3
    rows = rng.normal(size=(len(names), 4))
    moved = rows.copy()
    moved[[place for place, name in enumerate(names) if name == "p0"][1:]] += 100.0
    before, after = (held_out_distances(one, names, patients + folds) for one in (rows, moved))
    assert after[0] == before[0]
