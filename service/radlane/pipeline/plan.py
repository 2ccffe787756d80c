"""Which images of a study a model reads, or why none.

In: what the archive says of the study, then the headers of the candidates. Out: one image, or a coded reason. radlane
never chooses by order or size: where the manifest does not decide, nobody does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydicom import Dataset

from radlane.dicomweb.archive import Archive
from radlane.domain.code import Code
from radlane.domain.input import Select
from radlane.domain.model import Manifest
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.study import RetrievedInstance, SeriesIndex, StudyIndex
from radlane.errors import InputRefused, StudyNotFound, UsageError
from radlane.imaging.agreement import require_one_series
from radlane.imaging.frames import slices_of
from radlane.imaging.image_type import leave_out, lies_among
from radlane.imaging.reading import codes, text
from radlane.imaging.slices import Slice
from radlane.imaging.stack import FEWEST_SLICES

MOST_CANDIDATES = 16
MOST_SLICES = 4096
HEADER = ("SpecificCharacterSet", "AnatomicRegionSequence", "BodyPartExamined", "ViewPosition", "ViewCodeSequence")


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A retrieved instance and the attributes `HEADER` of it."""

    instance: RetrievedInstance
    header: Dataset


def only_study(archive: Archive) -> str:
    """Return the Study Instance UID of an archive that holds one study.

    Raises
    ------
    StudyNotFound
        If it holds none.
    UsageError
        If it holds several.
    """
    found = archive.study_uids()
    if not found:
        raise StudyNotFound("There is no DICOM instance here")
    if len(found) > 1:
        raise UsageError(
            f"There are {len(found)} studies here",
            remedy="Name one: `run STUDY_UID --archive FOLDER`; `inspect` lists them",
        )
    return found[0]


def select_candidates(index: StudyIndex, manifest: Manifest, series: str | None) -> tuple[InstanceRef, ...]:
    """Return the instances that may be the model's input, by what the archive knows of them.

    Parameters
    ----------
    index : StudyIndex
        The study.
    manifest : Manifest
        The model's manifest.
    series : str or None
        The only Series Instance UID to look at, where the caller names one.

    Raises
    ------
    InputRefused
        `no-matching-series`, `body-part-mismatch`, or `ambiguous-input` where there are too many to retrieve.
    """
    select = _select(manifest)
    named = [item for item in index.series if series in (None, item.series_instance_uid)]
    fitting = [item for item in named if item.modality in select.modalities and _of_class(item, select)]
    if not fitting:
        raise InputRefused(
            ReasonCode.NO_MATCHING_SERIES,
            "The study has no image of the modality and SOP Class that the model reads",
            uid=index.study_instance_uid,
        )
    here = [item for item in fitting if _says(item.body_part_examined, select.body_parts)]
    if not here:
        raise _mismatch(ReasonCode.BODY_PART_MISMATCH, index.study_instance_uid)
    found = tuple(ref for item in here for ref in _of_class(item, select))
    if len(found) > (MOST_SLICES if manifest.reads_volumes else MOST_CANDIDATES):
        raise _ambiguous(len(found), index.study_instance_uid)
    return found


def digest_of(refs: Iterable[InstanceRef]) -> str:
    """SHA-256 of which instances these are, in any order."""
    return hashlib.sha256("\n".join(sorted({ref.sop_instance_uid for ref in refs})).encode()).hexdigest()


def choose_image(candidates: Sequence[Candidate], manifest: Manifest, study_instance_uid: str) -> RetrievedInstance:
    """Return the one candidate whose header says nothing else than the manifest.

    Raises
    ------
    InputRefused
        `body-part-mismatch` or `view-mismatch` where none fits, `ambiguous-input` where several do.
    """
    select = _select(manifest)
    here = [item for item in candidates if _of_region(item.header, select)]
    if not here:
        raise _mismatch(ReasonCode.BODY_PART_MISMATCH, study_instance_uid)
    seen = [item for item in here if _of_view(item.header, select)]
    if not seen:
        raise _mismatch(ReasonCode.VIEW_MISMATCH, study_instance_uid)
    if len(seen) > 1:
        raise _ambiguous(len(seen), study_instance_uid)
    return seen[0].instance


