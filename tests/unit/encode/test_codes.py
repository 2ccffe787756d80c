from pydicom.dataset import Dataset
from pydicom.sr.codedict import codes

from radlane.domain.code import Code
from radlane.domain.finding import Laterality, Presence
from radlane.encode import codes as ours
from radlane.encode.codes import PRESENCES, SIDES, coded, private_schemes


def test_codes_are_those_of_the_dictionary() -> None:
    assert coded(ours.ARTIFICIAL_INTELLIGENCE) == codes.cid7162.ArtificialIntelligence
    assert coded(ours.COMMENT) == codes.DCM.Comment
    assert coded(ours.DEVICE) == codes.DCM.Device
    assert coded(ours.PROCESSING_EQUIPMENT) == codes.cid7005.ProcessingEquipment
    assert coded(ours.PRESENCE) == codes.DCM.PresenceOfProperty
    assert coded(ours.PROBABILITY) == codes.DCM.Probability
    assert coded(ours.IMAGE_LIBRARY) == codes.DCM.ImageLibrary
    assert coded(ours.IMAGE_LIBRARY_GROUP) == codes.DCM.ImageLibraryGroup
    assert coded(PRESENCES[Presence.PRESENT]) == codes.cid240.Present
    assert coded(PRESENCES[Presence.ABSENT]) == codes.cid240.Absent
    assert coded(PRESENCES[Presence.INDETERMINATE]) == codes.cid240.Undetermined
    assert coded(SIDES[Laterality.RIGHT]) == codes.cid244.Right
    assert coded(SIDES[Laterality.LEFT]) == codes.cid244.Left


def test_a_coded_item_is_a_new_one_each_time() -> None:
    assert coded(ours.COMMENT) is not coded(ours.COMMENT)


def test_private_schemes_are_identified_and_public_ones_are_not() -> None:
    dataset, outer = Dataset(), Dataset()
    dataset.ConceptNameCodeSequence = [coded(ours.COMMENT)]
    outer.ConceptNameCodeSequence = [coded(Code(scheme="99RADLANE", value="x", meaning="x"))]
    outer.ConceptCodeSequence = [coded(Code(scheme="99ACME", value="y", meaning="y"))]
    dataset.ContentSequence = [outer]
    schemes = private_schemes(dataset)
    assert [item.CodingSchemeDesignator for item in schemes] == ["99ACME", "99RADLANE"]
    assert "CodingSchemeName" not in schemes[0]
    assert schemes[1].CodingSchemeName == "radlane"
