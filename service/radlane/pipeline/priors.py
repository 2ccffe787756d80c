"""The earlier study of the patient that channels of a model read: looked for, chosen, proven to be the patient's.

In: what was chosen of the study that is analysed, and the archive that it came from. Out: the same with what was chosen
of the earlier one, and what became of each other study that was found; or a coded reason. For a model that reads none
nothing is asked. Whose a study is and when it was is looked at three times: in the archive's list, in what it says of
the study, and in the headers of all images that would be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from radlane.dicomweb.archive import Archive
from radlane.domain.choice import SeriesChoice
from radlane.domain.input import Channel
from radlane.domain.model import Manifest
from radlane.domain.prior import Prior
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.study import RetrievedInstance, StudyIndex
from radlane.errors import ArchiveError, InputRefused, StudyMismatch, StudyNotFound
from radlane.imaging.reading import text
from radlane.imaging.registration import is_of_patient
from radlane.pipeline.channels import ChosenChannels, choose_prior
from radlane.pipeline.choosing import Candidate, Spaces, says_nothing_fits
from radlane.pipeline.chosen import Source
from radlane.pipeline.history import (
    FOREIGN,
    Current,
    Earlier,
    Objection,
    current_of,
    days_of,
    history_of,
    outdone,
    person_of,
    refused,
)
from radlane.pipeline.lane import Site
from radlane.pipeline.plan import candidates_of, choices_of
from radlane.pipeline.proving import (
    require_other_images,
    require_patient,
    require_room,
    require_same,
    require_same_side,
    says_the_same,
)
from radlane.pipeline.registrations import (
    Registration,
    read_registrations,
    registrations_of,
    spaces_mapped_on,
    unread_registrations,
)
from radlane.pipeline.source import registered, stack_sources

MOST_LOOKED_AT = 8  # earlier studies whose series are asked for
MOST_BROUGHT = 3  # of which images are brought
MOST_REGISTRATIONS = 64  # of one study
MOST_SERIES = 16  # of one of them that a channel is offered
_MOST_TOLD = 4  # objections in the words of a refusal; the rest are counted
_R = ReasonCode
_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class _Unseen(Objection):
    """What keeps a study from being seen: it may be the one that is meant."""


_GONE = Objection(code=_R.NO_MATCHING_SERIES, text="It is no longer in the archive")
_OFFLINE = _Unseen(  # the others alone would decide otherwise
    code=_R.NO_MATCHING_SERIES, text="Images of it that may be meant are not online"
)
_DISPUTED = Objection(
    code=_R.PRIOR_MISSING,
    text="The archive says another patient of the current study than its images: nobody knows whose the others are",
)
_BEYOND = _Unseen(
    code=_R.NO_MATCHING_SERIES,
    text=f"No more than {MOST_LOOKED_AT} earlier studies are looked at, and images of {MOST_BROUGHT} brought",
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where earlier studies are looked for: where the current one came from.

    Attributes
    ----------
    archive : Archive
        The archive.
    index : StudyIndex
        What it has of the study that is analysed.
    find : callable
        Study Instance UID -> what the archive has of a study, without what radlane made of it.
    spool : Path
        The folder of the run for instances that come from elsewhere.
    """

    archive: Archive
    index: StudyIndex
    find: Callable[[str], StudyIndex]
    spool: Path


@dataclass(frozen=True, kw_only=True)
class _Brought:
    """What an archive has of an earlier study, and what of it the channels are offered."""

    index: StudyIndex
    offered: Mapping[str, Sequence[RetrievedInstance]]


@dataclass(frozen=True, kw_only=True)
class _Fit:
    """What the channels read of an earlier study, and what became of its series."""

    sources: Mapping[str, Source]
    choices: tuple[SeriesChoice, ...]


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """What an earlier study is compared with, and what the manifest asks of it."""

    current: Current
    terms: Prior