def choose_slices(candidates: Sequence[Candidate], manifest: Manifest, study_instance_uid: str) -> tuple[Slice, ...]:
    """Return the slices of the one series that may be the model's input, in any order.

    A series is chosen whole or not at all: what Image Type says is no slice may lie beside the stack, not in it. Series
    of few images are left out: they are no stack.

    Raises
    ------
    InputRefused
        As `require_slices`; `slices-too-few` where no series has enough images, `ambiguous-input` where several series
        fit, `slices-foreign` and `slices-mixed` where the images of the one that does contradict each other.
    """
    series = require_slices(candidates, manifest, study_instance_uid)
    stacks = [kept for kept in series if len(kept) >= FEWEST_SLICES]
    if not stacks:
        raise InputRefused(
            ReasonCode.SLICES_TOO_FEW, f"No series has {FEWEST_SLICES} slices or more", uid=study_instance_uid
        )
    if len(stacks) > 1:
        raise InputRefused(
            ReasonCode.AMBIGUOUS_INPUT,
            f"{len(stacks)} series fit, and nothing says which one is meant",
            uid=study_instance_uid,
        )
    (chosen,) = stacks
    uid = chosen[0].ref.series_instance_uid
    whole = [
        one
        for item in candidates
        if item.instance.ref.series_instance_uid == uid
        for one in slices_of(item.instance.ref, item.header, HEADER)
    ]
    require_one_series(whole)
    _, left = leave_out(whole)
    if any(lies_among(item, chosen) for item, _ in left):
        raise InputRefused(
            ReasonCode.SLICES_MIXED, "Images that are said to be no slices lie among those of the stack", uid=uid
        )
    return chosen


def require_slices(
    candidates: Sequence[Candidate], manifest: Manifest, study_instance_uid: str
) -> tuple[tuple[Slice, ...], ...]:
    """Return what may be slices of what the model reads, by series; localisers and pictures are left out.

    Raises
    ------
    InputRefused
        `no-matching-series` where nothing but what is left out is there; `body-part-mismatch` or `view-mismatch` where
        every series says another, `slices-mixed` where the images of one say several.
    """
    select = _select(manifest)
    series: dict[str, list[Slice]] = {}
    held = [one for item in candidates for one in slices_of(item.instance.ref, item.header, HEADER)]
    for item in leave_out(held)[0]:
        series.setdefault(item.ref.series_instance_uid, []).append(item)
    if not series:
        raise InputRefused(
            ReasonCode.NO_MATCHING_SERIES,
            "The study has localisers, pictures and projections only",
            uid=study_instance_uid,
        )
    found = list(series.values())
    for fits, code in ((_of_region, ReasonCode.BODY_PART_MISMATCH), (_of_view, ReasonCode.VIEW_MISMATCH)):
        whole = [members for members in found if all(fits(item.header, select) for item in members)]
        for members in () if whole else found:
            if any(fits(item.header, select) for item in members):
                raise InputRefused(
                    ReasonCode.SLICES_MIXED,
                    "The images of one series say several regions or views",
                    uid=members[0].ref.series_instance_uid,
                )
        if not whole:
            raise _mismatch(code, study_instance_uid)
        found = whole
    return tuple(tuple(members) for members in found)


def _select(manifest: Manifest) -> Select:
    """The manifest's one channel (`registry.manifest` reads no other)."""
    return manifest.inputs[0].channels[0].select


def _of_class(series: SeriesIndex, select: Select) -> tuple[InstanceRef, ...]:
    return tuple(ref for ref in series.instances if ref.sop_class_uid in select.sop_classes)


def _of_region(header: Dataset, select: Select) -> bool:
    """Whether neither Body Part Examined nor Anatomic Region Sequence says another region."""
    in_words = _says(text(header, "BodyPartExamined"), select.body_parts)
    return in_words and _codes_say(header, "AnatomicRegionSequence", select.regions)


def _of_view(header: Dataset, select: Select) -> bool:
    """Whether neither View Position nor View Code Sequence says another view."""
    in_words = _says(text(header, "ViewPosition"), select.views)
    return in_words and _codes_say(header, "ViewCodeSequence", select.view_codes)


def _codes_say(header: Dataset, keyword: str, accepted: Iterable[Code]) -> bool:
    """Whether each code of a sequence is one of the accepted codes; their meanings are for people."""
    return set(codes(header, keyword)) <= {(code.scheme, code.value) for code in accepted}


def _says(value: str, accepted: Iterable[str]) -> bool:
    """Whether an attribute is one of the accepted values; what is absent decides nothing."""
    return value == "" or value in accepted


def _mismatch(code: ReasonCode, uid: str) -> InputRefused:
    region = code is ReasonCode.BODY_PART_MISMATCH
    attributes = "Body Part Examined or Anatomic Region Sequence" if region else "View Position or View Code Sequence"
    return InputRefused(code, f"{attributes} says another one than the model reads", uid=uid)


def _ambiguous(count: int, uid: str) -> InputRefused:
    return InputRefused(ReasonCode.AMBIGUOUS_INPUT, f"{count} images fit, and nothing says which one is meant", uid=uid)
