"""A place where operators are added to a graph.

In: names of tensors. Out: the name of the tensor that a new operator makes. The same calls make the same names, nodes
and bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from onnx import NodeProto, TensorProto, helper, numpy_helper

from radlane.explain.graph.facts import Facts

PREFIX = "radlane."
SHORT = frozenset({TensorProto.FLOAT16, TensorProto.BFLOAT16})
_Attribute = int | float | str | Sequence[int] | TensorProto | None


class Writer:
    """New operators and their constants.

    Attributes
    ----------
    facts : Facts
        What is known of the tensors that were there before.
    nodes : list of NodeProto
        In an order in which they can run.
    constants : list of TensorProto
        Initialisers that they need.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []
        self._known: dict[tuple[object, ...], str] = {}

    def op(self, kind: str, *inputs: str, **attributes: _Attribute) -> str:
        """Add an operator with one output; attributes that are None are left out."""
        return self.ops(kind, inputs, 1, **attributes)[0]

    def ops(self, kind: str, inputs: Sequence[str], outputs: int, **attributes: _Attribute) -> list[str]:
        """Add an operator with several outputs."""
        number = len(self.nodes)
        names = [f"{PREFIX}{number}.{index}" for index in range(outputs)]
        given: dict[str, Any] = {name: value for name, value in attributes.items() if value is not None}
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=f"{PREFIX}{number}", **given))
        return names

    def expose(self, name: str, as_: str) -> None:
        """Give a tensor a name of its own."""
        self.nodes.append(helper.make_node("Identity", [name], [as_], name=as_))

    def shared(self, kind: str, *inputs: str, **attributes: int) -> str:
        """Add an operator, or return what the same one has made already."""
        key = (kind, inputs, tuple(sorted(attributes.items())))
        if key not in self._known:
            self._known[key] = self.op(kind, *inputs, **attributes)
        return self._known[key]

    def ints(self, *values: int) -> str:
        """Return a constant int64 [n]."""
        return self._constant(np.asarray(values, np.int64).reshape(len(values)))

    def integer(self, value: int) -> str:
        """Return a constant int64 scalar."""
        return self._constant(np.asarray(value, np.int64))

    def number(self, value: float, like: str) -> str:
        """Return a constant scalar of the type of a tensor that was there before."""
        return self._constant(np.asarray(value, self._numpy(like)))

    def zeros(self, shape: str, like: str) -> str:
        """Return zeros of a shape (int64 [n]), of the type of a tensor that was there before."""
        value = numpy_helper.from_array(np.zeros(1, self._numpy(like)))
        return self.op("ConstantOfShape", shape, value=value)

    def scattered(self, shape: str, places: str, values: str, like: str, axis: int) -> str:
        """Add values, of the type of a tensor that was there before, at places along an axis of zeros of a shape.

        In float32 where the type is a shorter one: onnxruntime does not add shorter ones.
        """
        if self.facts.dtype(like) not in SHORT:
            return self.op("ScatterElements", self.zeros(shape, like), places, values, axis=axis, reduction="add")
        zeros = self.op("ConstantOfShape", shape, value=numpy_helper.from_array(np.zeros(1, np.float32)))
        longer = self.op("Cast", values, to=TensorProto.FLOAT)
        added = self.op("ScatterElements", zeros, places, longer, axis=axis, reduction="add")
        return self.floats(added, like)

    def shape(self, name: str) -> str:
        """Return the shape, int64 [rank], of a tensor that was there before."""
        static = self.facts.static_shape(name)
        return self.ints(*static) if static is not None else self.shared("Shape", name)

    def size(self, name: str, axis: int) -> str:
        """Return the size along one axis, int64 [1], of a tensor that was there before."""
        shape = self.facts.shape(name)
        known = shape[axis] if shape is not None else None
        if isinstance(known, int):
            return self.ints(known)
        return self.shared("Gather", self.shape(name), self.ints(axis), axis=0)

    def floats(self, value: str, like: str) -> str:
        """Return a value cast to the type of a tensor that was there before."""
        return self.op("Cast", value, to=self.facts.dtype(like))

    def total(self, name: str, axes: Sequence[int], keepdims: int = 1) -> str:
        """Return the sum over some axes."""
        return self.op("ReduceSum", name, self.ints(*axes), keepdims=keepdims)

    def reshaped_as(self, name: str, like: str) -> str:
        """Return a tensor in the shape of one that was there before."""
        return self.op("Reshape", name, self.shape(like))

    def _numpy(self, like: str) -> np.dtype[np.generic]:
        return np.dtype(helper.tensor_dtype_to_np_dtype(self.facts.dtype(like)))

    def _constant(self, value: np.ndarray) -> str:
        key = ("constant", value.dtype.str, value.shape, value.tobytes())
        if key not in self._known:
            name = f"{PREFIX}constant.{len(self.constants)}"
            self.constants.append(numpy_helper.from_array(value, name))
            self._known[key] = name
        return self._known[key]
