from dataclasses import replace

from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion
from radlane.encode.checker import check_objects
from radlane.encode.checks.problem import ObjectSet
from radlane.encode.checks.runs import evidence, roots, runs
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
