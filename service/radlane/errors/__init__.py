"""The error tree.

RadlaneError
├── UsageError                 usage                  the call itself is wrong
│   ├── ArchiveNotFound        archive-not-found      the settings know no archive of this name
│   └── SettingsError          settings-invalid       radlane.yaml or a RADLANE_ variable is wrong
│       └── RulesInvalid       rules-invalid          the file of rules has faults
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
│   ├── QueueFull              queue-full             as many jobs are under way as there may be (retryable)
│   ├── RecordsUnavailable     records-unavailable    the database cannot be used now (retryable)
│   ├── JobConflict            job-conflict           the job's state does not allow it
│   │   └── ResultWithdrawn    result-withdrawn       the result was withdrawn
│   └── IdempotencyConflict    idempotency-conflict   the Idempotency-Key stands for another request
├── WorklistError              worklist-error         the worklist does not do what is asked of it
│   ├── WorkitemInvalid        workitem-invalid       a request, or its data set, is not what PS3.18 section 11 asks for
│   ├── WorkitemNotFound       workitem-not-found     there is no such workitem
│   ├── WorkitemConflict       workitem-conflict      the workitem's state does not allow it
│   ├── WorklistFull           worklist-full          as many workitems are open as there may be (retryable)
│   └── TransactionUnsupported  transaction-unsupported  a transaction of the standard that radlane does not offer
├── ModelError                 model-error            a model package cannot be used
│   ├── ModelNotFound          model-not-found        no such name, version, tag or digest
│   ├── ManifestInvalid        manifest-invalid       model.yaml is not radlane.model/1
│   ├── ArtifactCorrupt        artifact-corrupt       a file of the package has another digest or size
│   ├── ModelMismatch          model-mismatch         the graph does not fit its manifest
│   ├── SelfTestFailed         self-test-failed       the golden vectors do not come out
│   ├── PackageRefused         (the check's code)     a package is not taken, or not admitted
│   ├── ImportRefused          import-refused         what another project made cannot be made a package
│   ├── ExplanationRefused     explanation-refused    the network has no explanation by this method, or in this time
│   ├── VersionConflict        version-conflict       the version's state does not allow it
│   │   ├── VersionExists      version-exists         the version is there, with other content
│   │   ├── VersionKept        version-kept           the version made results, or a tag means it or did
│   │   ├── NotAdmitted        version-quarantined    the version has not passed admission
│   │   └── VersionRevoked     version-revoked        the version was revoked
│   ├── TagChanged             tag-changed            somebody else moved the tag meanwhile
│   ├── ModelUnavailable       model-unavailable      the model's server does not answer (retryable)
│   │   └── ModelBusy          model-busy             as many runs of the network wait as may (retryable)
│   └── ModelTooLarge          model-too-large        the model does not fit into the memory for models
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
│   └── MemoryExhausted        memory-exhausted       there is not enough memory for a run of the network
├── DecodeCrashed              decode-crashed         the decoding process died or ran over its limits
├── DecoderUnavailable         decoder-unavailable    the decoding process could not be started (retryable)
├── BackupInvalid              backup-invalid         the backup is damaged, or not of this radlane
└── CheckFailed                check-failed           the checker rejects an object that we made

A message says what happened, which UID, why, and what to do. It never holds a value of a DICOM header.
"""

from __future__ import annotations

from radlane.errors.access import (
    AccessError,
    AuditError,
    AuditUnavailable,
    Forbidden,
    IssuerUnavailable,
    TooManyRequests,
    Unauthenticated,
)
from radlane.errors.archives import (
    AccessionAmbiguous,
    ArchiveDenied,
    ArchiveError,
    ArchiveUnavailable,
    StorageFull,
    StoreRefused,
    StudyMismatch,
    StudyNotFound,
    UidInvalid,
)
from radlane.errors.base import (
    ArchiveNotFound,
    BackupInvalid,
    CheckFailed,
    DecodeCrashed,
    DecoderUnavailable,
    InferenceFailed,
    InputRefused,
    MemoryExhausted,
    RadlaneError,
    RulesInvalid,
    SettingsError,
    UsageError,
    is_no_room,
)
from radlane.errors.jobs import (
    IdempotencyConflict,
    JobConflict,
    JobError,
    JobNotFound,
    JobWaits,
    QueueFull,
    RecordsUnavailable,
    ResultWithdrawn,
)
from radlane.errors.models import (
    ArtifactCorrupt,
    DeviceError,
    DeviceUnavailable,
    ExplanationRefused,
    ImportRefused,
    ManifestInvalid,
    ModelBusy,
    ModelError,
    ModelMismatch,
    ModelNotFound,
    ModelTooLarge,
    ModelUnavailable,
    NotAdmitted,
    PackageRefused,
    RuntimeConflict,
    SelfTestFailed,
    TagChanged,
    VersionConflict,
    VersionExists,
    VersionKept,
    VersionRevoked,
)
from radlane.errors.worklist import (
    TransactionUnsupported,
    WorkitemConflict,
    WorkitemInvalid,
    WorkitemNotFound,
    WorklistError,
    WorklistFull,
)

__all__ = [
    "AccessError",
    "AccessionAmbiguous",
    "ArchiveDenied",
    "ArchiveError",
    "ArchiveNotFound",
    "ArchiveUnavailable",
    "ArtifactCorrupt",
    "AuditError",
    "AuditUnavailable",
    "BackupInvalid",
    "CheckFailed",
    "DecodeCrashed",
    "DecoderUnavailable",
    "DeviceError",
    "DeviceUnavailable",
    "ExplanationRefused",
    "Forbidden",
    "IdempotencyConflict",
    "ImportRefused",
    "InferenceFailed",
    "InputRefused",
    "IssuerUnavailable",
    "JobConflict",
    "JobError",
    "JobNotFound",
    "JobWaits",
    "ManifestInvalid",
    "MemoryExhausted",
    "ModelBusy",
    "ModelError",
    "ModelMismatch",
    "ModelNotFound",
    "ModelTooLarge",
    "ModelUnavailable",
    "PackageRefused",
    "QueueFull",
    "RadlaneError",
    "RecordsUnavailable",
    "ResultWithdrawn",
    "RulesInvalid",
    "RuntimeConflict",
    "SelfTestFailed",
    "SettingsError",
    "StorageFull",
    "StoreRefused",
    "StudyMismatch",
    "StudyNotFound",
    "TagChanged",
    "TooManyRequests",
    "TransactionUnsupported",
    "UidInvalid",
    "Unauthenticated",
    "UsageError",
    "VersionConflict",
    "VersionExists",
    "VersionKept",
    "NotAdmitted",
    "VersionRevoked",
    "WorkitemConflict",
    "WorkitemInvalid",
    "WorkitemNotFound",
    "WorklistError",
    "WorklistFull",
    "is_no_room",
]
