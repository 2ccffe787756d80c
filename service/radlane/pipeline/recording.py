"""Studies -> the features that a network gives of them, by the lane's own preparation.

In: a loaded model without a measure of distance, whose network gives features; studies. Out: `Recorded`. What the lane
refuses, its gates included, is left out and counted: no measure of valid studies is made of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from radlane.dicomweb.archive import Archive
from radlane.domain.job import JobRequest
from radlane.domain.tensor import Outputs
from radlane.domain.uncertainty import SURE
from radlane.errors import InputRefused
from radlane.inference.running import DEADLINE_S, Predict, Running
from radlane.pipeline.deliver import identify_patient
from radlane.pipeline.familiarity import mean_features
from radlane.pipeline.lane import Lane, Site
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.residents import Sessions
from radlane.pipeline.steps import analyse, fetch
from radlane.pipeline.watch import Watch


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """Features of studies.

    Attributes
    ----------
    rows : float64 [n, k]
        One row a study.
    patients : tuple of str
        Whose each study is.
    refused : mapping of str to int
        Code -> how many studies the lane refused for it.
    """

    rows: NDArray[np.float64]
    patients: tuple[str, ...]
    refused: Mapping[str, int]


class Enough(Exception):
    """What runs after the network with the features says nothing of them."""


class Recorder:
    """A network that keeps the features of its runs in `rows`."""

    def __init__(self, running: Running, features: str) -> None:
        self.device, self.runtime, self.most_batch = running.device, running.runtime, running.most_batch
        self.reads_raw = running.reads_raw
        self.rows: list[NDArray[np.float32]] = []
        self._running, self._features = running, features

    def run(self, feeds: Mapping[str, NDArray[np.float32]], deadline_s: float = DEADLINE_S) -> Outputs:
        """Run the network once, and keep the features."""
        outputs = self._running.run(feeds, deadline_s)
        self.rows.append(outputs[self._features])
        return outputs

    def bind(
        self,
        output: str,
        shape: tuple[int, ...],
        remaining: Callable[[], float],
        table: NDArray[np.float32] | None = None,
    ) -> Predict:
        """Return the network as a function; one that gives features is not asked for it (`pipeline.volumes`)."""
        return self._running.bind(output, shape, remaining, table)

    def close(self) -> None:
        """Let go of it."""
        self._running.close()


class Stop:
    """What stands for a network after the one with the features: it does not run."""

    def __init__(self, running: Running) -> None:
        self.device, self.runtime, self.most_batch = running.device, running.runtime, running.most_batch
        self.reads_raw = running.reads_raw
        self._running = running

    def run(self, feeds: Mapping[str, NDArray[np.float32]], deadline_s: float = DEADLINE_S) -> Outputs:  # noqa: ARG002
        """End the study."""
        raise Enough

    def bind(
        self,
        output: str,  # noqa: ARG002
        shape: tuple[int, ...],  # noqa: ARG002
        remaining: Callable[[], float],  # noqa: ARG002
        table: NDArray[np.float32] | None = None,  # noqa: ARG002
    ) -> Predict:
        """End the study."""
        raise Enough

    def close(self) -> None:
        """Let go of it."""
        self._running.close()


def record_features(model: LoadedModel, archives: Sequence[Archive], site: Site, scratch: Path) -> Recorded:
    """Let every study of some archives through the lane as far as the network with the features.

    Parameters
    ----------
    model : LoadedModel
        One of its networks gives features; nothing is judged by them yet.
    scratch : Path
        A folder for what is brought from elsewhere.

    Raises
    ------
    RadlaneError
        What breaks; images that cannot be analysed are counted instead.
    """
    once = _once(model)
    place = next(place for place, network in enumerate(once.manifest.networks) if network.features is not None)
    recorder = Recorder(once.sessions[place], once.manifest.networks[place].features or "")
    sessions: Sessions = (*once.sessions[:place], recorder, *map(Stop, once.sessions[place + 1 :]))
    recording = replace(once, sessions=sessions)
    rows, patients, refused = [], [], Counter[str]()
    for archive in archives:
        lane = Lane(site=site, archive=archive, model=recording, workspace=scratch, spool=scratch / "spool", keep=None)
        for study in archive.study_uids():
            recorder.rows.clear()
            try:
                patients.append(_analyse(lane, study))
            except InputRefused as refusal:
                refused[refusal.code] += 1
            else:
                rows.append(mean_features(recorder.rows))
    return Recorded(rows=np.array(rows), patients=tuple(patients), refused=dict(refused))


def _once(model: LoadedModel) -> LoadedModel:
    """The model without flips and without the other networks of its ensemble: these are not judged either."""
    manifest = model.manifest
    others = {member.weights for member in manifest.uncertainty.members}
    artifacts = tuple(artifact for artifact in manifest.artifacts if artifact.path not in others)
    alone = replace(manifest, uncertainty=SURE, artifacts=artifacts)
    return replace(model, manifest=alone, sessions=(*model.sessions[: len(manifest.before)], model.session))


def _analyse(lane: Lane, study: str) -> str:
    """Return whose study it is, as one text."""
    watch = Watch(lane.site.clock, lambda _: None)
    source = fetch(lane, JobRequest(study_instance_uid=study, model=lane.model.manifest.name, store=False), watch)
    with suppress(Enough):
        analyse(lane.site, lane.model, source, watch)
    whose = identify_patient(source.dataset)
    return f"{whose.issuer}^{whose.patient_id}"
