from __future__ import annotations

from collections.abc import Callable

import pytest
from pydicom.dataset import Dataset

from radlane.encode.checks.problem import ObjectSet
from radlane.encode.checks.templates import check_templates
from support import volume_encoding
from support.encoding import encoded
from support.findings import classification
from support.other_kinds import key_objects
from support.radiographs import radiograph
from support.small_objects import coded, item


def faults(dataset: Dataset) -> list[tuple[str, str]]:
    return [(found.code, found.attribute) for found in check_templates(ObjectSet(objects=(dataset,), sources=()))]


def report() -> Dataset:
    return encoded(radiograph())[-1]


def named(holder: Dataset, value: str) -> Dataset:
    """The first item right below with a code as its concept name."""
    return next(one for one in holder.ContentSequence if one.ConceptNameCodeSequence[0].CodeValue == value)


def drop(holder: Dataset, *values: str) -> None:
    holder.ContentSequence = [
        one for one in holder.ContentSequence if one.ConceptNameCodeSequence[0].CodeValue not in values
    ]


def group(dataset: Dataset) -> Dataset:
    found: Dataset = named(dataset, "126010").ContentSequence[0]
    return found


GROUP = "ContentSequence[9]/ContentSequence[1]"


def test_results_keep_their_templates() -> None:
    for dataset in (report(), volume_encoding.encoded()[-1], encoded(radiograph())[0], key_objects()):
        assert faults(dataset) == []


def test_an_algorithm_is_included_in_one_relationship() -> None:
    """TID 1501 includes TID 4019 as a whole; which relationship that is, editions of the standard say differently."""
    (dataset,) = (one for one in encoded(radiograph(), classification()) if one.Modality == "SR")
    of_algorithm = [
        one for one in group(dataset).ContentSequence if one.ConceptNameCodeSequence[0].CodeValue.startswith("11100")
    ]
    assert len(of_algorithm) > 3
    for one in of_algorithm[:-1]:
        one.RelationshipType = "CONTAINS"
        assert faults(dataset) == [("template-relationship", GROUP)]
    of_algorithm[-1].RelationshipType = "CONTAINS"
    assert faults(dataset) == []


def no_observer(dataset: Dataset) -> None:
    drop(dataset, "121012")


def a_person(dataset: Dataset) -> None:
    named(dataset, "121005").ConceptCodeSequence = coded("121006")


def an_odd_observer(dataset: Dataset) -> None:
    named(dataset, "121005").ConceptCodeSequence = coded("121099")


def two_languages(dataset: Dataset) -> None:
    dataset.ContentSequence.insert(0, named(dataset, "121049"))


def no_root_template(dataset: Dataset) -> None:
    del dataset.ContentTemplateSequence


def another_resource(dataset: Dataset) -> None:
    dataset.ContentTemplateSequence[0].MappingResource = "99X"


def a_library_of_nothing(dataset: Dataset) -> None:
    named(dataset, "111028").ContentSequence[0].ContentSequence = []


def no_library_group(dataset: Dataset) -> None:
    named(dataset, "111028").ContentSequence = []


def a_library_by_text(dataset: Dataset) -> None:
    named(dataset, "111028").RelationshipType = "HAS ACQ CONTEXT"


def nothing_said(dataset: Dataset) -> None:
    drop(dataset, "126010", "C0034375")


def an_unnamed_group(dataset: Dataset) -> None:
    del group(dataset).ConceptNameCodeSequence


def another_template(dataset: Dataset) -> None:
    group(dataset).ContentTemplateSequence[0].TemplateIdentifier = "1420"


def no_region(dataset: Dataset) -> None:
    drop(group(dataset), "111030")


def a_region_of_no_image(dataset: Dataset) -> None:
    del named(group(dataset), "111030").ContentSequence


def an_algorithm_without_version(dataset: Dataset) -> None:
    drop(named(group(dataset), "42798000"), "111003")


def an_algorithm_related_otherwise(dataset: Dataset) -> None:
    named(named(group(dataset), "42798000"), "111001").RelationshipType = "HAS OBS CONTEXT"


