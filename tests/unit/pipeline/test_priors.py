"""The earlier study of a patient: found, proven, chosen, or not read; on a folder, and before archives that lie."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydicom.dataset import FileDataset

from radlane.dicomweb.archive import Archive
from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.choice import SeriesChoice
from radlane.domain.input import Channel
from radlane.domain.model import Manifest
from radlane.domain.prior import PatientStudy, Person
from radlane.domain.study import Availability, StudyIndex
from radlane.errors import ArchiveError, ArchiveUnavailable, InputRefused, StorageFull, StudyMismatch, StudyNotFound
from radlane.pipeline import priors, proving
from radlane.pipeline.chosen import Source
from radlane.pipeline.plan import select_candidates
from radlane.pipeline.priors import MOST_BROUGHT, MOST_LOOKED_AT, Place, add_prior
from radlane.pipeline.source import choose_source, open_source
from support.choices import VOLUMES
from support.lanes import site
from support.priors import DAYS, OTHER_SPACE, before, earlier, now, registration, study_uid
from support.several import STUDY, channel, reading
from support.volumes import rotation, saved, uid

Made = Mapping[str, Sequence[FileDataset]]
MAP = rotation((1, 2, 3))


class Lying:
    """An archive whose answers are changed on their way; it counts what it is asked."""

    def __init__(self, behind: Archive) -> None:
        self.behind = behind
        self.asked: list[str] = []
        self.list: Callable[[PatientStudy], PatientStudy] = lambda study: study
        self.index: Callable[[StudyIndex], StudyIndex] = lambda index: index
        self.current: Callable[[StudyIndex], StudyIndex] = lambda index: index
        self.bring: Callable[[StudyIndex], None] = lambda _: None

    def studies_of_patient(self, patient_id: str, first: date, last: date) -> tuple[PatientStudy, ...]:
        self.asked.append("list")
        return tuple(map(self.list, self.behind.studies_of_patient(patient_id, first, last)))

    def find_study(self, study_instance_uid: str) -> StudyIndex:
        self.asked.append("find")
        return self.index(self.behind.find_study(study_instance_uid))

    def retrieve(self, *arguments: Any) -> Any:
        self.asked.append("retrieve")
        self.bring(arguments[0])
        return self.behind.retrieve(*arguments)


def model(*channels: Channel) -> Manifest:
    return replace(VOLUMES, inputs=(reading(channel("now"), *(channels or (before(),))),), before=())


def archive_of(folder: Path, made: Made) -> Lying:
    for name, datasets in made.items():
        saved(datasets, folder / "archive" / name)
    return Lying(FolderArchive("ward", folder / "archive", Limits()))


def found(folder: Path, made: Made, manifest: Manifest | None = None, archive: Lying | None = None) -> Source:
    """What is read of the current study, `now`, and of the earlier one."""
    front = archive or archive_of(folder, {"now": now(), **made})
    wanted = manifest or model()
    index = front.current(front.behind.find_study(STUDY))
    refs = select_candidates(index, wanted, None)
    source = choose_source(site(), wanted, front.behind.retrieve(index, refs, folder / "spool"))
    place = Place(archive=front, index=index, find=front.find_study, spool=folder / "spool")  # type: ignore[arg-type]
    return add_prior(site(), wanted, source, place)


def away(index: StudyIndex, *uids: str) -> StudyIndex:
    """A study of which somebody has to fetch some series first."""
    return replace(
        index,
        series=tuple(
            replace(one, availability=Availability.OFFLINE) if one.series_instance_uid in uids else one
            for one in index.series
        ),
    )


def refusal(folder: Path, made: Made, manifest: Manifest | None = None, archive: Lying | None = None) -> InputRefused:
    with pytest.raises(InputRefused) as refused:
        found(folder, made, manifest, archive)
    return refused.value


def study_of(source: Source, channel_id: str = "before") -> str:
    return source.others[channel_id].study


def said_of(source: Source, study: str | None) -> list[SeriesChoice]:
    return [one for one in source.choices if one.study_instance_uid == study]


def test_nothing_is_asked_for_a_model_of_one_study(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {"now": now(), "one": earlier("one")})
    plain = replace(VOLUMES, inputs=(reading(channel("now")),), before=())
    source = found(tmp_path, {}, plain, archive)
    assert archive.asked == []
    assert source.others == {}


def test_the_newest_study_that_fits_is_read_and_each_other_one_explained(tmp_path: Path) -> None:
    source = found(
        tmp_path,
        {
            "unfit": earlier("unfit", days=30, SeriesDescription="else"),
            "one": earlier("one"),
            "old": earlier("old", days=200),
            "ancient": earlier("ancient", days=400),
            "foreign": earlier("foreign", days=10, PatientSex="M"),
        },
    )
    assert study_of(source) == study_uid("one")
    assert source.earlier
    assert {ref.study_instance_uid for ref in source.refs} == {STUDY, study_uid("one")}
    assert {ref.study_instance_uid for ref in source.of_study} == {STUDY}
    (chosen,) = said_of(source, study_uid("one"))
    assert (chosen.channel, chosen.days_before, str(chosen.choice)) == ("before", DAYS, "chosen")
    (unfit,) = said_of(source, study_uid("unfit"))
    assert (unfit.code, unfit.text) == ("series-unfit", "Channel before: The model asks for SeriesDescription before")
    (old,) = said_of(source, study_uid("old"))
    assert (old.code, str(old.choice), old.days_before) == (None, "outdone", 200)
    assert said_of(source, study_uid("ancient")) == []  # beyond the days that were asked for
    assert said_of(source, study_uid("foreign")) == []
    (foreign,) = [one for one in source.choices if one.code == "prior-foreign"]
    assert foreign.study_instance_uid is None


def test_what_is_kept_of_it_is_opened_again_the_same(tmp_path: Path) -> None:
    made = {"one": earlier("one", FrameOfReferenceUID=OTHER_SPACE)}
    made["reg"] = [registration("r", {OTHER_SPACE: MAP}, like=made["one"][0])]
    source = found(tmp_path, made)
    again = open_source(site(), model(), source.everything)
    assert again.refs == source.refs
    assert again.others["before"].instances == source.others["before"].instances
    for one in (source, again):
        how = one.others["before"].registered
        assert how is not None
        assert how.matrix == pytest.approx(MAP, abs=1e-9)
        assert how.instance.channels == ("before",)
        assert how.instance in one.everything
        assert [str(item.Modality) for item in one.registrations] == ["REG"]
    assert open_source(site(), model(), source.instances).others == {}


def test_another_space_is_never_taken_for_this_one(tmp_path: Path) -> None:
    made = {"one": earlier("one", FrameOfReferenceUID=OTHER_SPACE)}
    refused = refusal(tmp_path, made)
    assert refused.code == "prior-missing"
    assert "Its Frame of Reference is another one" in refused.what
    source = found(tmp_path, {}, model(before("none")), archive_of(tmp_path, {}))
    assert study_of(source) == study_uid("one")
    assert source.others["before"].registered is None


def test_the_newest_study_that_lies_in_this_space_is_read(tmp_path: Path) -> None:
    made = {"one": earlier("one", days=20, FrameOfReferenceUID=OTHER_SPACE), "two": earlier("two")}
    source = found(tmp_path, made)
    assert study_of(source) == study_uid("two")
    assert [one.code for one in said_of(source, study_uid("one"))] == ["frame-of-reference-differs"]


def test_a_space_of_a_device_is_not_the_patients_although_both_studies_have_it(tmp_path: Path) -> None:
    device = "1.2.840.10008.1.4.3.1"
    made = {"now": now(FrameOfReferenceUID=device), "one": earlier("one", FrameOfReferenceUID=device)}
    assert "of an atlas or a device" in refusal(tmp_path, {}, archive=archive_of(tmp_path, made)).what
    assert study_of(found(tmp_path, {}, model(before("none")), archive_of(tmp_path, {}))) == study_uid("one")


def test_a_copy_of_the_current_study_is_no_earlier_one(tmp_path: Path) -> None:
    copied = earlier("one")
    for dataset, original in zip(copied, now(), strict=True):
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = original.SOPInstanceUID
    archive = archive_of(tmp_path, {"now": now()})
    beside = archive_of(tmp_path / "beside", {"one": copied})
    archive.behind = _Both(archive.behind, beside.behind)  # a folder gives out no instance that it has twice
    assert "UIDs of images of the current study" in refusal(tmp_path, {}, archive=archive).what


class _Both:
    """Two archives as one."""

    def __init__(self, *parts: Any) -> None:
        self._parts = parts

    def studies_of_patient(self, *asked: Any) -> tuple[PatientStudy, ...]:
        return tuple(study for part in self._parts for study in part.studies_of_patient(*asked))

    def find_study(self, uid: str) -> StudyIndex:
        index: StudyIndex = next(part for part in self._parts if uid in part.study_uids()).find_study(uid)
        return index

    def retrieve(self, index: StudyIndex, *rest: Any) -> Any:
        return next(part for part in self._parts if index.study_instance_uid in part.study_uids()).retrieve(
            index, *rest
        )


@pytest.mark.parametrize("where", ["now", "one"])
def test_a_registration_of_another_patient_is_none(tmp_path: Path, where: str) -> None:
    made = {"now": now(), "one": earlier("one", FrameOfReferenceUID=OTHER_SPACE)}
    foreign = registration("r", {OTHER_SPACE: MAP}, like=made[where][0], PatientBirthDate="19690101")
    archive = archive_of(tmp_path, {**made, "reg": [foreign]})
    archive.list = lambda study: replace(study, person=replace(study.person, birth_date=""))
    assert "Its Frame of Reference is another one" in refusal(tmp_path, {}, archive=archive).what


def test_registrations_that_contradict_each_other_place_nothing(tmp_path: Path) -> None:
    made = {"one": earlier("one", FrameOfReferenceUID=OTHER_SPACE)}
    for name, degrees in (("a", (1, 2, 3)), ("b", (1, 2, 4))):
        made[name] = [registration(name, {OTHER_SPACE: rotation(degrees)}, like=made["one"][0])]
    assert "contradict each other" in refusal(tmp_path, made).what


def test_more_registrations_than_are_looked_at_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(priors, "MOST_REGISTRATIONS", 1)
    made = {"one": earlier("one")}
    for name in ("a", "b"):
        made[name] = [registration(name, {OTHER_SPACE: MAP}, like=made["one"][0])]
    assert "more than 1 registrations" in refusal(tmp_path, made).what


@pytest.mark.parametrize(
    "error", [ArchiveError("It is damaged"), StudyNotFound("gone"), StudyMismatch("several"), StorageFull("full")]
)
def test_registrations_of_the_current_study_that_cannot_be_had_are_no_earlier_study_s_fault(
    tmp_path: Path, error: ArchiveError
) -> None:
    made = {"now": now(), "one": earlier("one")}
    made["reg"] = [registration("r", {OTHER_SPACE: MAP}, like=made["now"][0])]
    archive = archive_of(tmp_path, made)

    def bring(index: StudyIndex) -> None:
        if index.study_instance_uid == STUDY:
            raise error

    archive.bring = bring
    for manifest in (model(), model(before(missing="pad"))):
        with pytest.raises(type(error)) as raised:
            found(tmp_path, {}, manifest, archive)
        assert raised.value is error
    assert study_of(found(tmp_path, {}, model(before("none")), archive)) == study_uid("one")


def test_more_registrations_of_the_current_study_than_are_looked_at_are_its_own_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(priors, "MOST_REGISTRATIONS", 1)
    made = {"now": now(), "one": earlier("one")}
    for name in ("a", "b"):
        made[name] = [registration(name, {OTHER_SPACE: MAP}, like=made["now"][0])]
    refused = refusal(tmp_path, {}, model(before(missing="pad")), archive_of(tmp_path, made))
    assert (refused.code, refused.uid) == ("ambiguous-input", STUDY)
    assert "more than 1 registrations" in refused.what


UNUSED = "This registration is not online: none is used, since it may contradict the others"


@pytest.mark.parametrize("where", ["now", "one"])
def test_a_registration_that_is_not_online_makes_all_of_them_unused(tmp_path: Path, where: str) -> None:
    made = {"now": now(), "one": earlier("one", FrameOfReferenceUID=OTHER_SPACE)}
    for name, study in (("here", "now"), ("there", "one"), ("away", where)):
        made[name] = [registration(name, {OTHER_SPACE: MAP}, like=made[study][0])]
    archive = archive_of(tmp_path, made)
    assert study_of(found(tmp_path, {}, archive=archive)) == study_uid("one")
    gone = str(made["away"][0].SeriesInstanceUID)
    archive.index = archive.current = lambda index: away(index, gone)
    refused = refusal(tmp_path, {}, archive=archive)
    assert refused.code == "prior-missing"
    assert "Its Frame of Reference is another one" in refused.what
    assert UNUSED in refused.what
    source = found(tmp_path, {}, model(before(missing="pad")), archive)
    (told,) = [one for one in source.choices if one.text == UNUSED]
    assert (told.series_instance_uid, told.images, told.channel) == (gone, 1, None)
    assert (told.code, str(told.choice)) == ("no-matching-series", "refused")
    assert told.study_instance_uid == (None if where == "now" else study_uid("one"))
    assert told.days_before == (None if where == "now" else DAYS)
    without = found(tmp_path, {}, model(before("none")), archive)
    assert UNUSED not in [one.text for one in without.choices]


def test_a_registration_that_is_not_online_keeps_no_study_of_the_same_space_away(tmp_path: Path) -> None:
    """And none of another study: of each one the registrations count that lie in it and in the current one."""
    elsewhere = {"FrameOfReferenceUID": OTHER_SPACE}
    made = {"now": now(), "one": earlier("one", days=30, **elsewhere), "two": earlier("two", **elsewhere)}
    made["away"] = [registration("away", {OTHER_SPACE: MAP}, like=made["one"][0])]
    made["there"] = [registration("there", {OTHER_SPACE: MAP}, like=made["two"][0])]
    archive = archive_of(tmp_path, made)
    gone = str(made["away"][0].SeriesInstanceUID)
    archive.index = lambda index: away(index, gone)
    source = found(tmp_path, {}, archive=archive)
    assert study_of(source) == study_uid("two")
    assert source.others["before"].registered is not None
    assert [one.series_instance_uid for one in source.choices if one.text == UNUSED] == [gone]
    made = {"now": made["now"], "same": earlier("same"), "reg": made["there"]}
    made["reg"] = [registration("there", {OTHER_SPACE: MAP}, like=made["same"][0])]
    beside = archive_of(tmp_path / "beside", made)
    beside.index = lambda index: away(index, str(made["reg"][0].SeriesInstanceUID))
    source = found(tmp_path / "beside", {}, archive=beside)
    assert (study_of(source), source.others["before"].registered) == (study_uid("same"), None)
    assert UNUSED in [one.text for one in said_of(source, study_uid("same"))]


def test_a_registration_that_is_not_online_names_no_study_of_another_patient(tmp_path: Path) -> None:
    made = {"now": now(), "other": earlier("other", PatientBirthDate="19700102")}
    made["away"] = [registration("away", {OTHER_SPACE: MAP}, like=made["other"][0])]
    archive = archive_of(tmp_path, made)
    archive.list = lambda study: replace(study, person=replace(study.person, birth_date=""))
    archive.index = lambda index: away(index, str(made["away"][0].SeriesInstanceUID))
    source = found(tmp_path, {}, model(before(missing="pad")), archive)
    assert [one.code for one in source.choices if one.channel is None] == ["prior-foreign"]
    assert said_of(source, study_uid("other")) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"IssuerOfPatientID": "another clinic"},
        {"PatientBirthDate": "19700102"},
        {"PatientSex": "F"},
        {"PatientID": "T-2"},
        {"PatientID": ""},
    ],
)
def test_a_study_that_may_be_another_patients_is_not_read(tmp_path: Path, changes: dict[str, str]) -> None:
    archive = archive_of(tmp_path, {"now": now(), "other": earlier("other", **changes)})
    refused = refusal(tmp_path, {}, archive=archive)
    assert refused.code == "prior-missing"
    assert archive.asked == ["list"]  # it was not looked at either


@pytest.mark.parametrize(
    "changes", [{"IssuerOfPatientID": "another clinic"}, {"PatientSex": "F"}, {"PatientBirthDate": "19700102"}]
)
def test_images_that_are_another_patients_than_the_list_said_are_not_read(
    tmp_path: Path, changes: dict[str, str]
) -> None:
    archive = archive_of(tmp_path, {"now": now(), "other": earlier("other", **changes)})
    archive.list = lambda study: replace(study, person=replace(study.person, issuer="", birth_date="", sex=""))
    archive.index = lambda index: replace(
        index, patient=replace(index.patient, issuer=""), facts=replace(index.facts, sex="")
    )
    refused = refusal(tmp_path, {}, archive=archive)
    assert "It may be another patient's" in refused.what
    assert archive.asked[-1] == "retrieve"
    source = found(tmp_path, {}, model(before(missing="pad")), archive)
    assert [one.study_instance_uid for one in source.choices if one.code == "prior-foreign"] == [None]


def test_where_an_id_is_of_several_people_images_have_to_say_whose_they_are(tmp_path: Path) -> None:
    unsaid = {"PatientBirthDate": "", "PatientSex": "", "IssuerOfPatientID": ""}
    made = {
        "unsaid": earlier("unsaid", days=20, **unsaid),
        "one": earlier("one"),
        "other": earlier("other", days=100, PatientBirthDate="19990505"),
    }
    source = found(tmp_path, made)
    assert study_of(source) == study_uid("one")
    assert [one.study_instance_uid for one in source.choices if one.code == "prior-foreign"] == [None, None]
    folder = tmp_path / "nobody"
    assert "It may be another patient's" in refusal(folder, {**made, "now": now(**unsaid)}).what


def test_a_study_of_another_patient_is_not_named_either_where_something_else_speaks_against_it(tmp_path: Path) -> None:
    foreign = earlier("other", PatientBirthDate="19700102", FrameOfReferenceUID=OTHER_SPACE)
    archive = archive_of(tmp_path, {"now": now(), "other": foreign})
    archive.list = lambda study: replace(study, person=replace(study.person, birth_date=""))
    source = found(tmp_path, {}, model(before(missing="pad")), archive)
    assert said_of(source, study_uid("other")) == []
    assert [one.code for one in source.choices if one.channel is None] == ["prior-foreign"]


@pytest.mark.parametrize(
    "change",
    [
        lambda index: replace(index, is_disputed=True),
        lambda index: replace(index, patient=replace(index.patient, patient_id="T-9")),
        lambda index: replace(index, patient=replace(index.patient, issuer="another clinic")),
    ],
)
@pytest.mark.parametrize("of", [STUDY, study_uid("one")])
def test_where_an_archive_says_another_patient_of_a_study_than_its_images_there_is_no_earlier_one(
    tmp_path: Path, change: Callable[[StudyIndex], StudyIndex], of: str
) -> None:
    """The current study was corrected in the list, and the files are still those of the one whose ID they have."""
    archive = archive_of(tmp_path, {"now": now(), "one": earlier("one")})
    archive.behind = _Corrected(archive.behind, of, change)
    source = found(tmp_path, {}, model(before(missing="pad")), archive)
    assert source.others == {}
    code = "prior-missing" if of == STUDY else "prior-foreign"
    assert [one.code for one in source.choices if one.channel is None] == [code]
    assert said_of(source, study_uid("one")) == []


class _Corrected:
    """An archive that says something else of one study than its files."""

    def __init__(self, behind: Any, of: str, change: Callable[[StudyIndex], StudyIndex]) -> None:
        self._behind = behind
        self._of = of
        self._change = change

    def find_study(self, uid: str) -> StudyIndex:
        index: StudyIndex = self._behind.find_study(uid)
        return self._change(index) if uid == self._of else index

    def __getattr__(self, name: str) -> Any:
        return getattr(self._behind, name)


def test_an_archive_that_names_another_patient_than_its_files_is_not_believed(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {"now": now(), "other": earlier("other", PatientID="T-2")})
    fake = PatientStudy(
        study_instance_uid=study_uid("other"),
        person=Person(patient_id="T-1"),
        study_date="20231201",
    )
    archive.behind = _Claiming(archive.behind, fake)
    archive.index = lambda index: replace(index, patient=replace(index.patient, patient_id="T-1"))
    assert "It may be another patient's" in refusal(tmp_path, {}, archive=archive).what
    archive.index = lambda index: index  # what it says of the study is believed no more
    assert "It may be another patient's" in refusal(tmp_path, {}, archive=archive).what


class _Claiming:
    """An archive that lists a study as somebody else's."""

    def __init__(self, behind: Any, study: PatientStudy) -> None:
        self._behind = behind
        self._study = study

    def studies_of_patient(self, *_: Any) -> tuple[PatientStudy, ...]:
        return (self._study,)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._behind, name)


