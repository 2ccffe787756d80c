"""Packages of small networks on volumes, with a golden vector for each network."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from radlane.domain.model import Artifact, Manifest, SelfTest
from support.lanes import base_manifest
from support.volume_models import WINDOWS, bright_network, geometry, stage

BRIGHT = "staged"


def networks_package(
    root: Path, name: str = BRIGHT, *, before: Sequence[str] = (), batch: str | int = "n", **changes: object
) -> Manifest:
    """A folder of a package whose networks are all `bright_network`; `before` are ids of its stages."""
    folder = root / name
    (folder / "golden").mkdir(parents=True)
    weights = bright_network(batch=batch)
    digest = hashlib.sha256(weights).hexdigest()
    main = stage(geometry(window=replace(WINDOWS, batch=1 if batch == 1 else 2)))
    whole = geometry(window=None, size=(4, 8, 8))
    stages = tuple(stage(whole, stage_id=item, weights=f"{item}.onnx") for item in before)
    paths = [*(item.weights for item in stages), "model.onnx"]
    for path in paths:
        (folder / path).write_bytes(weights)
    volume = np.linspace(0, 1, 4 * 8 * 8, dtype=np.float32).reshape(1, 1, 4, 8, 8)
    bright = (volume - 0.5) * 10
    np.savez(folder / "golden" / "one.npz", volume=volume, seen=np.concatenate([-bright, bright], axis=1))
    tests = tuple(SelfTest(path="golden/one.npz", rtol=0.0, atol=0.001, stage=item) for item in (None, *before))
    manifest = replace(
        base_manifest(),
        name=name,
        artifacts=tuple(Artifact(role="weights", path=path, sha256=digest, size=len(weights)) for path in paths),
        before=stages,
        inputs=main.inputs,
        outputs=main.outputs,
        tests=tests,
        **changes,  # type: ignore[arg-type]
    )
    (folder / "README.md").write_text("What is bright.")
    (folder / "model.yaml").write_text(json.dumps(asdict(manifest)))  # JSON is YAML
    tag(root, name, manifest.version)
    return manifest


def tag(root: Path, name: str, version: str) -> None:
    """Put a version in production."""
    tags = root / "tags.json"
    known = json.loads(tags.read_text()) if tags.exists() else {}
    tags.write_text(json.dumps({**known, name: {"production": version}}))
