"""Pictures and numbers of heat maps out of what was kept; what is no longer kept is not there."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from radlane.domain.explanation import Method, Sanity
from radlane.domain.job import Job
from radlane.domain.result import Role
from radlane.errors import JobNotFound
from radlane.jobs.explanations import array_of, picture_of
from support.durable import Engine
from support.jobs import World


def explained(on: World, engine: Engine) -> Job:
    """A job whose result has heat maps."""
    asked = on.order()
    on.models.book.keep(asked.package_digest, Sanity(method=Method.OCCLUSION, correlation=0.0))
    job, _ = on.store.accept(replace(asked, request=replace(asked.request, explain="occlusion")))
    engine.enqueue(job)
    engine.drain(on.runner)
    return on.store.get(job.id)


def test_each_map_is_its_own(on: World, engine: Engine) -> None:
    job = explained(on, engine)
    said = (on.ledger.run(job.run_id or "").result or {})["explanations"]
    pictures = [np.asarray(Image.open(BytesIO(picture_of(job, n, on.ledger, on.parts.outbox)))) for n in (1, 2)]
    arrays = [np.load(BytesIO(array_of(job, n, on.ledger, on.parts.outbox))) for n in (1, 2)]
    assert [one["number"] for one in said] == [1, 2]
    assert not np.array_equal(*pictures)
    assert not np.array_equal(*arrays)
    assert all(array.dtype == np.float32 and array.shape[0] == 1 for array in arrays)


@pytest.mark.parametrize("number", [0, 3])
def test_there_are_no_others(on: World, engine: Engine, number: int) -> None:
    job = explained(on, engine)
    for find in (picture_of, array_of):
        with pytest.raises(JobNotFound):
            find(job, number, on.ledger, on.parts.outbox)


def test_what_was_damaged_or_removed_is_not_there(on: World, engine: Engine) -> None:
    job = explained(on, engine)
    for item in on.ledger.objects(job.run_id or ""):
        if item.role is Role.EXPLANATION:
            item.path.write_bytes(b"damaged")
    for path in on.parts.outbox.folder.rglob("*.npz"):
        path.unlink()
    for find in (picture_of, array_of):
        with pytest.raises(JobNotFound):
            find(job, 1, on.ledger, on.parts.outbox)


def test_a_job_without_a_run_has_none(on: World, engine: Engine) -> None:
    job = replace(explained(on, engine), run_id=None)
    for find in (picture_of, array_of):
        with pytest.raises(JobNotFound):
            find(job, 1, on.ledger, on.parts.outbox)
