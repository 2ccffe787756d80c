"""Which of the retrieved images a model reads, by their headers, and what became of the others.

In: candidates with their headers. Out: one image or one stack of slices with the choices that led to it, or a coded
reason. radlane never chooses by order or size: where the manifest does not decide, nobody does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from pydicom import Dataset

from radlane.domain.choice import Choice, SeriesChoice
from radlane.domain.input import Channel
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.select import Select
from radlane.domain.study import RetrievedInstance
from radlane.errors import InputRefused
from radlane.imaging.agreement import require_one_series
from radlane.imaging.frames import claimed_frames, slices_of
from radlane.imaging.image_type import is_picture, leave_out, lie_among
from radlane.imaging.reading import text
from radlane.imaging.slices import Slice
from radlane.imaging.stack import FEWEST_SLICES
from radlane.imaging.stacks import PARTING, split_stacks
from radlane.pipeline.criteria import complaint, is_of_region, is_of_view, preferred

MOST_FRAMES = 16384  # of multi-frame images: each becomes a header of its own, of some kilobytes

_R = ReasonCode
# How far a series came: of several that do not fit, the reason of the one that came the furthest is told.
_RANKS = (
    _R.NO_MATCHING_SERIES,
    _R.BODY_PART_MISMATCH,
    _R.VIEW_MISMATCH,
    _R.SLICES_MIXED,
    _R.SERIES_UNFIT,
    _R.SLICES_TOO_FEW,
    _R.FRAME_OF_REFERENCE_DIFFERS,
)
_NOTHING_FITS = frozenset({*_RANKS} - {_R.SLICES_MIXED})
Spaces = Collection[str] | None
"""Frame of Reference UIDs that are allowed; None: any."""
_Against = tuple[ReasonCode, str]  # what speaks against a candidate, in words
_PICTURE: _Against = (_R.NO_MATCHING_SERIES, "A picture of a screen is no image of a patient")
_OTHER_REGION: _Against = (
    _R.BODY_PART_MISMATCH,
    "Body Part Examined or Anatomic Region Sequence says another one than the model reads",
)
_OTHER_VIEW: _Against = (_R.VIEW_MISMATCH, "View Position or View Code Sequence says another one than the model reads")
_ELSEWHERE: _Against = (
    _R.FRAME_OF_REFERENCE_DIFFERS,
    "Its Frame of Reference is another one than that of the images that the others are brought to",
)
_SEVERAL: _Against = (_R.SLICES_MIXED, "The images of one series say several regions or views")


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A retrieved instance and its header, or those attributes of it that `header_keywords` names."""

    instance: RetrievedInstance
    header: Dataset


T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Chosen(Generic[T]):
    """The image, or the slices in any order, and what became of all candidates, by the UIDs of their series."""

    item: T
    choices: tuple[SeriesChoice, ...]


@dataclass(frozen=True, kw_only=True)
class _Judged(Generic[T]):
    """An image, a stack, or a series as far as it came, with the reason against it, if there is one.

    Attributes
    ----------
    item : T
        What would be chosen.
    headers : tuple of Dataset
        Of the image, or of each slice.
    code, why : ReasonCode or None, str
        What speaks against it.
    """

    uid: str
    item: T
    headers: tuple[Dataset, ...]
    code: ReasonCode | None
    why: str


def header_keywords(channel: Channel) -> tuple[str, ...]:
    """Return the attributes that decide about an image, besides those of its pixels."""
    select = channel.select
    asked = [condition.attribute for condition in select.where] + [preference.by for preference in select.prefer]
    own = (
        *("SpecificCharacterSet", "ImageType", "AnatomicRegionSequence", "BodyPartExamined"),
        *("ViewPosition", "ViewCodeSequence"),
    )
    return tuple(dict.fromkeys((*own, *(keyword for keyword in asked if keyword[0].isupper()))))


def choose_image(
    candidates: Sequence[Candidate], channel: Channel, study_instance_uid: str
) -> Chosen[RetrievedInstance]:
    """Return the one candidate whose header says nothing else than the channel asks for.

    Raises
    ------
    InputRefused
        `no-matching-series` where nothing but pictures of screens is there; `body-part-mismatch`, `view-mismatch` or
        `series-unfit` where none fits, `ambiguous-input` where several do.
    """
    select = channel.select
    judged = [_judge_image(item, select) for item in sorted(candidates, key=lambda item: item.instance.ref)]
    chosen = _the_one(judged, select, study_instance_uid, "images")
    return Chosen(item=chosen.item, choices=tuple(_choice(found, chosen, channel) for found in judged))


