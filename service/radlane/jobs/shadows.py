"""A version that runs beside production on the same studies, for comparison only: rows of `schema.SHADOW`.

In: a job that succeeded. Out: the order of a job that runs the version with the tag `shadow` on the same images and
sends nothing anywhere; and, when that is at its end, how far both say the same.
Reference: docs/serving.md, docs/adr/0021.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, insert, select, update

from radlane.domain.explanation import NEVER
from radlane.domain.job import Job, JobRequest, JobState, Order, Priority
from radlane.errors import JobConflict, ModelError
from radlane.jobs.database import reading, serialize, to_micros
from radlane.jobs.runs import Run
from radlane.jobs.schema import SHADOW
from radlane.jobs.versions import find_digest
from radlane.monitoring.agreement import compare
from radlane.registry.catalogue import Resolver
from radlane.registry.reference import DEFAULT_TAG, parse_reference

SHADOW_TAG = "shadow"
_MOST = 5000  # of the youngest comparisons of a model that are summed up
OTHER_INPUT = "other-input"  # the archive gave other pixels or headers under the same UIDs
NOT_COMPARED = "not-compared"  # the run of this input is a result that is not whole, or another job's by now
_TIMED = "infer"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One run beside another: which versions, how it ended, what `agreement.compare` said, and the seconds of both."""

    version: str
    beside_version: str
    end: str
    findings: Sequence[Mapping[str, Any]]
    seconds: tuple[float, float] | None


def order_beside(job: Job, resolver: Resolver) -> Order | None:
    """Return what is to run beside a job that has succeeded; None where nothing is.

    Nothing runs beside what was not asked for by the tag production, or used another job's result; nor where the model
    has no tag shadow, or that means the same version, or one that may not run.
    """
    reference = parse_reference(job.order.request.model)
    is_one_more = job.order.withdraws is not None or job.order.shadow_of is not None or job.reused_from is not None
    if is_one_more or reference.tag != DEFAULT_TAG:
        return None
    try:
        _, identity = resolver.resolve(f"{reference.name}:{SHADOW_TAG}")
    except ModelError:
        return None
    if identity.digest == job.order.package_digest:
        return None
    request = JobRequest(
        study_instance_uid=job.order.request.study_instance_uid,
        model=f"{reference.name}@{identity.digest}",
        series_instance_uid=job.order.request.series_instance_uid,
        store=False,
        explain=NEVER,  # it is compared, and seen by nobody
    )
    return Order(
        request=request,
        source=job.order.source,
        destinations=(),
        package_digest=identity.digest,
        priority=Priority.BACKGROUND,
        trace_id=job.order.trace_id,
        shadow_of=job.id,
    )


def comparison_of(job: Job, version: str, run: Run | None, beside: Run) -> Comparison:
    """Compare what a job beside another one came to; `run` is what it made, None where that is nothing."""
    end, seconds = _end_of(job, run, beside), None
    findings: list[dict[str, Any]] = []
    if end == JobState.SUCCEEDED and run is not None:
        ours, theirs = run.result or {}, beside.result or {}
        findings = compare(ours, theirs)
        timed = [said.get("timings", {}).get(_TIMED) for said in (ours, theirs)]
        seconds = (timed[0], timed[1]) if None not in timed else None
    return Comparison(version=version, beside_version=beside.model_version, end=end, findings=findings, seconds=seconds)


def _end_of(job: Job, run: Run | None, beside: Run) -> str:
    """How it ended: as its job did, or why nothing is compared although nothing went wrong."""
    if run is not None and run.source_digest != beside.source_digest:
        return OTHER_INPUT
    if (job.outcome or {}).get("error", {}).get("code") == JobConflict.code:
        return NOT_COMPARED
    return str(job.state)


class Shadows:
    """The table of comparisons.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    now : callable
        The time, aware.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def record(self, job: Job, name: str, comparison: Comparison) -> bool:
        """Put a comparison on record; return whether it is new.

        There is one for each job: that of its last end, where it was retried.
        """
        agreement = {"end": comparison.end, "findings": [dict(one) for one in comparison.findings]}
        values = {
            "name": name,
            "version": comparison.version,
            "beside": job.order.shadow_of,
            "beside_version": comparison.beside_version,
            "at": to_micros(self._now()),
            "agreement": agreement,
            "seconds": {_TIMED: comparison.seconds},
        }
        with self._engine.begin() as connection:
            serialize(connection, f"radlane shadow {job.id}")
            known = connection.execute(select(SHADOW.c.agreement).filter_by(job_id=job.id)).scalar_one_or_none()
            if known is not None and known["end"] == comparison.end:
                return False
            if known is not None:
                connection.execute(update(SHADOW).where(SHADOW.c.job_id == job.id).values(**values))
            else:
                connection.execute(insert(SHADOW).values(job_id=job.id, **values))
            return True

    def version_of(self, name: str, digest: str) -> str:
        """Return the number of a version on record, whatever its state; empty where it is not on record."""
        with reading(self._engine) as connection:
            version = find_digest(connection, name, digest)
            return version.version if version is not None else ""

    def find(self, name: str) -> tuple[Comparison, ...]:
        """Return the comparisons of a model, the youngest first; not more than some thousand."""
        wanted = select(SHADOW).filter_by(name=name).order_by(SHADOW.c.at.desc(), SHADOW.c.job_id).limit(_MOST)
        with reading(self._engine) as connection:
            return tuple(
                Comparison(
                    version=row["version"],
                    beside_version=row["beside_version"],
                    end=row["agreement"]["end"],
                    findings=row["agreement"]["findings"],
                    seconds=tuple(row["seconds"][_TIMED]) if row["seconds"][_TIMED] else None,
                )
                for row in connection.execute(wanted).mappings()
            )