def add_prior(site: Site, manifest: Manifest, source: Source, place: Place) -> Source:
    """Add what channels read of an earlier study; where the model has no such channels, ask for nothing.

    Parameters
    ----------
    site, manifest
        What is read at most, and for which model.
    source : Source
        What is read of the study that is analysed.
    place : Place
        Where to look.

    Returns
    -------
    Source
        With what is read of the newest study that has what the model asks for; where there is none, and every such
        channel may be missing, without. `choices` says what became of each study that was found.

    Raises
    ------
    InputRefused
        `prior-missing` where a channel that may not be missing has no images; `ambiguous-input` where two studies fit,
        or one that fits and one that nobody could see, of which nothing says which is newer, and where the current
        study has more registrations than are looked at.
    ArchiveError, ArchiveUnavailable, StorageFull
        As the archive's port says; of one earlier study only what comes back.
    """
    terms = manifest.prior
    if terms is None:
        return source
    current = current_of(source.dataset, source.study)
    if isinstance(current, Objection):
        return _without(manifest, source, [refused(current)])
    if not says_the_same(place.index, current):
        return _without(manifest, source, [refused(_DISPUTED)])
    listed = place.archive.studies_of_patient(current.person.patient_id, *days_of(current, terms))
    modalities = {one for channel in manifest.priors for one in channel.select.modalities}
    history = history_of(listed, current, terms, modalities)
    current = replace(current, apart=history.apart)
    taking = _Taking(site, manifest, source, place, _Wanted(current=current, terms=terms))
    choices = list(history.refused)
    for number, group in enumerate(history.groups, start=1):
        fit = _the_one(taking, group, choices, source.study)
        if fit is not None:
            older = outdone(tuple(chain.from_iterable(history.groups[number:])))
            others = {**source.others, **fit.sources}
            told = (*choices, *taking.unused, *fit.choices, *older)
            return replace(source, others=others, choices=(*source.choices, *told))
        if taking.is_at_its_end:
            choices += _not_looked_at(sum(map(len, history.groups[number:])))
            break
    return _without(manifest, source, [*choices, *taking.unused])


def _the_one(taking: _Taking, group: Sequence[Earlier], choices: list[SeriesChoice], study: str) -> _Fit | None:
    """The one that fits of those of which nothing says which is newer; what speaks against others goes to `choices`.

    One that nobody could see may be it.
    """
    fits: list[tuple[Earlier, _Fit]] = []
    unseen: list[Earlier] = []
    beyond = 0
    for earlier in group:
        taken = taking.take(earlier)
        if not isinstance(taken, Objection):
            fits.append((earlier, taken))
            continue
        if isinstance(taken, _Unseen):
            unseen.append(earlier)
        if taken is _BEYOND:
            beyond += 1
        else:  # what may be another patient's is not named
            choices.append(refused(taken, None if taken.code is _R.PRIOR_FOREIGN else earlier))
    choices += _not_looked_at(beyond)
    if not fits:
        return None
    possible = [*(earlier for earlier, _ in fits), *unseen]
    for newest, fit in fits:
        others = [one for one in possible if one is not newest]
        if all(one.moment.is_before(newest.moment) for one in others):
            choices += outdone([one for one in others if one not in unseen])
            return fit
    words = f"{len(possible)} earlier studies may be meant, and nothing says which is the newest one"
    words += f"; {len(unseen)} of them could not be seen" if unseen else ""
    raise InputRefused(_R.AMBIGUOUS_INPUT, words, uid=study)


def _not_looked_at(count: int) -> list[SeriesChoice]:
    return [refused(replace(_BEYOND, text=f"{_BEYOND.text} (not {count} more)"))] if count else []


def _without(manifest: Manifest, source: Source, choices: Sequence[SeriesChoice]) -> Source:
    needed = next((channel for channel in manifest.priors if channel.missing == "refused"), None)
    if needed is not None:
        raise InputRefused(_R.PRIOR_MISSING, f"Channel {needed.id}: {_summary(choices)}", uid=source.study)
    return replace(source, choices=(*source.choices, *choices))


