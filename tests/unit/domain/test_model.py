"""The networks of a manifest, in the order in which they run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from radlane.domain.input import Crop
from radlane.domain.model import MAIN, SelfTest
from support.lanes import base_manifest, reference_model
from support.said import classification, detection
from support.volume_models import bright_model, geometry, stage


def test_a_manifest_without_stages_has_its_main_network() -> None:
    manifest = reference_model().manifest
    (network,) = manifest.networks
    assert (network.id, network.model) == (MAIN, "cxr-lungs:1.1.0")
    assert (network.inputs, network.outputs, network.tests) == (manifest.inputs, manifest.outputs, manifest.tests)
    assert network.weights == manifest.artifacts[0]
    assert not manifest.reads_volumes


def test_stages_run_first_each_with_its_own_weights_and_vectors(tmp_path: Path) -> None:
    first = stage(geometry(), stage_id="box", weights="box.onnx")
    crop = Crop(stage="box", segment="bright", margin=0.1)
    manifest = bright_model(tmp_path, stage(geometry(crop=crop)), [first]).manifest
    tests = (
        SelfTest(path="main.npz", rtol=0.0, atol=0.1),
        SelfTest(path="box.npz", rtol=0.0, atol=0.1, stage="box"),
    )
    before, main = replace(manifest, tests=tests).networks
    assert (before.id, before.weights.path, [test.path for test in before.tests]) == ("box", "box.onnx", ["box.npz"])
    assert (main.id, main.weights.path, [test.path for test in main.tests]) == (MAIN, "main.onnx", ["main.npz"])
    assert manifest.reads_volumes


def test_a_network_has_an_onnx_output_or_several_for_each_output() -> None:
    (network,) = base_manifest().networks
    assert (network.tensors, network.labels) == (("chest", "lungs"), frozenset())
    several = replace(network, outputs=(classification(), detection(labels="names")))
    assert several.tensors == ("labels", "boxes", "scores", "names")
    assert several.labels == {"names"}
    assert replace(network, outputs=(detection(),)).labels == frozenset()


def test_features_are_an_output_of_the_network_that_they_were_fitted_of() -> None:
    (fitted,) = reference_model().manifest.networks
    assert fitted.tensors == ("chest", "lungs", "radlane.features")
    section = reference_model().manifest.out_of_distribution
    assert section is not None
    elsewhere = replace(reference_model().manifest, out_of_distribution=replace(section, stage="look"))
    assert elsewhere.networks[0].features is None


def test_the_first_channel_is_the_reference_of_all() -> None:
    manifest = reference_model().manifest
    (source,) = manifest.inputs
    (first,) = source.channels
    own = replace(first, id="own", quantity="suv-body-weight")
    both = replace(manifest, inputs=(source, replace(source, name="second", channels=(own,))))
    assert [channel.id for channel in both.channels] == [first.id, "own"]
    assert both.reference is first
    assert (both.quantity_of(first.id), both.quantity_of("own")) == ("as-stored", "suv-body-weight")
