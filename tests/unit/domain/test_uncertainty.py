"""How often a network is run for one answer."""

from __future__ import annotations

from radlane.domain.uncertainty import SURE, Abstain, Member, Uncertainty


def test_each_network_sees_each_flip() -> None:
    other = Member(id="other", weights="other.onnx")
    assert (SURE.runs, SURE.is_asked) == (1, False)
    assert Uncertainty(augmentations=("flip-x", "flip-y")).runs == 3
    assert Uncertainty(members=(other,)).runs == 2
    assert Uncertainty(augmentations=("flip-x", "flip-y"), members=(other,)).runs == 6


def test_whatever_is_said_is_asked() -> None:
    for wanted in (
        Uncertainty(entropy=True),
        Uncertainty(entropy_map=True),
        Uncertainty(augmentations=("flip-x",)),
        Uncertainty(abstain=Abstain(max_entropy=0.5)),
    ):
        assert wanted.is_asked
