from pathlib import Path

import numpy as np
import pydicom.data
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset

from radlane.encode.checker import check_objects
from radlane.encode.result import encode_result
from radlane.encode.source_frame import every_frame
from support.encoding import codes_of, conclusion, encoded
from support.frame_sources import SHAPE, enhanced_ct, stack_planes
from support.radiographs import radiograph, real
from support.shapes import concluded, run


@pytest.mark.parametrize("name", ["RG1_UNCI.dcm", "RG3_UNCI.dcm"])
@pytest.mark.parametrize("present", [(True, True), (True, False), (False, False)])
def test_results_of_real_radiographs_have_no_problem(name: str, present: tuple[bool, bool]) -> None:
    source = dcmread(real(name))
    lateral = list(source.PatientOrientation) == ["L", "F"]  # as the lungs of these tests lie
    objects = encoded(source, conclusion(source.Rows, source.Columns, present=present, lateral=lateral))
    assert check_objects(objects, [source]) == ()
    assert check_objects(objects, []) == ()


def test_an_empty_object_has_problems_and_no_exception() -> None:
    assert codes_of([Dataset()], [radiograph()]) == [
        *("uid-invalid", "patient-mismatch", "study-mismatch", "root-missing", "contributing-equipment"),
        *("content-qualification", "statement-missing", "times-differ", "character-set"),
    ]


@pytest.mark.parametrize("modality", ["SEG", "SR"])
def test_an_object_of_our_kinds_that_holds_nothing_else(modality: str) -> None:
    empty = Dataset()
    empty.Modality = modality
    assert check_objects([empty], [radiograph()])


def foreign() -> list[Path]:
    """The readable files that pydicom ships for its own tests."""
    folder = Path(pydicom.data.__file__).parent / "test_files"
    return sorted(path for path in folder.glob("*.dcm") if path.stat().st_size < 300_000)


def test_objects_of_others_are_judged_without_an_exception() -> None:
    read = [dcmread(path, force=True) for path in foreign()]
    assert len(read) > 50
    for dataset in read:
        assert check_objects([dataset], [])
        assert check_objects([dataset], [radiograph()])


def test_the_analysed_frames_may_be_some_of_an_image() -> None:
    frames = every_frame([enhanced_ct(stack_planes(4))])[1:3]
    run_on_it, said = run(frames), concluded(np.indices((2, *SHAPE), np.uint8).sum(axis=0, dtype=np.uint8) % 4)
    objects = encode_result(run_on_it, said, None)
    assert check_objects(objects, run_on_it.sources, said, frames) == ()
    assert {found.code for found in check_objects(objects, run_on_it.sources, said)} == {"pixels-mismatch", "frame-set"}
