"""What crosses from the process that writes a graph is believed only as far as it has its form."""

from __future__ import annotations

import json

import pytest

from radlane.explain.derivation import Held, facts_of, gradient_name, read_facts

HELD = Held(of="logits", at=("layer",), is_exact=True)


@pytest.mark.parametrize(
    "held", [HELD, Held(of="x", at=(), is_exact=False), Held(of="x", at=("a", "b"), is_exact=False)]
)
def test_what_is_said_is_read(held: Held) -> None:
    assert read_facts(json.loads(json.dumps(facts_of(held)))) == held


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {},
        {**facts_of(HELD), "more": 1},
        {**facts_of(HELD), "of": 3},
        {**facts_of(HELD), "at": "layer"},
        {**facts_of(HELD), "at": [1]},
        {**facts_of(HELD), "is_exact": 1},
    ],
)
def test_anything_else_is_refused(said: object) -> None:
    with pytest.raises(ValueError, match="no facts"):
        read_facts(said)


def test_a_gradient_is_named_by_its_tensor() -> None:
    assert gradient_name("layer") == "radlane.gradient/layer"
