"""Accession numbers and who gave them."""

from __future__ import annotations

import pytest

from radlane.domain.study import Accession


def of(number: str, *issuers: str) -> Accession:
    return Accession(number=number, issuers=frozenset(issuers))


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (of("A-1"), of("A-1"), True),
        (of("A-1"), of("A-2"), False),
        (of("A-1", "Klinik"), of("A-1"), True),  # nobody says the contrary
        (of("A-1", "Klinik"), of("A-1", "Praxis"), False),
        (of("A-1", "Klinik"), of("A-1", "Klinik", "1.2.3"), True),  # one of an issuer's two names
        (of("A-1", "Klinik"), of("A-2", "Klinik"), False),
    ],
)
def test_whether_two_are_the_same(one: Accession, other: Accession, answer: bool) -> None:
    assert one.may_be(other) is other.may_be(one) is answer
