"""The error tree.

RadlaneError
├── UsageError                 usage                  the call itself is wrong
│   ├── ArchiveNotFound        archive-not-found      the settings know no archive of this name
│   └── SettingsError          settings-invalid       radlane.yaml or a RADLANE_ variable is wrong
├── InputRefused               (the reason's code)    these images cannot be analysed: a not-analysed verdict
├── ArchiveError               archive-error          an archive did something unexpected
│   ├── UidInvalid             uid-invalid            not a UID of PS3.5 section 9.1
│   ├── StudyNotFound          study-not-found        the archive has no such study
│   ├── AccessionAmbiguous     accession-ambiguous    an accession number names several studies
│   ├── ArchiveUnavailable     archive-unavailable    the archive cannot be reached or read now (retryable)
│   │   └── ArchiveDenied      archive-denied         the archive does not accept our credentials (retryable)
│   ├── StorageFull            storage-full           no room for the objects (retryable)
│   ├── StoreRefused           store-refused          the archive did not take every object
│   └── StudyMismatch          study-mismatch         the study is another patient's than the one analysed
├── JobError                   job-error              a job cannot do what is asked of it
│   ├── JobNotFound            job-not-found          there is no such job, result or run
│   ├── JobWaits               job-waits              what the job needs is not there yet, or no longer (retryable)
│   ├── RecordsUnavailable     records-unavailable    the database cannot be used now (retryable)
│   ├── JobConflict            job-conflict           the job's state does not allow it
│   │   └── ResultWithdrawn    result-withdrawn       the result was withdrawn
│   └── IdempotencyConflict    idempotency-conflict   the Idempotency-Key stands for another request
├── ModelError                 model-error            a model package cannot be used
│   ├── ModelNotFound          model-not-found        no such name, version, tag or digest
│   ├── ManifestInvalid        manifest-invalid       model.yaml is not radlane.model/1
│   ├── ArtifactCorrupt        artifact-corrupt       a file of the package has another digest or size
│   ├── ModelMismatch          model-mismatch         the graph does not fit its manifest
│   └── SelfTestFailed         self-test-failed       the golden vectors do not come out
├── AccessError                access-denied          the caller may not do this
│   ├── Unauthenticated        unauthenticated        no valid API key or access token
│   ├── Forbidden              forbidden              the caller does not have the scope
│   ├── TooManyRequests        too-many-requests      the caller asks too often (retryable)
│   └── IssuerUnavailable      issuer-unavailable     the issuer of access tokens cannot be asked now (retryable)
├── AuditError                 audit-error            the audit trail cannot be used
│   └── AuditUnavailable       audit-unavailable      nothing can be put on record now (retryable)
├── DeviceError                device-error           the inference device cannot be used
│   ├── DeviceUnavailable      device-unavailable     the asked device is not there (never a silent fallback)
│   └── RuntimeConflict        runtime-conflict       none or several onnxruntime packages are installed
├── InferenceFailed            inference-failed       the network did not run to its end
├── DecodeCrashed              decode-crashed         the decoding process died or ran over its limits
├── DecoderUnavailable         decoder-unavailable    the decoding process could not be started (retryable)
├── BackupInvalid              backup-invalid         the backup is damaged, or not of this radlane
└── CheckFailed                check-failed           the checker rejects an object that we made

A message says what happened, which UID, why, and what to do. It never holds a value of a DICOM header.
"""

from __future__ import annotations

import errno
from typing import Any, ClassVar, TypedDict, Unpack


class _Parts(TypedDict, total=False):
    uid: str | None
    why: str | None
    remedy: str | None
    retry_after_s: float | None


