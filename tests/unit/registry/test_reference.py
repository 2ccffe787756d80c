"""The four forms of a model reference."""

from __future__ import annotations

import pytest

from radlane.errors import UsageError
from radlane.registry.reference import Reference, parse_reference, parse_tag

DIGEST = "sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("cxr-lungs", Reference(name="cxr-lungs", tag="production")),  # a name alone is production, never the latest
        ("cxr-lungs:1.10.0", Reference(name="cxr-lungs", version="1.10.0")),
        ("cxr-lungs:1.0.0-rc.1", Reference(name="cxr-lungs", version="1.0.0-rc.1")),
        ("cxr-lungs:shadow", Reference(name="cxr-lungs", tag="shadow")),
        (f"cxr-lungs@{DIGEST}", Reference(name="cxr-lungs", digest=DIGEST)),
    ],
)
def test_forms(text: str, reference: Reference) -> None:
    assert parse_reference(text) == reference


@pytest.mark.parametrize("text", ["", "CXR", "a/b", "../x", "a:", "a:1.0", "a@sha256:0", "a:b:c", "a\n"])
def test_anything_else_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError):
        parse_reference(text)


def test_a_tag_is_no_version_and_no_digest() -> None:
    assert parse_tag("cxr-lungs", "production").tag == "production"
    for name, tag in (("cxr-lungs", "1.0.0"), ("cxr-lungs", "Production"), ("CXR", "production"), ("a", "b c")):
        with pytest.raises(UsageError):
            parse_tag(name, tag)
