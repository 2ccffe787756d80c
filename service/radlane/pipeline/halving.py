"""A package -> a version of it whose networks reckon in half precision, where they still say the same.

In: a package whose networks are in single precision. Out: a package with other weights and another digest, which says
so and what it was made of. The golden vectors are the original's, and every decision on them has to stay.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from radlane.domain.model import LocalRuntime, Manifest
from radlane.errors import ImportRefused, UsageError
from radlane.inference.decisions import changed_decisions
from radlane.inference.devices import choose_device
from radlane.inference.session import open_session
from radlane.pipeline.admissible import examined, require_free, write_admissible
from radlane.pipeline.examination import ExaminationLimits, Examined, examine
from radlane.pipeline.exposing import artifact_of
from radlane.pipeline.likeness import (
    Difference,
    Distances,
    another,
    compare,
    require_close,
    require_near,
    require_small,
)
from radlane.pipeline.models import read_gaussian
from radlane.registry.package import CARD, GoldenVector, ModelPackage, golden_vectors, read_artifact, read_card

_REPORT = "report.json"
_NOT_AGAIN = "Figures, calibration and operating points above were measured with that version, and not again."


@dataclass(frozen=True, kw_only=True)
class Wished:
    """What is asked for: the new version, and tolerances; None: those of the original's golden vectors."""

    version: str
    rtol: float | None = None
    atol: float | None = None


@dataclass(frozen=True, kw_only=True)
class Half:
    """What came of it."""

    manifest: Manifest
    differences: tuple[Difference, ...]
    distances: tuple[Distances, ...]


@dataclass(frozen=True, kw_only=True)
class Halving:
    """What is done, such that it crosses to the process (`examination.Work`): `folder` is empty, for what is made."""

    folder: Path
    original: Examined
    wished: Wished

    def checks(self, limits: ExaminationLimits) -> Mapping[str, Callable[[], None]]:
        """Give the checks of admission: of the files that there are, of those that are made, and what both say."""
        # onnx is imported here, in the child: the service does not read protobufs
        from radlane.pipeline.graphs import check_model, checked_graph, in_half, with_ranges

        package = self.original.package()
        networks = package.manifest.networks
        weights = [read_artifact(package.locate, network.weights) for network in networks]

        def graph() -> None:
            for data, network in zip(weights, networks, strict=True):
                checked_graph(data, network, package.manifest.onnx)

        def make() -> None:
            for place, data in enumerate(weights):
                made, rounding = in_half(data)
                check_model(made)
                self.weights(place).write_bytes(made)
                self._rounding(place).write_bytes(rounding)

        def look() -> None:
            for data, network in zip(weights, networks, strict=True):
                require_small(*with_ranges(data), network, golden_vectors(package, network), limits)

        return {"graph": graph, "checker": make, "dry-run": look, "golden": lambda: self._compare(package, limits)}

    def weights(self, place: int) -> Path:
        """Where the weights of a network lie, by its place among the manifest's."""
        return self.folder / f"{place}.onnx"

    def _rounding(self, place: int) -> Path:
        return self.folder / f"{place}-rounding.onnx"

    def report(self, manifest: Manifest) -> Half:
        """Return what the process found, with the manifest that follows."""
        said = json.loads((self.folder / _REPORT).read_text())
        return Half(
            manifest=manifest,
            differences=tuple(Difference(**one) for one in said["differences"]),
            distances=tuple(Distances(**one) for one in said["distances"]),
        )

    def _compare(self, package: ModelPackage, limits: ExaminationLimits) -> None:
        """Run the networks that were made on the original's golden vectors, rounded as on a GPU."""
        differences, distances, changed = list[Difference](), list[Distances](), list[str]()
        fitted, section = read_gaussian(package), package.manifest.out_of_distribution
        for place, network in enumerate(package.manifest.networks):
            made = replace(network, weights=artifact_of(network.weights, self._rounding(place)))
            session = open_session(self._rounding(place), made, choose_device("cpu", ()), limits.threads)
            for vector in golden_vectors(package, network):
                feeds = {wanted.name: vector.arrays[wanted.name] for wanted in network.inputs}
                said = session.run(feeds, limits.seconds)
                differences += compare(network, self._stated(vector), said)
                changed += [f"{vector.name}: {why}" for why in changed_decisions(network, vector.arrays, said)]
                if fitted is not None and network.features is not None:
                    before, after = (fitted.distances(one[network.features]) for one in (vector.arrays, said))
                    pairs = zip(before.tolist(), after.tolist(), strict=True)
                    distances += [Distances(vector=vector.name, before=was, after=now) for was, now in pairs]
        require_close(differences, package.manifest)
        if changed:
            raise another(package.manifest, changed[0])
        if section is not None:
            require_near(distances, section.threshold, package.manifest)
        said_of = {"differences": [asdict(one) for one in differences], "distances": [asdict(one) for one in distances]}
        (self.folder / _REPORT).write_text(json.dumps(said_of))

    def _stated(self, vector: GoldenVector) -> GoldenVector:
        rtol, atol = self.wished.rtol, self.wished.atol
        return replace(vector, rtol=vector.rtol if rtol is None else rtol, atol=vector.atol if atol is None else atol)


