"""Mutations of results that are generated from the standard's tables: the checker sees them.

Some of each kind and object here; `make test-conformance` takes them all, beside the judges that are not ours.
"""

from __future__ import annotations

import pytest

from radlane.encode.checker import check_objects
from support.mutated_results import Result, results
from support.mutation import KINDS, explained
from support.shares import CHECKER, mutations_of, sample, seen_by_us

EACH = 1
RESULTS = results()


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: result.name)
def test_a_sample_of_mutations_is_seen(result: Result) -> None:
    chosen = sample(result, EACH)
    assert len(chosen) > 4 * len(result.mutated)
    missed = [mutation for mutation in chosen if CHECKER not in seen_by_us(result, mutation)]
    assert [str(mutation) for mutation in missed if explained(mutation) is None] == []
    assert check_objects(result.objects, result.images, result.conclusion) == ()


def test_every_kind_of_mutation_is_made() -> None:
    made = {mutation.kind for result in RESULTS for mutation in mutations_of(result)}
    assert made == set(KINDS)
