"""A model with one version in production and another one beside it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import yaml

from radlane.domain.job import Job
from radlane.jobs.store import Query
from radlane.pipeline.models import Models
from support.jobs import MODEL, World, drawing_models, drawing_package

NEW = "1.1.0"


def shadowed_models(root: Path) -> Models:
    """`drawn:1.0.0` in production, and `drawn:1.1.0`, which says something else at each run too, beside it."""
    if not (root / MODEL).exists():
        folder = drawing_package(root)
        other = root / f"{MODEL}-new"
        shutil.copytree(folder, other)
        manifest = yaml.safe_load((other / "model.yaml").read_text())
        (other / "model.yaml").write_text(yaml.safe_dump({**manifest, "version": NEW}, sort_keys=False))
        tag(root, production="1.0.0", shadow=NEW)
    return drawing_models(root)


def tag(root: Path, **tags: str) -> None:
    """Let tags mean versions; a catalogue reads that when it is made."""
    (root / "tags.json").write_text(json.dumps({MODEL: tags}))


def shadows(on: World) -> list[Job]:
    """The jobs that run beside others, the oldest first."""
    found, _ = on.store.find(Query(limit=200))
    return [job for job in reversed(found) if job.order.shadow_of is not None]
