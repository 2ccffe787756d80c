"""Whatever the number of a class: what is said of it is what a reader of the report would say of the stated number."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from radlane.domain.finding import Presence
from radlane.inference.classes import conclude_classes, presence_of, shortest
from support.said import classes, classification, ground

RANK = {Presence.ABSENT: 0, Presence.INDETERMINATE: 1, Presence.PRESENT: 2}
# as people write thresholds: float32 tells such numbers apart, and the shortest decimal of one is itself
written = st.integers(1, 10**5).map(lambda number: number / 10**5)
scores = st.one_of(written, st.floats(0, 1, width=32))


@given(scores, written, st.floats(0.1, 0.9))
def test_the_stated_number_and_thresholds_say_what_is_stated(value: float, threshold: float, share: float) -> None:
    lower = round(threshold * share, 5)
    grey = lower if 0 < lower < threshold else None
    kinds = classes(threshold=threshold, indeterminate_from=grey)
    output = classification(activation="none", classes=kinds)
    first, _ = conclude_classes(output, np.array([[value, 0.0]], np.float32), ground())
    assert first.probability is not None
    stated = first.probability.value
    expected = Presence.ABSENT if grey is None or stated < grey else Presence.INDETERMINATE
    assert first.presence is (Presence.PRESENT if stated >= threshold else expected)


@given(scores, scores, written)
def test_a_higher_number_never_says_less(one: float, other: float, threshold: float) -> None:
    kind, _ = classes(threshold=threshold, indeterminate_from=threshold / 2)
    low, high = (RANK[presence_of(kind, np.float32(value))] for value in sorted((one, other)))
    assert low <= high


@given(st.floats(0, 1, width=32))
def test_a_stated_number_is_the_same_float32(value: float) -> None:
    assert np.float32(shortest(np.float32(value))) == np.float32(value)