def a_finding_as_text(dataset: Dataset) -> None:
    named(group(dataset), "121071").ValueType = "TEXT"


def an_odd_side(dataset: Dataset) -> None:
    named(named(group(dataset), "363698007"), "272741003").ConceptCodeSequence = coded("1", "SCT")


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (no_observer, [("template-missing", "ContentSequence")]),
        (a_person, [("template-missing", "ContentSequence")]),
        (an_odd_observer, [("template-value", "ContentSequence[2]"), ("template-missing", "ContentSequence")]),
        (two_languages, [("template-repeated", "ContentSequence[2]")]),
        (no_root_template, [("template-unidentified", "ContentSequence")]),
        (another_resource, [("template-unidentified", "ContentSequence")]),
        (a_library_of_nothing, [("template-missing", "ContentSequence[8]/ContentSequence[1]")]),
        (no_library_group, [("template-missing", "ContentSequence[8]")]),
        (a_library_by_text, [("template-relationship", "ContentSequence[8]")]),
        (nothing_said, [("template-missing", "ContentSequence")]),
        (an_unnamed_group, [("template-unnamed", GROUP)]),
        (another_template, [("template-unidentified", GROUP)]),
        (no_region, [("template-missing", GROUP)]),
        (a_region_of_no_image, [("template-missing", f"{GROUP}/ContentSequence[7]")]),
        (an_algorithm_without_version, [("template-missing", f"{GROUP}/ContentSequence[5]")]),
        (
            an_algorithm_related_otherwise,
            [("template-relationship", f"{GROUP}/ContentSequence[5]/ContentSequence[1]")],
        ),
        (a_finding_as_text, [("template-value-type", f"{GROUP}/ContentSequence[3]")]),
        (an_odd_side, [("template-value", f"{GROUP}/ContentSequence[4]/ContentSequence[1]")]),
    ],
)
def test_each_row_is_asked_for(spoil: Callable[[Dataset], None], expected: list[tuple[str, str]]) -> None:
    dataset = report()
    spoil(dataset)
    assert faults(dataset) == expected


def test_a_volumetric_group_has_its_segment_and_what_was_segmented() -> None:
    dataset = volume_encoding.encoded()[-1]
    drop(group(dataset), "121232")
    assert faults(dataset) == [("template-missing", GROUP)]
    drop(group(dataset), "121191")
    assert faults(dataset) == [("template-missing", GROUP)]
    group(dataset).ContentTemplateSequence[0].TemplateIdentifier = "1501"
    assert faults(dataset) == []


def test_derived_measurements_alone_are_a_report() -> None:
    dataset = report()
    drop(dataset, "126010", "C0034375")
    derived = item(RelationshipType="CONTAINS", ValueType="CONTAINER", ContinuityOfContent="SEPARATE")
    derived.ConceptNameCodeSequence = coded("126011")
    dataset.ContentSequence.append(derived)
    assert faults(dataset) == []


def test_another_document_is_not_judged() -> None:
    dataset = report()
    dataset.ConceptNameCodeSequence = coded("126001")
    del dataset.ContentTemplateSequence
    dataset.ContentSequence = []
    assert faults(dataset) == []


def test_a_selection_selects_something() -> None:
    dataset = key_objects()
    dataset.ContentSequence = [one for one in dataset.ContentSequence if one.ValueType != "IMAGE"]
    assert faults(dataset) == [("template-missing", "ContentSequence")]


def test_a_rejection_for_quality_says_why() -> None:
    dataset = key_objects()
    dataset.ConceptNameCodeSequence = coded("113001")
    assert faults(dataset) == [("template-missing", "ContentSequence")]
    why = item(RelationshipType="HAS CONCEPT MOD", ValueType="CODE", ConceptCodeSequence=coded("111207"))
    why.ConceptNameCodeSequence = coded("113011")
    dataset.ContentSequence.append(why)
    assert faults(dataset) == []
