from __future__ import annotations

import yaml

from radlane.registry.blanks import FILL_IN, WANTED
from radlane.registry.manifest_text import flow, manifest_text

CODE = {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}
CONTENT = {
    "name": "lungs",
    "title": FILL_IN,
    "card": {"limitations": ["one: two", "#3"], "licence": "no"},
    "procedure": CODE,
    "outputs": [{"segments": [{"id": FILL_IN, "type": CODE}, {"id": FILL_IN, "type": FILL_IN}]}],
    "tests": [{"path": "golden/a.npz", "rtol": 0.00001, "atol": 1e-07}],
}


def test_what_is_written_is_what_is_read() -> None:
    assert yaml.safe_load(manifest_text(CONTENT)) == CONTENT


def test_each_kind_of_place_is_explained_once() -> None:
    text = manifest_text(CONTENT)
    assert text.count(f"# {WANTED['title']}\n") == 1
    assert text.count(f"# {WANTED['outputs.segments.id']}\n") == 1
    assert text.index(f"# {WANTED['title']}") < text.index("title:")
    assert f"procedure: {flow(CODE)}\n" in text


def test_hostile_names_stay_values() -> None:
    hostile = {"name": "x\n# y: z\u2028", "title": "'\"{}[]&*!|>%@`", "card": {"licence": "\x85: - "}}
    assert yaml.safe_load(manifest_text(hostile)) == hostile
