from __future__ import annotations

from typing import Any

import pytest

from radlane.errors import ImportRefused
from radlane.registry.monai_config import Config

CONTENT: dict[str, Any] = {
    "size": [1, 2, 3],
    "nested": {"deep": [{"a": 4}]},
    "round": "@round",
    "load": {"_target_": "monai.transforms.LoadImaged", "keys": "@key"},
    "key": "image",
    "list": ["@load"],
    "listed": "@list",
    "chain": {
        "_target_": "Compose",
        "transforms": [
            "@load",
            {"_target_": "Flipd", "_disabled_": True},
            {"_target_": "Flipd", "_disabled_": "$True"},
            {"_target_": "Compose", "transforms": [{"_target_": "SpacingDict", "_desc_": "x", "pixdim": "$(1, 2, 3)"}]},
        ],
    },
    "by reference": {"_target_": "Compose", "transforms": "@listed"},
}
CONFIG = Config(content=CONTENT)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("plain", "plain"),
        ("@size", [1, 2, 3]),
        ("@size#1", 2),
        ("@nested::deep::0::a", 4),
        (["@size#0", "$0.5"], [1, 0.5]),
        ("$True", True),
        ("$None", None),
        ("$-3", -3),
        ("$(1, 2)", [1, 2]),
        ("$[1, 2]", [1, 2]),
        (7, 7),
    ],
)
def test_references_are_followed_and_literals_read(written: object, meant: object) -> None:
    assert CONFIG.value(written, "here") == meant


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("$@size[0]", "more than a literal"),
        ("$__import__('os').system('true')", "more than a literal"),
        ("$2 * 3", "more than a literal"),
        ("$" + "(" * 900, "more than a literal"),
        ("$" + "1" * 2000, "more than a literal"),
        ("%other.json::a", "macro"),
        ("@nowhere", "leads nowhere"),
        ("@size#9", "leads nowhere"),
        ("@round", "too deep"),
    ],
)
def test_python_macros_and_circles_are_refused_with_their_place(written: str, why: str) -> None:
    with pytest.raises(ImportRefused, match=why) as refused:
        CONFIG.value(written, "the place")
    assert "the place" in str(refused.value)


def test_a_chain_is_flat_and_without_what_is_disabled() -> None:
    found = list(CONFIG.chain("chain"))
    assert [component.kind for component in found] == ["LoadImage", "Spacing"]
    assert found[1].arguments == {"pixdim": "$(1, 2, 3)"}
    assert [component.kind for component in CONFIG.chain("by reference")] == ["LoadImage"]


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"chain": {"_target_": "Compose", "transforms": "$[@a]"}},
        {"chain": {"_target_": "Compose", "transforms": "@b"}, "b": "@b"},
        {"chain": {"_target_": "Compose", "transforms": {"a": 1}}},
        {"chain": {"_target_": "Compose", "transforms": ["@chain"]}},
        {"chain": [1]},
        {"chain": {"a": 1}},
        {"chain": {"_target_": "$Compose"}},
        {"chain": {"_target_": "Flipd", "_disabled_": "$@x"}},
    ],
)
def test_chains_that_cannot_be_read_are_refused(content: dict[str, Any]) -> None:
    with pytest.raises(ImportRefused):
        list(Config(content=content).chain("chain"))


def test_a_class_keeps_its_name() -> None:
    for target, kind in {
        "monai.transforms.Resized": "Resize",
        "monai.inferers.inferer.SimpleInferer": "SimpleInferer",
        "ToTensorD": "ToTensor",
        "Compose": "Compose",
    }.items():
        assert CONFIG.component({"_target_": target}, "x").kind == kind


@pytest.mark.parametrize("target", ["scripts.flips.Orientationd", "a.Resized", "monai.apps.x.Resized", "monai.Resized"])
def test_what_is_not_monais_is_not_taken_for_it(target: str) -> None:
    with pytest.raises(ImportRefused, match="somebody else's"):
        CONFIG.component({"_target_": target}, "x")
