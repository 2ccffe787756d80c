"""What goes wrong with archives."""

from __future__ import annotations

from typing import Unpack

from radlane.errors.base import Parts, RadlaneError


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

    def __init__(self, what: str, *, sop_classes: frozenset[str] = frozenset(), **parts: Unpack[Parts]) -> None:
        super().__init__(what, **parts)
        self.sop_classes = sop_classes


class StudyMismatch(ArchiveError):
    """The study in the archive is another patient's than the one that was analysed."""

    code = "study-mismatch"
