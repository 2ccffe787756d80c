"""Whole networks: several ways, several tensors, what is added to the file, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from onnx import ModelProto, TensorProto, checker, helper, shape_inference

from radlane.errors import ExplanationRefused
from radlane.explain.graph.features import expose_features
from radlane.explain.graph.gradient import GRADIENT, SEED, append_gradient
from support.gradients import Network, network, node, onnxruntime_session, require_gradient

RNG = np.random.default_rng(0)
X = {"x": RNG.standard_normal((2, 3, 6, 6))}
WEIGHTS = {"w": RNG.standard_normal((3, 3, 3, 3)), "f": RNG.standard_normal((3, 2)), "b": RNG.standard_normal(2)}
# two ways from the input (a sum after a convolution), a part of the shape, and a head
CLASSIFIER = (
    node("Conv", ["x", "w"], ["c"], pads=[1, 1, 1, 1]),
    node("Add", ["c", "x"], ["s"]),
    node("Sigmoid", ["s"], ["g"]),
    node("Mul", ["s", "g"], ["layer"]),
    node("GlobalAveragePool", ["layer"], ["p"]),
    node("Flatten", ["p"], ["v"]),
    node("Gemm", ["v", "f", "b"], ["y"]),
    node("Softmax", ["y"], ["probability"]),
)


def classifier(opset: int = 18, dynamic: bool = False) -> Network:
    return Network(nodes=CLASSIFIER, inputs=X, constants=WEIGHTS, opset=opset, dynamic=dynamic)


@pytest.mark.parametrize("opset", [13, 16, 18, 21, 23])
def test_parts_of_several_ways_are_added(opset: int) -> None:
    require_gradient(classifier(opset), np.random.default_rng(1))


@pytest.mark.parametrize("dynamic", [False, True])
def test_what_is_added_to_the_graph(dynamic: bool) -> None:
    before = shape_inference.infer_shapes(classifier(dynamic=dynamic).model(np.float32))
    model = append_gradient(before, of="y", at=["x", "layer"])
    checker.check_model(model, full_check=True)
    assert [value.name for value in model.graph.input] == ["x", SEED]
    assert [value.name for value in model.graph.output] == ["y", "layer", f"{GRADIENT}x", f"{GRADIENT}layer"]
    assert list(model.graph.node)[: len(CLASSIFIER)] == list(before.graph.node)
    added = [tensor for tensor in model.graph.initializer if tensor.name.startswith("radlane.")]
    assert list(model.graph.initializer)[:3] == list(before.graph.initializer)
    assert sum(tensor.ByteSize() for tensor in added) < 1000


def test_a_layer_costs_only_what_lies_behind_it() -> None:
    model = append_gradient(classifier().model(np.float32), of="y", at=["layer"])
    kinds = [item.op_type for item in model.graph.node[len(CLASSIFIER) :]]
    assert "ConvTranspose" not in kinds
    assert len(kinds) <= 6


def test_a_network_that_shows_its_features_has_a_gradient_too() -> None:
    """`models fit-ood` gives a network an output of features; what it says of an image is explained as before."""
    plain = classifier().model(np.float32)
    shown, _ = expose_features(plain)
    feeds = {"x": X["x"].astype(np.float32), SEED: np.ones((2, 2), np.float32)}
    found = [
        onnxruntime_session(append_gradient(model, of="y", at=["x"])).run([f"{GRADIENT}x"], feeds)[0]
        for model in (plain, shown)
    ]
    np.testing.assert_array_equal(*found)


def test_the_batch_may_have_any_size() -> None:
    model = append_gradient(classifier(dynamic=True).model(np.float32), of="y", at=["x"])
    session = onnxruntime_session(model)
    image, seed = RNG.standard_normal((3, 3, 5, 9)).astype(np.float32), RNG.standard_normal((3, 2)).astype(np.float32)
    (together,) = session.run([f"{GRADIENT}x"], {"x": image, SEED: seed})
    alone = [session.run([f"{GRADIENT}x"], {"x": image[i : i + 1], SEED: seed[i : i + 1]})[0][0] for i in range(3)]
    np.testing.assert_allclose(together, alone, rtol=1e-5, atol=1e-6)


def test_the_same_call_makes_the_same_bytes_and_leaves_its_input() -> None:
    model = classifier().model(np.float32)
    before = model.SerializeToString(deterministic=True)
    made = [append_gradient(model, of="y", at=["x", "layer"]).SerializeToString(deterministic=True) for _ in range(2)]
    assert made[0] == made[1]
    assert model.SerializeToString(deterministic=True) == before


def test_a_tensor_has_its_seed_as_its_own_gradient() -> None:
    model = append_gradient(classifier().model(np.float32), of="layer", at=["layer"])
    seed = RNG.standard_normal((2, 3, 6, 6)).astype(np.float32)
    (found,) = onnxruntime_session(model).run([f"{GRADIENT}layer"], {"x": X["x"].astype(np.float32), SEED: seed})
    np.testing.assert_array_equal(found, seed)


def test_local_functions_are_written_out() -> None:
    body = [node("Sigmoid", ["a"], ["g"]), node("Mul", ["a", "g"], ["o"])]
    made = helper.make_function("local", "Silu", ["a"], ["o"], body, [helper.make_opsetid("", 18)])
    model = network("Silu", {"x": X["x"]}, domain="local").model(np.float32)
    model.opset_import.append(helper.make_opsetid("local", 1))
    model.functions.append(made)
    image = X["x"].astype(np.float32)
    feeds = {"x": image, SEED: np.ones_like(image)}
    (found,) = onnxruntime_session(append_gradient(model, of="y", at=["x"])).run([f"{GRADIENT}x"], feeds)
    gate = 1 / (1 + np.exp(-image))
    np.testing.assert_allclose(found, gate * (1 + image * (1 - gate)), rtol=1e-5, atol=1e-6)


def _foreign(*domains: str) -> ModelProto:
    model = network("Relu", {"x": X["x"]}, domain="com.example").model(np.float32)
    model.opset_import.extend(helper.make_opsetid(domain, 1) for domain in domains)
    return model


def _with_if() -> ModelProto:
    branches = [
        helper.make_graph(
            [node(kind, ["x"], ["t"])], kind, [], [helper.make_tensor_value_info("t", TensorProto.FLOAT, None)]
        )
        for kind in ("Relu", "Neg")
    ]
    choice = helper.make_node("If", ["c"], ["y"], then_branch=branches[0], else_branch=branches[1])
    return Network(nodes=(choice,), inputs=X, constants={"c": np.asarray(True)}).model(np.float32)


@pytest.mark.parametrize(
    ("model", "of", "at", "text"),
    [
        (classifier().model(np.float32), "nothing", "x", "no tensor 'nothing'"),
        (classifier().model(np.float32), "y", "nothing", "no tensor 'nothing'"),
        (classifier().model(np.float32), "layer", "y", "no gradient of 'layer' with respect to 'y'"),
        (append_gradient(classifier().model(np.float32), of="y", at=["x"]), "y", "x", "has a gradient already"),
        (network("Det", {"x": X["x"]}).model(np.float32), "y", "x", "The operator Det that makes 'y'"),
        (_with_if(), "y", "x", "The operator If that makes 'y'"),
        (_foreign("com.example"), "y", "x", "The operator Relu that makes 'y'"),
        (_foreign(), "y", "x", "its shapes cannot be inferred"),
    ],
    ids=["of", "at", "turned", "twice", "no rule", "control flow", "other domain", "no domain"],
)
def test_what_is_refused(model: ModelProto, of: str, at: str, text: str) -> None:
    with pytest.raises(ExplanationRefused, match=text) as caught:
        append_gradient(model, of=of, at=[at])
    assert caught.value.code == "explanation-refused"
