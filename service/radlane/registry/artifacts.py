"""What a manifest says of its files.

In: a manifest. Out: what is wrong with its artifacts, golden vectors and rules for networks, each as `key: what`.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from radlane.domain.model import Manifest

_SHA256 = re.compile(r"[0-9a-f]{64}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_DOMAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,126}", re.ASCII)
_MAX_BYTES = (1 << 31) - 1  # a protobuf message cannot be larger
_MAX_TOLERANCE = 0.1  # beyond it a golden vector says little of a probability, a logit or a length
_MAX_DOMAINS = 16


def complain_of_artifacts(manifest: Manifest) -> list[str]:
    """What the types cannot say."""
    wrong = [*_paths(manifest)]
    if any(not 0 < artifact.size <= _MAX_BYTES for artifact in manifest.artifacts):
        wrong.append("artifacts.size: must be above 0 and below 2 GiB")
    if any(not 0 <= tolerance <= _MAX_TOLERANCE for test in manifest.tests for tolerance in (test.rtol, test.atol)):
        wrong.append(f"tests: tolerances lie between 0 and {_MAX_TOLERANCE}")
    if any(not _SHA256.fullmatch(artifact.sha256) for artifact in manifest.artifacts):
        wrong.append("artifacts.sha256: must be 64 lower-case hexadecimal digits")
    if any(artifact.precision != "fp32" and artifact.role != "weights" for artifact in manifest.artifacts):
        wrong.append("artifacts.precision: only of weights")
    source = manifest.origin.converted_from
    if source is not None and not _DIGEST.fullmatch(source):
        wrong.append("origin.converted_from: must be sha256: and 64 lower-case hexadecimal digits")
    domains = manifest.onnx.domains
    if len(domains) > _MAX_DOMAINS or not all(_DOMAIN.fullmatch(domain) for domain in domains):
        wrong.append(f"onnx.domains: at most {_MAX_DOMAINS} names of domains")
    return wrong


def weights_of(manifest: Manifest) -> set[str]:
    """Paths of the networks' files."""
    return {artifact.path for artifact in manifest.artifacts if artifact.role == "weights"}


def _paths(manifest: Manifest) -> list[str]:
    wrong = []
    paths = [artifact.path for artifact in manifest.artifacts]
    networks = len(manifest.before) + len(manifest.uncertainty.members) + 1
    if len(set(paths)) != len(paths) or len(weights_of(manifest)) != networks:
        wrong.append("artifacts: one file of weights for each network, and no other")
    for path in [*paths, *(test.path for test in manifest.tests)]:
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or "\\" in path or not parts.name or not path.isprintable():
            wrong.append("path: must stay inside the package")
    return wrong
