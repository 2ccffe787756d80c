"""Series as an archive answers them, and the candidates of a choice with their headers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from pydicom import Dataset

from radlane.domain.model import Manifest
from radlane.domain.refs import InstanceRef
from radlane.domain.select import Select
from radlane.domain.study import RetrievedInstance, SeriesIndex
from radlane.pipeline.choosing import Candidate
from radlane.registry.catalogue import builtin_roots
from radlane.registry.manifest import read_manifest
from support.lanes import not_fitted
from support.volume_models import geometry

CR, CT, SR = "1.2.840.10008.5.1.4.1.1.1", "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.88.34"
IMAGES = not_fitted(read_manifest(builtin_roots()[0] / "cxr-lungs" / "model.yaml"))
"""A model of radiographs."""


def series_of(
    number: int, modality: str = "CR", body_part: str = "CHEST", classes: tuple[str, ...] = (CR,)
) -> SeriesIndex:
    uid = f"1.2.{number}"
    refs = tuple(
        InstanceRef(
            study_instance_uid="1.2", series_instance_uid=uid, sop_instance_uid=f"{uid}.{place}", sop_class_uid=kind
        )
        for place, kind in enumerate(classes, start=1)
    )
    return SeriesIndex(series_instance_uid=uid, modality=modality, body_part_examined=body_part, instances=refs)


def coded(*codes: tuple[str, str]) -> list[Dataset]:
    items = []
    for scheme, value in codes:
        item = Dataset()
        item.CodingSchemeDesignator, item.CodeValue, item.CodeMeaning = scheme, value, "x"
        items.append(item)
    return items


def candidate(place: int, **header: str | list[Dataset]) -> Candidate:
    dataset = Dataset()
    for keyword, value in header.items():
        setattr(dataset, keyword, value)
    instance = RetrievedInstance(ref=series_of(place).instances[0], path=Path(f"{place}.dcm"))
    return Candidate(instance=instance, header=dataset)


def slices_of(number: int, count: int = 3, **header: Any) -> list[Candidate]:
    """Candidates of one series."""
    refs = series_of(number, classes=(CT,) * count).instances
    made = []
    for ref in refs:
        dataset = Dataset()
        dataset.StudyInstanceUID, dataset.SeriesInstanceUID = ref.study_instance_uid, ref.series_instance_uid
        for keyword, value in header.items():
            setattr(dataset, keyword, value)
        made.append(Candidate(instance=RetrievedInstance(ref=ref, path=Path("x")), header=dataset))
    return made


def selecting(manifest: Manifest, **changes: Any) -> Manifest:
    """The manifest with another selection."""
    (wanted,) = manifest.inputs
    (channel,) = wanted.channels
    select: Select = replace(channel.select, **changes)
    return replace(manifest, inputs=(replace(wanted, channels=(replace(channel, select=select),)),))


VOLUMES = replace(
    selecting(IMAGES, modalities=("CT",), sop_classes=(CT,)),
    inputs=tuple(
        replace(wanted, geometry=geometry())
        for wanted in selecting(IMAGES, modalities=("CT",), sop_classes=(CT,)).inputs
    ),
)
"""The same of stacks of CT."""
