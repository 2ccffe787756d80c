"""Registrations that lie in the current study or an earlier one, and the one by which the earlier one is found.

In: instances that were brought. Out: `Registered`, or nothing where none maps the one Frame of Reference on the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.dicomweb.part10 import Limits, read_dataset
from radlane.domain.choice import Choice, SeriesChoice
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.study import RetrievedInstance, StudyIndex
from radlane.errors import InputRefused
from radlane.imaging.reading import text
from radlane.imaging.registration import map_between, read_registration

SPATIAL_REGISTRATION = "1.2.840.10008.5.1.4.1.1.66.1"
_SAME = 1e-4  # of a direction, or mm: so far apart are two maps that are one


@dataclass(frozen=True, kw_only=True)
class Registration:
    """A Spatial Registration object.

    Attributes
    ----------
    dataset : Dataset
        Its header.
    spaces : mapping of str to float64 [4, 4]
        What it says (`imaging.registration.read_registration`).
    """

    instance: RetrievedInstance
    dataset: Dataset
    spaces: Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, kw_only=True)
class Registered:
    """How the points of a stack are found in the Frame of Reference of the reference.

    Attributes
    ----------
    dataset : Dataset
        The header of the object that says so.
    matrix : float64 [4, 4]
        A point of the stack to one of the reference, in mm, LPS.
    """

    instance: RetrievedInstance
    dataset: Dataset
    matrix: NDArray[np.float64]


def is_registration(instance: RetrievedInstance) -> bool:
    """Whether an instance is no image, but a Spatial Registration object."""
    return instance.ref.sop_class_uid == SPATIAL_REGISTRATION


def registrations_of(index: StudyIndex) -> tuple[InstanceRef, ...]:
    """Return the Spatial Registration objects of a study."""
    found = (ref for series in index.series for ref in series.instances)
    return tuple(ref for ref in found if ref.sop_class_uid == SPATIAL_REGISTRATION)


def unread_registrations(index: StudyIndex) -> tuple[SeriesChoice, ...]:
    """Return what is said of each series with registrations of a study that somebody has to fetch first."""
    found = Counter(ref.series_instance_uid for ref in registrations_of(index))
    return tuple(
        SeriesChoice(
            series_instance_uid=series.series_instance_uid,
            images=found[series.series_instance_uid],
            choice=Choice.REFUSED,
            code=str(ReasonCode.NO_MATCHING_SERIES),
            text="This registration is not online: none is used, since it may contradict the others",
        )
        for series in index.series
        if series.is_away and series.series_instance_uid in found
    )


def read_registrations(instances: Iterable[RetrievedInstance], limits: Limits) -> Iterator[Registration]:
    """Yield what can be read of some objects; one that cannot, or is of another study than it is asked for as, is none.

    Whose they are is not looked at here.
    """
    for instance in instances:
        try:
            header = read_dataset(instance.path, instance.ref, limits, pixels=False)
        except InputRefused:
            continue
        if text(header, "StudyInstanceUID") == instance.ref.study_instance_uid:
            yield Registration(instance=instance, dataset=header, spaces=read_registration(header))


def spaces_mapped_on(registrations: Iterable[Registration], target: str) -> frozenset[str]:
    """Return the Frames of Reference of which some registration says where they are in another."""
    known = (one.spaces for one in registrations if target in one.spaces)
    return frozenset(space for spaces in known for space in spaces)


def register(registrations: Sequence[Registration], source: str, target: str) -> Registered | None:
    """Return how points of one Frame of Reference are found in another; None where they are the same already.

    Of several objects that say the same, the first by its UIDs.

    Raises
    ------
    InputRefused
        `frame-of-reference-differs` where nothing says it, `ambiguous-input` where objects contradict each other.
    """
    if source == target:
        return None
    found = [
        Registered(instance=one.instance, dataset=one.dataset, matrix=matrix)
        for one in sorted(registrations, key=lambda one: one.instance.ref)
        if (matrix := map_between(one.spaces, source, target)) is not None
    ]
    if not found:
        raise InputRefused(ReasonCode.FRAME_OF_REFERENCE_DIFFERS, "No registration maps its Frame of Reference")
    if any(np.abs(one.matrix - found[0].matrix).max() > _SAME for one in found):
        words = "Registrations of it on the current study contradict each other"
        raise InputRefused(ReasonCode.AMBIGUOUS_INPUT, words, uid=found[0].instance.ref.study_instance_uid)
    return found[0]
