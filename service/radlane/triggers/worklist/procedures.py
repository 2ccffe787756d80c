"""Which workitems are radlane's: what a site says each code means, and what their input is.

In: a workitem's attributes. Out: the wish that does it, or None where it is for others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from radlane.dicomweb.dicom_json import sequence_of, text_of
from radlane.dicomweb.index import identity_of
from radlane.domain.job import Priority
from radlane.domain.workitem import DataSet
from radlane.triggers.intake import Wish
from radlane.triggers.worklist.dataset import codes_of
from radlane.triggers.worklist.moments import span

_CODE, _INPUT, _READY, _START, _PRIORITY = "00404018", "00404021", "00404041", "00404005", "00741200"
_PRIORITIES = {"HIGH": Priority.STAT, "MEDIUM": Priority.ROUTINE, "LOW": Priority.BACKGROUND}


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """What a site performs by a code.

    Attributes
    ----------
    source : str or None
        The archive that has the studies, where a workitem does not say one that radlane knows; None: the default one.
    destinations : tuple of str or None
        Who gets the results; None: the source.
    """

    scheme: str
    code: str
    model: str
    source: str | None = None
    destinations: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Input:
    """What a workitem's input is of: one study, and the series where it is one."""

    study: str
    series: str | None
    urls: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Procedures:
    """All procedures of a worklist.

    Attributes
    ----------
    addresses : mapping
        Archive -> its address, for those that have one: where a workitem says that its input lies there.
    """

    known: tuple[Procedure, ...]
    addresses: Mapping[str, str]
    zone: tzinfo

    def of(self, attributes: DataSet) -> Procedure | None:
        """Return the procedure that a workitem asks for; None where it is none of the site's."""
        codes = {(code.scheme, code.value) for code in codes_of(attributes, _CODE)}
        return next((one for one in self.known if (one.scheme, one.code) in codes), None)

    def wish_of(self, attributes: DataSet) -> Wish | None:
        """Return what radlane has to do for a workitem; None where that is none of its procedures, or of no study."""
        procedure, subject = self.of(attributes), input_of(attributes)
        if procedure is None or subject is None:
            return None
        return Wish(
            model=procedure.model,
            study_instance_uid=subject.study,
            series_instance_uid=subject.series,
            source=self._source(subject) or procedure.source,
            destinations=procedure.destinations,
            priority=_PRIORITIES.get(text_of(attributes, _PRIORITY), Priority.ROUTINE),
            patient=identity_of(attributes),
        )

    def is_due(self, attributes: DataSet, now: datetime) -> bool:
        """Whether a workitem's input is ready, and its time has come."""
        return text_of(attributes, _READY) == "READY" and self.has_come(attributes, now)

    def has_come(self, attributes: DataSet, now: datetime) -> bool:
        """Whether the time has come that a workitem says, if it says one; one that cannot be read never comes."""
        said = text_of(attributes, _START)
        start = span(said, self.zone)
        return start[0] <= now if start is not None else said == ""

    def _source(self, subject: Input) -> str | None:
        """The archive of the site whose address the input's begins with; no other address is ever asked."""
        for name, address in self.addresses.items():
            if any(url == address or url.startswith(f"{address}/") for url in subject.urls):
                return name
        return None


def input_of(attributes: DataSet) -> Input | None:
    """Return what a workitem's input is of; None where that is not one study."""
    items = sequence_of(attributes, _INPUT)
    studies = {text_of(item, "0020000D") for item in items}
    series = {text_of(item, "0020000E") for item in items}
    if len(studies) != 1 or not all(studies):
        return None
    urls = tuple(text_of(place, "00081190") for item in items for place in sequence_of(item, "0040E025"))
    return Input(study=next(iter(studies)), series=next(iter(series)) or None if len(series) == 1 else None, urls=urls)
