"""A worklist elsewhere, as who performs for it needs it, and what its statuses say.

Reference: PS3.18 sections 11.5, 11.6, 11.7 and 11.9.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from radlane.dicomweb.dicom_json import Item
from radlane.dicomweb.worklist import Absence, Page

DONE, ABSENT = frozenset({200, 202, 204}), frozenset(Absence)


class Service(Protocol):
    """What a performer needs of a worklist (`dicomweb.worklist.WorklistService`)."""

    def search(self, keys: Mapping[str, str], limit: int, offset: int = 0) -> Page:
        """Return workitems that match."""

    def retrieve(self, uid: str) -> Item | Absence:
        """Return a workitem, or how the worklist says that it has none."""

    def change_state(self, uid: str, state: str, transaction_uid: str) -> int:
        """Ask for another state, once; return the status."""

    def update(self, uid: str, transaction_uid: str, changes: Mapping[str, Any]) -> int:
        """Change attributes; return the status."""
