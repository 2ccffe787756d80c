"""Attacks on a service that runs: each has its answer, and takes no more memory and time than it may.

`make hostile` writes what they took into docs/security/hostile-input.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from support.attack_tables import rows_in
from support.hostile import CANARY, Attack, Target, attacked, target
from support.hostile_table import ATTACKS, FILE


@pytest.fixture(scope="module")
def attacked_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with target(tmp_path_factory.mktemp("hostile")) as running:
        yield running
        assert running.visits == [], "an address that was in an input was asked"
        assert running.server.spooled == []
        said = running.server.said + running.guarded.said
        assert CANARY not in said
        assert "\x1b" not in said
        lines = [json.loads(line) for line in said.splitlines()]
        assert not [line for line in lines if line["level"] == "error" and line["logger"] != "radlane.api.problems"]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.kind}: {attack.name}")
def test_an_attack(attacked_service: Target, attack: Attack) -> None:
    outcome = attacked(attack, attacked_service)
    assert attack.allows(outcome), outcome


def test_the_service_lives(attacked_service: Target) -> None:
    assert attacked_service.caller.get("/livez").status_code == 200


def test_the_table_has_every_attack_with_what_it_may_take() -> None:
    rows = rows_in(FILE.read_text())
    assert [(row.kind, row.name, row.mebibytes, row.seconds) for row in rows] == [
        (attack.kind, attack.name, attack.mebibytes, attack.seconds) for attack in ATTACKS
    ]
    assert [row for row, attack in zip(rows, ATTACKS, strict=True) if not attack.allows(row.outcome)] == []