def test_images_that_say_another_date_than_the_list_are_not_read(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {"now": now(), "one": earlier("one", days=-3)})
    archive.behind = _Claiming(
        archive.behind,
        PatientStudy(study_instance_uid=study_uid("one"), person=Person(patient_id="T-1"), study_date="20231201"),
    )
    assert "do not say that it was before" in refusal(tmp_path, {}, archive=archive).what


def test_a_study_of_several_patients_and_one_that_is_gone_are_passed_over(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {"now": now(), "one": earlier("one"), "two": earlier("two", days=100)})

    def broken(index: StudyIndex) -> StudyIndex:
        raise {study_uid("one"): StudyMismatch("several"), study_uid("two"): StudyNotFound("gone")}[
            index.study_instance_uid
        ]

    archive.index = broken
    refused = refusal(tmp_path, {}, archive=archive)
    assert "It may be another patient's" in refused.what
    assert "It is no longer in the archive" in refused.what


@pytest.mark.parametrize("error", [ArchiveError("It is damaged"), ArchiveUnavailable("It does not answer")])
def test_only_an_archive_that_is_away_holds_up_the_current_study(tmp_path: Path, error: ArchiveError) -> None:
    """One old study that cannot be had would keep the patient from every analysis while it is in range."""
    archive = archive_of(tmp_path, {"one": earlier("one"), "two": earlier("two", days=2 * DAYS), "now": now()})

    def fail(index: StudyIndex) -> StudyIndex:
        if index.study_instance_uid == study_uid("one"):
            raise error
        return index

    archive.index = fail
    if error.retryable:
        with pytest.raises(ArchiveUnavailable):
            found(tmp_path, {}, archive=archive)
        return
    source = found(tmp_path, {}, archive=archive)
    assert study_of(source) == study_uid("two")
    assert "(archive-error)" in said_of(source, study_uid("one"))[0].text


