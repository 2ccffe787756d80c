"""What a manifest may say of features and distances."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from radlane.domain.model import MAIN, Artifact, Manifest, Stage
from radlane.registry.out_of_distribution import complain_of_out_of_distribution
from support.lanes import reference_model
from support.novelty import SECTION

HELD = Artifact(role="out-of-distribution", path="ood.npz", sha256="0" * 64, size=1)


def manifest(**changes: Any) -> Manifest:
    found = reference_model().manifest
    weights = tuple(artifact for artifact in found.artifacts if artifact.role == "weights")
    return replace(found, **{"artifacts": (*weights, HELD), "out_of_distribution": SECTION} | changes)


def wrong(one: Manifest) -> list[str]:
    main = Stage(id=MAIN, weights="", inputs=one.inputs, outputs=one.outputs)
    return list(complain_of_out_of_distribution(one, (replace(main, id="look", outputs=()), main)))


def test_what_is_well() -> None:
    assert wrong(manifest()) == []
    assert wrong(manifest(out_of_distribution=replace(SECTION, stage="look", features="lungs"))) == []
    assert wrong(manifest(out_of_distribution=None, artifacts=manifest().artifacts[:1])) == []


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"out_of_distribution": None}, "out_of_distribution.artifact"),
        ({"artifacts": ()}, "out_of_distribution.artifact"),
        ({"artifacts": (HELD, replace(HELD, path="b.npz"))}, "out_of_distribution.artifact"),
        ({"artifacts": (replace(HELD, path="b.npz"),)}, "out_of_distribution.artifact"),
        ({"out_of_distribution": replace(SECTION, stage="none")}, "out_of_distribution.stage"),
        ({"out_of_distribution": replace(SECTION, features="lungs")}, "out_of_distribution.features"),
        ({"out_of_distribution": replace(SECTION, features="")}, "out_of_distribution: features and layers"),
        ({"out_of_distribution": replace(SECTION, layers=())}, "out_of_distribution: features and layers"),
        ({"out_of_distribution": replace(SECTION, threshold=0.0)}, "out_of_distribution.threshold"),
        ({"out_of_distribution": replace(SECTION, threshold=float("inf"))}, "out_of_distribution.threshold"),
        ({"out_of_distribution": replace(SECTION, percentile=49.0)}, "out_of_distribution.percentile"),
        ({"out_of_distribution": replace(SECTION, percentile=100.1)}, "out_of_distribution.percentile"),
        ({"out_of_distribution": replace(SECTION, studies=0)}, "out_of_distribution: fitted_on"),
        ({"out_of_distribution": replace(SECTION, fitted_on="")}, "out_of_distribution: fitted_on"),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, Any], named: str) -> None:
    (complaint,) = wrong(manifest(**changes))
    assert complaint.startswith(named)
