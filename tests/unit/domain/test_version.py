"""Versions are put in order as Semantic Versioning 2.0.0 says."""

from __future__ import annotations

import random

from radlane.domain.version import precedence

IN_ORDER = (
    "0.9.0",
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "1.2.0",
    "1.9.9",
    "1.10.0",
    "2.0.0",
    "10.0.0",
)


def test_versions_are_in_the_order_of_the_standard() -> None:
    mixed = random.Random(7).sample(IN_ORDER, len(IN_ORDER))
    assert tuple(sorted(mixed, key=precedence)) == IN_ORDER
