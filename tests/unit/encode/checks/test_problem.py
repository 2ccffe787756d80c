from pydicom.dataset import Dataset

from radlane.encode.checks.problem import ObjectSet, Problem, problem, references, walk
from support.encoding import encoded
from support.radiographs import radiograph


def test_a_set_finds_objects_and_images_by_their_uid() -> None:
    source = radiograph()
    objects = encoded(source)
    checked = ObjectSet(objects=tuple(objects), sources=(source,))
    assert checked.find(source.SOPInstanceUID) is source
    assert checked.find(objects[0].SOPInstanceUID) is objects[0]
    assert checked.find("1.2.3.4") is None
    assert checked.of_modality("SR") == (objects[-1],)


def test_a_problem_names_its_object() -> None:
    assert problem("x", Dataset(), "words") == Problem(code="x", sop_instance_uid="", text="words")


def test_walking_goes_to_every_depth() -> None:
    inner, outer, root = Dataset(), Dataset(), Dataset()
    outer.ContentSequence = [inner]
    root.ContentSequence = [outer]
    assert list(walk(root, "ContentSequence")) == [outer, inner]


def test_an_element_that_items_share_is_looked_at_once() -> None:
    source, first, second = Dataset(), Dataset(), Dataset()
    source.ReferencedSOPInstanceUID, source.ReferencedSOPClassUID = "1.2.3", "1.2.4"
    first.SourceImageSequence = [source]
    second.add(first["SourceImageSequence"])
    own = Dataset()
    own.SourceImageSequence = [source]
    assert list(references([first, second])) == [("1.2.3", "1.2.4")]
    assert list(references([first, own])) == [("1.2.3", "1.2.4")] * 2
