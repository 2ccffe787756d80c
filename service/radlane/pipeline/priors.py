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
from itertools import chain
from pathlib import Path

from radlane.attribute import integer
from radlane.dicomweb.archive import Archive
from radlane.domain.choice import SeriesChoice
from radlane.domain.input import Channel
from radlane.domain.model import Manifest
from radlane.domain.prior import Person, Prior
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.study import Availability, RetrievedInstance, StudyIndex
from radlane.errors import ArchiveError, InputRefused, StudyMismatch, StudyNotFound
from radlane.imaging.reading import text
from radlane.imaging.registration import is_of_patient
from radlane.imaging.stack import MAX_VOXELS
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
    objection_to_image,
    outdone,
    person_of,
    refused,
)
from radlane.pipeline.lane import Site
from radlane.pipeline.plan import candidates_of, choices_of
from radlane.pipeline.registrations import Registration, read_registrations, registrations_of, spaces_mapped_on
from radlane.pipeline.source import registered, sides_of, stack_sources

MOST_LOOKED_AT = 8  # earlier studies whose series are asked for
MOST_BROUGHT = 3  # of which images are brought
MOST_REGISTRATIONS = 64  # of one study
MOST_SERIES = 16  # of one of them that a channel is offered
_MOST_TOLD = 4  # objections in the words of a refusal; the rest are counted
_AWAY = (Availability.OFFLINE, Availability.UNAVAILABLE)
_R = ReasonCode
_GONE = Objection(code=_R.NO_MATCHING_SERIES, text="It is no longer in the archive")
_DISPUTED = Objection(
    code=_R.PRIOR_MISSING,
    text="The archive says another patient of the current study than its images: nobody knows whose the others are",
)
_BEYOND = Objection(
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
        `prior-missing` where a channel that may not be missing has no images; `ambiguous-input` where two studies fit
        of which nothing says which is newer.
    ArchiveError, ArchiveUnavailable, StorageFull
        As the archive's port says; of one earlier study only what comes back.
    """
    terms = manifest.prior
    if terms is None:
        return source
    current = current_of(source.dataset, source.study)
    if isinstance(current, Objection):
        return _without(manifest, source, [refused(current)])
    if not _says_the_same(place.index, current):
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
            return replace(source, others=others, choices=(*source.choices, *choices, *fit.choices, *older))
        if taking.is_at_its_end:
            choices += _not_looked_at(sum(map(len, history.groups[number:])))
            break
    return _without(manifest, source, choices)


def _the_one(taking: _Taking, group: Sequence[Earlier], choices: list[SeriesChoice], study: str) -> _Fit | None:
    """The one that fits of those of which nothing says which is newer; what speaks against others goes to `choices`."""
    fits: list[tuple[Earlier, _Fit]] = []
    beyond: list[Earlier] = []
    for earlier in group:
        taken = taking.take(earlier)
        if taken is _BEYOND:
            beyond.append(earlier)
        elif isinstance(taken, Objection):  # what may be another patient's is not named
            choices.append(refused(taken, None if taken.code is _R.PRIOR_FOREIGN else earlier))
        else:
            fits.append((earlier, taken))
    choices += _not_looked_at(len(beyond))
    if not fits:
        return None
    possible = [*(earlier for earlier, _ in fits), *beyond]
    for newest, fit in fits:
        others = [one for one in possible if one is not newest]
        if all(one.moment.is_before(newest.moment) for one in others):
            choices += outdone([one for one in others if one not in beyond])
            return fit
    words = f"{len(possible)} earlier studies may be meant, and nothing says which is the newest one"
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
        self._own_registrations: tuple[Registration, ...] | None = None
        self._looked_at = 0
        self._brought = 0

    @property
    def is_at_its_end(self) -> bool:
        """Whether no further study is looked at."""
        return self._looked_at == MOST_LOOKED_AT or self._brought == MOST_BROUGHT

    def take(self, earlier: Earlier) -> _Fit | Objection:
        """Return what is read of a study, or what speaks against it."""
        if self.is_at_its_end:
            return _BEYOND
        self._looked_at += 1
        try:
            index = self._index(earlier)
            offered = self._bring(index, self._wanted(index))
            return self._choose(earlier, index, offered)
        except InputRefused as refusal:
            return Objection(code=_R(refusal.code), text=refusal.what)
        except StudyMismatch:
            return FOREIGN
        except StudyNotFound:
            return _GONE
        except ArchiveError as error:  # one old study that cannot be had ends no analysis of the current one
            if error.retryable:
                raise
            return Objection(code=_R.NO_MATCHING_SERIES, text=f"The archive does not give it out ({error.code})")

    def _index(self, earlier: Earlier) -> StudyIndex:
        """What the archive has of it now."""
        index = self._place.find(earlier.uid)
        if not _says_the_same(index, self._current):
            raise _refusal(FOREIGN, earlier.uid)
        return index

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
        away = _away(index)
        if any(ref.series_instance_uid in away for ref in chain.from_iterable(wanted.values())):
            words = "Images of it that may be meant are not online"  # the others alone would decide otherwise
            raise InputRefused(_R.NO_MATCHING_SERIES, words, uid=index.study_instance_uid)
        return wanted

    def _bring(
        self, index: StudyIndex, wanted: Mapping[str, Sequence[InstanceRef]]
    ) -> dict[str, list[RetrievedInstance]]:
        self._brought += 1
        refs = tuple(dict.fromkeys(chain.from_iterable(wanted.values())))
        brought = {item.ref: item for item in self._place.archive.retrieve(index, refs, self._place.spool).instances}
        return {channel_id: [brought[ref] for ref in own] for channel_id, own in wanted.items()}

    def _choose(self, earlier: Earlier, index: StudyIndex, offered: Mapping[str, Sequence[RetrievedInstance]]) -> _Fit:
        manifest, uid, known = self._manifest, earlier.uid, self._registrations(index)
        spaces = self._spaces(known)

        def choose(found: Mapping[str, Sequence[Candidate]]) -> ChosenChannels:
            self._require_patient(found, uid)
            return choose_prior(found, manifest, uid, spaces)

        stacks, chosen = stack_sources(self._site, manifest, offered, choose, uid)
        sources = registered(manifest, stacks, self._source, known)
        self._require_same(sources, uid)
        self._require_same_side(sources, uid)
        self._require_other_images(sources, uid)
        self._require_room(sources, uid)
        unseen = (
            choices_of(index, channel, {item.ref.series_instance_uid for item in offered[channel.id]})
            for channel in manifest.priors
        )
        choices = (*chosen, *chain.from_iterable(unseen))
        told = (replace(one, study_instance_uid=uid, days_before=earlier.days_before) for one in choices)
        return _Fit(sources=sources, choices=tuple(told))

    def _spaces(self, known: Sequence[Registration]) -> Spaces:
        """Frames of Reference whose points are found in the current study: never another one by itself."""
        if self._terms.registration == "none":
            return None
        if not is_of_patient(self._space):
            words = "The Frame of Reference of the current study is of an atlas or a device, not the patient's own"
            raise InputRefused(_R.FRAME_OF_REFERENCE_DIFFERS, words, uid=self._current.uid)
        return {self._space, *spaces_mapped_on(known, self._space)}

    def _registrations(self, index: StudyIndex) -> tuple[Registration, ...]:
        """The patient's registrations that lie in the current study and in the earlier one."""
        if self._terms.registration == "none":
            return ()
        if self._own_registrations is None:
            self._own_registrations = self._bring_registrations(self._place.index)
        return (*self._own_registrations, *self._bring_registrations(index))

    def _bring_registrations(self, index: StudyIndex) -> tuple[Registration, ...]:
        away = _away(index)
        refs = tuple(ref for ref in registrations_of(index) if ref.series_instance_uid not in away)
        if len(refs) > MOST_REGISTRATIONS:
            words = f"There are more than {MOST_REGISTRATIONS} registrations in one study"
            raise InputRefused(_R.AMBIGUOUS_INPUT, words, uid=index.study_instance_uid)
        if not refs:
            return ()
        instances = self._place.archive.retrieve(index, refs, self._place.spool).instances
        found = read_registrations(instances, self._site.read_limits)
        return tuple(one for one in found if self._current.is_of(person_of(one.dataset)))

    def _require_patient(self, found: Mapping[str, Sequence[Candidate]], uid: str) -> None:
        """See that each image that was brought is the patient's, before anything else is said of the study."""
        for candidate in chain.from_iterable(found.values()):
            if not self._current.is_of(person_of(candidate.header)):
                raise _refusal(FOREIGN, uid)

    def _require_same(self, sources: Mapping[str, Source], uid: str) -> None:
        """See that each image that would be read is the patient's, and earlier, by its own header."""
        for header in (header for source in sources.values() for header in source.datasets):
            objection = objection_to_image(header, self._current, self._terms)
            if objection is not None:
                raise _refusal(objection, uid)

    def _require_same_side(self, sources: Mapping[str, Source], uid: str) -> None:
        """See that it is not of the other eye, knee or breast, as far as the images say."""
        now = {side for side in sides_of(self._source) if side is not None}
        then = {side for source in sources.values() for side in sides_of(source) if side is not None}
        if now and then and now != then:
            raise InputRefused(_R.SERIES_UNFIT, "Its images say another side than those of the current study", uid=uid)

    def _require_other_images(self, sources: Mapping[str, Source], uid: str) -> None:
        """See that it is no copy of the current study: an instance is of one study only."""
        now = {ref.sop_instance_uid for ref in self._source.refs}
        if any(ref.sop_instance_uid in now for source in sources.values() for ref in source.refs):
            raise InputRefused(_R.AMBIGUOUS_INPUT, "Images of it have UIDs of images of the current study", uid=uid)

    def _require_room(self, sources: Mapping[str, Source], uid: str) -> None:
        everything = (self._source, *self._source.others.values(), *sources.values())
        if sum(map(_voxels, everything)) > MAX_VOXELS:
            words = f"The stacks of all channels have more than {MAX_VOXELS} voxels"
            raise InputRefused(_R.IMAGE_TOO_LARGE, words, uid=uid)


def _says_the_same(index: StudyIndex, current: Current) -> bool:
    """Whether all that an archive says of a study, in lists and of an instance, is of the current study's patient."""
    patient = index.patient
    person = Person(patient_id=patient.patient_id, issuer=patient.issuer, sex=index.facts.sex)
    return not index.is_disputed and current.person.is_same(person)


def _away(index: StudyIndex) -> frozenset[str]:
    """The series that somebody has to fetch first."""
    return frozenset(item.series_instance_uid for item in index.series if item.availability in _AWAY)


def _few(refs: tuple[InstanceRef, ...], channel: Channel) -> tuple[InstanceRef, ...]:
    if len({ref.series_instance_uid for ref in refs}) > MOST_SERIES:
        words = f"Channel {channel.id}: more than {MOST_SERIES} series of it may be what is meant"
        raise InputRefused(_R.AMBIGUOUS_INPUT, words, uid=refs[0].study_instance_uid)
    return refs


def _refusal(objection: Objection, uid: str) -> InputRefused:
    return InputRefused(objection.code, objection.text, uid=uid)


def _voxels(source: Source) -> int:
    """How many voxels a stack has, as its first header says."""
    sides = (integer(source.dataset, keyword) or 0 for keyword in ("Rows", "Columns"))
    rows, columns = sides
    return len(source.analysed) * rows * columns
