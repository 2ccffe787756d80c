"""What the contract says of a text is what the domain takes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic.config import JsonDict

from radlane.api.schemas.patterns import ACCESSION, MODEL, MODEL_NAME, MOMENT, TEXT, UID, VERSION_OR_TAG, Moment
from radlane.domain.refs import is_uid
from radlane.errors import UsageError
from radlane.registry.reference import parse_reference

DIGEST = f"sha256:{'0' * 64}"


def _is_reference(text: str) -> bool:
    try:
        parse_reference(text)
    except UsageError:
        return False
    return True


def _is_version_or_tag(text: str) -> bool:
    return _is_reference(f"a{'@' if ':' in text else ':'}{text}")


@pytest.mark.parametrize(
    ("pattern", "takes", "texts"),
    [
        (UID, is_uid, ("1.2", "0.0", "1.02", "1", "1.", ".1", "1.2\n", "a.b", "", "../../x", "2.25.1")),
        (
            MODEL,
            _is_reference,
            ("a", "a:b", "a:1.2.3", "a:1.2.3-rc.1", f"a@{DIGEST}", f"a:{DIGEST}", "a:1.2", "A", "a:", "a:B", "", "a/b"),
        ),
        (MODEL_NAME, _is_reference, ("a", "a-b", "A", "", "-a", "a" * 63, "a" * 64)),
        (VERSION_OR_TAG, _is_version_or_tag, ("b", "1.2.3", DIGEST, "1", "B", "")),
    ],
)
def test_a_pattern_says_what_is_taken(pattern: JsonDict, takes: Callable[[str], bool], texts: tuple[str, ...]) -> None:
    assert {text: _fits(pattern, text) for text in texts} == {text: takes(text) for text in texts}


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (ACCESSION, ("A-1", " A 1 ", "Ü"), ("", "  ", "A*", "A?", "A\\B", "A\n", "A\x00")),
        (MOMENT, ("2000-01-01", "2199-12-31T00:00:00Z"), ("1999-12-31", "2200-01-01")),
        (TEXT, ("", "a\nb"), ("a\x00",)),
    ],
)
def test_other_patterns(pattern: JsonDict, good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    assert all(_fits(pattern, text) for text in good)
    assert not any(_fits(pattern, text) for text in bad)


def _fits(pattern: JsonDict, text: str) -> bool:
    """Whether a text fits, as JSON Schema (ECMA-262) means it: no line end stands before a `$`."""
    return re.search(re.sub(r"\$\Z", r"\\Z", str(pattern["pattern"])), text) is not None


MOMENTS: TypeAdapter[datetime] = TypeAdapter(Moment)


@pytest.mark.parametrize("sent", ["2026-03-01T12:00:00Z", "2199-12-31T23:59:59+01:00"])
def test_a_moment_of_our_time(sent: str) -> None:
    assert MOMENTS.validate_json(json.dumps(sent)) == datetime.fromisoformat(sent)


@pytest.mark.parametrize("sent", [0.5, 1700000000, "0.5", "1700000000", "1999-12-31T00:00:00Z", "2026-03-01T12:00:00"])
def test_what_is_no_moment_of_our_time(sent: object) -> None:
    """Seconds, too: the contract says date-time (RFC 3339)."""
    with pytest.raises(ValidationError):
        MOMENTS.validate_json(json.dumps(sent))
