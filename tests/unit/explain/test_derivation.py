"""What crosses from the process that writes a graph is believed only as far as it has its form."""

from __future__ import annotations

import json

import pytest

from radlane.explain.derivation import Held, facts_of, gradient_name, read_facts
from radlane.explain.network import Lattice

LATTICE = Lattice(first=(0.0, 1.5), step=(2.0, 4.0))
HELD = Held(of="logits", at=("layer",), lattice=LATTICE)


@pytest.mark.parametrize("held", [HELD, Held(of="x", at=()), Held(of="x", at=("a", "b"))])
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
        {**facts_of(HELD), "lattice": 1},
        {**facts_of(HELD), "lattice": {"first": [0.0]}},
        {**facts_of(HELD), "lattice": {"first": ["0"], "step": [1.0]}},
        {**facts_of(HELD), "lattice": {"first": [0.0], "step": [1.0], "more": []}},
    ],
)
def test_anything_else_is_refused(said: object) -> None:
    with pytest.raises(ValueError, match="no facts"):
        read_facts(said)


def test_a_gradient_is_named_by_its_tensor() -> None:
    assert gradient_name("layer") == "radlane.gradient/layer"
