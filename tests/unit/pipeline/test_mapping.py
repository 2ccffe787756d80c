"""The network as the methods of explanation see it."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from radlane.domain.explanation import Method
from radlane.errors import ExplanationRefused
from radlane.explain.budget import Budget
from radlane.explain.network import Floats
from radlane.inference.session import count_down
from radlane.pipeline.feeding import Fed
from radlane.pipeline.mapping import Question, attribute, functions_of, make_map
from radlane.pipeline.targets import strongest_target
from support.explaining import LAYER, opened_models, says, spots_package
from support.said import NAME, golden_image
from support.said_lanes import of_radiograph


@pytest.fixture
def question(tmp_path: Path) -> Question:
    """Why the network says that something is bright in its golden image."""
    manifest = spots_package(tmp_path, of_radiograph())
    with opened_models(tmp_path).lease(NAME) as model:
        explainer, session = model.explainer, model.session
    assert explainer is not None
    image = golden_image((48, 40))
    fed = Fed(name="image", values=image, layout="NCHW", to_frames=lambda heat: heat[None])
    target = strongest_target(manifest, session.run({"image": image}))

    def run(images: Floats) -> Floats:
        return session.run(fed.feeds(images))["labels"]

    budget = Budget(remaining=count_down(60.0, time.perf_counter), batch=session.most_batch)
    return Question(fed=fed, target=target, run=run, open=explainer.open, layer=None, budget=budget)


def test_the_score_is_the_logit_and_the_value_its_probability(question: Question) -> None:
    images = np.concatenate([question.fed.values, np.zeros_like(question.fed.values)])
    expected = says(images)[:, 0]
    np.testing.assert_allclose(question.logit(images), expected, rtol=1e-5)
    np.testing.assert_allclose(question.value(images), 1 / (1 + np.exp(-expected)), rtol=1e-5)


def test_what_covers_is_the_mean(question: Question) -> None:
    assert question.fill.shape == (1, 1, 1)
    assert float(question.fill[0, 0, 0]) == pytest.approx(float(question.image.mean()), rel=1e-6)


def test_a_layer_is_looked_at_with_its_gradient(question: Question) -> None:
    functions = functions_of(question)
    assert functions.at_layer is not None
    layered = functions.at_layer(np.repeat(question.fed.values, 3, axis=0))
    assert layered.activations.shape == layered.gradients.shape == (3, 2, 24, 20)
    np.testing.assert_allclose(layered.gradients[2, 0], 120 / 480, rtol=1e-6)


def test_the_gradient_of_the_image_adds_up_to_the_answer(question: Question) -> None:
    """Completeness of integrated gradients: the sum of the map is the logit less that of what it begins with."""
    made = attribute(question, Method.INTEGRATED_GRADIENTS)
    empty = np.broadcast_to(question.fill, question.fed.values.shape).astype(np.float32)
    difference = float(question.logit(question.fed.values)[0] - question.logit(empty)[0])
    assert float(made.values.sum(dtype=np.float64)) == pytest.approx(difference, rel=0.05)


def test_a_map_is_named(question: Question) -> None:
    assert make_map(question, Method.CAM).text == f"CAM, layer {LAYER}"
    assert make_map(question, Method.INTEGRATED_GRADIENTS).text == "Integrated gradients, 32 steps"


def test_a_map_that_is_the_same_everywhere_says_nothing(question: Question) -> None:
    flat = Question(
        fed=Fed(
            name="image",
            values=np.zeros_like(question.fed.values),
            layout="NCHW",
            to_frames=question.fed.to_frames,
        ),
        target=question.target,
        run=question.run,
        open=question.open,
        layer=None,
        budget=question.budget,
    )
    assert np.ptp(attribute(flat, Method.GRAD_CAM).values) == 0
    with pytest.raises(ExplanationRefused, match="says nothing"):
        make_map(flat, Method.GRAD_CAM)


def test_a_network_without_attention_is_not_rolled_out(question: Question) -> None:
    with pytest.raises(ExplanationRefused, match="attention"):
        make_map(question, Method.ATTENTION_ROLLOUT)
