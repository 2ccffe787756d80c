"""The attributes of each object against the standard: types, values, conditions, at every level of nesting.

In: objects, the images they were made from. Out: each defect once, with where it stands first and how often it is
there. The rules know nothing of who wrote an object, and hold for any SEG, SR, Secondary Capture, Parametric Map or Key
Object Selection. What an object has of its patient and its study from an image, or from another object that it refers
to, is theirs: it is compared with the image (`subject.py`), and its values are not judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydicom.dataset import Dataset

from radlane.encode.checks.attribute_types import check_content_values, check_types
from radlane.encode.checks.attribute_values import check_values
from radlane.encode.checks.conditions import check_conditions
from radlane.encode.checks.finding import Finding
from radlane.encode.checks.levels import Level, levels
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.checks.references import images_of
from radlane.encode.checks.subject import flat, procedures_of, slide_of, stated
from radlane.encode.checks.uid_roles import UID_KEYWORDS, uids
from radlane.encode.reading import text
from radlane.encode.subject_attributes import PATIENT, STUDY, TYPE_2

_RULES: tuple[Callable[[Level], Iterator[Finding]], ...] = (
    check_types,
    check_content_values,
    check_values,
    check_conditions,
)
_SUBJECT = frozenset({*PATIENT, *STUDY})
_ALWAYS = frozenset({*TYPE_2, "StudyInstanceUID"})


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where a defect stands first, and how often it is there."""

    finding: Finding
    path: str
    count: int


@dataclass(frozen=True, kw_only=True)
class _Survey:
    """What was found in an object: its defects, and each kind of thing that a UID names in it, with where it does."""

    dataset: Dataset
    defects: tuple[_Place, ...]
    named: dict[tuple[str, str], str]


def check_attributes(checked: ObjectSet) -> Iterator[Problem]:
    """Attributes are there, have values, and have those that they may have; a UID names one thing everywhere."""
    surveys = [_survey(dataset, _inherited(dataset, checked)) for dataset in checked.objects]
    for survey in surveys:
        for place in survey.defects:
            more = f", there and {place.count - 1} times more" if place.count > 1 else ""
            words = f"{place.finding.keyword} {place.finding.words}{more}"
            yield problem(place.finding.code, survey.dataset, words, attribute=place.path)
    kinds = _kinds(surveys, checked)
    for survey in surveys:
        reused = [path for (uid, _), path in survey.named.items() if len(kinds[uid]) > 1]
        if reused:
            yield problem("uid-reused", survey.dataset, "one UID names two things", attribute=reused[0])


def _inherited(dataset: Dataset, checked: ObjectSet) -> frozenset[str]:
    """Return the attributes that an object has from elsewhere.

    Where there are images, all: they are compared with the images. Where there are none, those of patient and study
    that another object has alike to which it refers, as a report refers to a SEG, and a note to what it rejects.
    """
    if checked.sources:
        return _SUBJECT | _copied(dataset, checked)
    others = [checked.find(uid) for uid, _ in checked.referred(dataset)]
    known = [other for other in others if other is not None and other is not dataset]
    return frozenset(
        keyword for keyword in _SUBJECT if any(flat(dataset, keyword) == flat(other, keyword) for other in known)
    )


def _copied(dataset: Dataset, checked: ObjectSet) -> frozenset[str]:
    """Return what else an object has just as its images have it: of a slide, and of the procedures of the images."""
    expected = procedures_of(checked.sources) if text(dataset, "Modality") == "SR" else []
    if "ImageOrientationSlide" in dataset:
        expected = [slide_of(image) for image in images_of(dataset, checked)]
    return frozenset(
        keyword for said in expected for keyword, found in said.items() if stated(dataset, keyword) == found
    )


def _survey(dataset: Dataset, inherited: frozenset[str]) -> _Survey:
    found: dict[tuple[str, str, str], _Place] = {}
    named: dict[tuple[str, str], str] = {}
    for level in levels(dataset):
        for uid, kind, keyword in uids(level):
            if (uid, kind) not in named:
                named[uid, kind] = level.path(keyword)
        if level.top in inherited:
            continue
        for finding in (finding for rule in _RULES for finding in rule(level)):
            if level.above is None and finding.keyword in inherited and not _is_lacking(finding):
                continue
            key = finding.code, finding.keyword, level.kind
            known = found.get(key)
            found[key] = _Place(
                finding=finding,
                path=level.path(finding.keyword) if known is None else known.path,
                count=1 if known is None else known.count + 1,
            )
    return _Survey(dataset=dataset, defects=tuple(found.values()), named=named)


def _kinds(surveys: list[_Survey], checked: ObjectSet) -> dict[str, set[str]]:
    """Return the kinds of things that each UID names, in the objects and at the top of the images.

    A UID that names two things in the images already is theirs: results repeat it.
    """
    of_images: defaultdict[str, set[str]] = defaultdict(set)
    for source in checked.sources:
        for keyword, kind in UID_KEYWORDS.items():
            of_images[text(source, keyword)].add(kind)
    kinds = defaultdict(set, {uid: found for uid, found in of_images.items() if len(found) == 1})
    for survey in surveys:
        for uid, kind in survey.named:
            if len(of_images.get(uid, ())) <= 1:
                kinds[uid].add(kind)
    return kinds


def _is_lacking(finding: Finding) -> bool:
    """Whether an attribute is not there that has to be, whatever the image has."""
    return finding.code == "attribute-missing" and finding.keyword in _ALWAYS
