"""What a manifest says of its files is looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radlane.domain.model import Artifact, Manifest, OnnxRules
from radlane.registry.artifacts import complain_of_artifacts, weights_of
from support.networks import manifest_of, network

GOOD = manifest_of(network())
EXTERNAL = Artifact(role="external", path="model.onnx.data", sha256="0" * 64, size=1)


def test_files_of_weights_may_have_others_beside_them() -> None:
    assert complain_of_artifacts(GOOD) == []
    more = replace(GOOD, artifacts=(*GOOD.artifacts, EXTERNAL), onnx=OnnxRules(domains=("com.microsoft",)))
    assert complain_of_artifacts(more) == []
    assert weights_of(more) == {"model.onnx"}
    assert more.networks[0].weights.path == "model.onnx"
    assert more.networks[0].external == (EXTERNAL,)


WRONG: dict[str, Manifest] = {
    "artifacts:": replace(GOOD, artifacts=(*GOOD.artifacts, *GOOD.artifacts)),
    "artifacts: one": replace(GOOD, artifacts=(EXTERNAL,)),
    "artifacts.size:": replace(GOOD, artifacts=(replace(GOOD.artifacts[0], size=1 << 31),)),
    "artifacts.sha256:": replace(GOOD, artifacts=(replace(GOOD.artifacts[0], sha256="A" * 64),)),
    "artifacts.precision:": replace(GOOD, artifacts=(*GOOD.artifacts, replace(EXTERNAL, precision="fp16"))),
    "origin.converted_from:": replace(GOOD, origin=replace(GOOD.origin, converted_from="sha256:1")),
    "path:": replace(GOOD, artifacts=(*GOOD.artifacts, replace(EXTERNAL, path="../x"))),
    "path: must": replace(GOOD, artifacts=(replace(GOOD.artifacts[0], path="a\0b"),)),
    "tests:": replace(GOOD, tests=(replace(GOOD.tests[0], rtol=1.0),)),
    "onnx.domains:": replace(GOOD, onnx=OnnxRules(domains=("a b",))),
}


@pytest.mark.parametrize("key", WRONG)
def test_what_is_wrong_is_named_by_its_key(key: str) -> None:
    assert any(complaint.startswith(key) for complaint in complain_of_artifacts(WRONG[key]))
