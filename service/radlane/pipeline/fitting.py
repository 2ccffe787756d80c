"""A package and valid studies -> its next version, which knows how far other studies lie from them.

In: a package, studies as the lane reads them. Out: a package with the network's features as an output, their mean and
whitening, and the distance beyond which a study is not analysed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from radlane.dicomweb.archive import Archive
from radlane.domain.model import MAIN, Artifact, LocalRuntime, Manifest, ModelIdentity, Network
from radlane.domain.out_of_distribution import OutOfDistribution
from radlane.errors import UsageError
from radlane.explain.out_of_distribution import choose_threshold, fit_gaussian, held_out_distances
from radlane.inference.devices import choose_device
from radlane.inference.session import open_session
from radlane.pipeline.admissible import require_free, write_admissible
from radlane.pipeline.examination import ExaminationLimits
from radlane.pipeline.exposing import FEATURES, Exposed, artifact_of, expose
from radlane.pipeline.lane import Site
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.recording import Recorded, record_features
from radlane.registry.features import pack_features
from radlane.registry.package import ModelPackage

_OOD = "ood.npz"


@dataclass(frozen=True, kw_only=True)
class Wished:
    """What is asked for.

    Attributes
    ----------
    version : str
        Of the package that is made.
    layers : tuple of str
        Tensors to pool; none: the deepest one.
    stage : str or None
        Id of the network; None: the main one.
    percentile : float
        Of the held-out distances that becomes the threshold.
    fitted_on : str
        Which studies these are, in words; empty: how many of how many patients.
    """

    version: str
    layers: tuple[str, ...] = ()
    stage: str | None = None
    percentile: float = 99.0
    fitted_on: str = ""


@dataclass(frozen=True, kw_only=True)
class Fit:
    """What came of it.

    Attributes
    ----------
    section : OutOfDistribution
        As it stands in the new manifest.
    features, patients : int
        How many features, and whose studies: each patient's were held out together.
    distances : float64 [n]
        Of each study from a fit without its patient.
    refused : mapping of str to int
        Code -> how many studies the lane refused for it.
    """

    section: OutOfDistribution
    features: int
    patients: int
    distances: NDArray[np.float64]
    refused: Mapping[str, int]


def fit_package(
    package: ModelPackage, archives: Sequence[Archive], wished: Wished, out: Path, site: Site, limits: ExaminationLimits
) -> Fit:
    """Write the next version of a package.

    Raises
    ------
    UsageError
        If the package was fitted before, its networks run elsewhere, there is no such stage or it is in half precision,
        there are too few studies, or something is at `out` already.
    ImportRefused
        If the features cannot be exposed, or the new version does not pass admission; then it is not there.
    """
    network = _network(package.manifest, wished.stage)
    require_free(out)
    with TemporaryDirectory(prefix="radlane-") as scratch:
        made = Path(scratch, "made")
        made.mkdir()
        exposed = expose(package, network, wished.layers, made, limits)
        draft = _draft(package.manifest, network, exposed, wished)
        found = record_features(_load(package, draft, exposed, limits), archives, site, Path(scratch))
        held_out = held_out_distances(found.rows, found.patients)
        gaussian = fit_gaussian(found.rows)
        (made / _OOD).write_bytes(pack_features(gaussian.mean, gaussian.whitening))
        section = _section(draft, found, choose_threshold(held_out, wished.percentile), wished)
        manifest = _finished(draft, made / _OOD, section)
        files = {network.weights.path: exposed.weights, _OOD: made / _OOD, **exposed.vectors}
        write_admissible(package, manifest, files, out, limits)
    return Fit(
        section=section,
        features=len(gaussian.mean),
        patients=len(set(found.patients)),
        distances=held_out,
        refused=found.refused,
    )


def _network(manifest: Manifest, stage: str | None) -> Network:
    if manifest.out_of_distribution is not None:
        raise UsageError("This version was fitted before", remedy="Begin with the version that was not")
    if not isinstance(manifest.runtime, LocalRuntime):
        raise UsageError("The networks of this package run on a server", remedy="Fit a package that runs here")
    found = [network for network in manifest.networks if network.id == (stage or MAIN)]
    if not found:
        raise UsageError("The package has no such stage", remedy="Name one of `before` in its model.yaml")
    if found[0].weights.precision != "fp32":
        raise UsageError(
            "The network is in half precision", remedy="Fit the version that it was converted from, and convert that"
        )
    return found[0]


def _draft(manifest: Manifest, network: Network, exposed: Exposed, wished: Wished) -> Manifest:
    """The new manifest as far as it is known before the studies are seen."""
    changed = artifact_of(network.weights, exposed.weights)
    section = OutOfDistribution(
        features=FEATURES,
        stage=wished.stage,
        layers=exposed.layers,
        artifact=_OOD,
        threshold=np.inf,
        percentile=wished.percentile,
        fitted_on=wished.fitted_on,
        studies=0,
    )
    artifacts = tuple(changed if one.path == changed.path else one for one in manifest.artifacts)
    return replace(manifest, version=wished.version, artifacts=artifacts, out_of_distribution=section)


def _load(package: ModelPackage, draft: Manifest, exposed: Exposed, limits: ExaminationLimits) -> LoadedModel:
    """The model with its features, which judges nothing by them."""
    sessions = tuple(
        open_session(
            exposed.weights if network.features else package.weights_path(network),
            network,
            choose_device("cpu", ()),
            limits.threads,
            package.external_paths(network),
        )
        for network in draft.networks
    )
    identity = ModelIdentity(name=draft.name, version=draft.version, digest="", weights_digest="", tag=None)
    return LoadedModel(manifest=draft, identity=identity, sessions=sessions)


def _section(draft: Manifest, found: Recorded, threshold: float, wished: Wished) -> OutOfDistribution:
    assert draft.out_of_distribution is not None  # the draft has it
    studies, patients = len(found.rows), len(set(found.patients))
    words = wished.fitted_on or f"{studies} studies of {patients} patients"
    return replace(draft.out_of_distribution, threshold=threshold, fitted_on=words, studies=studies)


def _finished(draft: Manifest, file: Path, section: OutOfDistribution) -> Manifest:
    empty = Artifact(role="out-of-distribution", path=_OOD, sha256="", size=0)
    return replace(draft, artifacts=(*draft.artifacts, artifact_of(empty, file)), out_of_distribution=section)
