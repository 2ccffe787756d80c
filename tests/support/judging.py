"""All judges on one study: its images, and what was made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from support.validators import dcentvfy, dciodvfy, dsrdump, pixelmed, tid1500reader


def complaints(images: Sequence[Path], objects: Mapping[str, Path]) -> tuple[tuple[str, str, str], ...]:
    """All that the judges say: tool, role of the object (or `study`), complaint.

    `objects` are Part 10 files by their roles; `report` is one of them.
    """
    report = objects["report"]
    said = [("dcentvfy", "study", line) for line in dcentvfy([*images, *objects.values()])]
    said += [("dsrdump", "report", line) for line in dsrdump(report)]
    said += [("tid1500reader", "report", line) for line in tid1500reader(report).complaints]
    by_pixelmed = pixelmed(reports=[report], instances=list(objects.values()))
    for role, path in objects.items():
        said += [("dciodvfy", role, line) for line in dciodvfy(path)]
        said += [("pixelmed", role, line) for line in by_pixelmed[path]]
    return tuple(said)
