"""A control character in any text of a manifest is refused, and its place is named."""

from __future__ import annotations

import pytest

from radlane.errors import ManifestInvalid
from radlane.registry.plain_text import require_plain


@pytest.mark.parametrize(
    "character", ["\0", "\x01", "\x08", "\v", "\f", "\r", "\x1b", "\x1f", "\x7f", "\x9b", "\u061c", "\u200f", "\u202e"]
)
@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("{}", "the file"),
        ({"title": "a{}b"}, "title"),
        ({"outputs": [{"segments": [{"label": "{}"}]}]}, "outputs.0.segments.0.label"),
        ({"card": {"{}": 1}}, "card"),
    ],
)
def test_it_is_refused_where_it_stands(character: str, content: object, place: str) -> None:
    with pytest.raises(ManifestInvalid) as refused:
        require_plain(_with(content, character))
    assert refused.value.why == f"{place}: control characters"


@pytest.mark.parametrize("key", ["a\nfalse line", "a\tb"])
def test_keys_are_one_line_since_errors_name_them(key: str) -> None:
    with pytest.raises(ManifestInvalid) as refused:
        require_plain({"card": {key: "\x1b"}})
    assert refused.value.why == "card: control characters"


def test_lines_and_tabs_are_text() -> None:
    require_plain({"card": {"limitations": ["one line\n\tanother one, \u00e4\u65e5"]}, "number": 1.5, "none": None})


def _with(content: object, character: str) -> object:
    if isinstance(content, dict):
        return {key.replace("{}", character): _with(value, character) for key, value in content.items()}
    if isinstance(content, list):
        return [_with(value, character) for value in content]
    return content.replace("{}", character) if isinstance(content, str) else content