def test_images_that_somebody_has_to_fetch_first_are_not_waited_for(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {"now": now(), "one": earlier("one")})
    archive.index = lambda index: replace(
        index, series=tuple(replace(one, availability=Availability.OFFLINE) for one in index.series)
    )
    refused = refusal(tmp_path, {}, archive=archive)
    assert (refused.code, "are not online" in refused.what) == ("prior-missing", True)
    assert archive.asked == ["list", "find"]


def test_that_one_of_two_series_is_away_decides_nothing(tmp_path: Path) -> None:
    made = {"one": earlier("one"), "two": earlier("one")}
    for number, dataset in enumerate(made["two"]):
        dataset.SeriesInstanceUID = gone = uid("series that is away")
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = uid(f"image {number} that is away")
    archive = archive_of(tmp_path, {"now": now(), **made})
    archive.index = lambda index: away(index, gone)
    assert "are not online" in refusal(tmp_path, {}, archive=archive).what


def test_studies_of_one_moment_are_ambiguous_where_both_fit(tmp_path: Path) -> None:
    made = {"one": earlier("one"), "two": earlier("two")}
    assert refusal(tmp_path, made).code == "ambiguous-input"


def test_of_studies_of_one_moment_the_one_that_fits_is_read(tmp_path: Path) -> None:
    made = {"one": earlier("one"), "two": earlier("two", SeriesDescription="else")}
    assert study_of(found(tmp_path, made)) == study_uid("one")


