"""What a rule finds, and what it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pydicom.datadict import keyword_for_tag
from pydicom.dataset import Dataset

from radlane.encode.checks.mends import MENDS, NONE
from radlane.encode.reading import items, text

# Our own references. Copied ones (Referenced Study, Referenced Request ...) speak of objects that are not here.
_REFERRING = (
    "ContentSequence",
    "CurrentRequestedProcedureEvidenceSequence",
    "PertinentOtherEvidenceSequence",
    "ReferencedSeriesSequence",
    "SourceImageSequence",
    "SharedFunctionalGroupsSequence",
    "PerFrameFunctionalGroupsSequence",
)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One broken rule.

    Attributes
    ----------
    code : str
        Stable name of the rule.
    sop_instance_uid : str
        The object that breaks it; empty where it has no UID.
    text : str
        What is wrong, without header values.
    attribute : str
        Where it is wrong: its keyword, with the sequences on the way and the numbers of their items where one is at
        fault.
    mend : str
        What the writer of the object has to do.
    """

    code: str
    sop_instance_uid: str
    text: str
    attribute: str = ""
    mend: str = ""


@dataclass(frozen=True, kw_only=True)
class ObjectSet:
    """The objects under check and the images they were made from.

    Rules that compare with the images say nothing where there are none.
    """

    objects: tuple[Dataset, ...]
    sources: tuple[Dataset, ...]

    def of_modality(self, modality: str) -> tuple[Dataset, ...]:
        """Return the objects of one Modality."""
        return tuple(dataset for dataset in self.objects if text(dataset, "Modality") == modality)

    def find(self, sop_instance_uid: str) -> Dataset | None:
        """Return the object or image with a SOP Instance UID."""
        return self._by_uid.get(sop_instance_uid)

    def referred(self, dataset: Dataset) -> frozenset[tuple[str, str]]:
        """Return instance and class of all that an object refers to."""
        known = self._referred.get(id(dataset))
        return _referred(dataset) if known is None else known

    @cached_property
    def _by_uid(self) -> dict[str, Dataset]:
        everything = (*self.objects, *self.sources)
        return {text(dataset, "SOPInstanceUID"): dataset for dataset in reversed(everything)}

    @cached_property
    def _referred(self) -> dict[int, frozenset[tuple[str, str]]]:
        return {id(dataset): _referred(dataset) for dataset in self.objects}


def _referred(dataset: Dataset) -> frozenset[tuple[str, str]]:
    return frozenset(found for keyword in _REFERRING for found in references(items(dataset, keyword)))


def problem(code: str, dataset: Dataset, words: str, attribute: str = "") -> Problem:
    """Return a problem of an object, with the mend of its rule, and the rule's attribute where none is given."""
    mend = MENDS.get(code, NONE)
    return Problem(
        code=code,
        sop_instance_uid=text(dataset, "SOPInstanceUID"),
        text=words,
        attribute=attribute or mend.attribute,
        mend=mend.text,
    )


def walk(dataset: Dataset, keyword: str) -> Iterator[Dataset]:
    """Yield the items of a sequence that nests in itself, parents first."""
    for item in items(dataset, keyword):
        yield item
        yield from walk(item, keyword)


def references(sequence: tuple[Dataset, ...]) -> Iterator[tuple[str, str]]:
    """Yield instance and class of every reference in items, at any depth."""
    for item in sequence:
        if "ReferencedSOPInstanceUID" in item:
            yield text(item, "ReferencedSOPInstanceUID"), text(item, "ReferencedSOPClassUID")
        for tag in item.keys():  # noqa: SIM118 - iterating a data set reads every value
            if item.get_item(tag).VR in ("SQ", None):
                yield from references(items(item, keyword_for_tag(tag)))
