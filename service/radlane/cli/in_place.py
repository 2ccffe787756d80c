"""Jobs in the process of a command: what is asked, fetched, stored and exported is on record first.

In: studies, and what is asked of them. Out: results. One model and one site serve all of them.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import TypeVar

from radlane.app.registry import seen_models
from radlane.app.site import build_models, open_site
from radlane.app.trail import open_trail, who_runs
from radlane.cli.progress import progress
from radlane.cli.steady_audit import SteadyAudit
from radlane.dicomweb.archive import Archive
from radlane.dicomweb.workspace import sweep, workspace
from radlane.domain.job import JobRequest
from radlane.domain.result import Result
from radlane.pipeline.audited import Audit, AuditedArchive, told
from radlane.pipeline.lane import Lane, Site
from radlane.pipeline.models import LoadedModel, Models
from radlane.pipeline.room import frames_budget
from radlane.pipeline.several import Bounds, Ended, Errand, run_several
from radlane.pipeline.steps import run_job
from radlane.pipeline.watch import Watch
from radlane.security.audit_record import Action, Entry
from radlane.settings.tree import Settings

STUDIES_AT_ONCE = 3  # one comes, one is looked at, one goes
Said = TypeVar("Said")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked, and of which archive."""

    archive: Archive
    request: JobRequest


@dataclass(frozen=True, kw_only=True)
class _Shop:
    """What all jobs of a command share."""

    settings: Settings
    trail: Audit
    site: Site
    model: LoadedModel
    out: Path | None
    show: Callable[[str], None]

    @contextmanager
    def lane(self, asked: Asked) -> Iterator[Lane]:
        """The lane of one job, which is on record."""
        archive, request = asked.archive, asked.request
        entry = Entry(action=Action.JOB_ASKED, caller=who_runs(), via="radlane run")
        facts = {"model": request.model, "source": archive.name}
        self.trail.record(replace(entry, study=request.study_instance_uid, facts=facts))
        with self._exporting(entry, request.study_instance_uid), self._folder() as folder:
            known = self.settings.archives.get(archive.name)
            yield Lane(
                site=self.site,
                archive=AuditedArchive(archive, self.trail, entry),
                model=self.model,
                workspace=folder,
                spool=folder / "spool",
                keep=self.out,
                refused=known.refused if known else frozenset(),
            )

    def _exporting(self, entry: Entry, study: str) -> AbstractContextManager[object]:
        export = replace(entry, action=Action.RESULT_EXPORTED, study=study)
        return told(self.trail, export) if self.out else nullcontext()

    def _folder(self) -> AbstractContextManager[Path]:
        """For the images, and the objects until they are stored; on the file system of `out`, where they stay."""
        return workspace(_parent(self.out), lambda: secrets.token_hex(8))


def run_one(settings: Settings, asked: Asked, out: Path | None) -> Result:
    """Run one job on an archive."""
    with _open(settings, asked.request.model, out) as shop, shop.lane(asked) as lane:
        return run_job(lane, asked.request, Watch(lane.site.clock, shop.show))


def run_all(
    settings: Settings, asked: Sequence[Asked], out: Path | None, say: Callable[[Result], Said]
) -> tuple[Ended[Said], ...]:
    """Run several jobs with one model side by side (`pipeline.several`), and say what became of each."""
    bounds = Bounds(studies=STUDIES_AT_ONCE, frame_bytes=frames_budget(settings.limits.frames_bytes))
    with _open(settings, asked[0].request.model, out) as shop:
        errands = [Errand(request=one.request, enter=partial(shop.lane, one)) for one in asked]
        return run_several(errands, bounds, say, lambda done: shop.show(f"{done} of {len(asked)}"))


@contextmanager
def _open(settings: Settings, reference: str, out: Path | None) -> Iterator[_Shop]:
    trail = SteadyAudit(open_trail(settings))
    with ExitStack() as stack:
        show, seen = stack.enter_context(progress()), stack.enter_context(seen_models(settings))
        models = build_models(settings, seen)
        site = stack.enter_context(open_site(settings))
        model = stack.enter_context(_loaded(models, reference, show))
        sweep(_parent(out))
        yield _Shop(settings=settings, trail=trail, site=site, model=model, out=out, show=show)


@contextmanager
def _loaded(models: Models, reference: str, show: Callable[[str], None]) -> Iterator[LoadedModel]:
    show("load")
    with models.lease(reference) as model:
        yield model


def _parent(out: Path | None) -> Path:
    return out or Path(gettempdir())
