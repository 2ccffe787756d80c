"""Whatever stands at any place of what another project wrote: it is read, or refused; nothing else happens."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import pytest

from radlane.errors import ImportRefused
from radlane.registry.draft import Import
from radlane.registry.foreign import Foreign
from radlane.registry.monai_bundle import import_bundle
from radlane.registry.nnunet import import_nnunet
from support import bundles, nnunet
from support.strangers import convolution

ODD = (
    None, True, -1, 0, 1e300, 10**400, float("nan"), "", "x", "$1", "$x()", "%a", "@preprocessing", "@inferer",
    "\0\x1b",
    "@²", "²", [], {}, [[1]], [None] * 3, [[1]] * 3, ["a"] * 3, {"a": 1}, {"_target_": "Compose"}, {"_target_": 1},
)  # fmt: skip
NETWORK = convolution(3)
Documents = Mapping[str, Any]


def places(content: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a document."""
    items = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, value in items:
        yield (*above, key)
        yield from places(value, (*above, key))


def changed(content: Any, place: tuple[Any, ...], value: Any) -> Any:
    made = copy.deepcopy(content)
    inner = made
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    return made


def source(documents: Documents) -> Foreign:
    files = {name: json.dumps(content).encode() for name, content in documents.items()} | {"model.onnx": NETWORK}
    return Foreign(names=tuple(files), _read=lambda name, limit: files[name][:limit])


BUNDLE = {
    "configs/metadata.json": bundles.metadata(),
    "configs/inference.json": bundles.inference(
        postprocessing=bundles.chain(bundles.SOFTMAX, bundles.INVERT, bundles.ARGMAX, bundles.LARGEST)
    ),
}
NNUNET = {"plans.json": nnunet.plans(), "dataset.json": nnunet.dataset()}


@pytest.mark.parametrize(
    ("documents", "read"),
    [
        (BUNDLE, lambda found: import_bundle(found, "", "", None)),
        (NNUNET, lambda found: import_nnunet(found, "", "1.0.0", "3d_fullres", None)),
    ],
    ids=["monai", "nnunet"],
)
def test_an_odd_value_anywhere_is_read_or_refused(documents: Documents, read: Callable[[Foreign], Import]) -> None:
    assert read(source(documents)).channels == 3
    tried = 0
    for name, content in documents.items():
        for place in places(content):
            for value in ODD:
                with suppress(ImportRefused):
                    read(source({**documents, name: changed(content, place, value)}))
                tried += 1
    assert tried > 500
