"""Earlier studies of a patient, and models that compare with one: a head that was dark in another place before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import ExplicitVRLittleEndian
from pydicom.valuerep import DSfloat

from radlane.domain.input import Channel
from radlane.domain.prior import Prior
from radlane.pipeline.lane import Lane
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.registrations import SPATIAL_REGISTRATION
from support.radiographs import with_meta
from support.said import regression
from support.several import (
    BRIGHT,
    SHAPE,
    SPACE,
    channel,
    geometry,
    head,
    lane_of,
    loaded_model,
    one_of,
    package,
    reading,
    segmenting,
)
from support.volumes import Block, uid

NOW = date(2024, 2, 29)  # Study Date of `several.STUDY`, late in the evening
DAYS = 90
OTHER_SPACE = uid("another FrameOfReferenceUID")
NETWORK = {"volume": [0.4, 0.5]}
"""What `now` and `before` count: together 0.486 in the box (BRIGHT / 1000 * 0.9), 0.54 with a brighter one before."""
BRIGHTER = 700


def study_uid(name: str) -> str:
    """The Study Instance UID of an earlier study."""
    return uid(f"prior {name} StudyInstanceUID")


def earlier(name: str, source: Block | None = None, *, days: int = DAYS, **attributes: Any) -> list[FileDataset]:
    """One series `before` of an earlier study of the patient; `days` ago, in the same space as the current study."""
    said = {
        "StudyInstanceUID": study_uid(name),
        "StudyDate": (NOW - timedelta(days=days)).strftime("%Y%m%d"),
        "StudyTime": "080000",
        "SeriesDescription": "before",
        "FrameOfReferenceUID": SPACE,
        "AccessionNumber": f"A-{name}"[:16],
        "BodyPartExamined": "HEAD",
        **attributes,
    }
    made = one_of("before", source or head(100, BRIGHTER), **said)
    for number, dataset in enumerate(made):
        dataset.SeriesInstanceUID = uid(f"prior {name} series {said['SeriesDescription']}")
        dataset.SOPInstanceUID = uid(f"prior {name} {said['SeriesDescription']} {number}")
        dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    return made


def now(source: Block | None = None, **attributes: Any) -> list[FileDataset]:
    """The one series of the current study."""
    return one_of("now", source or head(100, BRIGHT), **attributes)


def before(registration: str = "frame-of-reference", **changes: Any) -> Channel:
    """The channel of an earlier study, of a year at most."""
    terms = {"within_days": 365, "at_least_days": 1, **changes.pop("terms", {})}
    prior = Prior(registration=registration, **terms)  # type: ignore[arg-type]
    return replace(channel("before", prior=prior), **changes)


def comparing_model(root: Path, **changes: Any) -> LoadedModel:
    """A model that segments what is bright in both studies together, on the grid of the current one."""
    wanted, output = segmenting(channel("now"), before(**changes))
    package(root, [wanted], [output], NETWORK)
    return loaded_model(root)


def siamese_model(root: Path, **changes: Any) -> LoadedModel:
    """A model with an input for each study, each on its own grid, that says the mean of their sum."""
    whole = geometry(window=None, size=SHAPE)
    inputs = [
        reading(channel("now"), laid=whole, name="now"),
        reading(before("none", **changes), laid=whole, name="before"),
    ]
    output = replace(regression(factor=1.0, plausible=(-10.0, 90.0)), name="mean")
    package(root, inputs, [output], {"now": [1.0], "before": [1.0]})
    return loaded_model(root)


def lane_with(folder: Path, model: LoadedModel, made: Mapping[str, Sequence[FileDataset]]) -> Lane:
    """A lane whose archive holds these series, of any study."""
    return lane_of(folder, model, made)


def registration(
    name: str, maps: Mapping[str, Any], *, registered: str = SPACE, like: FileDataset, **attributes: Any
) -> FileDataset:
    """A Spatial Registration object in the study of an image; `maps` of Frames of Reference to the registered one."""
    made = Dataset()
    for keyword in (
        *("PatientID", "IssuerOfPatientID", "PatientName", "PatientBirthDate", "PatientSex", "StudyInstanceUID"),
        *("StudyDate", "StudyTime", "AccessionNumber", "StudyID", "ReferringPhysicianName", "SpecificCharacterSet"),
    ):
        setattr(made, keyword, like[keyword].value)
    made.SOPClassUID, made.Modality = SPATIAL_REGISTRATION, "REG"
    made.SeriesInstanceUID, made.SOPInstanceUID = uid(f"registration {name} series"), uid(f"registration {name}")
    made.SeriesNumber = made.InstanceNumber = 1
    made.Manufacturer, made.ContentLabel, made.ContentDate, made.ContentTime = "tests", "REG", "20240229", "120000"
    made.FrameOfReferenceUID, made.PositionReferenceIndicator = registered, ""
    made.RegistrationSequence = [_registered_item(space, matrix) for space, matrix in maps.items()]
    for keyword, value in attributes.items():
        setattr(made, keyword, value)
    return with_meta(made, ExplicitVRLittleEndian)


def _registered_item(space: str, matrix: Any) -> Dataset:
    one, of_item, item = Dataset(), Dataset(), Dataset()
    one.FrameOfReferenceTransformationMatrixType = "RIGID"
    one.FrameOfReferenceTransformationMatrix = [DSfloat(float(part), auto_format=True) for part in np.ravel(matrix)]
    of_item.MatrixSequence, of_item.RegistrationTypeCodeSequence = [one], []
    item.FrameOfReferenceUID, item.MatrixRegistrationSequence = space, [of_item]
    return item
