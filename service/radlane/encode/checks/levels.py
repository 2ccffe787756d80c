"""The data sets of an object: itself, and each item of each of its sequences, with what the standard says of it.

In: an object. Out: its levels, the object first, with the node of the table of attributes that each one has to agree
with. Reference: PS3.3 annex A (IODs), section 5.4 (attribute requirements), PS3.5 section 7.5 (nesting).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from radlane.attribute import UNREADABLE, has
from radlane.encode.fixed import FixedSequence
from radlane.encode.iod.content import CONTENT_MODULE, content_node
from radlane.encode.iod.table import Iod, Node, find_iod, join
from radlane.encode.reading import text

CONTENT = "ContentSequence"
_PIXELS = {
    "image-pixel": 0x7FE00010,
    "floating-point-image-pixel": 0x7FE00008,
    "double-floating-point-image-pixel": 0x7FE00009,
}  # Pixel Data, Float Pixel Data, Double Float Pixel Data
_ODD_GROUP = 0x00010000  # of private attributes
_DEPTH = 64  # deeper nesting is no result: SR content has some ten levels


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """One data set of an object.

    Attributes
    ----------
    root : Dataset
        The object.
    dataset : Dataset
        The object itself, or an item.
    elements : mapping of int to DataElement
        What could be read, without private attributes, by tag: plain numbers, as those of `node`, since pydicom
        compares its own in Python.
    unreadable : tuple of int
        Tags of what could not.
    node : Node or None
        What the standard says of this level; None where it says nothing, or the table does not know.
    iod : Iod or None
        What the object is; None for a SOP Class that no result has.
    sequence : str
        Keyword of the sequence that holds the item; empty for the object itself.
    top : str
        Keyword of the sequence of the object itself that all this is in; empty for the object itself.
    above : Level or None
        The level that holds the sequence.
    number : int
        The item's number in its sequence, from 1.
    """

    root: Dataset
    dataset: Dataset
    elements: Mapping[int, DataElement]
    unreadable: tuple[int, ...]
    node: Node | None
    iod: Iod | None
    sequence: str
    top: str
    above: Level | None
    number: int

    def path(self, keyword: str) -> str:
        """Return where an attribute of this level stands: sequences with their items' numbers, and its keyword."""
        here = f"{self.sequence}[{self.number}]/{keyword}" if self.above is not None else keyword
        return here if self.above is None else self.above.path(here)

    @property
    def kind(self) -> str:
        """Which sequences this level is in, without numbers, those that nest in themselves once."""
        if self.above is None:
            return ""
        above = self.above.kind
        return above if above.endswith(self.sequence) else f"{above}/{self.sequence}"

    def is_of_content(self) -> bool:
        """Whether this level is a content item of an SR (PS3.3 section C.17.3)."""
        return self.sequence == CONTENT or (
            self.above is None and self.iod is not None and CONTENT_MODULE in self.iod.modules
        )


def levels(dataset: Dataset) -> Iterator[Level]:
    """Yield the levels of an object, each before those below it.

    A sequence that stands in several items as one and the same object, as thousands of frames may share one, is entered
    once; so is a shared code, once for each thing that it says.
    """
    iod = find_iod(text(dataset, "SOPClassUID"))
    elements, unreadable = _read(dataset)
    root = Level(
        root=dataset,
        dataset=dataset,
        elements=elements,
        unreadable=unreadable,
        node=None if iod is None else _top(iod, dataset, elements),
        iod=iod,
        sequence="",
        top="",
        above=None,
        number=1,
    )
    yield root
    yield from _below(root, _DEPTH, set())


def modules_of(iod: Iod, elements: Mapping[int, DataElement]) -> tuple[str, ...]:
    """Return the modules that an object has: the mandatory ones, and others of which it has an attribute of their own.

    An attribute that a mandatory module has too says nothing of another one; the modules of the three kinds of pixels
    share most of theirs, and each is told by its pixels.
    """
    mandatory = [name for name, usage in iod.usages.items() if usage == "M"]
    common = {tag for name in mandatory for tag in iod.modules[name].attributes}
    others = [
        name
        for name, usage in iod.usages.items()
        if usage != "M" and not elements.keys().isdisjoint(_own(iod, name, common))
    ]
    return (*mandatory, *others)


def _own(iod: Iod, name: str, common: set[int]) -> Iterable[int]:
    """Return the tags that tell that a module which may be absent is there."""
    pixels = _PIXELS.get(name)
    return iod.modules[name].attributes.keys() - common if pixels is None else (pixels,)


def _top(iod: Iod, dataset: Dataset, elements: Mapping[int, DataElement]) -> Node:
    nodes = [iod.modules[name] for name in modules_of(iod, elements) if name != CONTENT_MODULE]
    content = content_node(iod, text(dataset, "ValueType"), is_root=True)
    return join(tuple(nodes) if content is None else (*nodes, content))


def _below(level: Level, depth: int, entered: set[object]) -> Iterator[Level]:
    if depth == 0:
        return
    for tag, element in level.elements.items():
        if element.VR != "SQ" or not isinstance(element.value, Sequence):
            continue
        keyword = element.keyword
        attribute = level.node.attributes.get(tag) if level.node is not None else None
        node = attribute.items if attribute is not None else None
        mark = (id(element.value), tag, id(node)) if isinstance(element.value, FixedSequence) else id(element)
        if mark in entered:
            continue
        entered.add(mark)
        for number, item in enumerate(element.value, start=1):
            elements, unreadable = _read(item)
            below = Level(
                root=level.root,
                dataset=item,
                elements=elements,
                unreadable=unreadable,
                node=_node_of_content(level, item) if keyword == CONTENT else node,
                iod=level.iod,
                sequence=keyword,
                top=level.top or keyword,
                above=level,
                number=number,
            )
            yield below
            yield from _below(below, depth - 1, entered)


def _node_of_content(level: Level, item: Dataset) -> Node | None:
    if level.iod is None:
        return None
    is_reference = has(item, "ReferencedContentItemIdentifier")
    return content_node(level.iod, text(item, "ValueType"), is_root=False, is_reference=is_reference)


def _read(dataset: Dataset) -> tuple[dict[int, DataElement], tuple[int, ...]]:
    elements: dict[int, DataElement] = {}
    unreadable = []
    for tag, element in dataset.items():  # as they are: iterating a data set reads every value
        if tag & _ODD_GROUP:
            continue
        try:
            elements[int(tag)] = element if isinstance(element, DataElement) else dataset[tag]
        except UNREADABLE:
            unreadable.append(tag)
    return elements, tuple(unreadable)
