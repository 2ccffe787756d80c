"""The heat maps of a job's result, out of what was kept: the picture and the numbers.

In: a job and the number of one of its heat maps. Out: a PNG, or an .npy of float32 [n, y, x].
"""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image
from pydicom import dcmread

from radlane.domain.job import Job
from radlane.domain.result import Role
from radlane.errors import ArtifactCorrupt, JobNotFound
from radlane.jobs.ledger import Ledger
from radlane.jobs.outbox import Outbox
from radlane.jobs.results import with_amended
from radlane.pipeline.handover import conclusion_in, load_conclusion


def picture_of(job: Job, number: int, ledger: Ledger, outbox: Outbox) -> bytes:
    """Return the picture of a heat map, as it was sent, as a PNG.

    Parameters
    ----------
    job : Job
        One with a result.
    number : int
        Place of the heat map among those of the result, from 1.

    Raises
    ------
    JobNotFound
        If the job has no such heat map, or its picture is no longer kept.
    ArchiveUnavailable
        If it cannot be read now.
    """
    runs = with_amended(job.run_id, ledger) if job.run_id is not None else ()
    pictures = [item for one in runs for item in ledger.objects(one) if item.role is Role.EXPLANATION]
    if not 0 < number <= len(pictures) or not outbox.bring(pictures[number - 1].path, pictures[number - 1].sha256):
        raise _missing(job)
    drawn = BytesIO()
    Image.fromarray(dcmread(pictures[number - 1].path).pixel_array).save(drawn, "PNG")
    return drawn.getvalue()


def array_of(job: Job, number: int, ledger: Ledger, outbox: Outbox) -> bytes:
    """Return the numbers of a heat map on the stored grids of the analysed frames, as an .npy; otherwise as above."""
    run = ledger.run(job.run_id) if job.run_id is not None else None
    objects = () if run is None else ledger.objects(run.id)
    if run is None or run.conclusion is None or not objects:
        raise _missing(job)
    folder = objects[0].path.parent
    try:
        outbox.bring(conclusion_in(folder, run.conclusion), run.conclusion)
        heatmaps = load_conclusion(folder, run.conclusion).heatmaps
    except ArtifactCorrupt as error:
        raise _missing(job) from error
    if not 0 < number <= len(heatmaps):
        raise _missing(job)
    written = BytesIO()
    np.save(written, heatmaps[number - 1].values, allow_pickle=False)
    return written.getvalue()


def _missing(job: Job) -> JobNotFound:
    return JobNotFound("The job has no such heat map, or it is no longer kept", uid=job.id)
