"""A version in half precision is another version, which says so; where it would say something else there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from radlane.domain.model import Artifact, RemoteRuntime
from radlane.errors import ImportRefused, UsageError
from radlane.pipeline.examination import ExaminationLimits
from radlane.pipeline.halving import Half, Wished, halve_package
from radlane.registry.catalogue import builtin_roots
from radlane.registry.package import ModelPackage, open_package
from support.novelty import convolved_package
from support.packages import networks_package

LIMITS = ExaminationLimits(seconds=60.0, threads=1)
MODELS = builtin_roots()[0]


def halve(package: ModelPackage, out: Path, **wished: float) -> Half:
    return halve_package(package, Wished(version="1.0.0-fp16", **wished), out, LIMITS)


@pytest.mark.parametrize("name", ["cxr-lungs", "ct-tissue", "cxr-acquisition"])
def test_only_weights_version_tolerance_and_what_is_said_are_others(name: str, tmp_path: Path) -> None:
    package = open_package(MODELS / name)
    half = halve(package, tmp_path / "made", atol=0.1)
    made = open_package(tmp_path / "made")
    assert made.manifest == half.manifest
    assert made.digest != package.digest
    assert made.manifest.origin.converted_from == package.digest
    (weights, *others), (before, *kept) = made.manifest.artifacts, package.manifest.artifacts
    assert (weights.precision, others) == ("fp16", kept)
    assert 0.4 < weights.size / before.size < 0.9
    as_before = replace(
        made.manifest,
        version=package.manifest.version,
        artifacts=package.manifest.artifacts,
        tests=package.manifest.tests,
        card=package.manifest.card,
        origin=package.manifest.origin,
    )
    assert as_before == package.manifest
    assert [test.atol for test in made.manifest.tests] == [0.1] * len(made.manifest.tests)
    for test in package.manifest.tests:
        assert (tmp_path / "made" / test.path).read_bytes() == (MODELS / name / test.path).read_bytes()
    *old, said = made.manifest.card.limitations
    assert tuple(old) == package.manifest.card.limitations
    assert (
        said
        == f"Reckons in half precision (float16); converted from {package.manifest.version}, whose figures these are"
    )


def test_the_card_says_what_it_was_made_of_and_how_far_it_is_from_that(tmp_path: Path) -> None:
    package = open_package(MODELS / "cxr-lungs")
    half = halve(package, tmp_path / "made", atol=0.1)
    card = (tmp_path / "made" / "README.md").read_text()
    assert card.startswith((MODELS / "cxr-lungs" / "README.md").read_text().rstrip())
    assert f"from cxr-lungs:1.1.0, `{package.digest}`" in card
    for one in half.differences:
        assert f"| main | {one.vector} | {one.output} | {one.largest:g} |" in card
    assert [one.vector for one in half.distances] == ["golden/chest.npz", "golden/limb.npz"]
    for moved in half.distances:
        assert abs(moved.after - moved.before) < 0.1
        assert f"{moved.vector}: distance from valid studies {moved.before:.4g}, in half" in card


def test_the_same_call_makes_the_same_version(tmp_path: Path) -> None:
    package = open_package(convolved_package(tmp_path))
    for name in ("one", "two"):
        halve(package, tmp_path / name, atol=0.01)
    assert open_package(tmp_path / "one").digest == open_package(tmp_path / "two").digest


def test_each_network_of_a_package_is_converted(tmp_path: Path) -> None:
    networks_package(tmp_path, before=("look",))
    half = halve(open_package(tmp_path / "staged"), tmp_path / "made", atol=0.05)
    assert [one.precision for one in half.manifest.artifacts] == ["fp16", "fp16"]
    assert [one.network for one in half.differences] == ["look", "main"]


def test_beyond_the_tolerance_there_is_no_version_and_the_largest_difference_is_said(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=r"output lungs differs by up to 0\.0"):
        halve(open_package(MODELS / "cxr-lungs"), tmp_path / "made")
    assert not (tmp_path / "made").exists()


def at_the_threshold(root: Path) -> ModelPackage:
    """A package of which no voxel is surely bright: rounding decides of some."""
    folder = convolved_package(root)
    package = open_package(folder)
    volume = np.zeros((1, 1, 8, 16, 16), np.float32)
    volume[0, 0, 2:6, 4:12, 4:12] = 0.50003  # in half precision 0.5, which is as dark as bright
    bright = (volume - 0.5) * 10
    arrays = {"volume": volume, "seen": np.concatenate([-bright, bright], axis=1)}
    np.savez(folder / "golden" / "one.npz", **arrays)
    return package


def test_a_decision_that_would_be_another_refuses(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=r"golden/one\.npz: segment .* is there or not, otherwise than before"):
        halve(at_the_threshold(tmp_path), tmp_path / "made", atol=0.1)


def test_what_is_not_converted_is_said(tmp_path: Path) -> None:
    package = open_package(convolved_package(tmp_path))
    manifest = package.manifest
    remote = RemoteRuntime(kind="remote", url="http://a", model="m", version="1")
    external = Artifact(role="external", path="more.bin", sha256="0" * 64, size=1)
    (weights,) = manifest.artifacts
    cases = {
        "run on a server": replace(manifest, runtime=remote),
        "several files": replace(manifest, artifacts=(weights, external)),
        "in half precision already": replace(manifest, artifacts=(replace(weights, precision="fp16"),)),
        "number of the old one": replace(manifest, version="1.0.0-fp16"),
    }
    for why, other in cases.items():
        with pytest.raises(UsageError, match=why):
            halve(replace(package, manifest=other), tmp_path / "made")
    with pytest.raises(UsageError, match="something at --out"):
        halve(package, tmp_path)
