"""What is not tried again at once: workitems that could not be claimed, and a whole worklist that refuses what it gave.

In: workitems, and looks. Out: whether one is passed over now. It is this process's memory: the next one tries anew.
"""

from __future__ import annotations

LOOKS = 20  # five minutes with the settings' default
PAUSE = 5
MOST_LOOKS = 320
MOST_KEPT = 10_000  # workitems; a search finds so many only where the worklist knows no limit


class PassedOver:
    """Workitems of one worklist that are passed over, and for how many looks.

    Each further failure of one doubles its looks: many that fail at the head of a search hide nothing behind them for
    ever, as in the end fewer of them come back in a look than are tried in one.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[int, int]] = {}  # looks that it is passed over for, and how many of them are left
        self._rest = 0

    def __contains__(self, uid: str) -> bool:
        return self._left(uid) > 0

    def __len__(self) -> int:
        """Return how many workitems are kept in mind: also those that may fail again."""
        return len(self._kept)

    @property
    def rests(self) -> bool:
        """Whether all of the worklist is passed over."""
        return self._rest > 0

    def look(self) -> None:
        """Count a look: what was passed over in all of them is tried again in this one.

        That it failed is forgotten where it does not fail again for the longest time.
        """
        self._kept = {uid: (looks, left - 1) for uid, (looks, left) in self._kept.items() if left > -MOST_LOOKS}
        self._rest = max(0, self._rest - 1)

    def add(self, uid: str) -> None:
        """Pass a workitem over from the next look on; said again of one that is passed over, it changes nothing."""
        if uid in self:
            return
        looks, _ = self._kept.pop(uid, (LOOKS // 2, 0))
        looks = min(MOST_LOOKS, 2 * looks)
        self._keep(uid, looks, looks)

    def _keep(self, uid: str, looks: int, left: int) -> None:
        self._kept[uid] = (looks, left)
        if len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]

    def pause(self, uid: str) -> None:
        """Pass a workitem over for a few looks, with which nothing is wrong; what failed before stays counted."""
        looks, _ = self._kept.pop(uid, (LOOKS // 2, 0))
        self._keep(uid, looks, PAUSE)

    def rest(self) -> None:
        """Pass all of the worklist over."""
        self._rest = LOOKS

    def _left(self, uid: str) -> int:
        return self._kept[uid][1] if uid in self._kept else 0
