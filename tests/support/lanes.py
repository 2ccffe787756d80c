"""A lane on a folder archive, with the reference model on the CPU."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path

from radlane.dicomweb.archive import Archive
from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.model import Manifest
from radlane.imaging.decode import decode_frame
from radlane.inference.devices import choose_device
from radlane.pipeline.lane import Lane, Site
from radlane.pipeline.models import LoadedModel, Models
from radlane.pipeline.networks import Places
from radlane.pipeline.watch import Watch
from radlane.registry.catalogue import builtin_roots, load_catalogue

STARTED = datetime(2024, 2, 29, 21, 30, 15, 123456, tzinfo=UTC)


@cache
def reference_model() -> LoadedModel:
    """cxr-lungs, loaded once for all tests."""
    root = builtin_roots()[0]
    models = Models(load_catalogue([root], [root / "tags.json"]), Places(device=choose_device("cpu", ()), threads=2))
    with models.lease("cxr-lungs") as model:
        return model  # nothing unloads it


def base_manifest() -> Manifest:
    """The reference model's manifest as packages of other networks are made of it: version 1.0.0, nothing fitted."""
    return not_fitted(reference_model().manifest)


def not_fitted(manifest: Manifest) -> Manifest:
    """A manifest as it was before its features were fitted, as version 1.0.0."""
    artifacts = tuple(artifact for artifact in manifest.artifacts if artifact.role != "out-of-distribution")
    return replace(manifest, version="1.0.0", artifacts=artifacts, out_of_distribution=None)


def site() -> Site:
    """A site whose clock stands still, and whose randomness counts: the same bytes in each test."""
    drawn = count(1)
    return Site(
        decode=decode_frame,
        read_limits=Limits(),
        inference_seconds=60.0,
        read_threads=2,
        timezone=UTC,
        now=lambda: STARTED,
        clock=time.perf_counter,
        token_bytes=lambda size: next(drawn).to_bytes(size, "big"),
        version="0.1.0",
    )


def lane(folder: Path, *, archive: Archive | None = None, keep: Path | None = None) -> Lane:
    """A lane on `<folder>/archive`; its objects pass through `<folder>/objects`."""
    for name in ("archive", "objects"):
        (folder / name).mkdir(exist_ok=True)
    return Lane(
        site=site(),
        archive=archive or FolderArchive("ward", folder / "archive", Limits()),
        model=reference_model(),
        workspace=folder / "objects",
        spool=folder / "spool",
        keep=keep,
    )


def watch() -> Watch:
    """A watch on which every step takes a second."""
    ticks = count(0.0, 1.0)
    return Watch(lambda: next(ticks), lambda _: None)
