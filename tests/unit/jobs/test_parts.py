"""What all steps read again: the model that the job was accepted with, and the images that were kept."""

from __future__ import annotations

import pytest

from radlane.errors import JobWaits
from radlane.jobs.parts import SPOOL, model_of, source_of
from support.jobs import MODEL, World


def test_the_model_is_the_one_that_was_accepted_whatever_a_tag_means_now(on: World) -> None:
    model = model_of(on.parts, on.accept())
    assert (model.identity.name, model.identity.tag) == (MODEL, "production")


def test_images_that_are_gone_are_retrieved_anew_all_of_them(on: World) -> None:
    job = on.accept()
    spool = on.parts.work / job.id / SPOOL
    spool.mkdir(parents=True)
    with pytest.raises(JobWaits) as waits:
        source_of(on.parts, job, "nothing")
    assert waits.value.again_from == "retrieve"
    assert not spool.exists()