def _summary(choices: Sequence[SeriesChoice]) -> str:
    """Why there is none, in the words of what was found; a result without findings has no list of choices."""
    if not choices:
        return "The archive has no earlier study of the patient in the days that the model asks for"
    told = [f"{words} ({count} times)" if count > 1 else words for words, count in Counter(_words(choices)).items()]
    more = [f"and {len(told) - _MOST_TOLD} other reasons"] if len(told) > _MOST_TOLD else []
    return "; ".join(["No earlier study can be read", *told[:_MOST_TOLD], *more])


def _words(choices: Sequence[SeriesChoice]) -> list[str]:
    return [one.text for one in choices]


class _Taking:
    """Takes from one earlier study after another what the channels read, as far as the bounds go."""

    def __init__(self, site: Site, manifest: Manifest, source: Source, place: Place, wanted: _Wanted) -> None:
        self._site = site
        self._manifest = manifest
        self._source = source
        self._place = place
        self._current = wanted.current
        self._terms = wanted.terms
        self._space = text(source.dataset, "FrameOfReferenceUID")
        self._own: Sequence[Registration] | None = None
        self._looked_at = 0
        self._brought = 0
        self.unused: dict[SeriesChoice, None] = {}

    @property
    def is_at_its_end(self) -> bool:
        """Whether no further study is looked at."""
        return self._looked_at == MOST_LOOKED_AT or self._brought == MOST_BROUGHT

    def take(self, earlier: Earlier) -> _Fit | Objection:
        """Return what is read of a study, or what speaks against it."""
        if self.is_at_its_end:
            return _BEYOND
        self._looked_at += 1
        brought = _judged(partial(self._bring, earlier))
        if isinstance(brought, Objection):
            return brought
        if self._own is None:  # not judged: what is wrong with the current study speaks against no earlier one
            self._own = self._registrations(self._place.index)
        taken = _judged(partial(self._choose, earlier, brought))
        if not isinstance(taken, Objection) or taken.code is not _R.PRIOR_FOREIGN:  # that study is not named
            self.unused |= dict.fromkeys(self._unread(earlier, brought.index))
        return taken

    def _bring(self, earlier: Earlier) -> _Brought | Objection:
        """Bring what the channels may read of a study, by what the archive says of it now."""
        index = self._place.find(earlier.uid)
        if not says_the_same(index, self._current):
            return FOREIGN
        wanted = self._wanted(index)
        refs = tuple(dict.fromkeys(chain.from_iterable(wanted.values())))
        away = {series.series_instance_uid for series in index.series if series.is_away}
        if any(ref.series_instance_uid in away for ref in refs):
            return _OFFLINE
        self._brought += 1
        found = {item.ref: item for item in self._place.archive.retrieve(index, refs, self._place.spool).instances}
        return _Brought(index=index, offered={name: [found[ref] for ref in own] for name, own in wanted.items()})

    def _wanted(self, index: StudyIndex) -> dict[str, tuple[InstanceRef, ...]]:
        """Which instances each channel may read, by what the archive knows of them."""
        wanted: dict[str, tuple[InstanceRef, ...]] = {}
        nothing = None
        for channel in self._manifest.priors:
            try:
                wanted[channel.id] = _few(candidates_of(index, self._manifest, channel, None), channel)
            except InputRefused as refusal:
                if channel.missing == "refused" or not says_nothing_fits(refusal):
                    raise
                wanted[channel.id], nothing = (), refusal
        if nothing is not None and not any(wanted.values()):
            raise nothing
        return wanted

    def _choose(self, earlier: Earlier, brought: _Brought) -> _Fit:
        manifest, uid, now = self._manifest, earlier.uid, self._source
        known = self._known(earlier, brought.index)

        def choose(found: Mapping[str, Sequence[Candidate]]) -> ChosenChannels:
            require_patient(found, self._current, uid)
            return choose_prior(found, manifest, uid, self._spaces(known))

        stacks, chosen = stack_sources(self._site, manifest, brought.offered, choose, uid)
        sources = registered(manifest, stacks, now, known)
        require_same(sources, self._current, self._terms, uid)
        require_same_side(sources, now, uid)
        require_other_images(sources, now, uid)
        require_room(sources, now, uid)
        unseen = (
            choices_of(brought.index, channel, {item.ref.series_instance_uid for item in brought.offered[channel.id]})
            for channel in manifest.priors
        )
        return _Fit(sources=sources, choices=_told_of(earlier, (*chosen, *chain.from_iterable(unseen))))

    def _spaces(self, known: Sequence[Registration]) -> Spaces:
        """Frames of Reference whose points are found in the current study: never another one by itself."""
        if self._terms.registration == "none":
            return None
        if not is_of_patient(self._space):
            words = "The Frame of Reference of the current study is of an atlas or a device, not the patient's own"
            raise InputRefused(_R.FRAME_OF_REFERENCE_DIFFERS, words, uid=self._current.uid)
        return {self._space, *spaces_mapped_on(known, self._space)}

    def _known(self, earlier: Earlier, index: StudyIndex) -> Sequence[Registration]:
        """The patient's registrations that lie in the current study and in the earlier one.

        None of them where one of either is not online: what cannot be read may contradict what can.
        """
        return () if self._unread(earlier, index) else (*(self._own or ()), *self._registrations(index))

    def _unread(self, earlier: Earlier, index: StudyIndex) -> Sequence[SeriesChoice]:
        """What is said of the registrations of both studies that are not online, for a model that needs them."""
        if self._terms.registration == "none":
            return ()
        return (*unread_registrations(self._place.index), *_told_of(earlier, unread_registrations(index)))

    def _registrations(self, index: StudyIndex) -> Sequence[Registration]:
        """The patient's registrations that lie in a study; none where not all of them are online."""
        refs = registrations_of(index)
        if self._terms.registration == "none" or not refs or unread_registrations(index):
            return ()
        if len(refs) > MOST_REGISTRATIONS:
            words = f"There are more than {MOST_REGISTRATIONS} registrations in one study"
            raise InputRefused(_R.AMBIGUOUS_INPUT, words, uid=index.study_instance_uid)
        instances = self._place.archive.retrieve(index, refs, self._place.spool).instances
        found = read_registrations(instances, self._site.read_limits)
        return tuple(one for one in found if self._current.is_of(person_of(one.dataset)))


def _judged(look: Callable[[], _T | Objection]) -> _T | Objection:
    """Look at an earlier study: what goes wrong speaks against it, but for an archive that is away."""
    try:
        return look()
    except InputRefused as why:
        return Objection(code=_R(why.code), text=why.what)
    except StudyMismatch:
        return FOREIGN
    except StudyNotFound:
        return _GONE
    except ArchiveError as error:  # one old study that cannot be had ends no analysis of the current one
        if error.retryable:
            raise
        return _Unseen(code=_R.NO_MATCHING_SERIES, text=f"The archive does not give it out ({error.code})")


def _told_of(earlier: Earlier, choices: Sequence[SeriesChoice]) -> tuple[SeriesChoice, ...]:
    return tuple(replace(one, study_instance_uid=earlier.uid, days_before=earlier.days_before) for one in choices)


def _few(refs: tuple[InstanceRef, ...], channel: Channel) -> tuple[InstanceRef, ...]:
    if len({ref.series_instance_uid for ref in refs}) > MOST_SERIES:
        words = f"Channel {channel.id}: more than {MOST_SERIES} series of it may be what is meant"
        raise InputRefused(_R.AMBIGUOUS_INPUT, words, uid=refs[0].study_instance_uid)
    return refs
