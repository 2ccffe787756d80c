"""A body that is large becomes a file; what comes too slowly or is too large is tried with the routes."""

from __future__ import annotations

import errno

import pytest

from radlane.api.receiving import _not_kept
from radlane.errors import ArchiveUnavailable, StorageFull

CANARY = "CANARYZQ7"


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, StorageFull), (errno.EDQUOT, StorageFull), (errno.EIO, ArchiveUnavailable)],
)
def test_what_an_error_of_the_disk_means(number: int, kind: type[Exception]) -> None:
    error = _not_kept(OSError(number, "why", CANARY))
    assert type(error) is kind
    assert CANARY not in str(error)