class RadlaneError(Exception):
    """What radlane raises on purpose.

    Parameters
    ----------
    what : str
        What happened, in plain words, without header values.
    uid : str, optional
        The study, series, instance or model it happened to.
    why : str, optional
        The cause, where it is known.
    remedy : str, optional
        What the reader can do about it.
    retry_after_s : float, optional
        Seconds until the same call is worth another try, where that is known.

    Attributes
    ----------
    code : str
        Stable, machine-readable name of the error.
    retryable : bool
        True where the same call may succeed later, unchanged.
    """

    code: str = "error"
    retryable: ClassVar[bool] = False

    def __init__(
        self,
        what: str,
        *,
        uid: str | None = None,
        why: str | None = None,
        remedy: str | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        self.what, self.uid, self.why, self.remedy = what, uid, why, remedy
        self.retry_after_s = retry_after_s
        subject = f"{what} ({uid})" if uid else what
        sentence = f"{subject}: {why}" if why else subject
        super().__init__(f"{sentence}. {remedy}" if remedy else sentence)

    def __reduce__(self) -> tuple[Any, ...]:
        """Cross to another process whole: the classes have different parameters, their instances the same parts."""
        return _restore, (type(self), self.args, self.__dict__)


class UsageError(RadlaneError):
    """The call itself is wrong; nothing was started."""

    code = "usage"


class ArchiveNotFound(UsageError):
    """A call names an archive that the settings do not know."""

    code = "archive-not-found"


class SettingsError(UsageError):
    """A setting is missing, unknown or out of range."""

    code = "settings-invalid"


class InputRefused(RadlaneError):
    """These images cannot be analysed; the job ends `not-analysed` with this reason."""

    def __init__(self, code: str, what: str, *, uid: str | None = None) -> None:
        super().__init__(what, uid=uid)
        self.code = code


class ArchiveError(RadlaneError):
    """An archive did something unexpected."""

    code = "archive-error"


class UidInvalid(ArchiveError):
    """A text that should be a UID is none (PS3.5 section 9.1)."""

    code = "uid-invalid"


class StudyNotFound(ArchiveError):
    """The archive has no such study."""

    code = "study-not-found"


class AccessionAmbiguous(ArchiveError):
    """An accession number names several studies."""

    code = "accession-ambiguous"


class ArchiveUnavailable(ArchiveError):
    """The archive cannot be reached or read at the moment."""

    code = "archive-unavailable"
    retryable = True


class ArchiveDenied(ArchiveUnavailable):
    """The archive does not accept our credentials; retryable, as they are read again for each request."""

    code = "archive-denied"


class StorageFull(ArchiveError):
    """There is no room for the objects; nothing of them was kept."""

    code = "storage-full"
    retryable = True


class StoreRefused(ArchiveError):
    """The archive did not take every object of the result.

    Attributes
    ----------
    sop_classes : frozenset of str
        SOP Classes that it says it does not take.
    """

    code = "store-refused"

    def __init__(self, what: str, *, sop_classes: frozenset[str] = frozenset(), **parts: Unpack[_Parts]) -> None:
        super().__init__(what, **parts)
        self.sop_classes = sop_classes


class StudyMismatch(ArchiveError):
    """The study in the archive is another patient's than the one that was analysed."""

    code = "study-mismatch"


class JobError(RadlaneError):
    """A job cannot do what is asked of it."""

    code = "job-error"


class JobNotFound(JobError):
    """There is no such job, result or run."""

    code = "job-not-found"


class JobWaits(JobError):
    """What the job needs is not there yet, or no longer.

    Attributes
    ----------
    again_from : str or None
        The step to go back to: what it made is gone.
    """

    code = "job-waits"
    retryable = True

    def __init__(self, what: str, *, again_from: str | None = None, **parts: Unpack[_Parts]) -> None:
        super().__init__(what, **parts)
        self.again_from = again_from


class RecordsUnavailable(JobError):
    """The database of jobs cannot be used now: nothing was put on record."""

    code = "records-unavailable"
    retryable = True


class JobConflict(JobError):
    """The job's state does not allow what is asked of it."""

    code = "job-conflict"


class ResultWithdrawn(JobConflict):
    """The result was withdrawn: it is neither sent nor used any more, nor withdrawn for another reason."""

    code = "result-withdrawn"


class IdempotencyConflict(JobError):
    """The Idempotency-Key was used before, for another request."""

    code = "idempotency-conflict"


class ModelError(RadlaneError):
    """A model package cannot be used."""

    code = "model-error"


class ModelNotFound(ModelError):
    """No model has this name, version, tag or digest."""

    code = "model-not-found"


class ManifestInvalid(ModelError):
    """`model.yaml` is not a valid `radlane.model/1` manifest."""

    code = "manifest-invalid"


class ArtifactCorrupt(ModelError):
    """A file of the package is missing or has another digest or size than the manifest says."""

    code = "artifact-corrupt"


class ModelMismatch(ModelError):
    """The network's inputs or outputs do not fit the manifest."""

    code = "model-mismatch"


class SelfTestFailed(ModelError):
    """The network does not reproduce its golden vectors on this device."""

    code = "self-test-failed"


class AccessError(RadlaneError):
    """The caller may not do this."""

    code = "access-denied"


class Unauthenticated(AccessError):
    """No API key or access token, or none that is valid."""

    code = "unauthenticated"


class Forbidden(AccessError):
    """The caller does not have the scope that this needs."""

    code = "forbidden"


class TooManyRequests(AccessError):
    """The caller asks too often."""

    code = "too-many-requests"
    retryable = True


class IssuerUnavailable(AccessError):
    """The issuer of access tokens cannot be asked for its keys now, so nobody knows whether a token is valid."""

    code = "issuer-unavailable"
    retryable = True


class AuditError(RadlaneError):
    """The audit trail cannot be used."""

    code = "audit-error"


class AuditUnavailable(AuditError):
    """Nothing can be put on record at the moment, and what is not on record does not happen."""

    code = "audit-unavailable"
    retryable = True


class DeviceError(RadlaneError):
    """The inference device cannot be used."""

    code = "device-error"


class DeviceUnavailable(DeviceError):
    """The device that was asked for is not there; radlane does not fall back in silence."""

    code = "device-unavailable"


class RuntimeConflict(DeviceError):
    """None or more than one of the onnxruntime packages is installed."""

    code = "runtime-conflict"


class InferenceFailed(RadlaneError):
    """The network did not run to its end, or gave values that are not finite."""

    code = "inference-failed"


class DecodeCrashed(RadlaneError):
    """The process that decodes hostile pixel data died or ran over its limits."""

    code = "decode-crashed"


class DecoderUnavailable(RadlaneError):
    """The process that decodes pixel data could not be started; no frame did it."""

    code = "decoder-unavailable"
    retryable = True


class BackupInvalid(RadlaneError):
    """The backup is damaged, of a newer radlane, or of another kind of database; nothing was restored."""

    code = "backup-invalid"


class CheckFailed(RadlaneError):
    """The checker rejects an object that radlane made; nothing was stored."""

    code = "check-failed"


def is_no_room(error: OSError) -> bool:
    """Whether an error of the file system means that there is no room: on the disk, in a quota or in a file."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def _restore(kind: type[RadlaneError], args: tuple[Any, ...], state: dict[str, Any]) -> RadlaneError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error