@pytest.mark.parametrize("how", ["an error", "offline", "an error as it is brought"])
def test_of_studies_of_one_moment_one_that_nobody_could_see_may_be_meant(tmp_path: Path, how: str) -> None:
    """Which of them is read does not hang on what an archive can give out today."""
    archive = archive_of(tmp_path, {"now": now(), "one": earlier("one"), "two": earlier("two")})
    unseen = study_uid("two")

    def see(index: StudyIndex) -> StudyIndex:
        if index.study_instance_uid != unseen or how == "an error as it is brought":
            return index
        if how == "an error":
            raise ArchiveError("It is damaged")
        return away(index, *(one.series_instance_uid for one in index.series))

    def bring(index: StudyIndex) -> None:
        if index.study_instance_uid == unseen and how == "an error as it is brought":
            raise ArchiveError("It is damaged")

    archive.index, archive.bring = see, bring
    for manifest in (model(), model(before(missing="pad"))):
        refused = refusal(tmp_path, {}, manifest, archive)
        assert (refused.code, refused.uid) == ("ambiguous-input", STUDY)
        assert refused.what.startswith("2 earlier studies may be meant")
        assert refused.what.endswith("; 1 of them could not be seen")


@pytest.mark.parametrize(("time", "is_read"), [("070000", True), ("090000", False)])
def test_where_order_is_said_one_that_nobody_could_see_is_passed_over(tmp_path: Path, time: str, is_read: bool) -> None:
    """Of one group: a third study without a time puts two in it of which one is the newer."""
    made = {
        "one": earlier("one"),
        "unseen": earlier("unseen", StudyTime=time),
        "untimed": earlier("untimed", StudyTime="", SeriesDescription="else"),
    }
    archive = archive_of(tmp_path, {"now": now(), **made})
    archive.index = lambda index: (
        away(index, *(one.series_instance_uid for one in index.series))
        if index.study_instance_uid == study_uid("unseen")
        else index
    )
    if not is_read:
        assert refusal(tmp_path, {}, archive=archive).code == "ambiguous-input"
        return
    source = found(tmp_path, {}, archive=archive)
    assert study_of(source) == study_uid("one")
    assert [str(one.choice) for one in said_of(source, study_uid("unseen"))] == ["refused"]


