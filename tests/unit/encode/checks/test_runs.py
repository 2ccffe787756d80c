from dataclasses import replace
from datetime import timedelta

from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion
from radlane.encode.amendment import encode_amendment
from radlane.encode.checker import check_objects
from radlane.encode.checks.problem import ObjectSet
from radlane.encode.checks.runs import before as before_it
from radlane.encode.checks.runs import evidence, latest_roots, predecessors, roots, runs
from radlane.encode.evidence import ref_of
from radlane.encode.result import encode_result
from radlane.inference.outlines import trace_outlines
from support.encoding import codes_of, conclusion, context, encoded, picture
from support.radiographs import radiograph


def result(source: Dataset, number: int, found: Conclusion) -> list[Dataset]:
    """The objects of one run."""
    first = context(source)
    run = replace(first, identity=replace(first.identity, run=number))
    return list(encode_result(run, found, picture(source)))


def results(*sources: Dataset) -> list[Dataset]:
    """The objects of runs 1, 2, 3 of these images."""
    found = conclusion(48, 40)
    return [item for number, source in enumerate(sources, start=1) for item in result(source, number, found)]


def test_a_run_is_what_its_root_lists() -> None:
    source = radiograph()
    objects = results(source, source)
    first, second = runs(ObjectSet(objects=tuple(objects), sources=(source,)))
    assert (first.report, second.report) == (objects[2], objects[5])
    assert (set(map(id, first.objects)), first.images) == (set(map(id, objects[:3])), (source,))
    assert first.of_modality("SEG") == (objects[0],)
    assert {objects[0].SOPInstanceUID, objects[1].SOPInstanceUID, source.SOPInstanceUID} == evidence(objects[2])


def test_an_sr_of_outlines_is_no_root_but_belongs_to_one() -> None:
    source, found = radiograph(), conclusion(48, 40)
    objects = encode_result(context(source), found, picture(source), outlines=trace_outlines(found))
    checked = ObjectSet(objects=objects, sources=(source,))
    (run,) = runs(checked)
    assert roots(checked) == (objects[3],) == (run.report,)
    assert set(map(id, run.objects)) == set(map(id, objects))
    assert codes_of([*objects[:2], objects[3]], [source]) == ["reference-unresolved", "image-set"]
    del objects[3].CurrentRequestedProcedureEvidenceSequence[0].ReferencedSeriesSequence[-1]
    assert codes_of(list(objects), [source]) == ["leaf-unlisted"]
    assert codes_of(list(objects[:3]), [source]) == ["root-missing"]


def test_each_of_several_results_in_a_study_has_its_own_root() -> None:
    source = radiograph()
    assert codes_of(results(source, source), [source]) == []


def test_results_of_several_patients_are_each_compared_with_their_own_image() -> None:
    one = radiograph(TimezoneOffsetFromUTC="+0100")
    other = radiograph(
        SOPInstanceUID="1.2.3.4",
        SeriesInstanceUID="1.2.3.5",
        StudyInstanceUID="1.2.3.6",
        PatientID="T-2",
        PatientOrientation=["R", "F"],
        BurnedInAnnotation="YES",
        LossyImageCompression="01",
    )
    found = conclusion(48, 40)
    right, left = found.findings
    assert right.region is not None
    assert left.region is not None
    mirrored = replace(
        found,
        findings=(
            replace(right, region=replace(left.region, segment=1), measurements=left.measurements),
            replace(left, region=replace(right.region, segment=2), measurements=right.measurements),
        ),
        joint=(),
    )
    objects = [*results(one), *result(other, 2, mirrored)]
    assert codes_of(objects, [one, other]) == []


def test_a_result_without_its_root_is_found() -> None:
    source = radiograph()
    assert codes_of(results(source)[:2], [source]) == ["root-missing"]


def test_what_none_of_several_reports_lists_is_unlisted() -> None:
    source = radiograph()
    objects = results(source, source)
    del objects[5].CurrentRequestedProcedureEvidenceSequence[0].ReferencedSeriesSequence[-1]
    problems = check_objects(objects, [source])
    assert [(problem.code, problem.sop_instance_uid) for problem in problems] == [
        ("leaf-unlisted", objects[4].SOPInstanceUID)
    ]


def test_two_roots_of_one_result_are_found() -> None:
    source = radiograph()
    objects = encoded(source)
    second = encoded(source)[2]
    second.SOPInstanceUID = second.file_meta.MediaStorageSOPInstanceUID = "1.2.3.4"
    assert codes_of([*objects, second], [source]) == ["root-several"]


def amended(source: Dataset) -> list[Dataset]:
    """A result and its amendment, which added nothing: leaves, root, and the root that takes its place."""
    found, run = conclusion(48, 40), context(source)
    before = list(encode_result(run, found, picture(source)))
    later = replace(
        run,
        identity=replace(run.identity, amendment=1),
        started=run.started + timedelta(hours=1),
        predecessors=(ref_of(before[-1]),),
    )
    return [*before, *encode_amendment(later, found, before[:-1], ())]


def test_an_amendment_takes_the_place_of_the_root_whose_leaves_it_lists() -> None:
    source = radiograph()
    objects = amended(source)
    *leaves, before, latest = objects
    checked = ObjectSet(objects=tuple(objects), sources=(source,))
    assert predecessors(latest) == {before.SOPInstanceUID}
    assert latest_roots(checked) == (latest,)
    assert before_it(latest, checked) == evidence(before) > {leaf.SOPInstanceUID for leaf in leaves}
    old, new = runs(checked)
    assert old.own == old.objects
    assert new.own == (latest,)
    assert [*map(id, new.objects)] == [id(latest), *map(id, leaves)]
    assert codes_of(objects, [source]) == []


def test_two_roots_that_know_nothing_of_each_other_do_not_share_leaves() -> None:
    source = radiograph()
    objects = amended(source)
    del objects[-1].PredecessorDocumentsSequence
    assert set(codes_of(objects, [source])) == {"root-several", "run-differs"}
    checked = ObjectSet(objects=tuple(objects), sources=(source,))
    assert latest_roots(checked) == roots(checked) == tuple(objects[-2:])
