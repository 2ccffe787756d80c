"""What a rule finds, and what it looks at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pydicom.datadict import keyword_for_tag
from pydicom.dataset import Dataset
from pydicom.uid import ParametricMapStorage, SpatialRegistrationStorage

from radlane.attribute import has
from radlane.encode.checks.mends import MENDS, NONE
from radlane.encode.fixed import FixedSequence
from radlane.encode.reading import items, text
from radlane.encode.source_frame import SourceFrame, every_frame

_REFERENCES = "references"
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

    Attributes
    ----------
    sources : tuple of Dataset
        Images of the studies that the objects are of.
    frames : tuple of SourceFrame or None
        The analysed ones, where they are known.
    earlier : tuple of Dataset
        Images of other studies that an SR lists as pertinent other evidence.
    registrations : tuple of Dataset
        Spatial Registration objects that came with the images.
    """

    objects: tuple[Dataset, ...]
    sources: tuple[Dataset, ...]
    frames: tuple[SourceFrame, ...] | None = None
    earlier: tuple[Dataset, ...] = ()
    registrations: tuple[Dataset, ...] = ()

    @classmethod
    def of(
        cls, objects: tuple[Dataset, ...], images: Sequence[Dataset], frames: tuple[SourceFrame, ...] | None
    ) -> ObjectSet:
        """Return the set of objects and what they were made from: images, those of earlier studies apart, the rest."""
        registrations = tuple(image for image in images if text(image, "SOPClassUID") == SpatialRegistrationStorage)
        images = [image for image in images if text(image, "SOPClassUID") != SpatialRegistrationStorage]
        studies = {text(dataset, "StudyInstanceUID") for dataset in objects}
        named = {uid for one in objects for uid, _ in references(items(one, "PertinentOtherEvidenceSequence"))}
        apart = [
            text(image, "StudyInstanceUID") not in studies and text(image, "SOPInstanceUID") in named
            for image in images
        ]
        sources = tuple(image for image, is_apart in zip(images, apart, strict=True) if not is_apart)
        earlier = tuple(image for image, is_apart in zip(images, apart, strict=True) if is_apart)
        return cls(objects=objects, sources=sources, frames=frames, earlier=earlier, registrations=registrations)

    @cached_property
    def analysed(self) -> tuple[SourceFrame, ...]:
        """The analysed frames; where they are not known, all of the images."""
        return every_frame(self.sources) if self.frames is None else self.frames

    @property
    def multi_frame(self) -> tuple[Dataset, ...]:
        """The SEGs and Parametric Maps: their frames name those that they were made from."""
        maps = (found for found in self.objects if text(found, "SOPClassUID") == ParametricMapStorage)
        return (*self.of_modality("SEG"), *maps)

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
        everything = (*self.objects, *self.sources, *self.earlier, *self.registrations)
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


def references(sequence: Sequence[Dataset]) -> Iterator[tuple[str, str]]:
    """Yield instance and class of every reference in items, at any depth; of an element that items share, once."""
    yield from _references(sequence, {})


def _references(sequence: Sequence[Dataset], seen: dict[int, object]) -> Iterator[tuple[str, str]]:
    for item in sequence:
        if has(item, "ReferencedSOPInstanceUID"):
            yield text(item, "ReferencedSOPInstanceUID"), text(item, "ReferencedSOPClassUID")
        for tag, element in item.items():
            if type(element.value) is FixedSequence:
                yield from _of_fixed(element.value)
            elif element.VR in ("SQ", None) and id(element) not in seen:
                seen[id(element)] = element  # kept, so that no other one gets its id
                yield from _references(items(item, keyword_for_tag(tag)), seen)


def _of_fixed(sequence: FixedSequence) -> tuple[tuple[str, str], ...]:
    """Return the references in a sequence that many items share, such as a code: it is looked through once."""
    if _REFERENCES not in sequence.memo:
        sequence.memo[_REFERENCES] = tuple(_references(tuple(sequence), {}))
    known: tuple[tuple[str, str], ...] = sequence.memo[_REFERENCES]
    return known