def test_what_is_gone_or_another_patients_is_not_the_one_that_is_meant(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {"now": now(), "one": earlier("one"), "two": earlier("two"), "x": earlier("x")})

    def see(index: StudyIndex) -> StudyIndex:
        if index.study_instance_uid == study_uid("two"):
            raise StudyNotFound("gone")
        return replace(index, is_disputed=index.study_instance_uid == study_uid("x"))

    archive.index = see
    assert study_of(found(tmp_path, {}, archive=archive)) == study_uid("one")


def test_a_study_without_a_time_that_does_not_fit_hides_no_order(tmp_path: Path) -> None:
    made = {
        "late": earlier("late", StudyTime="100000"),
        "untimed": earlier("untimed", StudyTime="", SeriesDescription="else"),
        "soon": earlier("soon", StudyTime="080000"),
    }
    source = found(tmp_path, made)
    assert study_of(source) == study_uid("late")
    assert [str(one.choice) for one in said_of(source, study_uid("soon"))] == ["outdone"]
    made = {**made, "untimed": earlier("untimed", StudyTime="")}
    (tmp_path / "other").mkdir()
    assert refusal(tmp_path / "other", made).code == "ambiguous-input"


def test_of_five_hundred_studies_a_few_are_looked_at(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {"now": now(), "one": earlier("one", SeriesDescription="else")})
    (study,) = archive.behind.studies_of_patient("T-1", date(2023, 1, 1), date(2024, 1, 1))
    many = [replace(study, study_instance_uid=f"1.2.{n}", study_time=f"{n // 60:02}{n % 60:02}") for n in range(500)]
    archive.behind = _Listing(archive.behind, many)
    refused = refusal(tmp_path, {}, archive=archive)
    assert archive.asked.count("find") == MOST_LOOKED_AT
    assert f"(not {500 - MOST_LOOKED_AT} more)" in refused.what
    same = [replace(one, study_time="") for one in many]
    archive.behind = _Listing(archive.behind, same)
    assert f"(not {500 - MOST_LOOKED_AT} more)" in refusal(tmp_path, {}, archive=archive).what


