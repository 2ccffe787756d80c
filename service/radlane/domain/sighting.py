"""A study as it stood in a list: how large it was just then."""

from __future__ import annotations

from dataclasses import dataclass, replace

from radlane.domain.job import Expectation


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """A study in a list.

    Attributes
    ----------
    name : str
        What the list calls it: its Study Instance UID, or an id of the archive's own.
    series, instances : int or None
        How many it had; None: the list does not say.
    """

    name: str
    series: int | None = None
    instances: int | None = None

    def completed(self, earlier: Sighting) -> Sighting:
        """Return it with what an earlier list said, where this one does not say how many there are."""
        series = earlier.series if self.series is None else self.series
        return replace(self, series=series, instances=earlier.instances if self.instances is None else self.instances)

    @property
    def expectation(self) -> Expectation | None:
        """As much of it; None: nothing is known."""
        if self.series is None and self.instances is None:
            return None
        return Expectation(series=self.series, instances=self.instances)
