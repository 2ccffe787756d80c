from collections.abc import Callable

import pytest
from pydicom.dataset import Dataset
from pydicom.uid import UID

from support.encoding import codes_of, encoded
from support.radiographs import radiograph

Mutation = Callable[[list[Dataset], Dataset], object]


def set_series(objects: list[Dataset], uid: str) -> None:
    objects[1].SeriesInstanceUID = uid
    evidence = objects[2].CurrentRequestedProcedureEvidenceSequence[0].ReferencedSeriesSequence[-1]
    evidence.SeriesInstanceUID = uid


def rename(dataset: Dataset, keyword: str, uid: str) -> None:
    dataset.add_new(keyword, "LO", uid)


@pytest.mark.parametrize(
    ("mutate", "code"),
    [
        (lambda objects, _: rename(objects[1], "SeriesInstanceUID", "01.2"), "uid-invalid"),
        (lambda objects, _: set_series(objects, objects[0].SeriesInstanceUID), "series-mixed"),
        (lambda objects, source: set_series(objects, source.SeriesInstanceUID), "series-of-source"),
        (lambda objects, _: objects.append(objects[1]), "uid-duplicate"),
        (
            lambda objects, _: setattr(objects[1].file_meta, "MediaStorageSOPInstanceUID", UID("1.2.3")),
            "file-meta-mismatch",
        ),
    ],
)
def test_each_rule_finds_its_defect(mutate: Mutation, code: str) -> None:
    source = radiograph()
    objects = encoded(source)
    mutate(objects, source)
    assert codes_of(objects, [source]) == [code]


def test_objects_without_file_meta_information_are_judged_by_their_content() -> None:
    source = radiograph()
    objects = encoded(source)
    for dataset in objects:
        del dataset.file_meta
    assert codes_of(objects, [source]) == []
