"""What is not tried again at once: workitems that could not be claimed, and a whole worklist that refuses what it gave.

In: workitems, and looks. Out: whether one is passed over now. It is this process's memory: the next one tries anew.
"""

from __future__ import annotations

LOOKS = 20  # five minutes with the settings' default


class PassedOver:
    """Workitems of one worklist that are passed over, and for how many looks."""

    def __init__(self) -> None:
        self._left: dict[str, int] = {}
        self._rest = 0

    def __contains__(self, uid: str) -> bool:
        return uid in self._left

    @property
    def rests(self) -> bool:
        """Whether all of the worklist is passed over."""
        return self._rest > 0

    def look(self) -> None:
        """Count a look: what was passed over in all of them is tried again in this one."""
        self._left = {uid: left - 1 for uid, left in self._left.items() if left > 1}
        self._rest = max(0, self._rest - 1)

    def add(self, uid: str) -> None:
        """Pass a workitem over from the next look on."""
        self._left[uid] = LOOKS

    def rest(self) -> None:
        """Pass all of the worklist over."""
        self._rest = LOOKS
