"""The relationships that the checker allows between content items are those that dcmtk's `dsrdump` allows."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

from radlane.encode.iod.relationships import allows
from radlane.encode.iod.terms import enumerated
from support.small_objects import coded, item
from support.validators import dsrdump

CLASSES = {
    "enhanced-sr": "1.2.840.10008.5.1.4.1.1.88.22",
    "comprehensive-sr": "1.2.840.10008.5.1.4.1.1.88.33",
    "comprehensive-3d-sr": "1.2.840.10008.5.1.4.1.1.88.34",
    "key-object-selection-document": "1.2.840.10008.5.1.4.1.1.88.59",
}
REFERRED = {
    "COMPOSITE": "1.2.840.10008.5.1.4.1.1.104.1",
    "IMAGE": "1.2.840.10008.5.1.4.1.1.2",
    "WAVEFORM": "1.2.840.10008.5.1.4.1.1.9.1.1",
}
# A value for each Value Type, so that nothing but the relationship can be wrong.
VALUES: dict[str, dict[str, Any]] = {
    "TEXT": {"TextValue": "x"},
    "CODE": {"ConceptCodeSequence": coded("1")},
    "NUM": {"MeasuredValueSequence": [item(NumericValue="1", MeasurementUnitsCodeSequence=coded("1", "UCUM"))]},
    "DATETIME": {"DateTime": "20240101000000"},
    "DATE": {"Date": "20240101"},
    "TIME": {"Time": "000000"},
    "UIDREF": {"UID": "1.2.3"},
    "PNAME": {"PersonName": "A^B"},
    **{
        kind: {"ReferencedSOPSequence": [item(ReferencedSOPClassUID=uid, ReferencedSOPInstanceUID="1.2.3.4")]}
        for kind, uid in REFERRED.items()
    },
    "SCOORD": {"GraphicType": "POINT", "GraphicData": [1.0, 1.0]},
    "SCOORD3D": {"GraphicType": "POINT", "GraphicData": [1.0, 1.0, 1.0], "ReferencedFrameOfReferenceUID": "1.2.9"},
    "TCOORD": {"TemporalRangeType": "POINT", "ReferencedTimeOffsets": ["1"]},
    "CONTAINER": {"ContinuityOfContent": "SEPARATE"},
}
_FLAT = {"SCOORD", "SCOORD3D", "TCOORD"}


def content(value_type: str, *below: Dataset, **attributes: Any) -> Dataset:
    made = item(ValueType=value_type, ConceptNameCodeSequence=coded("111030"), **VALUES[value_type], **attributes)
    if below:
        made.ContentSequence = [*below]
    return made


def document(sop_class_uid: str, source: str, relationship: str, target: str) -> Dataset:
    """A document in which one item stands in one relationship to another one, itself in a container."""
    child = content(target, RelationshipType=relationship)
    below = child if source == "CONTAINER" else content(source, child, RelationshipType="CONTAINS")
    root = content("CONTAINER", below)
    root.SOPClassUID, root.SOPInstanceUID = sop_class_uid, "1.2.3.4.5"
    root.StudyInstanceUID, root.SeriesInstanceUID = "1.2.3", "1.2.3.1"
    root.Modality = "KO" if sop_class_uid == CLASSES["key-object-selection-document"] else "SR"
    root.SeriesNumber = root.InstanceNumber = 1
    root.ContentDate, root.ContentTime = "20240101", "000000"
    root.CompletionFlag, root.VerificationFlag = "PARTIAL", "UNVERIFIED"
    root.file_meta = FileMetaDataset()
    root.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    root.file_meta.MediaStorageSOPClassUID, root.file_meta.MediaStorageSOPInstanceUID = sop_class_uid, "1.2.3.4.5"
    return root


def pairs(iod: str) -> Iterator[tuple[str, str, str]]:
    """Each source, relationship and target; a source has to be there by itself, which not every IOD allows."""
    for source, relationship, target in product(VALUES, _relationships(), VALUES):
        flat = iod in ("enhanced-sr", "key-object-selection-document") and source in _FLAT
        if not flat and (iod != "key-object-selection-document" or source == "CONTAINER"):
            yield source, relationship, target


def _relationships() -> list[str]:
    known = enumerated("RelationshipType", "", is_top=False)
    assert known is not None
    return sorted(known)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("iod", CLASSES)
def test_dcmtk_allows_the_same(iod: str, tmp_path: Path) -> None:
    def is_allowed(pair: tuple[str, str, str]) -> bool:
        path = tmp_path / f"{'-'.join(pair)}.dcm".replace(" ", "_")
        document(CLASSES[iod], *pair).save_as(path, enforce_file_format=True)
        return not any("elationship" in line for line in dsrdump(path))

    with ThreadPoolExecutor(2) as pool:
        found = dict(zip(pairs(iod), pool.map(is_allowed, pairs(iod)), strict=True))
    assert len(found) >= len(VALUES) * len(_relationships())
    assert {pair: allows(iod, *pair) for pair in found} == found
