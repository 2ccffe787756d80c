"""Gradients of Attention (opset 23) with respect to query, key and value."""

from __future__ import annotations

from collections.abc import Mapping

from radlane.explain.graph.step import Rule

RULES: Mapping[str, Rule] = {}