def choose_slices(
    candidates: Sequence[Candidate], channel: Channel, study_instance_uid: str, spaces: Spaces = None
) -> Chosen[tuple[Slice, ...]]:
    """Return the one stack of one series that a channel reads.

    A stack is chosen whole or not at all: what Image Type says is no slice may lie beside it, not in it. What has too
    few images is left out: it is no stack.

    Parameters
    ----------
    candidates : sequence of Candidate
        What may be its slices, by what the archive knows of them.
    channel : Channel
        What it reads.
    study_instance_uid : str
        For messages.
    spaces : collection of str or None
        Frame of Reference UIDs of which the stack has to have one; None: any.

    Raises
    ------
    InputRefused
        `no-matching-series` where nothing but localisers and pictures is there; `body-part-mismatch` or `view-mismatch`
        where every series says another, `slices-mixed` where the images of one say several; `series-unfit` where no
        stack meets the manifest's conditions; `slices-too-few` where none has enough images,
        `frame-of-reference-differs` where none lies in such a space, `ambiguous-input` where several fit,
        `image-too-large` beyond 16384 frames, `slices-foreign` and `slices-mixed` where the images of the one that does
        contradict each other.
    """
    series, judged = _judge_stacks(candidates, channel, study_instance_uid, spaces)
    chosen = _the_one(judged, channel.select, study_instance_uid, "series, or stacks of one,")
    _require_whole(chosen.item, series[chosen.uid])
    return Chosen(item=chosen.item, choices=tuple(_choice(found, chosen, channel) for found in judged))


def refused_slices(
    candidates: Sequence[Candidate], channel: Channel, study_instance_uid: str, spaces: Spaces
) -> tuple[SeriesChoice, ...]:
    """Return what became of candidates of which none fits (`choose_slices`)."""
    _, judged = _judge_stacks(candidates, channel, study_instance_uid, spaces)
    return tuple(_choice(found, None, channel) for found in judged)


def says_nothing_fits(refusal: InputRefused) -> bool:
    """Whether a refusal says that a study holds nothing that fits, not that what does is broken, or that two do."""
    return refusal.code in _NOTHING_FITS


def require_slice(candidate: Candidate, channel: Channel, study_instance_uid: str) -> None:
    """Require that an instance may be a slice of what a channel reads; how many others there are is not asked.

    Raises
    ------
    InputRefused
        As `choose_slices`.
    """
    select = replace(channel.select, slices=None)
    kept, left = leave_out(slices_of(candidate.instance.ref, candidate.header))
    headers = [item.header for item in kept]
    against = _of_left_out(left) if not kept else _against_headers(headers, select) or _unmet(headers, select)
    if against is not None:
        raise InputRefused(*against, uid=study_instance_uid)


def refusal_of(against: Sequence[_Against], uid: str) -> InputRefused:
    """Return the refusal of a study, or its one series, in which nothing fits: the reasons of what came the furthest.

    Parameters
    ----------
    against : sequence of (ReasonCode, str)
        What speaks against each image, stack or series, in words.
    """
    code = max((code for code, _ in against), key=_RANKS.index, default=_R.NO_MATCHING_SERIES)
    counted = Counter(why for found, why in against if found is code)
    told = [why if count == 1 else f"{why} ({count} times)" for why, count in counted.items()]
    return InputRefused(code, "; ".join(told) or "There is no image", uid=uid)


def of_channel(channel: Channel, refusal: InputRefused) -> InputRefused:
    """Return a refusal that says which of several channels it is about."""
    return InputRefused(ReasonCode(refusal.code), f"Channel {channel.id}: {refusal.what}", uid=refusal.uid)


def _the_one(judged: Sequence[_Judged[T]], select: Select, study_instance_uid: str, what: str) -> _Judged[T]:
    """The one that fits and is preferred."""
    fitting = [found for found in judged if found.code is None]
    if not fitting:
        series = {found.uid for found in judged}
        uid = series.pop() if len(series) == 1 else study_instance_uid
        raise refusal_of([(found.code, found.why) for found in judged if found.code], uid)
    left = preferred(fitting, select)
    if len(left) > 1:
        raise InputRefused(
            _R.AMBIGUOUS_INPUT,
            f"{len(left)} {what} fit, and nothing says which one is meant",
            uid=study_instance_uid,
        )
    return left[0]


def _judge_image(item: Candidate, select: Select) -> _Judged[RetrievedInstance]:
    headers = (item.header,)
    picture = _PICTURE if select.screens == "left-out" and is_picture(item.header) else None
    code, why = picture or _against_headers(headers, select) or _unmet(headers, select) or (None, "")
    uid = item.instance.ref.series_instance_uid
    return _Judged(uid=uid, item=item.instance, headers=headers, code=code, why=why)


