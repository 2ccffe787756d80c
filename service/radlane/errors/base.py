"""What all errors have, and those that belong to no part."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from typing import Any, ClassVar, TypedDict, Unpack


class Parts(TypedDict, total=False):
    """What every error may be given, by name (`RadlaneError`)."""

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


class RulesInvalid(SettingsError):
    """The file of rules has faults.

    Attributes
    ----------
    faults : tuple of str
        Each with its place in the file.
    """

    code = "rules-invalid"

    def __init__(self, what: str, *, faults: Iterable[str] = (), **parts: Unpack[Parts]) -> None:
        self.faults = tuple(faults)
        parts.setdefault("why", "; ".join(self.faults) or None)
        super().__init__(what, **parts)


class InputRefused(RadlaneError):
    """These images cannot be analysed; the job ends `not-analysed` with this reason."""

    def __init__(self, code: str, what: str, *, uid: str | None = None) -> None:
        super().__init__(what, uid=uid)
        self.code = code


class InferenceFailed(RadlaneError):
    """The network did not run to its end, or gave values that are not finite."""

    code = "inference-failed"


class MemoryExhausted(InferenceFailed):
    """There is not enough memory for a run of the network where it runs."""

    code = "memory-exhausted"


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
