"""Mutations of results, generated from the standard's tables and from the objects themselves.

In: the objects of a result and the images they were made from. Out: every mutation of every object, by its kind; each
is one change of one attribute at one place. Nothing here knows the rules of the checker: types are those that
highdicom's copy of PS3.3 gives, terms and conditions those of the standard's own words (`standard_text.py`).

Of items of a sequence that hold the same attributes under the same concept name, such as the frames of a SEG, the first
and the last are mutated: what holds of one holds of the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydicom.datadict import keyword_for_tag
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence as Items
from pydicom.uid import UID, UID_dictionary

from support.iod_table import SOP_CLASSES, iod_modules, standard_attributes
from support.standard_text import Wording, wording

FRESH_UID = "2.25.329800735698586629295641978511506172918"  # of nothing
UNKNOWN_TERM = "NO SUCH TERM"
_BULK = frozenset({"OB", "OD", "OF", "OL", "OV", "OW", "UN"})
_STRICTEST = ("1", "1C", "2", "2C", "3")
_SUBJECT = ("patient", "clinical-trial-subject", "general-study", "patient-study", "clinical-trial-study")
_COSINES = ("ImageOrientationPatient", "ImageOrientationSlide")
_PARTS = ("ReferencedFrameNumber", "ReferencedSegmentNumber", "ReferencedContentItemIdentifier")
_CONTENT = "ContentSequence"

KINDS = (
    "Type 1 dropped",
    "Type 1 emptied",
    "Type 1C dropped",
    "Type 1C emptied",
    "Type 2 dropped",
    "UID replaced",
    "reference changed",
    "cosine flipped",
    "patient or study changed",
    "flag changed",
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """An attribute of an object.

    Attributes
    ----------
    steps : tuple of (int, int)
        Tags of the sequences on the way, and the index of the item in each.
    tag : int
        The attribute itself.
    """

    steps: tuple[tuple[int, int], ...]
    tag: int

    @property
    def keywords(self) -> tuple[str, ...]:
        """Keywords of the sequences on the way."""
        return tuple(keyword_for_tag(tag) for tag, _ in self.steps)

    @property
    def keyword(self) -> str:
        """Keyword of the attribute."""
        return keyword_for_tag(self.tag)

    def holder(self, dataset: Dataset) -> Dataset:
        """The data set or item that holds the attribute."""
        for tag, index in self.steps:
            dataset = dataset[tag].value[index]
        return dataset

    def __str__(self) -> str:
        way = "".join(f"{keyword_for_tag(tag)}[{index + 1}]/" for tag, index in self.steps)
        return way + self.keyword


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """One change of one attribute: to another value, to none (`value` is None), or to nothing at all (`dropped`)."""

    kind: str
    index: int
    place: Place
    value: Any = None
    dropped: bool = False

    def __str__(self) -> str:
        return f"{self.kind}: {self.place}" + ("" if self.value is None else f" = {self.value!r}")


# What the checker rightly leaves: attribute -> the values that are as good, and why.
_EQUIVALENT = {
    "ContinuityOfContent": (
        {"SEPARATE", "CONTINUOUS"},
        "how a text is set: both values are valid for every container, and no template asks for one (PS3.3 C.18.8)",
    ),
    "SegmentsOverlap": (
        {"UNDEFINED", "YES"},
        "UNDEFINED says less, and YES is true of probabilities (PS3.3 C.8.20.2.3); compared before sending",
    ),
    "SegmentationFractionalType": (
        {"OCCUPANCY"},
        "what the values mean the writer alone knows (PS3.3 C.8.20.2.3); compared with the conclusion before sending",
    ),
    "RecognizableVisualFeatures": (
        {"YES"},
        "what can be recognized the writer alone says (PS3.3 C.7.6.1); compared with the conclusion before sending",
    ),
}


def explained(mutation: Mutation) -> str | None:
    """Why a mutation need not be seen in the files alone; None where it has to be."""
    values, why = _EQUIVALENT.get(mutation.place.keyword, (set(), ""))
    return why if mutation.kind == "flag changed" and mutation.value in values else None


@contextmanager
def applied(objects: Sequence[Dataset], mutation: Mutation) -> Iterator[Dataset]:
    """The mutated object, in its place among the objects; as it was afterwards."""
    dataset = objects[mutation.index]
    holder = mutation.place.holder(dataset)
    whole = holder[mutation.place.tag]
    del holder[mutation.place.tag]
    if not mutation.dropped:
        empty: Any = Items([]) if whole.VR == "SQ" else None
        value = empty if mutation.value is None else mutation.value
        holder.add(DataElement(mutation.place.tag, whole.VR, deepcopy(value), validation_mode=0))
    try:
        yield dataset
    finally:
        holder[mutation.place.tag] = whole


def mutations(objects: Sequence[Dataset], images: Sequence[Dataset]) -> Iterator[Mutation]:
    """Every mutation of every object that makes a difference and is a defect."""
    uids = _uids((*objects, *images))
    for index, dataset in enumerate(objects):
        if dataset.SOPClassUID not in SOP_CLASSES:
            continue
        types = _Types(dataset)
        for place, element in places(dataset):
            for make in _MAKERS:
                yield from make(index, place, element, types, uids)


def places(dataset: Dataset, steps: tuple[tuple[int, int], ...] = ()) -> Iterator[tuple[Place, DataElement]]:
    """Every attribute of an object with its place; of items that are alike, those of the first and the last."""
    for element in dataset:
        yield Place(steps=steps, tag=int(element.tag)), element
        if element.VR == "SQ":
            for index in _different(element.value):
                yield from places(element.value[index], (*steps, (int(element.tag), index)))


def _different(items: Sequence[Dataset]) -> list[int]:
    """The first and the last of the items that are alike, in their order."""
    alike: dict[tuple[Any, ...], list[int]] = {}
    for index, item in enumerate(items):
        names = item.get("ConceptNameCodeSequence") or [Dataset()]
        alike.setdefault((*item.keys(), names[0].get("CodeValue")), []).append(index)
    return sorted({index for indices in alike.values() for index in (indices[0], indices[-1])})


class _Types:
    """The type of each attribute of an object, and what the standard says of it in words."""

    def __init__(self, dataset: Dataset) -> None:
        usages = iod_modules(dataset.SOPClassUID)
        by_module = {module: _by_path(module) for module in usages}
        mandatory = {path for module, usage in usages.items() if usage == "M" for path in by_module[module]}
        own = {(element.keyword,) for element in dataset}
        self._modules = [
            module
            for module, usage in usages.items()
            if usage == "M" or not own.isdisjoint({path for path in by_module[module] if path not in mandatory})
        ]
        self._by_module = by_module

    def of(self, place: Place) -> str | None:
        """The strictest type that a module of the object gives an attribute; None where no module has it."""
        path = _standard_path(place)
        found = [self._by_module[module][path] for module in self._modules if path in self._by_module[module]]
        return min(found, key=_STRICTEST.index, default=None)

    def wording(self, place: Place) -> Wording:
        """What the standard says of an attribute."""
        return wording(self._modules, _standard_path(place))


@cache
def _by_path(module: str) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for attribute in standard_attributes()[module]:
        path = (*attribute["path"], attribute["keyword"])
        found[path] = min(found.get(path, "3"), attribute["type"], key=_STRICTEST.index)
    return found


def _standard_path(place: Place) -> tuple[str, ...]:
    """The path in the standard's tables, where content items nest once; what all items have stands at the root."""
    way = [keyword for keyword in place.keywords if keyword != _CONTENT]
    inside = _CONTENT in place.keywords
    if inside and place.keyword in (_CONTENT, "ObservationUID", "ObservationDateTime"):
        return (place.keyword,)
    return (*([_CONTENT] if inside else []), *way, place.keyword)