def halve_package(package: ModelPackage, wished: Wished, out: Path, limits: ExaminationLimits) -> Half:
    """Write the version of a package in half precision.

    Raises
    ------
    UsageError
        If its networks run elsewhere, are in half precision already or lie in several files, the version is the same,
        or something is at `out` already.
    ImportRefused
        If a network cannot be converted, then says something else, or the new version does not pass admission; then it
        is not there.
    """
    _require_single(package.manifest, wished)
    require_free(out)
    with TemporaryDirectory(prefix="radlane-") as scratch:
        work = Halving(folder=Path(scratch), original=examined(package), wished=wished)
        last = examine(work, limits, get_context("spawn"))[-1]
        if last.code is not None:
            raise ImportRefused(
                "The version in half precision is not made",
                why=f"{last.code}: {last.detail}",
                remedy="Keep single precision; where only numbers differ, a tolerance may be stated (--rtol, --atol)",
            )
        networks = package.manifest.networks
        files = {network.weights.path: work.weights(place) for place, network in enumerate(networks)}
        half = work.report(_manifest(package, wished, files))
        (Path(scratch) / CARD).write_text(_card(package, half), encoding="utf-8")
        write_admissible(package, half.manifest, {**files, CARD: Path(scratch) / CARD}, out, limits)
    return half


def _require_single(manifest: Manifest, wished: Wished) -> None:
    if not isinstance(manifest.runtime, LocalRuntime):
        raise UsageError("The networks of this package run on a server", remedy="Convert a package that runs here")
    if any(network.weights.precision != "fp32" for network in manifest.networks):
        raise UsageError("The networks of this package are in half precision already")
    if any(network.external for network in manifest.networks):
        raise UsageError("The weights of this package lie in several files", remedy="Export each network in one file")
    if wished.version == manifest.version:
        raise UsageError("The new version has the number of the old one", remedy="Name another one with --version")


def _manifest(package: ModelPackage, wished: Wished, files: Mapping[str, Path]) -> Manifest:
    before = package.manifest
    artifacts = tuple(
        replace(artifact_of(one, files[one.path]), precision="fp16") if one.path in files else one
        for one in before.artifacts
    )
    tests = tuple(
        replace(
            test,
            rtol=test.rtol if wished.rtol is None else wished.rtol,
            atol=test.atol if wished.atol is None else wished.atol,
        )
        for test in before.tests
    )
    said = f"Reckons in half precision (float16); converted from {before.version}, whose figures these are"
    return replace(
        before,
        version=wished.version,
        artifacts=artifacts,
        tests=tests,
        card=replace(before.card, limitations=(*before.card.limitations, said)),
        origin=replace(before.origin, converted_from=package.digest),
    )


def _card(package: ModelPackage, half: Half) -> str:
    """The original's card, and what became of it."""
    model = f"{package.manifest.name}:{package.manifest.version}"
    rows = [f"| {one.network} | {one.vector} | {one.output} | {one.largest:g} |" for one in half.differences]
    moved = [
        f"- {one.vector}: distance from valid studies {one.before:.4g}, in half precision {one.after:.4g}"
        for one in half.distances
    ]
    lines = [
        read_card(package).rstrip(),
        "",
        f"## In half precision: {half.manifest.version}",
        "",
        f"Made by `radlane models half` from {model}, `{package.digest}`. {_NOT_AGAIN}",
        "",
        "On the original's golden vectors every decision is the same. Largest differences of raw outputs:",
        "",
        "| network | golden vector | output | difference |",
        "|---|---|---|---:|",
        *rows,
        *(["", *moved] if moved else []),
    ]
    return "\n".join(lines) + "\n"
