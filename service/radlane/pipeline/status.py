"""A study without a result: the SR that says so, by the site's policy.

In: why there is no result, and the archive. Out: the SR, checked and written. It says which images the model would have
been given, and takes patient and study from the first instance of the study that can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydicom import Dataset

from radlane.dicomweb.archive import Archive
from radlane.dicomweb.part10 import read_dataset
from radlane.domain.form import FIRST, Form
from radlane.domain.job import JobRequest
from radlane.domain.model import Manifest
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.result import EncodedObject, ResultObject, StoreReceipt
from radlane.domain.status import ResultStatus, Shortfall
from radlane.domain.study import RetrievedInstance, StudyIndex
from radlane.encode.checker import check_objects
from radlane.encode.context import EncodeContext
from radlane.encode.identity import RunIdentity, random_identity
from radlane.encode.part10 import write_object
from radlane.encode.patient_study import copy_patient_and_study
from radlane.encode.result import role_of
from radlane.encode.source_frame import every_frame
from radlane.encode.status_report import build_status_report
from radlane.errors import CheckFailed, DecodeCrashed, InferenceFailed, InputRefused, RadlaneError
from radlane.pipeline.deliver import store_objects
from radlane.pipeline.lane import Lane, Site
from radlane.pipeline.models import KnownModel
from radlane.pipeline.offer import offer
from radlane.pipeline.outcome import describe
from radlane.pipeline.plan import select_candidates

# What an archive, a job or a package did wrong says nothing of the study, and mostly keeps an SR from it too.
_OF_ANALYSIS = (InferenceFailed, DecodeCrashed, CheckFailed)
_MOST_TRIED = 8  # instances of which one has to be readable


@dataclass(frozen=True, kw_only=True)
class LookedAt:
    """What stands for a study without a result.

    Attributes
    ----------
    instance : RetrievedInstance
        One that can be read.
    header : Dataset
        Its attributes without Pixel Data: speaks for the patient and the study.
    refs : tuple of InstanceRef
        The images that the model would have been given; empty where there are none.
    """

    instance: RetrievedInstance
    header: Dataset
    refs: tuple[InstanceRef, ...]


def shortfall_of(error: RadlaneError) -> Shortfall | None:
    """Return what an error says of a study; None where it says nothing of the analysis."""
    if isinstance(error, InputRefused):
        return Shortfall(status=ResultStatus.NOT_ATTEMPTED, code=error.code, text=f"{error.what}.")
    if not isinstance(error, _OF_ANALYSIS):
        return None
    why = f": {error.why}" if error.why else ""
    return Shortfall(status=ResultStatus.FAILED, code=error.code, text=f"{error.what}{why}.")


def look_at(archive: Archive, site: Site, manifest: Manifest, request: JobRequest, spool: Path) -> LookedAt:
    """Ask the archive which images there are for the model, and bring one instance of the study.

    Raises
    ------
    InputRefused
        If none of the first instances can be read: nobody knows whose study it is.
    ArchiveUnavailable
        If the archive could not be asked.
    """
    index = archive.find_study(request.study_instance_uid)
    try:
        refs = select_candidates(index, manifest, request.series_instance_uid)
    except InputRefused:
        refs = ()
    for ref in _tried(refs, index):
        for instance in archive.retrieve(index, (ref,), spool).instances:
            try:
                header = read_dataset(instance.path, instance.ref, site.read_limits, pixels=False)
            except InputRefused:
                continue
            return LookedAt(instance=instance, header=header, refs=refs)
    raise InputRefused(
        ReasonCode.FILE_UNREADABLE, "No instance of the study can be read", uid=request.study_instance_uid
    )


def status_context(
    site: Site,
    model: KnownModel,
    looked: LookedAt,
    identity: RunIdentity,
    started: datetime,
    form: Form = FIRST,
) -> EncodeContext:
    """Return what the SR of a study without a result is made with."""
    return EncodeContext(
        identity=identity,
        started=started,
        site_timezone=site.timezone,
        model=model.identity,
        manifest=model.manifest,
        frames=every_frame([looked.header]),
        radlane_version=site.version,
        form=form,
    )


def encode_status(context: EncodeContext, looked: LookedAt, shortfall: Shortfall) -> Dataset:
    """Shortfall -> SR, checked.

    Raises
    ------
    CheckFailed
        With the rules that are broken.
    """
    report = build_status_report(context, shortfall, looked.refs)
    problems = check_objects([report], _images(looked))
    if problems:
        raise CheckFailed(
            "The checker rejects the report of a study without a result",
            uid=problems[0].sop_instance_uid,
            why="; ".join(sorted({problem.code for problem in problems})),
            remedy="Nothing was stored. This is a defect of radlane: please report it",
        )
    return report


def write_status(report: Dataset, folder: Path) -> tuple[EncodedObject, ...]:
    """Put the SR into a file."""
    return (write_object(report, role_of(report), folder),)


def report_shortfall(
    lane: Lane, request: JobRequest, error: RadlaneError, started: datetime
) -> tuple[ResultObject, ...]:
    """Make and store the SR, where the site wants one of this and it is known whose study it is; return what was made.

    Raises
    ------
    RadlaneError
        If it could not be made or stored.
    """
    shortfall = shortfall_of(error)
    if shortfall is None or shortfall.status not in lane.site.reported or not (request.store or lane.keep):
        return ()
    try:
        looked = look_at(lane.archive, lane.site, lane.model.manifest, request, lane.spool)
    except InputRefused:
        return ()
    identity = random_identity(lane.site.token_bytes)

    def make(form: Form) -> tuple[EncodedObject, ...]:
        context = status_context(lane.site, lane.model, looked, identity, started, form)
        return write_status(encode_status(context, looked, shortfall), lane.workspace)

    def store(objects: Sequence[EncodedObject]) -> StoreReceipt:
        return store_objects(lane.archive, objects, looked.header)

    made = offer(lane, make, store if request.store else None)
    return describe(made.objects, made.receipt, kept=lane.keep is not None)


def _tried(refs: Sequence[InstanceRef], index: StudyIndex) -> Iterator[InstanceRef]:
    """Yield what may speak for the study: the images first."""
    others = (ref for series in index.series for ref in series.instances if ref not in set(refs))
    for _, ref in zip(range(_MOST_TRIED), (*refs[:_MOST_TRIED], *others), strict=False):
        yield ref


def _images(looked: LookedAt) -> list[Dataset]:
    """Return what the SR is checked against: what is known of the images, whose files were not all brought."""
    known = Dataset()
    copy_patient_and_study(looked.header, known)
    if "TimezoneOffsetFromUTC" in looked.header:
        known.TimezoneOffsetFromUTC = looked.header.TimezoneOffsetFromUTC
    return [_image(known, ref) for ref in looked.refs or (looked.instance.ref,)]


def _image(known: Dataset, ref: InstanceRef) -> Dataset:
    image = Dataset()
    image.update(known)
    image.SOPInstanceUID, image.SOPClassUID = ref.sop_instance_uid, ref.sop_class_uid
    image.SeriesInstanceUID = ref.series_instance_uid
    return image
