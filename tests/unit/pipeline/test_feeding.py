"""What a network was given, made once more, and the way back to the frames."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from radlane.domain.job import JobRequest
from radlane.domain.tensor import Outputs
from radlane.errors import ExplanationRefused
from radlane.inference.running import DEADLINE_S
from radlane.pipeline.feeding import Fed, feed
from radlane.pipeline.lane import Lane
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import Analysis, analyse, fetch
from support.explaining import spots_lane
from support.lanes import site, watch
from support.planar import angiogram, example, read, skin
from support.said_lanes import bright_head, bright_radiograph


class Listening:
    """A session that keeps what it was fed."""

    def __init__(self, session: object) -> None:
        self._session, self.fed = session, list[dict[str, np.ndarray]]()

    def __getattr__(self, name: str) -> object:
        return getattr(self._session, name)

    def run(self, feeds: Outputs, deadline_s: float = DEADLINE_S) -> Outputs:
        self.fed.append({name: np.array(values) for name, values in feeds.items()})
        return self._session.run(feeds, deadline_s)  # type: ignore[attr-defined, no-any-return]


def listened(made: Lane) -> tuple[Listening, Lane, Analysis]:
    heard = Listening(made.model.session)
    lane = replace(made, model=replace(made.model, sessions=(heard,)))  # type: ignore[arg-type]
    request = JobRequest(study_instance_uid=only_study(lane.archive), model="said")
    return heard, lane, analyse(lane.site, lane.model, fetch(lane, request, watch()), watch())


@pytest.mark.parametrize("volume", [False, True])
def test_it_is_what_the_network_was_given(volume: bool, tmp_path: Path) -> None:
    images = bright_head(degrees=(10, 20, 30)) if volume else [bright_radiograph(PatientOrientation=["F", "R"])]
    heard, lane, analysis = listened(spots_lane(tmp_path, images, volume=volume))
    fed = feed(lane.site, lane.model, analysis.source, analysis.subject, watch())
    (given,) = heard.fed
    assert fed.feeds(fed.values).keys() == given.keys()
    for name, values in fed.feeds(fed.values).items():
        np.testing.assert_array_equal(values, given[name])
    back = fed.to_frames(np.ones(fed.values.shape[2:], np.float32))
    assert back.shape == ((9, 14, 12) if volume else (1, 48, 40))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(2, 5, 2), (0, 5, 0), (-3, 5, 0), (-5, -2, -2)],  # below 0 a map speaks against the finding
)
def test_what_the_network_did_not_see_says_nothing(low: float, high: float, expected: float) -> None:
    """A photograph of which it was given the middle."""
    image = skin()
    model, subject = example("skin-photograph"), read("skin-photograph", image)
    fed = feed(site(), model, None, subject, watch())  # type: ignore[arg-type] # of a picture nothing else is read
    heat = np.linspace(low, high, fed.values.shape[2] * fed.values.shape[3], dtype=np.float32)
    shown = fed.to_frames(heat.reshape(fed.values.shape[2:]))
    assert shown.shape == (1, 480, 640)
    assert np.isfinite(shown).all()
    assert (shown[0, :, 0].min(), shown[0, :, 0].max()) == (expected, expected)
    assert shown.min() == pytest.approx(low, abs=1e-4)


def test_channels_come_before_the_grid_whatever_the_layout_is() -> None:
    values = np.arange(24, dtype=np.float32).reshape(1, 3, 2, 4)
    fed = Fed(name="image", values=values, layout="NHWC", to_frames=lambda heat: heat[None])
    (given,) = fed.feeds(values).values()
    assert given.shape == (1, 2, 4, 3)
    assert given.flags.c_contiguous
    np.testing.assert_array_equal(fed.laid(given), values)


def test_a_clip_is_not_explained() -> None:
    image = angiogram()
    with pytest.raises(ExplanationRefused, match="clips"):
        feed(site(), example("angiogram-frame"), None, read("angiogram-frame", image), watch())  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "why"), [("petct-fusion", "several inputs"), ("oct-layers", "a part of the volume")])
def test_what_sees_several_inputs_or_a_part_is_not_explained(name: str, why: str, tmp_path: Path) -> None:
    _, lane, analysis = listened(spots_lane(tmp_path, bright_head(), volume=True))
    other = example(name)
    with pytest.raises(ExplanationRefused, match=why):
        feed(lane.site, other, analysis.source, analysis.subject, watch())
