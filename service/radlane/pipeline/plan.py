"""Which images of a study a model may read, by what the archive says of them.

In: an index. Out: the instances to retrieve, or a coded reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator

from radlane.dicomweb.archive import Archive
from radlane.domain.choice import Choice, SeriesChoice
from radlane.domain.input import Channel
from radlane.domain.model import Manifest
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.select import Select
from radlane.domain.study import SeriesIndex, StudyIndex
from radlane.errors import InputRefused, StudyNotFound, UsageError
from radlane.pipeline.choosing import of_channel, refusal_of, says_nothing_fits
from radlane.pipeline.criteria import holds, says, words_of

MOST_CANDIDATES = 16
MOST_ASKED = 256  # pictures or clips whose headers decide: an echo study has a hundred clips in one series
MOST_SLICES = 4096
_ANOTHER_ASKED = "Another series was asked for"
_ANOTHER_KIND = "Modality or SOP Class is another one than the model reads"


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

    They are those of all channels but the ones that are read from an earlier study (`pipeline.priors`).

    Parameters
    ----------
    index : StudyIndex
        The study.
    manifest : Manifest
        The model's manifest.
    series : str or None
        The only Series Instance UID to look at for the reference channel, where the caller names one.

    Raises
    ------
    InputRefused
        `no-matching-series`, `body-part-mismatch` or `series-unfit` where none may be it; `ambiguous-input` where there
        are too many to retrieve. For a channel that may be missing none need be there.
    """
    found: dict[InstanceRef, None] = {}
    for channel in manifest.current:
        try:
            here = candidates_of(index, manifest, channel, series)
        except InputRefused as refusal:
            if channel.missing == "refused" or not says_nothing_fits(refusal):
                raise
            here = ()
        found |= dict.fromkeys(here)
    return tuple(found)


def candidates_of(
    index: StudyIndex, manifest: Manifest, channel: Channel, series: str | None
) -> tuple[InstanceRef, ...]:
    """Return the instances that may be what one channel reads; as `select_candidates`."""
    named = named_for(manifest, channel, series)
    judged = tuple(judge_index(index, channel.select, named))
    here = [item for item, code, _ in judged if code is None]
    if not here:
        refusal = refusal_of([(code, why) for _, code, why in judged if code], index.study_instance_uid)
        raise refusal if len(manifest.channels) == 1 else of_channel(channel, refusal)
    found = tuple(ref for item in here for ref in _of_class(item, channel.select))
    if len(found) > _most(manifest, channel):
        raise InputRefused(
            ReasonCode.AMBIGUOUS_INPUT,
            f"{len(found)} images fit, and nothing says which one is meant",
            uid=index.study_instance_uid,
        )
    return found


def named_for(manifest: Manifest, channel: Channel, series: str | None) -> str | None:
    """Return the series that a caller named, for the channel that it names it for: the reference."""
    return series if channel == manifest.reference else None


def judge_index(
    index: StudyIndex, select: Select, series: str | None
) -> Iterator[tuple[SeriesIndex, ReasonCode | None, str]]:
    """Yield each series with the reason against it, by what the archive knows; headers may know more."""
    described = [condition for condition in select.where if condition.attribute == "SeriesDescription"]
    for item in index.series:
        unmet = next((one for one in described if item.description and not holds(one, item.description)), None)
        if series not in (None, item.series_instance_uid):
            yield item, ReasonCode.NO_MATCHING_SERIES, _ANOTHER_ASKED
        elif item.modality not in select.modalities or not _of_class(item, select):
            yield item, ReasonCode.NO_MATCHING_SERIES, _ANOTHER_KIND
        elif not says(item.body_part_examined, select.body_parts):
            yield item, ReasonCode.BODY_PART_MISMATCH, "Body Part Examined says another one than the model reads"
        elif unmet is not None:
            yield item, ReasonCode.SERIES_UNFIT, f"The model asks for {words_of(unmet)}"
        else:
            yield item, None, ""


def choices_of(index: StudyIndex, channel: Channel, seen: Collection[str]) -> tuple[SeriesChoice, ...]:
    """Return what became of the series that a channel was not offered; `seen` are the UIDs of those that it was."""
    return tuple(
        SeriesChoice(
            series_instance_uid=item.series_instance_uid,
            images=len(item.instances),
            choice=Choice.REFUSED,
            code=str(code or ReasonCode.NO_MATCHING_SERIES),
            text=why or _ANOTHER_ASKED,
            channel=channel.id,
        )
        for item, code, why in judge_index(index, channel.select, None)
        if item.series_instance_uid not in seen
    )


def digest_of(refs: Iterable[InstanceRef]) -> str:
    """SHA-256 of which instances these are, in any order."""
    return hashlib.sha256("\n".join(sorted({ref.sop_instance_uid for ref in refs})).encode()).hexdigest()


def _most(manifest: Manifest, channel: Channel) -> int:
    """How many images are brought to look at their headers."""
    select = channel.select
    if manifest.reads_volumes:
        return MOST_SLICES
    return MOST_ASKED if manifest.reads != "projection" and (select.where or select.prefer) else MOST_CANDIDATES


def _of_class(series: SeriesIndex, select: Select) -> tuple[InstanceRef, ...]:
    return tuple(ref for ref in series.instances if ref.sop_class_uid in select.sop_classes)
