from typing import Any

import pytest
from pydicom import Dataset

from radlane.imaging.units import value_unit


def header(modality: str, **attributes: Any) -> Dataset:
    made = Dataset()
    made.Modality = modality
    for keyword, value in attributes.items():
        setattr(made, keyword, value)
    return made


@pytest.mark.parametrize(
    ("modality", "attributes", "unit"),
    [
        ("CT", {}, "[hnsf'U]"),  # `read_rescale` has seen to it
        ("MR", {}, "[arb'U]"),
        ("PT", {"Units": "BQML"}, "Bq/ml"),
        ("PT", {"Units": "CNTS"}, "{counts}"),
        ("PT", {"Units": "GML", "SUVType": "LBM"}, "g/ml{SUVlbm}"),
        ("PT", {"Units": "GML"}, "g/ml{SUVbw}"),  # PS3.3 section C.8.9.1: BW where nothing else is said
        ("PT", {"Units": "CM2ML", "SUVType": "BSA"}, "cm2/ml{SUVbsa}"),
        ("PT", {"Units": "CM2ML"}, None),
        ("PT", {"Units": "STDDEV"}, None),
        ("PT", {}, None),
    ],
)
def test_the_unit_of_a_stack(modality: str, attributes: dict[str, Any], unit: str | None) -> None:
    found = value_unit(header(modality, **attributes))
    assert (None if found is None else found.value) == unit
