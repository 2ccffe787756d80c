"""What proves of an earlier study that it may be read beside the current one.

In: what was brought of it, and the study that is analysed. Out: nothing, or a coded refusal. Whose the images are is
looked at before anything else is said of them; then when they were, of which side, and whether they are others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from radlane.attribute import integer
from radlane.domain.prior import Person, Prior
from radlane.domain.reason import ReasonCode
from radlane.domain.study import StudyIndex
from radlane.errors import InputRefused
from radlane.imaging.stack import MAX_VOXELS
from radlane.pipeline.choosing import Candidate
from radlane.pipeline.chosen import Source
from radlane.pipeline.history import FOREIGN, Current, Objection, objection_to_image, person_of
from radlane.pipeline.source import sides_of

_R = ReasonCode


def refusal(objection: Objection, uid: str) -> InputRefused:
    """Return what speaks against a study as an error."""
    return InputRefused(objection.code, objection.text, uid=uid)


def says_the_same(index: StudyIndex, current: Current) -> bool:
    """Whether all that an archive says of a study, in lists and of an instance, is of the current study's patient."""
    patient = index.patient
    person = Person(patient_id=patient.patient_id, issuer=patient.issuer, sex=index.facts.sex)
    return not index.is_disputed and current.person.is_same(person)


def require_patient(found: Mapping[str, Sequence[Candidate]], current: Current, uid: str) -> None:
    """See that each image that was brought is the patient's, before anything else is said of the study.

    Raises
    ------
    InputRefused
        `prior-foreign`.
    """
    for candidate in chain.from_iterable(found.values()):
        if not current.is_of(person_of(candidate.header)):
            raise refusal(FOREIGN, uid)


def require_same(sources: Mapping[str, Source], current: Current, terms: Prior, uid: str) -> None:
    """See that each image that would be read is the patient's, and earlier, by its own header.

    Raises
    ------
    InputRefused
        `prior-foreign`, `prior-date`.
    """
    for header in (header for source in sources.values() for header in source.datasets):
        objection = objection_to_image(header, current, terms)
        if objection is not None:
            raise refusal(objection, uid)


def require_same_side(sources: Mapping[str, Source], now: Source, uid: str) -> None:
    """See that it is not of the other eye, knee or breast, as far as the images of all channels say.

    Raises
    ------
    InputRefused
        `series-unfit`.
    """
    here, there = _sides(now, *now.others.values()), _sides(*sources.values())
    if here and there and here != there:
        words = "Its images are not of the same side as those of the current study"
        raise InputRefused(_R.SERIES_UNFIT, words, uid=uid)


def require_other_images(sources: Mapping[str, Source], now: Source, uid: str) -> None:
    """See that it is no copy of the current study: an instance is of one study only.

    Raises
    ------
    InputRefused
        `ambiguous-input`.
    """
    known = {ref.sop_instance_uid for ref in now.refs}
    if any(ref.sop_instance_uid in known for source in sources.values() for ref in source.refs):
        raise InputRefused(_R.AMBIGUOUS_INPUT, "Images of it have UIDs of images of the current study", uid=uid)


def require_room(sources: Mapping[str, Source], now: Source, uid: str) -> None:
    """See that the stacks of all channels, of both studies, are not too much at once.

    Raises
    ------
    InputRefused
        `image-too-large`.
    """
    everything = (now, *now.others.values(), *sources.values())
    if sum(map(_voxels, everything)) > MAX_VOXELS:
        raise InputRefused(
            _R.IMAGE_TOO_LARGE, f"The stacks of all channels have more than {MAX_VOXELS} voxels", uid=uid
        )


def _sides(*sources: Source) -> set[str]:
    """The sides that images say; one that says none decides nothing."""
    return {side for source in sources for side in sides_of(source) if side is not None}


def _voxels(source: Source) -> int:
    """How many voxels a stack has, as its first header says."""
    rows, columns = (integer(source.dataset, keyword) or 0 for keyword in ("Rows", "Columns"))
    return len(source.analysed) * rows * columns
