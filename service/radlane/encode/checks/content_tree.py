"""The content tree of an SR: value types, relationships, references within it, coordinates (PS3.3 sections A.35, C.18).

In: any object with a content tree. Out: content items that may not stand where they do, or are not whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pydicom.dataset import Dataset
from pydicom.uid import UID

from radlane.attribute import has
from radlane.encode.checks.levels import CONTENT
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.iod.content import CONTENT_MODULE
from radlane.encode.iod.relationships import allows, allows_references, value_types
from radlane.encode.iod.table import find_iod
from radlane.encode.reading import code, items, numbers, text

_KINDS = ("IMAGE", "WAVEFORM", "COMPOSITE")
# Images by their pixels, though not by name.
_IMAGES = frozenset(
    {
        *("Segmentation Storage", "Parametric Map Storage", "RT Dose Storage", "Enhanced US Volume Storage"),
        *("Ophthalmic Thickness Map Storage", "Corneal Topography Map Storage"),
        "Ophthalmic Optical Coherence Tomography B-scan Volume Analysis Storage",
    }
)
_REFERENCE = "ReferencedContentItemIdentifier"
# The least and, where there is one, the greatest number of points (PS3.3 sections C.18.6.1.2, C.18.9.1.2).
_POINTS: dict[str, dict[str, tuple[int, int | None]]] = {
    "SCOORD": {"POINT": (1, 1), "MULTIPOINT": (1, None), "POLYLINE": (2, None), "CIRCLE": (2, 2), "ELLIPSE": (4, 4)},
    "SCOORD3D": {
        "POINT": (1, 1),
        "MULTIPOINT": (1, None),
        "POLYLINE": (2, None),
        "POLYGON": (4, None),
        "ELLIPSE": (4, 4),
        "ELLIPSOID": (6, 6),
    },
}


@dataclass(frozen=True, kw_only=True)
class ContentItem:
    """A content item, and its place in the tree: positions in their sequences from the root on, which is 1."""

    dataset: Dataset
    place: tuple[int, ...]

    @property
    def path(self) -> str:
        """Where it stands in the object; empty for the root."""
        return "/".join(f"{CONTENT}[{number}]" for number in self.place[1:])

    @cached_property
    def name(self) -> tuple[str, str]:
        """Concept name: scheme and value; empty texts where there is none."""
        return code(self.dataset, "ConceptNameCodeSequence")

    @cached_property
    def kind(self) -> str:
        """Value Type."""
        return text(self.dataset, "ValueType")

    @cached_property
    def below(self) -> list[ContentItem]:
        """The items right below."""
        return [
            ContentItem(dataset=item, place=(*self.place, number))
            for number, item in enumerate(items(self.dataset, CONTENT), start=1)
        ]


def root_of(dataset: Dataset) -> ContentItem:
    """Return the root of an object's content tree."""
    return ContentItem(dataset=dataset, place=(1,))


def documents(checked: ObjectSet) -> Iterator[tuple[Dataset, str]]:
    """Yield the objects that have a content tree, with the names of their IODs."""
    for dataset in checked.objects:
        iod = find_iod(text(dataset, "SOPClassUID"))
        if iod is not None and CONTENT_MODULE in iod.modules:
            yield dataset, iod.name


def check_content_tree(checked: ObjectSet) -> Iterator[Problem]:
    """Content items are of value types and in relationships that their IOD has; references and graphics are whole."""
    for dataset, iod in documents(checked):
        root = root_of(dataset)
        if text(dataset, "ValueType") != "CONTAINER":
            yield _problem("value-type", dataset, root, "the root of the content is no CONTAINER", "ValueType")
        tree = {item.place: item for item in _walk(root)}
        for item in tree.values():
            yield from _check_item(dataset, iod, item)
            for child in item.below:
                yield from _check_relationship(dataset, iod, item, _target(child, tree), child)


def _check_item(dataset: Dataset, iod: str, item: ContentItem) -> Iterator[Problem]:
    kind = item.kind
    if kind not in value_types(iod) and not has(item.dataset, _REFERENCE):
        yield _problem("value-type", dataset, item, "a content item has a Value Type that its IOD has not", "ValueType")
    if not _refers_by_kind(kind, item.dataset):
        words = "a content item refers to an instance of another kind than its Value Type says"
        yield _problem("reference-kind", dataset, item, words, "ValueType")
    if kind in _POINTS and not _is_whole(kind, item.dataset):
        words = "a graphic has not the coordinates that its type asks for"
        yield _problem("graphic-data", dataset, item, words, "GraphicData")


def _check_relationship(
    dataset: Dataset, iod: str, source: ContentItem, target: ContentItem | None, child: ContentItem
) -> Iterator[Problem]:
    kind = text(child.dataset, "RelationshipType")
    if target is None or (target is not child and not allows_references(iod)):
        words = "a content item is named by reference that is not there, or its IOD allows none"
        yield _problem("content-reference", dataset, child, words, _REFERENCE)
    elif not allows(iod, source.kind, kind, target.kind):
        words = "a content item stands in a relationship that its IOD does not allow"
        yield _problem("relationship", dataset, child, words, "RelationshipType")


def _target(child: ContentItem, tree: dict[tuple[int, ...], ContentItem]) -> ContentItem | None:
    """Return the item that stands in a relationship: itself, or the one that it refers to, no ancestor of its own."""
    if not has(child.dataset, _REFERENCE):
        return child
    place = tuple(int(number) for number in numbers(child.dataset, _REFERENCE))
    return None if child.place[: len(place)] == place else tree.get(place)


def _refers_by_kind(kind: str, item: Dataset) -> bool:
    """Whether an IMAGE refers to an image, a WAVEFORM to a waveform, a COMPOSITE to neither; of private classes yes."""
    if kind not in _KINDS:
        return True
    names = [UID(text(reference, "ReferencedSOPClassUID")).name for reference in items(item, "ReferencedSOPSequence")]
    known = [name for name in names if name.endswith("Storage") or "Storage - " in name]
    return all(_kind_of(name) == kind for name in known)


def _kind_of(name: str) -> str:
    """Return which Value Type refers to instances of a storage class (PS3.3 table C.17-6)."""
    if "Image Storage" in name or name in _IMAGES:
        return "IMAGE"
    return "WAVEFORM" if "Waveform" in name else "COMPOSITE"


def _is_whole(kind: str, item: Dataset) -> bool:
    graphic, data = text(item, "GraphicType"), numbers(item, "GraphicData")
    axes = 2 if kind == "SCOORD" else 3
    least, most = _POINTS[kind].get(graphic, (0, 0))
    points = len(data) // axes
    if len(data) % axes or points < least or (most is not None and points > most):
        return False
    return graphic != "POLYGON" or data[:axes] == data[-axes:]


def _walk(item: ContentItem) -> Iterator[ContentItem]:
    yield item
    for child in item.below:
        yield from _walk(child)


def _problem(code: str, dataset: Dataset, item: ContentItem, words: str, keyword: str) -> Problem:
    return problem(code, dataset, words, attribute=f"{item.path}/{keyword}".lstrip("/"))
