"""What all steps read again: the model that the job was accepted with, and the images that were kept."""

from __future__ import annotations

import pytest

from radlane.domain.job import Priority
from radlane.errors import JobWaits
from radlane.inference.batched import Batched
from radlane.jobs.parts import SPOOL, leased, model_of, source_of
from support.jobs import MODEL, World


def test_the_model_is_the_one_that_was_accepted_whatever_a_tag_means_now(on: World) -> None:
    model = model_of(on.parts, on.accept())
    assert (model.identity.name, model.identity.tag) == (MODEL, "production")


@pytest.mark.parametrize("priority", list(Priority))
def test_networks_run_as_urgently_as_the_job_is(on: World, priority: Priority) -> None:
    with leased(on.parts, on.accept(priority=priority)) as model:
        assert isinstance(model.session, Batched)
        assert model.session.priority is priority


def test_images_that_are_gone_are_retrieved_anew_all_of_them(on: World) -> None:
    job = on.accept()
    spool = on.parts.work / job.id / SPOOL
    spool.mkdir(parents=True)
    with pytest.raises(JobWaits) as waits:
        source_of(on.parts, job, "nothing")
    assert waits.value.again_from == "retrieve"
    assert not spool.exists()
