from pydicom.dataset import Dataset

from radlane.domain.finding import Probability
from radlane.domain.operating_point import OperatingPoint
from radlane.encode.algorithm import algorithm_items, calibration
from support.encoding import MODEL, context
from support.radiographs import radiograph

RUN = context(radiograph())


def parameters(items: list[Dataset]) -> list[str]:
    return [item.TextValue for item in items if item.ConceptNameCodeSequence[0].CodeValue == "111002"]


def test_name_version_and_family_are_those_of_the_model() -> None:
    items = algorithm_items(RUN)
    named = {item.ConceptNameCodeSequence[0].CodeMeaning: item for item in items}
    assert (named["Algorithm Name"].TextValue, named["Algorithm Version"].TextValue) == ("cxr-lungs", "1.0.0")
    assert named["Algorithm Family"].ConceptCodeSequence[0].CodeMeaning == "Artificial Intelligence"
    assert parameters(items) == ["segmentation lungs threshold=0.5", f"package={MODEL.digest}"]


def test_what_decided_on_a_probability_is_a_parameter() -> None:
    grey = Probability(value=0.5, threshold=0.75, indeterminate_from=0.25, calibration="the data of a test")
    assert parameters(algorithm_items(RUN, grey))[1:-1] == [
        *("probability threshold=0.75", "probability indeterminate from=0.25"),
        "probability: calibrated on the data of a test",
    ]


def test_a_raw_output_is_said_to_be_no_probability() -> None:
    raw = Probability(value=0.5, threshold=0.5)
    assert "no probability" in calibration(raw)
    assert parameters(algorithm_items(RUN, raw))[1:-1] == [
        "probability threshold=0.5",
        "probability: raw network output, not calibrated: no probability of the finding",
    ]


def test_thresholds_are_stated_with_all_of_their_digits() -> None:
    fine = Probability(value=0.5234567, threshold=0.52345671, indeterminate_from=0.1234567891)
    assert parameters(algorithm_items(RUN, fine))[1:3] == [
        "probability threshold=0.52345671",
        "probability indeterminate from=0.1234567891",
    ]


def test_what_was_measured_at_the_threshold_is_said_with_its_cohort() -> None:
    point = OperatingPoint(id="rule-out", threshold=0.5, sensitivity=0.97, specificity=0.61, cohort="812 adults")
    probability = Probability(value=0.5, threshold=0.5, operating_point=point)
    assert parameters(algorithm_items(RUN, probability))[2] == (
        "probability operating point=rule-out: sensitivity 0.97, specificity 0.61 in 812 adults"
    )


def test_what_radlane_fitted_is_said_with_its_method() -> None:
    fitted = Probability(value=0.5, threshold=0.75, calibration="the data of a test", calibrated_by="platt")
    assert calibration(fitted) == "calibrated by Platt scaling on the data of a test"