class _Listing(_Claiming):
    """An archive that lists many studies, all of which are one."""

    def __init__(self, behind: Any, studies: Sequence[PatientStudy]) -> None:
        super().__init__(behind, studies[0])
        self._studies = studies

    def studies_of_patient(self, *_: Any) -> tuple[PatientStudy, ...]:
        return tuple(self._studies)

    def find_study(self, uid: str) -> StudyIndex:
        index: StudyIndex = self._behind.find_study(STUDY if uid == STUDY else study_uid("one"))
        return index


def test_images_of_a_few_studies_are_brought(tmp_path: Path) -> None:
    spoiled = {
        f"p{days}": earlier(f"p{days}", days=days, FrameOfReferenceUID=OTHER_SPACE) for days in range(10, 10 + 5)
    }
    archive = archive_of(tmp_path, {"now": now(), **spoiled})
    refused = refusal(tmp_path, {}, archive=archive)
    assert archive.asked.count("retrieve") == MOST_BROUGHT
    assert "(not 2 more)" in refused.what


def test_one_that_is_not_looked_at_may_be_the_newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(priors, "MOST_LOOKED_AT", 1)
    refused = refusal(tmp_path, {"one": earlier("one"), "two": earlier("two")})
    assert (refused.code, refused.what[:2]) == ("ambiguous-input", "2 ")