Maker = Callable[[int, Place, DataElement, _Types, "_Uids"], Iterator[Mutation]]


def _types(index: int, place: Place, element: DataElement, types: _Types, _: _Uids) -> Iterator[Mutation]:
    """Drop and empty what has to be there; of Type 1C, what is there because it has to be."""
    kind = types.of(place)
    has_value = bool(element.value) or element.value == 0
    if kind in ("1", "2") or (kind == "1C" and types.wording(place).is_strict):
        yield Mutation(kind=f"Type {kind} dropped", index=index, place=place, dropped=True)
    if kind in ("1", "1C") and has_value:
        yield Mutation(kind=f"Type {kind} emptied", index=index, place=place)


def _replaced_uids(index: int, place: Place, element: DataElement, _: _Types, uids: _Uids) -> Iterator[Mutation]:
    """Replace a UID by one of nothing, unless nothing else names what it names; and by another one of the result."""
    if element.VR != "UI" or not element.value or isinstance(element.value, MultiValue):
        return
    kind = "reference changed" if place.keyword.startswith("Referenced") else "UID replaced"
    if uids.counts[element.value] > 1 or element.value in UID_dictionary:
        yield Mutation(kind=kind, index=index, place=place, value=UID(FRESH_UID))
    yield Mutation(kind=kind, index=index, place=place, value=uids.other(element.value))


