"""Which images a model may read, by what the archive says."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.choice import Choice
from radlane.domain.model import Manifest
from radlane.domain.select import Condition
from radlane.domain.study import PatientIdentity, SeriesIndex, StudyIndex
from radlane.errors import InputRefused, StudyNotFound, UsageError
from radlane.pipeline.plan import MOST_ASKED, MOST_CANDIDATES, MOST_SLICES, choices_of, only_study, select_candidates
from support.choices import CR, CT, IMAGES, SR, VOLUMES, selecting, series_of
from support.planar_models import cine_geometry, picture_geometry
from support.radiographs import STUDY, radiograph, save


def study(*found: SeriesIndex) -> StudyIndex:
    return StudyIndex(study_instance_uid="1.2", patient=PatientIdentity(patient_id="p", issuer=""), series=found)


@pytest.mark.parametrize(
    ("found", "named", "expected"),
    [
        ((series_of(1),), None, ["1.2.1.1"]),
        ((series_of(1, body_part=""),), None, ["1.2.1.1"]),  # what is absent decides nothing
        ((series_of(1), series_of(2, modality="CT", classes=(CT,))), None, ["1.2.1.1"]),  # other images do not hide it
        ((series_of(1), series_of(2, modality="SR", classes=(SR,))), None, ["1.2.1.1"]),  # nor do results
        ((series_of(1, classes=(CR, SR)),), None, ["1.2.1.1"]),  # nor what else is in its series
        ((series_of(1), series_of(2)), None, ["1.2.1.1", "1.2.2.1"]),  # the headers decide
        ((series_of(1), series_of(2, body_part="HAND")), None, ["1.2.1.1"]),
        ((series_of(1), series_of(2)), "1.2.2", ["1.2.2.1"]),  # the caller decides
    ],
)
def test_candidates(found: tuple[SeriesIndex, ...], named: str | None, expected: list[str]) -> None:
    assert [ref.sop_instance_uid for ref in select_candidates(study(*found), IMAGES, named)] == expected


@pytest.mark.parametrize(
    ("found", "named", "code"),
    [
        ((), None, "no-matching-series"),
        ((series_of(1, modality="CT", classes=(CT,)),), None, "no-matching-series"),
        ((series_of(1, modality="MR"),), None, "no-matching-series"),  # the modality contradicts the class
        ((series_of(1, classes=(SR,)),), None, "no-matching-series"),
        ((series_of(1),), "1.2.9", "no-matching-series"),  # the named series is not there
        ((series_of(1, body_part="HAND"), series_of(2, body_part="FOOT")), None, "body-part-mismatch"),
        ((series_of(1, classes=(CR,) * (MOST_CANDIDATES + 1)),), None, "ambiguous-input"),
    ],
)
def test_why_there_is_no_candidate(found: tuple[SeriesIndex, ...], named: str | None, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        select_candidates(study(*found), IMAGES, named)
    assert (refused.value.code, refused.value.uid) == (code, "1.2")


def test_the_only_study_of_an_archive(tmp_path: Path) -> None:
    archive = FolderArchive("folder", tmp_path, Limits())
    with pytest.raises(StudyNotFound):
        only_study(archive)
    save(radiograph(), tmp_path, "one.dcm")
    assert only_study(archive) == STUDY
    save(radiograph(StudyInstanceUID="1.2.3", SOPInstanceUID="1.2.3.4"), tmp_path, "other.dcm")
    with pytest.raises(UsageError, match="2 studies"):
        only_study(archive)


def test_a_series_may_have_many_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    many = study(series_of(1, "CT", classes=(CT,) * (MOST_CANDIDATES + 1)))
    assert len(select_candidates(many, VOLUMES, None)) == MOST_CANDIDATES + 1
    monkeypatch.setattr("radlane.pipeline.plan.MOST_SLICES", MOST_CANDIDATES)
    with pytest.raises(InputRefused):
        select_candidates(many, VOLUMES, None)


def described(number: int, description: str) -> SeriesIndex:
    return replace(series_of(number, "CT", classes=(CT,)), description=description)


THIN = selecting(VOLUMES, where=(Condition(attribute="SeriesDescription", like=("*thin*",), unlike=("*lung*",)),))


@pytest.mark.parametrize(("reads", "count"), [(picture_geometry(), MOST_ASKED), (cine_geometry(), MOST_ASKED)])
def test_many_clips_are_looked_at_where_their_headers_decide(reads: Any, count: int) -> None:
    """A manifest that asks nothing of them could not choose among them either."""
    asking = selecting(IMAGES, where=(Condition(attribute="NumberOfFrames", least=16),))
    manifest = replace(asking, inputs=(replace(asking.inputs[0], geometry=reads),))
    many = series_of(1, classes=(CR,) * count)
    assert len(select_candidates(study(many), manifest, None)) == count
    more, unasked = series_of(1, classes=(CR,) * (count + 1)), replace(IMAGES, inputs=manifest.inputs)
    silent = selecting(unasked, where=())
    for said, found in ((manifest, more), (silent, many), (asking, many)):
        with pytest.raises(InputRefused) as refused:
            select_candidates(study(found), said, None)
        assert refused.value.code == "ambiguous-input"


def test_what_the_archive_says_of_a_description_is_not_retrieved_in_vain() -> None:
    found = study(described(1, "thick"), described(2, "Thin"), described(3, "thin lung"), described(4, ""))
    chosen = select_candidates(found, THIN, None)
    assert [ref.series_instance_uid for ref in chosen] == ["1.2.2", "1.2.4"]  # what it does not know headers may say
    told = choices_of(found, THIN.reference, {ref.series_instance_uid for ref in chosen})
    assert [(choice.series_instance_uid, choice.choice, choice.code) for choice in told] == [
        ("1.2.1", Choice.REFUSED, "series-unfit"),
        ("1.2.3", Choice.REFUSED, "series-unfit"),
    ]
    assert told[0].text == "The model asks for SeriesDescription *thin*, unlike *lung*"
    with pytest.raises(InputRefused) as refused:
        select_candidates(study(described(1, "thick"), series_of(2)), THIN, None)
    assert (refused.value.code, refused.value.what) == ("series-unfit", told[0].text)


def test_a_series_that_nobody_asked_for_is_told_of() -> None:
    found = study(series_of(1), series_of(2))
    (told,) = choices_of(found, IMAGES.reference, {"1.2.1"})
    assert (told.series_instance_uid, told.code, told.text) == (
        "1.2.2",
        "no-matching-series",
        "Another series was asked for",
    )


def test_forty_series_are_chosen_among_at_once() -> None:
    """Under 50 ms for an examination of the head by magnetic resonance: 40 series of 100 images."""
    many = study(
        *(
            replace(described(number, f"series {number}"), instances=described(number, "").instances * 100)
            for number in range(40)
        )
    )
    model = selecting(
        VOLUMES, where=tuple(Condition(attribute="SeriesDescription", unlike=(f"*{n}*",)) for n in range(1, 9))
    )
    took = []
    for _ in range(5):
        begin = time.perf_counter()
        select_candidates(many, model, None)
        took.append(time.perf_counter() - begin)
    assert min(took) < 0.05


def of_two(**missing: str) -> Manifest:
    """CT of the chest, and CR that may be missing."""
    (source,) = VOLUMES.inputs
    (first,) = source.channels
    second = replace(first, id="cr", select=replace(first.select, modalities=("CR",), sop_classes=(CR,)), **missing)
    return replace(VOLUMES, inputs=(replace(source, channels=(first, second)),))


def test_candidates_of_all_channels_are_retrieved_each_once() -> None:
    found = study(series_of(1, "CT", classes=(CT, CT)), series_of(2), series_of(3, "SR", classes=(SR,)))
    assert [ref.series_instance_uid for ref in select_candidates(found, of_two(), None)] == ["1.2.1", "1.2.1", "1.2.2"]
    both = replace(of_two(), inputs=(replace(VOLUMES.inputs[0], channels=VOLUMES.inputs[0].channels * 2),))
    assert len(select_candidates(found, both, None)) == 2


def test_a_named_series_is_that_of_the_first_channel() -> None:
    found = study(series_of(1, "CT", classes=(CT,)), series_of(2), series_of(3, "CT", classes=(CT,)))
    assert [ref.series_instance_uid for ref in select_candidates(found, of_two(), "1.2.3")] == ["1.2.3", "1.2.2"]
    told = choices_of(found, of_two().channels[1], {"1.2.2"})
    assert {(one.channel, one.series_instance_uid, one.code) for one in told} == {
        ("cr", "1.2.1", "no-matching-series"),
        ("cr", "1.2.3", "no-matching-series"),
    }


def test_a_channel_that_is_not_there() -> None:
    found = study(series_of(1, "CT", classes=(CT,)))
    with pytest.raises(InputRefused, match="Channel cr: Modality or SOP Class"):
        select_candidates(found, of_two(), None)
    assert len(select_candidates(found, of_two(missing="pad"), None)) == 1
    many = study(series_of(1, "CT", classes=(CT,)), series_of(2, classes=(CR,) * (MOST_SLICES + 1)))
    with pytest.raises(InputRefused, match="4097 images fit"):  # too many is not missing
        select_candidates(many, of_two(missing="pad"), None)
