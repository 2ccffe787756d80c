from dataclasses import replace

import numpy as np
import pytest
from pydicom.pixels.utils import pixel_array

from radlane.domain.saliency import SaliencyQuantity
from radlane.encode.explanation import DOUBT, WARNING, build_explanation, heatmap_part, warning_of
from radlane.imaging.cuts import render_cuts
from support import volume_encoding
from support.encoding import STATEMENT, context, picture
from support.findings import classification, explained, heat
from support.radiographs import radiograph
from support.volume_sources import CT, slices, volume

RUN = context(radiograph())
SAID = explained(classification(), (1, 48, 40))


def test_it_is_a_picture_of_its_own_that_says_what_it_is() -> None:
    made = build_explanation(RUN, SAID, 2, picture(RUN.source))
    assert (made.SeriesNumber, made.InstanceNumber, made.Modality) == (99005, 2, "OT")
    assert made.SeriesDescription == "AI Lung fields explanation (research)"
    assert made.DerivationDescription == WARNING == "AI explanation, not a finding"
    assert made.ImageComments.startswith(WARNING)
    assert STATEMENT in made.ImageComments
    assert made.SourceImageSequence[0].ReferencedSOPInstanceUID == RUN.source.SOPInstanceUID
    assert "DerivationCodeSequence" not in made


def test_the_hottest_place_is_the_brightest_colour_of_the_picture() -> None:
    """On a black image nothing but heat has a colour."""
    black = np.zeros((480, 400), np.uint8)
    said = explained(classification(), (1, 480, 400))
    pixels = pixel_array(build_explanation(RUN, said, 1, black)).astype(int)
    height = round(480 * pixels.shape[1] / 400) if pixels.shape[1] * 480 / 400 < pixels.shape[0] else pixels.shape[0]
    shown = pixels[:height].sum(axis=2)
    row, column = np.unravel_index(shown[: height // 2].argmax(), shown[: height // 2].shape)
    hot_row, hot_column = np.unravel_index(heat((1, 480, 400))[0].argmax(), (480, 400))
    colours = np.flatnonzero(shown[: height // 2].any(axis=0))
    left, width = colours[0], colours[-1] - colours[0] + 1
    assert (column - left) / width == pytest.approx(hot_column / 400, abs=0.03)
    scale = width / 400
    assert row == pytest.approx(hot_row * scale, abs=0.03 * 480 * scale)


def test_cuts_show_their_heat_and_no_segments() -> None:
    run = volume_encoding.context(slices())
    said = explained(volume_encoding.conclusion(), CT.shape)
    hot = said.heatmaps[0].values
    labels = volume_encoding.labels()
    cuts = render_cuts(volume(), labels, window=None, heat=hot)
    made = build_explanation(run, said, 1, cuts)
    assert made.PatientOrientation is None
    without = build_explanation(run, said, 1, [replace(cut, labels=np.zeros_like(cut.labels)) for cut in cuts])
    assert made.PixelData == without.PixelData
    cold = build_explanation(run, said, 1, [replace(cut, heat=np.zeros_like(hot[0])[:1]) for cut in cuts[:1]])
    assert made.PixelData != cold.PixelData


def test_a_cut_without_heat_is_none() -> None:
    run = volume_encoding.context(slices())
    said = explained(volume_encoding.conclusion(), CT.shape)
    cuts = render_cuts(volume(), volume_encoding.labels(), window=None)
    with pytest.raises(ValueError, match="has heat"):
        build_explanation(run, said, 1, cuts)


def test_a_heat_map_of_no_finding_is_none() -> None:
    other = replace(SAID, heatmaps=(replace(SAID.heatmaps[0], finding="another"),))
    with pytest.raises(ValueError, match="finding that is there"):
        build_explanation(RUN, other, 1, picture(RUN.source))


def test_a_map_of_the_whole_answer_says_that_it_explains_nothing() -> None:
    doubt = replace(SAID.heatmaps[0], finding=None, quantity=SaliencyQuantity.ENTROPY, method="Entropy in each place")
    said = replace(SAID, heatmaps=(doubt,))
    made = build_explanation(RUN, said, 1, picture(RUN.source))
    assert made.DerivationDescription == warning_of(doubt) == DOUBT == "AI uncertainty, not a finding"
    assert made.ImageComments.startswith(DOUBT)
    explaining = build_explanation(RUN, SAID, 1, picture(RUN.source))
    assert made.SOPInstanceUID != explaining.SOPInstanceUID
    assert made.PixelData != explaining.PixelData  # another caption


def test_two_maps_of_one_finding_are_told_apart() -> None:
    first, second = SAID.heatmaps
    assert heatmap_part(first, 1) != heatmap_part(second, 2)
