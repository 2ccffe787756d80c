"""A model that compares with an earlier study, on a real Orthanc; judged by tools not ours.

The patient has two studies, in two Frames of Reference, and a registration of one on the other; somebody else has the
same Patient ID of another issuer, and a newer study. The network's sum is above a half only where both studies are
bright, so that an earlier one that is left out, or laid elsewhere, changes what is found.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import highdicom
import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import FileDataset

from radlane.domain.job import JobRequest
from radlane.domain.result import Result
from radlane.encode.checker import check_objects
from radlane.pipeline.document import describe_result
from radlane.pipeline.steps import run_job
from support.judging import complaints
from support.lanes import lane, watch
from support.noise import read_noise, without_noise
from support.orthanc import Orthanc
from support.priors import BRIGHTER, DAYS, OTHER_SPACE, comparing_model, earlier, now, registration, study_uid
from support.reading import words
from support.several import BOX, NAME, STUDY, head
from support.volumes import rotation, saved

MAP = rotation((10, -20, 30))
MAP[:3, 3] = (12.5, -7.0, 33.0)
VOXELS = int(np.prod([part.stop - part.start for part in BOX]))


@pytest.fixture
def studies(tools: None, orthanc: Orthanc) -> dict[str, list[FileDataset]]:
    """What Orthanc holds."""
    before = earlier("one", head(100, BRIGHTER).moved(np.linalg.inv(MAP)), FrameOfReferenceUID=OTHER_SPACE)
    made = {
        "now": now(),
        "before": before,
        "foreign": earlier("foreign", days=5, IssuerOfPatientID="another clinic", PatientName="Other^Olga"),
    }
    made["registration"] = [registration("one", {OTHER_SPACE: MAP}, like=made["now"][0])]
    orthanc.empty()
    for datasets in made.values():
        for dataset in datasets:
            orthanc.put(dataset)
    return made


def analysed(orthanc: Orthanc, folder: Path, **changes: Any) -> Result:
    (folder / "kept").mkdir()
    plain = lane(folder, archive=orthanc.archive(), keep=folder / "kept")
    model = comparing_model(folder / "models", **changes)
    return run_job(replace(plain, model=model), JobRequest(study_instance_uid=STUDY, model=NAME), watch())


@pytest.mark.timeout(900)  # PixelMed takes seconds for each report
def test_the_earlier_study_is_read_registered_and_named(
    orthanc: Orthanc, studies: dict[str, list[FileDataset]], tmp_path: Path
) -> None:
    result = analysed(orthanc, tmp_path)
    objects = {str(item.role): item.path for item in result.objects if item.path is not None}
    seg = highdicom.seg.segread(objects["segmentation"])
    assert int(seg.pixel_array.sum()) == VOXELS

    said = describe_result(result)["selection"]
    (chosen,) = [one for one in said if one["channel"] == "before" and one["choice"] == "chosen"]
    assert (chosen["study"], chosen["days_before"]) == (study_uid("one"), DAYS)
    (foreign,) = [one for one in said if one["code"] == "prior-foreign"]
    assert foreign["study"] is None
    read = [*studies["now"], *studies["before"], *studies["registration"]]
    assert {ref.sop_instance_uid for ref in result.provenance.inputs} == {str(one.SOPInstanceUID) for one in read}

    report = dcmread(objects["report"])
    (other,) = report.PertinentOtherEvidenceSequence
    assert other.StudyInstanceUID == study_uid("one")
    assert len(other.ReferencedSeriesSequence[0].ReferencedSOPSequence) == len(studies["before"])
    (current,) = report.CurrentRequestedProcedureEvidenceSequence
    assert current.StudyInstanceUID == STUDY
    assert "The model also read images of an earlier study" in words(report)
    assert check_objects([dcmread(path) for path in objects.values()], read) == ()

    folders = [saved(datasets, tmp_path / "images" / name) for name, datasets in studies.items() if name != "foreign"]
    images = [path for folder in folders for path in sorted(folder.iterdir())]
    left = [one for one in complaints(images, objects) if without_noise(one[0], [one[2]], read_noise())]
    assert not left, "\n".join(" | ".join(one) for one in left)