def _judge_stacks(
    candidates: Sequence[Candidate], channel: Channel, study_instance_uid: str, spaces: Spaces
) -> tuple[dict[str, list[Slice]], list[_Judged[tuple[Slice, ...]]]]:
    """The slices of each series, and each stack of them, or series as far as it came."""
    also = (*header_keywords(channel), *PARTING)
    series: dict[str, list[Slice]] = {}
    held = 0
    for item in candidates:
        ref = item.instance.ref
        held += claimed_frames(ref, item.header)
        if held > MOST_FRAMES:
            raise InputRefused(_R.IMAGE_TOO_LARGE, f"There are more than {MOST_FRAMES} frames", uid=study_instance_uid)
        series.setdefault(ref.series_instance_uid, []).extend(slices_of(ref, item.header, also))
    judged = (found for uid in sorted(series) for found in _judge_series(uid, series[uid], channel.select, spaces))
    return series, list(judged)


def _judge_series(
    uid: str, slices: Sequence[Slice], select: Select, spaces: Spaces
) -> Iterator[_Judged[tuple[Slice, ...]]]:
    """Yield the series, or each of its stacks."""
    kept, left = leave_out(slices)
    against = _against_headers([item.header for item in kept], select) if kept else _of_left_out(left)
    for stack in split_stacks(kept) if against is None else (tuple(slices),):
        headers = tuple(item.header for item in stack)
        code, why = (
            against or _unmet(headers, select) or _too_few(headers) or _lies_elsewhere(headers, spaces) or (None, "")
        )
        yield _Judged(uid=uid, item=stack, headers=headers, code=code, why=why)


def _against_headers(headers: Sequence[Dataset], select: Select) -> _Against | None:
    """What speaks against an image, or a series as a whole."""
    for fits, mismatch in ((is_of_region, _OTHER_REGION), (is_of_view, _OTHER_VIEW)):
        said = {fits(header, select) for header in headers}
        if said != {True}:
            return mismatch if said == {False} else _SEVERAL
    return None


def _of_left_out(left: Sequence[tuple[Slice, Reason]]) -> _Against:
    """What speaks against a series of which nothing may be a slice: each reason once."""
    return _R.NO_MATCHING_SERIES, "; ".join(sorted({reason.text for _, reason in left}))


def _unmet(headers: Sequence[Dataset], select: Select) -> _Against | None:
    why = complaint(select, headers)
    return None if why is None else (_R.SERIES_UNFIT, why)


def _too_few(headers: Sequence[Dataset]) -> _Against | None:
    return (_R.SLICES_TOO_FEW, f"It has fewer than {FEWEST_SLICES} slices") if len(headers) < FEWEST_SLICES else None


def _lies_elsewhere(headers: Sequence[Dataset], spaces: Spaces) -> _Against | None:
    if spaces is None or all(text(header, "FrameOfReferenceUID") in spaces for header in headers):
        return None
    return _ELSEWHERE


def _require_whole(stack: Sequence[Slice], series: Sequence[Slice]) -> None:
    """See that the series of a stack is of one patient, and that what was left out does not lie in the stack."""
    require_one_series(series)
    if lie_among([item for item, _ in leave_out(series)[1]], stack):
        raise InputRefused(
            _R.SLICES_MIXED,
            "Images that are said to be no slices lie among those of the stack",
            uid=stack[0].ref.series_instance_uid,
        )


def _choice(found: _Judged[T], chosen: _Judged[T] | None, channel: Channel) -> SeriesChoice:
    if found.code is not None:
        choice, why = Choice.REFUSED, found.why
    elif found is chosen:
        choice, why = Choice.CHOSEN, "It is what the model reads"
    else:
        choice, why = Choice.OUTDONE, "It fits, and the model prefers another"
    return SeriesChoice(
        series_instance_uid=found.uid,
        images=len(found.headers),
        choice=choice,
        code=None if found.code is None else str(found.code),
        text=why,
        channel=channel.id,
    )


def unseen_reasons(choices: Iterable[SeriesChoice]) -> tuple[Reason, ...]:
    """Return what to say of images that fit as well as the one that was chosen, and were not looked at.

    A model of one image says nothing of them: "absent" is not said of a study.
    """
    left = sum(one.images for one in choices if one.choice is Choice.OUTDONE and one.study_instance_uid is None)
    if not left:
        return ()
    what = "Another image of the study fits" if left == 1 else f"{left} other images of the study fit"
    return (Reason(code=ReasonCode.PART_UNSEEN, text=f"{what} as well: the model saw the one that it prefers"),)