def test_a_channel_with_too_many_series_is_not_guessed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(priors, "MOST_SERIES", 0)
    assert "more than 0 series of it may be what is meant" in refusal(tmp_path, {"one": earlier("one")}).what


def test_what_would_be_too_much_with_the_current_study_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "MAX_VOXELS", 2000)
    assert "more than 2000 voxels" in refusal(tmp_path, {"one": earlier("one")}).what


def test_an_earlier_study_may_be_missing_where_the_manifest_says_so(tmp_path: Path) -> None:
    source = found(tmp_path, {}, model(before(missing="pad")))
    assert source.others == {}
    assert source.earlier == ()
    foreign = found(tmp_path, {"other": earlier("other", PatientSex="F")}, model(before(missing="pad")))
    assert [one.code for one in foreign.choices if one.channel is None] == ["prior-foreign"]


def test_without_an_id_no_archive_is_asked(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {"now": now(PatientID=""), "one": earlier("one", PatientID="")})
    refused = refusal(tmp_path, {}, archive=archive)
    assert (refused.code, archive.asked) == ("prior-missing", [])
    source = found(tmp_path, {}, model(before(missing="pad")), archive)
    assert [one.code for one in source.choices if one.channel is None] == ["prior-missing"]


def test_no_study_in_the_days_is_said_so(tmp_path: Path) -> None:
    assert "The archive has no earlier study of the patient in the days" in refusal(tmp_path, {}).what


