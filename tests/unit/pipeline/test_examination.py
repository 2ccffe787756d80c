"""Networks are examined in a process with limits; what happens to it is said."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import onnx
import pytest
from onnx import helper

from radlane.domain.admission import Check
from radlane.domain.model import OnnxRules
from radlane.errors import InferenceFailed, ModelUnavailable, PackageRefused
from radlane.pipeline.examination import CHECKS, ExaminationLimits, Examined, checks_of, examine, run_check
from radlane.registry.catalogue import builtin_roots
from radlane.registry.package import open_package
from radlane.registry.staging import stage
from support.attack_graphs import NETWORKS, constant
from support.attack_packages import package
from support.children import Full, Instead, dies_at_the_checker, ends_at_once, says_another_check
from support.lanes import base_manifest
from support.networks import endless_nodes, network
from support.said import NAME, detection, expected, golden_image, nodule, write_package
from support.said import network as said_network
from support.signatures import write
from support.volume_models import bright_network, bright_package

LIMITS = ExaminationLimits(seconds=60.0, memory_bytes=512 << 20, threads=1)


def examined(folder: Path, weights: bytes | None = None, rules: OnnxRules | None = None) -> Examined:
    opened = stage(write(package(weights), folder / "package")).package
    files = {path: folder / "package" / path for path in ("model.onnx", "golden/ramp.npz")}
    manifest = replace(opened.manifest, onnx=rules or OnnxRules())
    return Examined(manifest=manifest, digest=opened.digest, weights_digest=opened.weights_digest, files=files)


def in_process(folder: Path, weights: bytes | None = None) -> dict[str, str | None]:
    checks = checks_of(examined(folder, weights).package(), LIMITS)
    return {name: run_check(name, check).code for name, check in checks.items()}


def test_a_good_package_passes_in_a_process_of_its_own(tmp_path: Path) -> None:
    checks = examine(examined(tmp_path), LIMITS, get_context("spawn"))
    assert [(check.name, check.code) for check in checks] == [
        ("graph", None),
        ("checker", None),
        ("dry-run", None),
        ("golden", None),
    ]
    assert all(check.memory_mib and check.memory_mib < 400 for check in checks)


def test_a_check_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    loops = examined(tmp_path, network(endless_nodes()), OnnxRules(allow_control_flow=True))
    begun = time.monotonic()
    last = examine(loops, replace(LIMITS, seconds=5.0), get_context("spawn"))[-1]
    assert (last.name, last.code) == ("dry-run", "dry-run-time")
    assert last.memory_mib is not None
    assert time.monotonic() - begun < 60


@pytest.mark.parametrize("name", ["a class too many, behind a name", "not a number", "another network"])
def test_what_is_wrong_has_its_code(tmp_path: Path, name: str) -> None:
    make, code, _ = NETWORKS[name]
    assert code in in_process(tmp_path, make()).values()


def raising(error: Exception) -> Callable[[], None]:
    def check() -> None:
        raise error

    return check


def caused(text: str) -> InferenceFailed:
    error = InferenceFailed("The network did not run")
    error.__cause__ = RuntimeError(text)
    return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (MemoryError(), "golden-memory"),
        (caused("std::bad_alloc"), "golden-memory"),
        (caused("index out of range"), "golden-failed"),
        (PackageRefused("graph-size", "The network is not taken", why="it is large"), "graph-size"),
    ],
)
def test_errors_become_codes(error: Exception, code: str) -> None:
    assert run_check("golden", raising(error)).code == code


def test_a_process_that_dies_was_at_a_check(tmp_path: Path) -> None:
    last = examine(examined(tmp_path), LIMITS, Instead(dies_at_the_checker))[-1]
    assert (last.name, last.code) == ("checker", "checker-crashed")


def test_a_process_that_does_not_start_is_no_fault_of_the_package(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable):
        examine(examined(tmp_path), LIMITS, Instead(ends_at_once))


def test_a_process_that_leaves_a_check_out_has_failed_at_it(tmp_path: Path) -> None:
    last = examine(examined(tmp_path), LIMITS, Instead(says_another_check))[-1]
    assert (last.name, last.code) == ("checker", "checker-crashed")


def test_a_machine_that_is_full_is_no_fault_of_the_package(tmp_path: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(ModelUnavailable):
        examine(examined(tmp_path), LIMITS, Full())  # type: ignore[arg-type]
    assert len(list(Path("/proc/self/fd").iterdir())) == before


PARENT = """
import sys
from multiprocessing import get_context
from pathlib import Path
from radlane.pipeline.examination import ExaminationLimits, examine
from support.children import Waits
examine(Waits(file=Path(sys.argv[1])), ExaminationLimits(seconds=300.0), get_context("spawn"))
"""


def test_a_parent_that_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    file = tmp_path / "child"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", PARENT, str(file)], env=environment) as parent:
        assert soon(lambda: file.exists() and file.read_text().endswith("\n"), 60)
        parent.kill()
    child = Path("/proc", file.read_text().strip(), "cmdline")
    assert soon(lambda: not child.exists() or not child.read_bytes(), 10)


def soon(is_so: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.05)
    return is_so()


def first_window_only() -> bytes:
    """The bright network; however many windows it is given, it looks at the first."""
    model = onnx.load_model_from_string(bright_network())
    model.graph.node[0].input[0] = "first"
    parts = [constant("begin", [0]), constant("end", [1])]
    for node in (helper.make_node("Slice", ["volume", "begin", "end"], ["first"]), *parts):
        model.graph.node.insert(0, node)
    return bytes(model.SerializeToString())


@pytest.mark.parametrize(("weights", "code"), [(bright_network(), None), (first_window_only(), "model-mismatch")])
def test_as_many_windows_are_tried_as_are_run_at_once(tmp_path: Path, weights: bytes, code: str | None) -> None:
    opened = open_package(bright_package(tmp_path) / "bright")
    (artifact,) = opened.manifest.artifacts
    opened.locate(artifact.path).write_bytes(weights)
    digest = hashlib.sha256(weights).hexdigest()
    own = replace(opened.manifest, artifacts=(replace(artifact, sha256=digest, size=len(weights)),))
    check = checks_of(replace(opened, manifest=own), LIMITS)["dry-run"]
    assert run_check("dry-run", check).code == code


@pytest.mark.parametrize(("classes", "code"), [(1, None), (2, "model-mismatch")])
def test_boxes_are_looked_at_together(tmp_path: Path, classes: int, code: str | None) -> None:
    """Behind names that say nothing: the graph does not state how long its axes are."""
    weights = onnx.load_model_from_string(said_network((8, 6), wanted=("boxes", "scores")))
    for output in weights.graph.output:
        for place, side in enumerate(output.type.tensor_type.shape.dim):
            side.dim_param = f"{output.name}_{place}"
    kinds = [nodule(), nodule(id="mass", channel=1)]
    image = golden_image((8, 6))
    arrays = {"image": image, **{name: expected(image)[name] for name in ("boxes", "scores")}}
    manifest = base_manifest()
    source = replace(manifest.inputs[0], geometry=replace(manifest.inputs[0].geometry, size=(8, 6)))
    made = replace(manifest, inputs=(source,), outputs=(detection(classes=tuple(kinds[:classes])),))
    write_package(tmp_path, made, weights.SerializeToString(), arrays)
    check = checks_of(open_package(tmp_path / NAME), LIMITS)["dry-run"]
    assert run_check("dry-run", check).code == code


def test_the_checks_have_names_that_the_report_knows() -> None:
    check = run_check("graph", lambda: None)
    assert isinstance(check, Check)
    assert check.code is None


EXAMPLES = builtin_roots()[0] / "examples"


@pytest.mark.parametrize("name", sorted(path.parent.name for path in EXAMPLES.glob("*/model.yaml")))
def test_networks_of_every_shape_are_examined(name: str) -> None:
    package = open_package(EXAMPLES / name)
    checks = checks_of(package, LIMITS)
    assert [run_check(each, checks[each]).code for each in CHECKS] == [None] * len(CHECKS)


def test_a_network_of_other_channels_than_its_manifest_is_refused() -> None:
    package = open_package(builtin_roots()[0] / "examples" / "brats-channels")
    (wanted,) = package.manifest.inputs
    fewer = replace(package.manifest, inputs=(replace(wanted, channels=wanted.channels[:-1]),))
    checks = checks_of(replace(package, manifest=fewer), LIMITS)
    assert run_check("dry-run", checks["dry-run"]).code == "model-mismatch"
