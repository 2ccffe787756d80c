"""Pictures and clips through the lane, with the example networks, whose answers tell what they were given."""

from __future__ import annotations

import numpy as np
from pydicom.dataset import FileDataset

from radlane.domain.finding import BoxRegion, Conclusion, Finding, FrameRegion, Presence
from radlane.domain.image import Picture
from radlane.pipeline.planar import analyse_planar, show_planar
from support.lanes import site, watch
from support.pictures import clip
from support.planar import BARS, FULL, SPOT, angiogram, capture, dressed, example, fundus, read, skin
from support.planar_models import FULL_VESSEL, seen_clip


def analysed(name: str, image: FileDataset) -> Conclusion:
    return analyse_planar(site(), example(name), read(name, image), image, watch())


def codes(found: Conclusion) -> list[str]:
    return [reason.code for reason in found.reasons]


def test_a_picture_comes_back_to_where_it_was() -> None:
    found = analysed("skin-photograph", skin())
    dark = found.findings[0].region
    expected = np.zeros((480, 640), bool)
    expected[SPOT] = True
    assert (dark.mask & expected).sum() > 0.97 * expected.sum()  # type: ignore[union-attr]
    assert codes(found) == ["part-unseen"]


def test_findings_of_an_eye_have_the_side_that_its_header_says() -> None:
    image = fundus()
    found = analysed("fundus", image)
    assert [str(finding.laterality) for finding in found.findings] == ["right", "right"]
    assert codes(found) == []
    image.ImageLaterality = "B"
    found = analysed("fundus", image)
    assert [finding.laterality for finding in found.findings] == [None, None]
    assert codes(found) == ["laterality-unknown"]


def test_the_frame_that_shows_most_is_found_and_shown() -> None:
    image = angiogram()
    subject = read("angiogram-frame", image)
    found = analyse_planar(site(), example("angiogram-frame"), subject, image, watch())
    region = found.findings[0].region
    assert isinstance(region, FrameRegion)
    number = subject.numbers[region.frame]
    assert abs(number - 1 - FULL) <= 2  # of those that it was given the nearest
    np.testing.assert_array_equal(
        show_planar(subject, found), show_planar(subject, Conclusion(findings=found.findings))
    )
    assert show_planar(subject, found)[80, 70] < 60


def test_of_a_clip_without_a_choice_the_middle_is_shown() -> None:
    clip = seen_clip(np.arange(5, dtype=np.uint8)[:, None, None, None] * np.ones((5, 2, 2, 3), np.uint8))
    assert show_planar(clip, Conclusion(findings=())).max() == 2
    chosen = [
        Finding(id=name, concept=FULL_VESSEL, presence=presence, region=FrameRegion(frame=frame))
        for name, presence, frame in (("a", Presence.INDETERMINATE, 1), ("b", Presence.PRESENT, 4))
    ]
    assert show_planar(clip, Conclusion(findings=tuple(chosen))).max() == 4


def test_a_picture_is_shown_in_colour() -> None:
    subject = read("skin-photograph", skin())
    assert isinstance(subject, Picture)
    assert show_planar(subject, Conclusion(findings=())).shape == (480, 640, 3)


def test_boxes_of_a_map_lie_where_the_bars_are() -> None:
    """Two bars, one of which lies aslant; the block is too high, and the window shows what is bright."""
    found = analysed("bright-bars", capture())
    assert [finding.id for finding in found.findings] == ["bright-bar-1", "bright-bar-2"]
    boxes = {tuple(round(edge) for edge in box_edges(finding)) for finding in found.findings}
    for upright in BARS:
        assert any(np.abs(np.subtract(box, upright)).max() <= 12 for box in boxes), boxes  # 4 pixels to one of the grid


def box_edges(finding: Finding) -> tuple[float, float, float, float]:
    box = finding.region
    assert isinstance(box, BoxRegion)
    return box.left, box.top, box.right, box.bottom


def test_of_a_clip_one_frame_is_looked_at_and_it_is_said() -> None:
    """Half bright in the first frame, and a bar in the others: absent is what is absent in the first."""
    frames = np.zeros((3, 96, 128), np.uint8)
    frames[0, :48], frames[1:, 30:40, 20:80] = 10, 200
    found = analysed("bright-bars", dressed(clip(frames), Modality="US"))
    assert [(finding.id, finding.presence) for finding in found.findings] == [("bright-bar", Presence.ABSENT)]
    assert [(reason.code, "one frame" in reason.text) for reason in found.reasons] == [("part-unseen", True)]
    assert codes(analysed("bright-bars", capture())) == []
