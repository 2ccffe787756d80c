from typing import Any

import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from radlane.encode.anatomy import frame_anatomy
from radlane.encode.source_frame import SourceFrame, every_frame

BODY = ("123037004", "U")


def image(body_part: str | None = None, **sides: str) -> Dataset:
    made = Dataset()
    if body_part is not None:
        made.BodyPartExamined = body_part
    for keyword, side in sides.items():
        setattr(made, keyword, side)
    return made


def anatomy(*, meaning: str = "Liver", side: str = "U") -> Dataset:
    region, item = Dataset(), Dataset()
    region.CodingSchemeDesignator, region.CodeValue, region.CodeMeaning = "SCT", "10200004", meaning
    item.AnatomicRegionSequence, item.FrameLaterality = Sequence([region]), side
    return item


def multi_frame(*items: Dataset) -> tuple[SourceFrame, ...]:
    """An image each of whose frames has an anatomy of its own, and which is of the chest as a whole."""
    made: Any = image("CHEST")
    made.NumberOfFrames = len(items)
    groups = []
    for item in items:
        groups.append(Dataset())
        groups[-1].FrameAnatomySequence = Sequence([item])
    made.PerFrameFunctionalGroupsSequence = Sequence(groups)
    return every_frame([made])


def stated(frames: tuple[SourceFrame, ...]) -> tuple[str, str]:
    item = frame_anatomy(frames)
    (region,) = item.AnatomicRegionSequence
    return region.CodeValue, item.FrameLaterality


@pytest.mark.parametrize(
    ("images", "expected"),
    [
        ([image("BRAIN")], ("12738006", "U")),
        ([image("KNEE", Laterality="L")], ("72696002", "L")),
        ([image("KNEE", Laterality="L", ImageLaterality="R")], ("72696002", "R")),
        ([image("KNEE")], BODY),
        ([image("KNEE", Laterality="X")], BODY),
        ([image("NOPART")], BODY),
        ([image()], BODY),
        ([image("BRAIN"), image("BRAIN")], ("12738006", "U")),
        ([image("BRAIN"), image("HEAD")], BODY),
        ([image("BRAIN"), image()], BODY),
    ],
)
def test_the_body_part_of_the_images_is_that_of_the_frames(images: list[Dataset], expected: tuple[str, str]) -> None:
    assert stated(every_frame(images)) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([anatomy(), anatomy()], ("10200004", "U")),
        ([anatomy(side="B")], ("10200004", "B")),
        ([anatomy(), anatomy(side="B")], BODY),
        ([anatomy(side="Z")], BODY),
        ([anatomy(meaning="")], BODY),
        ([anatomy(meaning="m" * 65)], BODY),
        ([Dataset()], ("816094009", "U")),
    ],
)
def test_what_frames_say_themselves_comes_before(items: list[Dataset], expected: tuple[str, str]) -> None:
    assert stated(multi_frame(*items)) == expected
