"""Attacks with packages of models: each is refused with its code, and takes no more memory and time than it may.

`make hostile` writes what they took into docs/security/model-attacks.md.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.pipeline.admission import admit
from radlane.registry.archive import unpack
from radlane.registry.staging import stage
from support.attack_graphs import EXTERNAL_OF, branch, function, neg, with_external, with_functions
from support.attack_packages import golden, package, signed
from support.attack_tables import rows_in
from support.model_attacks import ATTACKS, LIMITS, ModelAttack, attacked, options
from support.model_attacks_table import FILE
from support.networks import SIDE, network
from support.packed import tarred, zipped


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.kind}: {attack.name}")
def test_an_attack(tmp_path: Path, attack: ModelAttack) -> None:
    outcome = attacked(attack, tmp_path)
    assert attack.allows(outcome), outcome


def admitted(data: bytes, folder: Path) -> bool:
    (folder / "archive").write_bytes(data)
    unpack(folder / "archive", folder / "into", LIMITS)
    report = admit(stage(folder / "into").package, options("require"))
    assert [check.name for check in report.checks][:3] == ["files", "signature", "graph"]
    return report.failed is None


PEAK = np.ones((1, 1), np.float32)  # of the ramp


def scaled() -> NDArray[np.float32]:
    """What the network with external weights makes of the ramp."""
    image = np.linspace(-1, 1, SIDE * SIDE, dtype=np.float32).reshape(1, 1, SIDE, SIDE)
    weights = np.frombuffer(EXTERNAL_OF["outside.bin"], np.float32).reshape(1, 2, SIDE, SIDE)
    product: NDArray[np.float32] = np.concatenate([image, -image], 1) * weights
    return product


def test_what_is_declared_is_admitted(tmp_path: Path) -> None:
    rules = {"domains": ["org.example"], "allow_control_flow": True}
    good = {
        "plain": zipped(signed(package())),
        "function": tarred(signed(package(with_functions(function("F", [neg()])), onnx=rules))),
        "branch": tarred(signed(package(network(branch(neg("peak"))), vector=golden(chest=-PEAK), onnx=rules))),
        "external": tarred(signed(package(with_external(), EXTERNAL_OF, golden(lungs=scaled())))),
    }
    for name, data in good.items():
        (tmp_path / name).mkdir()
        assert admitted(data, tmp_path / name), name


def test_the_table_has_every_attack_with_what_it_may_take() -> None:
    rows = rows_in(FILE.read_text())
    assert [(row.kind, row.name, row.mebibytes, row.seconds) for row in rows] == [
        (attack.kind, attack.name, attack.mebibytes, attack.seconds) for attack in ATTACKS
    ]
    assert [row for row, attack in zip(rows, ATTACKS, strict=True) if not attack.allows(row.outcome)] == []
