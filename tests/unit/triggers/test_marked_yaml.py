"""YAML knows where everything stands, and is plain."""

from __future__ import annotations

import pytest

from radlane.triggers.marked_yaml import MarkedError, Place, read_marked


def test_everything_has_its_place() -> None:
    found = read_marked(b"rules:\n  - name: one\n    run: [a,\n      b]\n")
    assert found.content == {"rules": [{"name": "one", "run": ["a", "b"]}]}
    assert found.place_of(("rules", 0, "name")) == Place(2, 5)
    assert found.place_of(("rules", 0, "run", 1)) == Place(4, 7)
    assert found.place_of(("rules", 0, "absent", "below")) == Place(2, 5)  # where it would stand


def test_an_hour_is_a_text() -> None:
    found = read_marked(b"[19:00, 07:00, 12, 1.5, true, null, 2026-03-01, a]")
    assert found.content == ["19:00", "07:00", 12, 1.5, True, None, "2026-03-01", "a"]
    assert read_marked(b"").content is None


@pytest.mark.parametrize(
    ("text", "what", "place"),
    [
        ("a: &x [1]\nb: *x", "aliases", Place(2, 4)),
        ("a: 1\nb: 2\na: 3", "repeated", Place(3, 1)),
        ("a: !!python/object:os.system x", "plain", Place(1, 4)),
        ("a: [1,\n  }", "no YAML", Place(2, 3)),
        ("? [1]\n: 2", "a key is a text", Place(1, 3)),
        ("a: !!set {x}", "plain", Place(1, 4)),
        ("[" * 30 + "]" * 30, "deep", Place(1, 22)),
        ("[" * 5000, "no YAML", Place(1, 1)),
        ("\x00", "no YAML", Place(1, 1)),
    ],
)
def test_what_is_not_plain_is_refused_with_its_place(text: str, what: str, place: Place) -> None:
    with pytest.raises(MarkedError, match=what) as error:
        read_marked(text.encode())
    if what != "no YAML" and what != "plain":
        assert error.value.place == place
