"""What a manifest may say of explanations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radlane.domain.explanation import Explanation, Method
from radlane.domain.model import RemoteRuntime
from radlane.registry.explanation import complain_of_explanation
from support.lanes import reference_model


def complaints(explanation: Explanation, *, remote: bool = False) -> list[str]:
    manifest = replace(reference_model().manifest, explanation=explanation)
    if remote:
        runtime = RemoteRuntime(kind="remote", url="https://triton.example", model="lungs", version="1")
        manifest = replace(manifest, runtime=runtime)
    return complain_of_explanation(manifest)


def test_what_is_right() -> None:
    assert complaints(Explanation()) == []
    assert complaints(Explanation(when="always", methods=(Method.RISE,), layer="x", seconds=3600.0, most=16)) == []
    assert complaints(Explanation(methods=(Method.OCCLUSION,)), remote=True) == []


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (Explanation(methods=(Method.CAM, Method.CAM)), "methods"),
        (Explanation(when="never", methods=(Method.CAM,)), "methods"),
        (Explanation(seconds=0.0), "seconds"),
        (Explanation(seconds=3601.0), "seconds"),
        (Explanation(most=0), "most"),
        (Explanation(most=17), "most"),
        (Explanation(layer=""), "layer"),
        (Explanation(layer="x" * 1025), "layer"),
    ],
)
def test_what_is_wrong_is_named(wrong: Explanation, key: str) -> None:
    (complaint,) = complaints(wrong)
    assert complaint.startswith(f"explanation.{key}: ")


def test_nothing_looks_at_a_layer_of_a_network_elsewhere() -> None:
    (complaint,) = complaints(Explanation(layer="x"), remote=True)
    assert complaint.startswith("explanation.layer: ")
