from io import BytesIO

from pydicom import dcmread, dcmwrite
from pydicom.dataset import Dataset
from pydicom.sr._concepts_dict import concepts
from pydicom.sr.codedict import codes

from radlane.domain.code import Code
from radlane.domain.finding import Laterality, Presence
from radlane.domain.saliency import SaliencyQuantity
from radlane.domain.uncertainty import COEFFICIENT_OF_VARIANCE, MEAN, PROBABILITY, STANDARD_DEVIATION
from radlane.encode import codes as ours
from radlane.encode.codes import PRESENCES, SALIENCY_QUANTITIES, SIDES, code_sequence, coded, private_schemes


def test_codes_are_those_of_the_dictionary() -> None:
    assert coded(ours.ARTIFICIAL_INTELLIGENCE) == codes.cid7162.ArtificialIntelligence
    assert coded(ours.COMMENT) == codes.DCM.Comment
    assert coded(ours.DEVICE) == codes.DCM.Device
    assert coded(ours.PROCESSING_EQUIPMENT) == codes.cid7005.ProcessingEquipment
    assert coded(ours.PRESENCE) == codes.DCM.PresenceOfProperty
    assert coded(PROBABILITY) == codes.DCM.Probability
    assert coded(STANDARD_DEVIATION) == codes.cid7464.StandardDeviation
    assert coded(MEAN) == codes.cid7464.Mean
    assert coded(COEFFICIENT_OF_VARIANCE) == codes.cid7464.CoefficientOfVariance
    assert coded(ours.IMAGE_LIBRARY) == codes.DCM.ImageLibrary
    assert coded(ours.IMAGE_LIBRARY_GROUP) == codes.DCM.ImageLibraryGroup
    assert coded(PRESENCES[Presence.PRESENT]) == codes.cid240.Present
    assert coded(PRESENCES[Presence.ABSENT]) == codes.cid240.Absent
    assert coded(PRESENCES[Presence.INDETERMINATE]) == codes.cid240.Undetermined
    assert coded(SIDES[Laterality.RIGHT]) == codes.cid244.Right
    assert coded(SIDES[Laterality.LEFT]) == codes.cid244.Left


def test_every_code_of_a_public_scheme_is_one_of_the_dictionary() -> None:
    """With its meaning, which people read. SNOMED's "Source" is an attribute; PS3.16 TID 1501 writes it short."""
    known = {
        (scheme, value): meaning
        for scheme, by_keyword in concepts.items()
        for found in by_keyword.values()
        for value, (meaning, _) in found.items()
    }
    tables = (PRESENCES, SIDES, SALIENCY_QUANTITIES)
    stated = [code for code in vars(ours).values() if isinstance(code, Code)]
    stated += [code for table in tables for code in table.values()]
    public = [code for code in stated if code.scheme in ("DCM", "SCT", "UCUM")]
    assert len(public) >= 50
    wrong = {code.meaning for code in public if known.get((code.scheme, code.value)) != code.meaning}
    assert wrong == {"Source", "bit"}  # a unit of UCUM, of which the dictionary has those of context groups only


def test_statuses_and_quantities_are_those_of_their_context_groups() -> None:
    assert coded(ours.NOT_ATTEMPTED) == codes.cid6042.NotAttempted
    assert coded(ours.FAILED) == codes.cid6042.Failed
    assert coded(ours.BOUNDED_BY) == codes.cid219.BoundedBy
    for quantity in set(SaliencyQuantity) - {SaliencyQuantity.ENTROPY}:  # which is in no context group
        assert coded(SALIENCY_QUANTITIES[quantity]) in codes.cid7180.concepts.values()


def test_a_long_code_has_an_attribute_of_its_own() -> None:
    (short,) = code_sequence(Code(scheme="99X", value="a" * 16, meaning="x"))
    (long,) = code_sequence(Code(scheme="99X", value="a" * 17, meaning="x"))
    assert (short.CodeValue, "LongCodeValue" in short) == ("a" * 16, False)
    assert (long.LongCodeValue, "CodeValue" in long) == ("a" * 17, False)
    assert (short.CodingSchemeDesignator, short.CodeMeaning) == ("99X", "x")


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


def test_a_scheme_in_what_was_copied_from_an_image_is_found() -> None:
    """Of a file in Implicit VR, whose sequences are not known as such before they are read."""
    buffer, request = BytesIO(), Dataset()
    request.RequestedProcedureCodeSequence = [coded(Code(scheme="99WARD", value="x", meaning="x"))]
    image = Dataset()
    image.PatientID, image.RequestAttributesSequence = "1", [request]
    dcmwrite(buffer, image, implicit_vr=True, little_endian=True)
    read = dcmread(BytesIO(buffer.getvalue()), force=True)
    assert [item.CodingSchemeDesignator for item in private_schemes(read)] == ["99WARD"]
