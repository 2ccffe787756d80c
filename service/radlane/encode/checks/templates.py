"""Templates: the content of a Measurement Report or a Key Object Selection has the rows that it has to have.

In: any SR or Key Object Selection. Out: rows that are missing, repeated, of another kind, or with other values.
Reference: PS3.16 as in `iod/templates.py`; PS3.3 section C.18.8 (which template a container is of).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pydicom.dataset import Dataset

from radlane.encode.checks.content_tree import ContentItem, documents, root_of
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.iod import templates
from radlane.encode.iod.templates import Coded, Row
from radlane.encode.reading import code, items, text

_ALGORITHM_NAMED = frozenset({templates.ALGORITHM_NAME, templates.ALGORITHM_VERSION})
_ALGORITHM = (templates.ALGORITHM_PARAMETERS, templates.ALGORITHM_FAMILY)
_OF_QUALITY = (("DCM", "113001"), ("DCM", "113010"))  # rejected for quality reasons, quality issue
_SELECTION = "key-object-selection-document"


@dataclass(frozen=True, kw_only=True)
class _Fault:
    """A row that is not kept, and the item that does not keep it."""

    code: str
    item: ContentItem
    words: str


def check_templates(checked: ObjectSet) -> Iterator[Problem]:
    """The content has the rows of its template, in their relationships, as often as they may be there."""
    for dataset, iod in documents(checked):
        for fault in _faults(root_of(dataset), iod):
            yield problem(fault.code, dataset, fault.words, attribute=fault.item.path or "ContentSequence")


def _faults(root: ContentItem, iod: str) -> Iterator[_Fault]:
    if iod == _SELECTION:
        yield from _check_rows(root, templates.KEY_OBJECTS)
        yield from _check_selection(root)
        yield from _check_identified(root, "2010")
    elif root.name == templates.MEASUREMENT_REPORT or _identifier(root) == "1500":
        yield from _check_rows(root, templates.REPORT)
        yield from _check_report(root)
        yield from _check_identified(root, "1500")
    else:
        return
    yield from _check_observers(root)


def _check_report(root: ContentItem) -> Iterator[_Fault]:
    sections = [item for item in root.below if item.name in (templates.MEASUREMENTS, templates.EVALUATIONS)]
    derived = any(item.name == ("DCM", "126011") for item in root.below)
    if not sections and not derived:
        yield _Fault(
            code="template-missing", item=root, words="there are no measurements and no evaluations (TID 1500)"
        )
    for item in root.below:
        if item.name == templates.IMAGE_LIBRARY:
            yield from _check_identified(item, "1600")
    for section in sections:
        for group in section.below:
            if group.name == templates.GROUP:
                yield from _check_group(group)
            elif section.name == templates.MEASUREMENTS and group.kind == "CONTAINER":
                words = "a container among the measurements is no Measurement Group (TID 1500)"
                yield _Fault(code="template-unnamed", item=group, words=words)


def _check_group(group: ContentItem) -> Iterator[_Fault]:
    """A group is of TID 1410, 1411 or 1501, as it says."""
    names = Counter(item.name for item in group.below)
    kind = _identifier(group)
    yield from _check_identified(group, "1410", "1411", "1501")
    rows = {"1410": templates.PLANAR, "1411": templates.VOLUMETRIC}.get(kind, templates.PLAIN)
    yield from _check_rows(group, rows)
    places = names[templates.REGION] + names[templates.SEGMENTATION_FRAME]
    if kind == "1410" and places != 1:
        yield _Fault(code="template-missing", item=group, words="a planar group has not one region (TID 1410)")
    if kind == "1411" and not (places or names[templates.SEGMENT] or names[templates.SURFACE]):
        yield _Fault(code="template-missing", item=group, words="a volumetric group has no region (TID 1411)")
    segmented = names[templates.SEGMENTATION_FRAME] + names[templates.SEGMENT]
    if segmented and not names[templates.SOURCE_IMAGE] + names[templates.SOURCE_SERIES]:
        words = "a group with a segment does not say what was segmented (TID 1410, 1411)"
        yield _Fault(code="template-missing", item=group, words=words)
    algorithm = [item for item in group.below if item.name in {*_ALGORITHM_NAMED, *_ALGORITHM}]
    if len({text(item.dataset, "RelationshipType") for item in algorithm}) > 1:
        words = "the rows of an algorithm are related in several ways, but included as one (TID 1501, 4019)"
        yield _Fault(code="template-relationship", item=group, words=words)
    for item in (group, *group.below):
        yield from _check_algorithm(item)


def _check_algorithm(item: ContentItem) -> Iterator[_Fault]:
    """TID 4019: an algorithm has a name and a version."""
    names = {child.name for child in item.below}
    if not names.isdisjoint({*_ALGORITHM_NAMED, *_ALGORITHM}) and not names >= _ALGORITHM_NAMED:
        yield _Fault(code="template-missing", item=item, words="an algorithm lacks its name or version (TID 4019)")


def _check_observers(root: ContentItem) -> Iterator[_Fault]:
    """TID 1002: of each observer it is said who or what it is; a person, where no type is stated."""
    kinds = [_value(item) for item in root.below if item.name == templates.OBSERVER_TYPE]
    names = Counter(item.name for item in root.below)
    devices = kinds.count(templates.DEVICE)
    if names[templates.DEVICE_UID] < devices or names[templates.PERSON_NAME] < len(kinds) - devices:
        yield _Fault(code="template-missing", item=root, words="an observer is not identified (TID 1003, 1004)")


def _check_selection(root: ContentItem) -> Iterator[_Fault]:
    """TID 2010 rows 3 and 8 to 10: it refers to something, and says why quality made it reject that."""
    names = {item.name for item in root.below}
    if root.name in _OF_QUALITY and templates.TITLE_MODIFIER not in names:
        words = "a rejection for quality does not say why: (113011, DCM) is missing (TID 2010)"
        yield _Fault(code="template-missing", item=root, words=words)
    if not any(item.kind in ("IMAGE", "WAVEFORM", "COMPOSITE") for item in root.below):
        yield _Fault(code="template-missing", item=root, words="nothing is selected (TID 2010)")


def _check_identified(item: ContentItem, *identifiers: str) -> Iterator[_Fault]:
    """PS3.3 table C.18.8-1: a container with which a template begins says which."""
    stated = [
        (text(template, "MappingResource"), text(template, "TemplateIdentifier"))
        for template in items(item.dataset, "ContentTemplateSequence")
    ]
    if len(stated) != 1 or stated[0][0] != "DCMR" or stated[0][1] not in identifiers:
        words = "a container does not say of which template it is, or says another one"
        yield _Fault(code="template-unidentified", item=item, words=words)


def _check_rows(item: ContentItem, rows: tuple[Row, ...]) -> Iterator[_Fault]:
    children = [(child, child.name, child.kind) for child in item.below]
    for row in rows:
        found = [
            child for child, name, kind in children if (name == row.name if row.name is not None else kind in row.types)
        ]
        if len(found) < row.least:
            words = f"{_title(row)} is missing"
            yield _Fault(code="template-missing", item=item, words=words)
        if row.most is not None and len(found) > row.most:
            yield _Fault(code="template-repeated", item=found[-1], words=f"{_title(row)} is there too often")
        for child in found:
            yield from _check_row(child, row)


def _check_row(item: ContentItem, row: Row) -> Iterator[_Fault]:
    if item.kind not in row.types:
        yield _Fault(code="template-value-type", item=item, words=f"{_title(row)} has another Value Type")
    elif text(item.dataset, "RelationshipType") not in row.relationships:
        yield _Fault(code="template-relationship", item=item, words=f"{_title(row)} has another relationship")
    if row.values and _value(item) not in row.values:
        yield _Fault(code="template-value", item=item, words=f"{_title(row)} is none of its Context Group")
    yield from _check_rows(item, row.rows)


def _title(row: Row) -> str:
    return f"({row.name[1]}, {row.name[0]})" if row.name is not None else " or ".join(row.types)


def _value(item: ContentItem) -> Coded:
    return code(item.dataset, "ConceptCodeSequence")


def _identifier(item: ContentItem) -> str:
    template: Dataset = next(iter(items(item.dataset, "ContentTemplateSequence")), Dataset())
    return text(template, "TemplateIdentifier")
