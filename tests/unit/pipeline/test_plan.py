"""Which images a model reads, or why none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydicom import Dataset

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.refs import InstanceRef
from radlane.domain.study import PatientIdentity, RetrievedInstance, SeriesIndex, StudyIndex
from radlane.errors import InputRefused, StudyNotFound, UsageError
from radlane.pipeline.plan import (
    MOST_CANDIDATES,
    Candidate,
    choose_image,
    choose_slices,
    only_study,
    select_candidates,
)
from radlane.registry.catalogue import builtin_roots
from radlane.registry.manifest import read_manifest
from support.radiographs import STUDY, radiograph, save
from support.volume_models import geometry

MANIFEST = read_manifest(builtin_roots()[0] / "cxr-lungs" / "model.yaml")
CR, CT, SR = "1.2.840.10008.5.1.4.1.1.1", "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.88.34"


def series(
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


def study(*found: SeriesIndex) -> StudyIndex:
    return StudyIndex(study_instance_uid="1.2", patient=PatientIdentity(patient_id="p", issuer=""), series=found)


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
    instance = RetrievedInstance(ref=series(place).instances[0], path=Path(f"{place}.dcm"))
    return Candidate(instance=instance, header=dataset)


@pytest.mark.parametrize(
    ("found", "named", "expected"),
    [
        ((series(1),), None, ["1.2.1.1"]),
        ((series(1, body_part=""),), None, ["1.2.1.1"]),  # what is absent decides nothing
        ((series(1), series(2, modality="CT", classes=(CT,))), None, ["1.2.1.1"]),  # other images do not hide it
        ((series(1), series(2, modality="SR", classes=(SR,))), None, ["1.2.1.1"]),  # nor do results
        ((series(1, classes=(CR, SR)),), None, ["1.2.1.1"]),  # nor what else is in its series
        ((series(1), series(2)), None, ["1.2.1.1", "1.2.2.1"]),  # the headers decide
        ((series(1), series(2, body_part="HAND")), None, ["1.2.1.1"]),
        ((series(1), series(2)), "1.2.2", ["1.2.2.1"]),  # the caller decides
    ],
)
def test_candidates(found: tuple[SeriesIndex, ...], named: str | None, expected: list[str]) -> None:
    assert [ref.sop_instance_uid for ref in select_candidates(study(*found), MANIFEST, named)] == expected


@pytest.mark.parametrize(
    ("found", "named", "code"),
    [
        ((), None, "no-matching-series"),
        ((series(1, modality="CT", classes=(CT,)),), None, "no-matching-series"),
        ((series(1, modality="MR"),), None, "no-matching-series"),  # the modality contradicts the class
        ((series(1, classes=(SR,)),), None, "no-matching-series"),
        ((series(1),), "1.2.9", "no-matching-series"),  # the named series is not there
        ((series(1, body_part="HAND"), series(2, body_part="FOOT")), None, "body-part-mismatch"),
        ((series(1, classes=(CR,) * (MOST_CANDIDATES + 1)),), None, "ambiguous-input"),
    ],
)
def test_why_there_is_no_candidate(found: tuple[SeriesIndex, ...], named: str | None, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        select_candidates(study(*found), MANIFEST, named)
    assert (refused.value.code, refused.value.uid) == (code, "1.2")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([candidate(1)], 1),  # what is absent decides nothing
        ([candidate(1, ViewPosition="LL"), candidate(2, ViewPosition="PA")], 2),  # the usual pair
        ([candidate(1, ViewPosition="AP", BodyPartExamined="CHEST")], 1),
        ([candidate(1, BodyPartExamined="HAND"), candidate(2, BodyPartExamined="CHEST ")], 2),
        ([candidate(1, AnatomicRegionSequence=coded(("SCT", "816094009")))], 1),
        ([candidate(1, AnatomicRegionSequence=coded(("SCT", "51185008")))], 1),  # its former code
        ([candidate(1, AnatomicRegionSequence=coded(("SNM3", "T-D3000")))], 1),  # SNOMED RT under its first name
        ([candidate(1, AnatomicRegionSequence=[], ViewCodeSequence=coded(("", "x")))], 1),  # say nothing
        ([candidate(1, ViewCodeSequence=coded(("SRT", "R-10206")))], 1),
        ([candidate(1, ViewCodeSequence=coded(("SCT", "399067008"))), candidate(2)], 2),  # lateral, and silent
    ],
)
def test_the_chosen_image(found: list[Candidate], expected: int) -> None:
    assert choose_image(found, MANIFEST, "1.2").path == Path(f"{expected}.dcm")


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ([candidate(1, BodyPartExamined="HAND")], "body-part-mismatch"),  # the archive did not know
        ([candidate(1, ViewPosition="LL")], "view-mismatch"),
        ([candidate(1, AnatomicRegionSequence=coded(("SCT", "85562004")))], "body-part-mismatch"),  # a hand
        (
            [candidate(1, BodyPartExamined="CHEST", AnatomicRegionSequence=coded(("SCT", "85562004")))],
            "body-part-mismatch",  # words and code contradict each other
        ),
        (
            [candidate(1, AnatomicRegionSequence=coded(("SCT", "816094009"), ("SCT", "818981001")))],
            "body-part-mismatch",  # the chest and the abdomen
        ),
        ([candidate(1, AnatomicRegionSequence=coded(("99X", "816094009")))], "body-part-mismatch"),  # another scheme
        ([candidate(1, ViewCodeSequence=coded(("SCT", "399173006")))], "view-mismatch"),  # left lateral
        ([candidate(1, ViewPosition="PA", ViewCodeSequence=coded(("SRT", "R-10236")))], "view-mismatch"),
        ([candidate(1, ViewPosition="PA"), candidate(2, ViewPosition="PA")], "ambiguous-input"),
        ([candidate(1), candidate(2)], "ambiguous-input"),  # never the first, never the last
    ],
)
def test_why_none_is_chosen(found: list[Candidate], code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        choose_image(found, MANIFEST, "1.2")
    assert refused.value.code == code


def test_the_only_study_of_an_archive(tmp_path: Path) -> None:
    archive = FolderArchive("folder", tmp_path, Limits())
    with pytest.raises(StudyNotFound):
        only_study(archive)
    save(radiograph(), tmp_path, "one.dcm")
    assert only_study(archive) == STUDY
    save(radiograph(StudyInstanceUID="1.2.3", SOPInstanceUID="1.2.3.4"), tmp_path, "other.dcm")
    with pytest.raises(UsageError, match="2 studies"):
        only_study(archive)


VOLUMES = replace(
    MANIFEST,
    inputs=(
        replace(
            MANIFEST.inputs[0],
            geometry=geometry(),
            channels=(
                replace(
                    MANIFEST.inputs[0].channels[0],
                    select=replace(MANIFEST.inputs[0].channels[0].select, modalities=("CT",), sop_classes=(CT,)),
                ),
            ),
        ),
    ),
)


def slices(number: int, count: int = 3, **header: Any) -> list[Candidate]:
    """Candidates of one series."""
    refs = series(number, classes=(CT,) * count).instances
    made = []
    for ref in refs:
        dataset = Dataset()
        dataset.StudyInstanceUID, dataset.SeriesInstanceUID = ref.study_instance_uid, ref.series_instance_uid
        for keyword, value in header.items():
            setattr(dataset, keyword, value)
        made.append(Candidate(instance=RetrievedInstance(ref=ref, path=Path("x")), header=dataset))
    return made


SCOUT = {"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]}


@pytest.mark.parametrize(
    "others",
    [
        [],
        slices(2, 2, **SCOUT),
        slices(2, 1),  # one image is no stack
        slices(2, 3, BodyPartExamined="HAND"),
        slices(2, 3, ViewPosition="LL"),
    ],
    ids=["alone", "localiser", "single image", "another region", "another view"],
)
def test_the_one_series_that_fits_is_chosen(others: list[Candidate]) -> None:
    chosen = choose_slices([*others, *slices(1)], VOLUMES, "1.2")
    assert [item.ref for item in chosen] == [item.instance.ref for item in slices(1)]


@pytest.mark.parametrize(
    ("candidates", "code"),
    [
        (slices(1) + slices(2), "ambiguous-input"),
        (slices(1, 2), "slices-too-few"),
        (slices(1, 3, **SCOUT), "no-matching-series"),
        (slices(1, 1), "slices-too-few"),
        (slices(1, 3, BodyPartExamined="HAND"), "body-part-mismatch"),
        (slices(1, 3, ViewPosition="LL"), "view-mismatch"),
    ],
)
def test_where_no_series_or_several_fit_there_is_a_reason(candidates: list[Candidate], code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        choose_slices(candidates, VOLUMES, "1.2")
    assert refused.value.code == code


def test_a_series_may_have_many_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    many = study(series(1, "CT", classes=(CT,) * (MOST_CANDIDATES + 1)))
    assert len(select_candidates(many, VOLUMES, None)) == MOST_CANDIDATES + 1
    monkeypatch.setattr("radlane.pipeline.plan.MOST_SLICES", MOST_CANDIDATES)
    with pytest.raises(InputRefused):
        select_candidates(many, VOLUMES, None)


FLAT = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0]


def mixed(**last: Any) -> list[Candidate]:
    """A series whose last image says something else."""
    made = slices(1, 5, ImageOrientationPatient=FLAT)
    for keyword, value in last.items():
        setattr(made[-1].header, keyword, value)
    return made


@pytest.mark.parametrize(
    ("candidates", "code"),
    [
        (mixed(BodyPartExamined="SHOULDER"), "slices-mixed"),
        (mixed(ViewPosition="LL"), "slices-mixed"),
        (mixed(ImageType=["DERIVED", "SECONDARY", "MPR"]), "slices-mixed"),  # it lies among the others
        (mixed(PatientID="another"), "slices-foreign"),
        (mixed(PatientID="another", ImageType=["DERIVED", "SECONDARY", "MIP"]), "slices-foreign"),
    ],
    ids=["region", "view", "reformat", "patient", "another patient's projection"],
)
def test_a_series_is_chosen_whole_or_not_at_all(candidates: list[Candidate], code: str) -> None:
    """Without its last slices a stack would be a smaller one, and its volume a wrong one."""
    with pytest.raises(InputRefused) as refused:
        choose_slices(candidates, VOLUMES, "1.2")
    assert refused.value.code == code


def test_a_localiser_may_lie_beside_the_stack() -> None:
    upright = mixed(ImageOrientationPatient=[1.0, 0.0, 0.0, 0.0, 0.0, -1.0], **SCOUT)
    assert len(choose_slices(upright, VOLUMES, "1.2")) == 4


def test_a_series_of_several_regions_does_not_hide_one_that_fits() -> None:
    other = slices(2, 3)
    other[-1].header.BodyPartExamined = "SHOULDER"
    assert {item.ref.series_instance_uid for item in choose_slices(other + slices(1), VOLUMES, "1.2")} == {"1.2.1"}
