"""The matrix: every kind of result on every shape of source in every transfer syntax before all judges, and in a PACS.

`make test-conformance` writes its tables into docs/conformance.md.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread

from radlane.domain.result import DeliveryState, Role
from radlane.encode.part10 import write_object
from radlane.encode.source_frame import SourceFrame
from support.archives import held as held_by
from support.archives import states
from support.lane import DONE, Run
from support.matrix import LOSSLESS, Held, Matrix, fill, misplaced
from support.matrix_judges import MATRIX_NOISE, Judged, judge, without_written_noise
from support.matrix_kinds import Case
from support.matrix_lane import WHOLE, add_runs
from support.matrix_sources import SOURCES, analysed
from support.matrix_tables import tables
from support.noise import read_noise
from support.nrrd import positions_by_segment, positions_of
from support.orthanc import Orthanc
from support.page import write_part
from support.sources import ROOT
from support.syntaxes import SYNTAXES
from support.validators import paramap2itkimage, segimage2itkimage

# dcmqi makes one regular volume of the frames, or nothing: no tilt, no uneven distances, one stack, time and spacing.
VOLUMES = ("ct", "mr-oblique", "ct-one-slice", "ct-backwards", "enhanced-ct", "enhanced-mr")
NO_VOLUMES = ("cr", "us", "ct-tilted", "cine", "stills", "photograph", "slide-full")
SEGMENTATIONS = ("SEG binary", "SEG label map", "binary for label map")
_DOCUMENTS = {Role.REPORT, Role.DISPLAY, Role.STATUS_REPORT, Role.REJECTION}

pytestmark = pytest.mark.timeout(4 * 60 * 60)


Runs = dict[tuple[str, str], Run]


@pytest.fixture(scope="module")
def matrix(tools: None, tmp_path_factory: pytest.TempPathFactory) -> Matrix:
    return fill(tmp_path_factory.mktemp("matrix"))


@pytest.fixture(scope="module", autouse=True)
def runs(matrix: Matrix) -> Runs:
    """The runs of the whole lane, whose objects are part of the matrix."""
    return add_runs(matrix)


@pytest.fixture(scope="module")
def judged(matrix: Matrix) -> Judged:
    found = judge(matrix)
    write_part(ROOT / "docs" / "conformance.md", "made by make test-conformance: matrix", tables(matrix, found))
    return found


def test_each_cell_is_filled_or_a_hole_with_its_reason(matrix: Matrix) -> None:
    assert misplaced(matrix) == []


def test_the_judges_complain_of_noise_only(judged: Judged) -> None:
    left = without_written_noise(judged)
    assert not left, "\n".join(left)


def test_every_entry_of_the_noise_of_the_matrix_is_needed(judged: Judged) -> None:
    said = {(one.tool, one.complaint) for one in judged.said}
    assert not [entry for entry in read_noise(MATRIX_NOISE) if not any(entry.covers(*one) for one in said)]


def test_a_syntax_that_loses_nothing_changes_nothing(matrix: Matrix) -> None:
    """The objects of a kind on a source are the same files, whichever of them the images were in."""
    lossless = {syntax.name for syntax in SYNTAXES if syntax.method is None}
    made = defaultdict(set)
    for cell in matrix.cells:
        if cell.objects and cell.syntax in lossless and cell.source in {shape.name for shape in SOURCES}:
            made[cell.kind, cell.source].add(cell.objects)
    assert [key for key, files in made.items() if len(files) > 1] == []


def test_a_syntax_that_loses_is_told_of(matrix: Matrix) -> None:
    """Images that are derived from lossy ones say so, and by which method; the radiograph is lossy in every syntax."""
    images = {path: study.images[0] for study in matrix.studies for path in study.objects}
    said = set()
    for one in matrix.held.values():
        if one.role not in _DOCUMENTS:
            dataset, image = (dcmread(path, stop_before_pixels=True) for path in (one.path, images[one.path]))
            method = one.method if one.method != LOSSLESS else image.get("LossyImageCompressionMethod")
            assert dataset.get("LossyImageCompressionMethod") == method
            assert method is None or dataset.LossyImageCompression == "01"
            said.add((one.method, method))
    assert {one.method for one in SYNTAXES} - {None} < {method for _, method in said}
    assert {(LOSSLESS, None), (LOSSLESS, "ISO_15444_1")} < said


@pytest.mark.parametrize("name", VOLUMES)
def test_dcmqi_reads_each_voxel_where_it_is(matrix: Matrix, name: str, tmp_path: Path) -> None:
    for place, one in enumerate(_segmentations(matrix, name)):
        case = Case(name=name, frames=_frames(matrix, name))
        read = positions_by_segment(segimage2itkimage(one.path, tmp_path / str(place)), 3)
        assert len(read) == 3
        for number, found in enumerate(read, start=1):
            expected = positions_of(case.frames, case.labels() == number)
            assert len(found) == len(expected)
            np.testing.assert_allclose(found, expected, atol=2e-3)


@pytest.mark.parametrize("name", NO_VOLUMES)
def test_dcmqi_has_no_image_for_what_is_no_regular_volume(matrix: Matrix, name: str, tmp_path: Path) -> None:
    for place, one in enumerate(_segmentations(matrix, name)):
        assert segimage2itkimage(one.path, tmp_path / str(place)) == ()


def test_dcmqi_reads_parametric_maps(matrix: Matrix, tmp_path: Path) -> None:
    """Of one regular volume; it knows nothing else."""
    maps = [one for one in matrix.held.values() if one.role is Role.PARAMETRIC_MAP and one.method == LOSSLESS]
    assert {one.source for one in maps} >= {*VOLUMES} - {"ct-one-slice"}
    for place, one in enumerate(one for one in maps if one.source in VOLUMES):
        assert len(paramap2itkimage(one.path, tmp_path / str(place))) == 1


def _segmentations(matrix: Matrix, source: str) -> list[Held]:
    found = [one for one in matrix.held.values() if one.source == source and one.kind in SEGMENTATIONS]
    return [one for one in found if one.role is Role.SEGMENTATION]


def _frames(matrix: Matrix, source: str) -> tuple[SourceFrame, ...]:
    shape = next(shape for shape in SOURCES if shape.name == source)
    study = next(study for study in matrix.studies if study.source == source)
    return analysed(shape, [dcmread(path) for path in study.images])


@pytest.mark.parametrize("name", [shape.name for shape in SOURCES])
def test_a_pacs_gives_back_what_was_stored(matrix: Matrix, orthanc: Orthanc, name: str, tmp_path: Path) -> None:
    objects = [(one.role, dcmread(one.path)) for one in matrix.held.values() if one.source == name]
    orthanc.empty()
    stored = orthanc.archive().store([write_object(dataset, role, tmp_path) for role, dataset in objects])
    assert {*states(stored)} == {DeliveryState.STORED}
    expected = {str(dataset.SOPInstanceUID): dataset for _, dataset in objects}
    assert held_by(orthanc.archive(), str(objects[0][1].StudyInstanceUID)) == expected


def test_the_lane_decodes_each_syntax_that_loses_nothing_to_the_same_pixels(runs: Runs) -> None:
    """The same segments, voxel by voxel, as of native images; a scan of other depth has its own."""
    lossless = [syntax.name for syntax in SYNTAXES if syntax.method is None]
    for whole in WHOLE:
        masks = [
            runs[whole.name, name].dataset("segmentation").pixel_array
            for name in lossless
            if runs[whole.name, name].ended.code == DONE
        ]
        assert len(masks) == len(lossless)
        assert all(np.array_equal(masks[0], other) for other in masks[1:])
