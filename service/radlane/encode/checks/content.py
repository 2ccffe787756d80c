"""What a measurement group of an SR says (PS3.16 TID 1410, 1411, 1419, 1501).

In: an SR or a group of it. Out: its parts; nothing where they are not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydicom.dataset import Dataset

from radlane.encode.reading import code, items, meaning, numbers, text

Coded = tuple[str, str]
"""Scheme and value; empty texts where there is no code."""

_MEASUREMENTS, _GROUP = ("DCM", "126010"), ("DCM", "125007")
_TRACKING_ID, _TRACKING_UID = ("DCM", "112039"), ("DCM", "112040")
_FINDING, _SITE, _LATERALITY = ("DCM", "121071"), ("SCT", "363698007"), ("SCT", "272741003")
_SOURCE_SERIES, _PARAMETERS = ("DCM", "121232"), ("DCM", "111002")
_PRESENCE, _DERIVATION, _PURPOSE = ("DCM", "121052"), ("DCM", "121401"), ("DCM", "130400")
_STATEMENTS = frozenset({_FINDING, _SITE, _PRESENCE})
_BOUNDED_BY = ("SCT", "75958009")


@dataclass(frozen=True, kw_only=True)
class Number:
    """A NUM.

    Attributes
    ----------
    derivation : Coded
        Which of several values it is; empty texts where it is none.
    meanings : (str, str)
        Of concept and unit.
    value, exact : float or None
        As DS and as FD; None where that is absent or not one number.
    """

    concept: Coded
    unit: Coded
    derivation: Coded
    meanings: tuple[str, str]
    value: float | None
    exact: float | None


def named(item: Dataset, name: Coded) -> list[Dataset]:
    """Return the content items right below one, by their concept name."""
    return [child for child in items(item, "ContentSequence") if code(child, "ConceptNameCodeSequence") == name]


def groups(report: Dataset) -> Iterator[Dataset]:
    """Yield the measurement groups."""
    for container in named(report, _MEASUREMENTS):
        yield from named(container, _GROUP)


def tracking_id(group: Dataset) -> str:
    """Return the Tracking Identifier; empty where there is none."""
    return next((text(item, "TextValue") for item in named(group, _TRACKING_ID)), "")


def tracking_uid(group: Dataset) -> str:
    """Return the Tracking Unique Identifier; empty where there is none."""
    return next((text(item, "UID") for item in named(group, _TRACKING_UID)), "")


def is_tracked(group: Dataset) -> bool:
    """Whether a group has both a Tracking Identifier and a Tracking Unique Identifier."""
    return bool(named(group, _TRACKING_ID) and tracking_uid(group))


def findings(group: Dataset) -> set[Coded]:
    """Return the codes of what a group is about; none for a measurement of several findings."""
    return {code(item, "ConceptCodeSequence") for item in named(group, _FINDING)}


def sites(group: Dataset) -> set[Coded]:
    """Return the codes of where the finding is."""
    return {code(item, "ConceptCodeSequence") for item in named(group, _SITE)}


def sides(group: Dataset) -> set[Coded]:
    """Return the codes of the side of each site; empty texts for a site without one."""
    return {
        next((code(item, "ConceptCodeSequence") for item in named(site, _LATERALITY)), ("", ""))
        for site in named(group, _SITE)
    }


def presence(group: Dataset) -> set[Coded]:
    """Return what a group says of whether its finding is there."""
    return {code(item, "ConceptCodeSequence") for item in named(group, _PRESENCE)}


def statements(group: Dataset) -> Iterator[tuple[Coded, Coded, str]]:
    """Yield what a group says of its finding in codes: the name, the code, and the meaning that people read."""
    for item in items(group, "ContentSequence"):
        if code(item, "ConceptNameCodeSequence") in _STATEMENTS:
            yield _statement(item)
    yield from (_statement(side) for site in named(group, _SITE) for side in named(site, _LATERALITY))


def parameters(item: Dataset) -> tuple[str, ...]:
    """Return the parameters of the algorithm right below a group or a number."""
    return tuple(text(child, "TextValue") for child in named(item, _PARAMETERS))


def is_planar(group: Dataset) -> bool:
    """Whether a group is of a region of one image (TID 1410), also where that image lies in space."""
    templates = items(group, "ContentTemplateSequence")
    return any(text(template, "TemplateIdentifier") == "1410" for template in templates)


def is_measured(group: Dataset) -> bool:
    """Whether a group has numbers, and no region that they could be of (TID 1501)."""
    templates = items(group, "ContentTemplateSequence")
    return any(text(one, "TemplateIdentifier") == "1501" for one in templates) and bool(stated_numbers(group))


def is_boxed(group: Dataset) -> bool:
    """Whether the region of a group only bounds the finding."""
    return _BOUNDED_BY in {code(item, "ConceptCodeSequence") for item in named(group, _PURPOSE)}


def is_derived(number: Dataset) -> bool:
    """Whether a number says which of several values it is: the spread of probabilities is none itself."""
    return bool(named(number, _DERIVATION))


def coordinates(group: Dataset) -> list[Dataset]:
    """Return the SCOORD and SCOORD3D of a group."""
    return [item for item in items(group, "ContentSequence") if text(item, "ValueType") in ("SCOORD", "SCOORD3D")]


def source_series(group: Dataset) -> set[str]:
    """Return the Series Instance UIDs that a group names as the source of its segment."""
    return {text(item, "UID") for item in named(group, _SOURCE_SERIES)}


def stated_numbers(group: Dataset) -> list[Number]:
    """Return the numbers of a group."""
    return [
        Number(
            concept=code(item, "ConceptNameCodeSequence"),
            unit=code(measured, "MeasurementUnitsCodeSequence"),
            derivation=next((code(child, "ConceptCodeSequence") for child in named(item, _DERIVATION)), ("", "")),
            meanings=(meaning(item, "ConceptNameCodeSequence"), meaning(measured, "MeasurementUnitsCodeSequence")),
            value=_one(measured, "NumericValue"),
            exact=_one(measured, "FloatingPointValue"),
        )
        for item in items(group, "ContentSequence")
        for measured in items(item, "MeasuredValueSequence")
    ]


def _statement(item: Dataset) -> tuple[Coded, Coded, str]:
    return (
        code(item, "ConceptNameCodeSequence"),
        code(item, "ConceptCodeSequence"),
        meaning(item, "ConceptCodeSequence"),
    )


def _one(item: Dataset, keyword: str) -> float | None:
    found = numbers(item, keyword)
    return found[0] if len(found) == 1 else None