def _changed_parts(index: int, place: Place, element: DataElement, _: _Types, __: _Uids) -> Iterator[Mutation]:
    """Refer to the next frame, segment or content item, and to one that is not there."""
    if place.keyword in _PARTS and element.value:
        values = element.value if isinstance(element.value, MultiValue) else [element.value]
        for step in (1, 10_000):
            changed = [*values[:-1], int(values[-1]) + step]
            value = changed if len(changed) > 1 else changed[0]
            yield Mutation(kind="reference changed", index=index, place=place, value=value)


def _flipped(index: int, place: Place, element: DataElement, _: _Types, __: _Uids) -> Iterator[Mutation]:
    """Turn one direction cosine round; zero stays zero."""
    if place.keyword in _COSINES and element.value:
        for position, cosine in enumerate(element.value):
            if float(cosine):
                value = [*element.value]
                value[position] = -float(cosine)
                yield Mutation(kind="cosine flipped", index=index, place=place, value=value)


def _changed_subject(index: int, place: Place, element: DataElement, types: _Types, _: _Uids) -> Iterator[Mutation]:
    """Give patient or study another value; drop what may be missing."""
    path = _standard_path(place)
    if element.VR == "SQ" or element.VR in _BULK or not any(path in _by_path(module) for module in _SUBJECT):
        return
    if element.value:
        yield Mutation(kind="patient or study changed", index=index, place=place, value=_another(element))
        if types.of(place) not in ("1", "2"):
            yield Mutation(kind="patient or study changed", index=index, place=place, dropped=True)


def _changed_flags(index: int, place: Place, element: DataElement, types: _Types, _: _Uids) -> Iterator[Mutation]:
    """Put each other term that the standard enumerates, a term that it does not, and what is no term at all."""
    terms = types.wording(place).terms
    values = [str(part) for part in (element.value if isinstance(element.value, MultiValue) else [element.value])]
    if element.VR not in ("CS", "US", "IS") or not values or values == ["None"]:
        return
    candidates: list[str] = []
    if terms is not None:
        candidates += [term for term in terms if term != values[0]]
        candidates += [UNKNOWN_TERM if element.VR == "CS" else "9"]
    if element.VR == "CS":
        candidates += [values[0].lower()] if values[0].lower() != values[0] else []
    for candidate in candidates:
        first: Any = candidate if element.VR == "CS" else int(candidate)
        value = [first, *element.value[1:]] if len(values) > 1 else first
        yield Mutation(kind="flag changed", index=index, place=place, value=value)


_MAKERS: tuple[Maker, ...] = (_types, _replaced_uids, _changed_parts, _flipped, _changed_subject, _changed_flags)


def _another(element: DataElement) -> Any:
    """A value of the same VR that says something else."""
    if element.VR in ("DA", "TM", "DT", "AS", "UI"):
        return {
            "DA": "19010203",
            "TM": "010203",
            "DT": "19010203010203",
            "AS": "001D",
            "UI": UID(FRESH_UID),
        }[element.VR]
    if element.VR in ("DS", "IS", "FD", "FL", "US", "SS", "UL", "SL"):
        first = element.value[0] if isinstance(element.value, MultiValue) else element.value
        return int(first) + 1
    return "OTHER" if str(element.value) != "OTHER" else "ANOTHER"


class _Uids:
    """The UIDs of a result: how often each stands in its objects and images."""

    def __init__(self, counts: Counter[str], among: set[str]) -> None:
        self.counts = counts
        self._known = sorted(uid for uid in among if uid not in UID_dictionary)
        self._registered = sorted(uid for uid in among if uid in UID_dictionary)

    def other(self, uid: str) -> UID:
        """The next UID of the result that names a thing, or a class where this one does."""
        among = self._registered if uid in UID_dictionary else self._known
        return UID(among[(among.index(uid) + 1) % len(among)]) if len(among) > 1 else UID(FRESH_UID)


def _uids(datasets: Sequence[Dataset]) -> _Uids:
    stated = Counter(uid for dataset in datasets for uid in _all_uids(dataset))
    of_files = Counter(uid for dataset in datasets for uid in _all_uids(getattr(dataset, "file_meta", Dataset())))
    return _Uids(stated + of_files, {*stated})


def _all_uids(dataset: Dataset) -> list[str]:
    return [str(element.value) for element in dataset.iterall() if element.VR == "UI" and element.value]