def test_several_channels_read_one_earlier_study(tmp_path: Path) -> None:
    late = channel("late", prior=before().prior)
    made = {
        "half": earlier("half", days=10),
        "one": earlier("one"),
        "more": earlier("one", SeriesDescription="late"),
    }
    source = found(tmp_path, made, model(before(), late))
    assert study_of(source) == study_of(source, "late") == study_uid("one")
    optional = found(tmp_path, {}, model(before(), replace(late, missing="pad")), archive_of(tmp_path, {}))
    assert optional.others.keys() == {"before"}
    assert study_of(optional) == study_uid("half")
    neither = model(replace(before(), missing="pad"), replace(late, missing="pad"))
    (tmp_path / "other").mkdir()
    without = found(tmp_path / "other", {"x": earlier("x", SeriesDescription="else")}, neither)
    assert without.others == {}
    assert [one.code for one in said_of(without, study_uid("x"))] == ["series-unfit"]


def test_channels_that_may_all_be_missing_say_what_came_the_furthest(tmp_path: Path) -> None:
    elsewhere = {"one": earlier("one", FrameOfReferenceUID=OTHER_SPACE)}
    source = found(tmp_path, elsewhere, model(before(missing="pad")))
    assert [one.code for one in said_of(source, study_uid("one"))] == ["frame-of-reference-differs"]


@pytest.mark.parametrize("registration", ["none", "frame-of-reference"])
def test_the_other_eye_is_nothing_to_compare_with(tmp_path: Path, registration: str) -> None:
    manifest = model(before(registration))
    left = earlier("left", days=30, ImageLaterality="L")
    made = {"now": now(ImageLaterality="R"), "left": left}
    told = refusal(tmp_path / "left", made, manifest, archive_of(tmp_path / "left", made))
    assert told.code == "prior-missing"
    assert "not of the same side as those of the current study" in told.what
    for name, side in (("right", "R"), ("silent", None)):
        both = {**made, name: earlier(name, ImageLaterality=side) if side else earlier(name)}
        source = found(tmp_path / name, both, manifest, archive_of(tmp_path / name, both))
        assert study_of(source) == study_uid(name)
