"""What a model was not made for ends not analysed, whatever its headers say; what it was made for is analysed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import FileDataset
from pydicom.uid import ComputedRadiographyImageStorage

from radlane.imaging.tensor import to_tensor
from radlane.pipeline.familiarity import distance_of
from support.lane import DONE, NOT_ANALYSED, run
from support.lanes import reference_model
from support.radiographs import radiograph, real, save
from support.shown import image

WRONG = ("RG3_UNCI.dcm", "693_UNCI.dcm", "explicit_VR-UN.dcm", "MR2_UNCI.dcm", "MR-SIEMENS-DICOM-WithOverlays.dcm")


def stripped(name: str) -> FileDataset:
    """Real pixels with the headers of a chest radiograph that says neither body part nor view."""
    found = dcmread(real(name))
    pixels = found.pixel_array.astype(np.int32)
    shown = (pixels - pixels.min()).astype(np.uint16)
    says: dict[str, Any] = {"BodyPartExamined": None, "ViewPosition": None, "PatientOrientation": None}
    if found.PhotometricInterpretation == "MONOCHROME1":
        says["PhotometricInterpretation"] = "MONOCHROME1"
    made = radiograph(shown, bits=16, **says)
    assert (made.Modality, made.SOPClassUID) == ("CR", ComputedRadiographyImageStorage)
    return made


@pytest.mark.parametrize("name", WRONG)
def test_a_tibia_and_slices_with_the_tags_of_nothing_are_not_analysed(name: str, tmp_path: Path) -> None:
    save(stripped(name), tmp_path / "archive")
    done = run(tmp_path / "archive", model="cxr-lungs")
    assert done.ended.code == NOT_ANALYSED, done.ended.stderr
    assert done.reasons <= {"input-not-acceptable", "out-of-distribution"}
    assert done.stored_nothing


@pytest.mark.parametrize("name", WRONG)
def test_the_distance_alone_would_refuse_them(name: str) -> None:
    """Also where the gate were wrong: it is part of the network that is asked."""
    model = reference_model()
    fitted = model.manifest.out_of_distribution
    assert fitted is not None
    assert model.fitted is not None
    dataset = stripped(name)
    pixels = dataset.pixel_array.astype(np.float32)
    sign = -1 if dataset.PhotometricInterpretation == "MONOCHROME1" else 1
    for polarity in (sign, -sign):
        tensor = to_tensor(image(polarity * pixels), model.manifest.inputs[0])
        features = model.session.run({tensor.name: tensor.values})[fitted.features]
        assert distance_of(model.fitted, [features]) > 1.5 * fitted.threshold


def test_a_chest_says_how_far_it_lies(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "RG1.dcm").write_bytes(real("RG1_UNCI.dcm").read_bytes())
    done = run(archive, model="cxr-lungs")
    assert done.ended.code == DONE, done.ended.stderr
    said = done.result["out_of_distribution"]
    assert 0 < said["distance"] < said["threshold"] == 11.1
