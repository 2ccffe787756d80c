"""All judges on one study or several: their images, and what was made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from support.validators import dcentvfy, dciodvfy, dsrdump, pixelmed, tid1500reader

Complaints = tuple[tuple[str, str, str], ...]
"""Tool, role of the object (or `study`), complaint."""
_Study = tuple[Sequence[Path], Mapping[str, Path]]


def complaints(images: Sequence[Path], objects: Mapping[str, Path]) -> Complaints:
    """All that the judges say of one study.

    `objects` are Part 10 files by their roles; `report` is one of them.
    """
    (said,) = complaints_of([(images, objects)])
    return said


def complaints_of(studies: Sequence[_Study]) -> tuple[Complaints, ...]:
    """All that the judges say of each study; PixelMed, which takes long to begin, is begun once for all."""
    objects = [path for _, found in studies for path in found.values()]
    by_pixelmed = pixelmed(reports=[found["report"] for _, found in studies], instances=objects)
    return tuple(_said(*study, by_pixelmed) for study in studies)


def _said(images: Sequence[Path], objects: Mapping[str, Path], by_pixelmed: Mapping[Path, Sequence[str]]) -> Complaints:
    report = objects["report"]
    said = [("dcentvfy", "study", line) for line in dcentvfy([*images, *objects.values()])]
    said += [("dsrdump", "report", line) for line in dsrdump(report)]
    said += [("tid1500reader", "report", line) for line in tid1500reader(report).complaints]
    for role, path in objects.items():
        said += [("dciodvfy", role, line) for line in dciodvfy(path)]
        said += [("pixelmed", role, line) for line in by_pixelmed[path]]
    return tuple(said)
