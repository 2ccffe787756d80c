"""A refusal names the operator or tensor, and says what to do."""

from __future__ import annotations

from onnx import helper

from radlane.explain.graph.refusal import refused, unknown


def test_an_operator_is_named_with_what_it_makes() -> None:
    error = refused(helper.make_node("NonMaxSuppression", ["b", "s"], ["kept"]), "radlane has no rule for it")
    assert error.code == "explanation-refused"
    assert str(error).startswith(
        "The operator NonMaxSuppression that makes 'kept' has no gradient here: radlane has no"
    )
    assert "occlusion" in str(error)


def test_a_tensor_is_named_with_what_is_missing() -> None:
    assert "the number of axes of tensor 'h'" in str(unknown("h", "number of axes"))
