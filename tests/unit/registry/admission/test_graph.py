"""What an ONNX file may hold; every attack on it has its code."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.errors import PackageRefused
from radlane.registry.admission.graph import GraphRules, check_graph, read_graph
from radlane.registry.catalogue import builtin_roots
from support.attack_graphs import DECLARED, EXTERNAL_OF, GRAPHS, branch, function, neg, with_external, with_functions
from support.networks import endless_nodes, network

STRICT = GraphRules(domains=frozenset(), allow_control_flow=False, external={})
DECLARING = GraphRules(
    domains=frozenset({"org.example", "com.microsoft"}),
    allow_control_flow=True,
    external={name: len(data) for name, data in EXTERNAL_OF.items()},
)


@pytest.mark.parametrize("weights", sorted(builtin_roots()[0].glob("*/model.onnx")), ids=lambda path: path.parent.name)
def test_shipped_networks_are_plain(weights: Path) -> None:
    check_graph(read_graph(weights.read_bytes()), STRICT)


def test_what_is_declared_may_be_there() -> None:
    for data in (
        network(),
        network(endless_nodes()),
        network(branch(neg("peak"))),
        with_external(),
        with_functions(function("F", [neg()])),
    ):
        check_graph(read_graph(data), DECLARING)


@pytest.mark.parametrize("attack", GRAPHS)
def test_an_attack_is_refused_with_its_code(attack: str) -> None:
    make, code = GRAPHS[attack]
    with pytest.raises(PackageRefused) as caught:
        check_graph(read_graph(make()), STRICT)
    assert caught.value.code == code


@pytest.mark.parametrize("attack", DECLARED)
def test_what_no_manifest_allows_is_refused(attack: str) -> None:
    make, code = DECLARED[attack]
    with pytest.raises(PackageRefused) as caught:
        check_graph(read_graph(make()), DECLARING)
    assert caught.value.code == code


def test_functions_have_a_limit_and_names_of_their_own() -> None:
    for functions, code in (
        ([function(f"F{number}", [neg()]) for number in range(1001)], "graph-size"),
        ([function("F", [neg()])] * 2, "graph-function"),
    ):
        with pytest.raises(PackageRefused) as caught:
            check_graph(read_graph(with_functions(*functions)), DECLARING)
        assert caught.value.code == code
