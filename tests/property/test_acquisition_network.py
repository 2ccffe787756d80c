"""The network of cxr-acquisition, as it is served: what a turn or a mirror does to its logits, whatever the picture."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from support.sources import ROOT

FOLDER = ROOT / "models" / "cxr-acquisition"
INVERTED, TURNED_90, TURNED_180, TURNED_270, MIRRORED, COLLIMATED = range(6)
CLOSE = 1e-4
Values = NDArray[np.float32]


@pytest.fixture(scope="module")
def session() -> onnxruntime.InferenceSession:
    """The exported network on the CPU."""
    return onnxruntime.InferenceSession(str(FOLDER / "model.onnx"), providers=["CPUExecutionProvider"])


def logits(session: onnxruntime.InferenceSession, picture: Values) -> Values:
    """Logits of the classes and of the gate, float32 [7]."""
    classes, gate = session.run(["acquisition", "chest"], {"image": np.ascontiguousarray(picture[None, None])})
    return np.concatenate([classes[0], gate[0]])


@st.composite
def pictures(draw: st.DrawFn) -> Values:
    """Noise, and what of it lies outside of a box is padding."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    picture = np.full((128, 128), -1, np.float32)
    rows, columns = (sorted(rng.choice(129, 2, replace=False)) for _ in range(2))
    inside = slice(*rows), slice(*columns)
    picture[inside] = rng.random(picture[inside].shape) ** draw(st.floats(0.2, 5))
    return picture


@settings(max_examples=20)
@given(pictures())
def test_a_mirror_changes_the_sign_of_mirrored_and_nothing_that_is_the_same_from_all_sides(
    session: onnxruntime.InferenceSession, picture: Values
) -> None:
    before, after = logits(session, picture), logits(session, picture[:, ::-1])
    assert after[MIRRORED] == pytest.approx(-before[MIRRORED], abs=CLOSE)
    for same in (INVERTED, COLLIMATED, -1):
        assert after[same] == pytest.approx(before[same], abs=CLOSE)


@settings(max_examples=20)
@given(pictures())
def test_a_quarter_turn_clockwise_is_a_step_from_each_turn_to_the_next(
    session: onnxruntime.InferenceSession, picture: Values
) -> None:
    before, after = logits(session, picture), logits(session, np.rot90(picture, -1))
    assert after[TURNED_180] == pytest.approx(before[TURNED_90], abs=CLOSE)
    assert after[TURNED_270] == pytest.approx(before[TURNED_180], abs=CLOSE)
    for same in (INVERTED, MIRRORED, COLLIMATED, -1):
        assert after[same] == pytest.approx(before[same], abs=CLOSE)


def test_the_golden_chest_is_everything_at_once(session: onnxruntime.InferenceSession) -> None:
    """It was mirrored, turned once, inverted and collimated: the labels do not come from the network."""
    with np.load(FOLDER / "golden" / "chest.npz") as golden:
        found = logits(session, golden["image"][0, 0]) > 0
    assert found.tolist() == [True, True, False, False, True, True, True]
