"""One operator on the way back, and what a rule may use of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, helper

from radlane.errors import ExplanationRefused
from radlane.explain.graph.facts import Facts
from radlane.explain.graph.refusal import refused
from radlane.explain.graph.writer import Writer


@dataclass(frozen=True, kw_only=True)
class Step:
    """An operator whose gradient is wanted.

    Attributes
    ----------
    node : NodeProto
        The operator.
    write : Writer
        Where the operators of its gradient are added.
    upstream : tuple of (str or None)
        The gradient with respect to each of its outputs; None for one that does not lead to what is differentiated.
    wanted : frozenset of int
        Positions of the inputs whose gradient is wanted.
    """

    node: NodeProto
    write: Writer
    upstream: tuple[str | None, ...]
    wanted: frozenset[int]

    @property
    def facts(self) -> Facts:
        """What is known of the tensors of the network."""
        return self.write.facts

    @property
    def x(self) -> str:
        """The first input."""
        return str(self.node.input[0])

    @property
    def y(self) -> str:
        """The first output."""
        return str(self.node.output[0])

    @property
    def gradient(self) -> str:
        """The gradient with respect to the first output, which has to be the only one that is used.

        Raises
        ------
        ExplanationRefused
            If the way leads through another output.
        """
        first, *others = self.upstream
        if first is None or any(other is not None for other in others):
            raise self.refused("a second output of it is used")
        return first

    def input(self, position: int) -> str | None:
        """Return an input, or None where the operator has none there."""
        return str(self.node.input[position]) or None if position < len(self.node.input) else None

    def attribute(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - attributes have many types
        """Return an attribute; text as str."""
        for attribute in self.node.attribute:
            if attribute.name == name:
                value = helper.get_attribute_value(attribute)
                return value.decode() if isinstance(value, bytes) else value
        return default

    def constant(self, position: int) -> NDArray[np.generic] | None:
        """Return the value of an input that is a small constant."""
        name = self.input(position)
        return self.facts.constant(name) if name else None

    def refused(self, why: str) -> ExplanationRefused:
        """Return the error for this operator."""
        return refused(self.node, why)


Rule = Callable[[Step], Mapping[int, str]]  # positions of inputs -> the gradient with respect to each
