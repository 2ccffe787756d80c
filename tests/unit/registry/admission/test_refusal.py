"""Networks are refused with a code, and where to look."""

from __future__ import annotations

from radlane.registry.admission.refusal import refused


def test_a_refusal_says_where_to_look() -> None:
    refusal = refused("graph-size", "it is large")
    assert refusal.code == "graph-size"
    assert "it is large" in str(refusal)
    assert "docs/admission.md" in str(refusal)
