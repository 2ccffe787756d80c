"""Mean and whitening of features <-> the artifact of a package that holds them.

In: an .npz, hostile, or two arrays. Out: two arrays that fit each other, or the bytes of the .npz. Nothing is
unpickled, and nothing is read that is larger than it may be.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray

from radlane.errors import ArtifactCorrupt
from radlane.registry.arrays import UNREADABLE, write_arrays
from radlane.registry.package import ModelPackage, read_artifact

MOST_FEATURES = 2048  # their whitening then takes 32 MiB
_MOST_BYTES = (MOST_FEATURES + 2) * MOST_FEATURES * 8
_NAMES = ("mean", "whitening")


@dataclass(frozen=True, kw_only=True)
class FittedFeatures:
    """`mean`, float64 [k], and `whitening`, float64 [k, k] (`explain.out_of_distribution.Gaussian`)."""

    mean: NDArray[np.float64]
    whitening: NDArray[np.float64]


def read_features(package: ModelPackage) -> FittedFeatures | None:
    """Read the artifact; None where the manifest names none.

    Raises
    ------
    ArtifactCorrupt
        If it has another size or digest than the manifest says, or is no .npz of the two arrays, finite and of sizes
        that fit.
    """
    fitted = package.manifest.out_of_distribution
    if fitted is None:
        return None
    artifact = next(one for one in package.manifest.artifacts if one.path == fitted.artifact)
    return unpack_features(read_artifact(package.locate, artifact), artifact.path)


def unpack_features(data: bytes, path: str) -> FittedFeatures:
    """Return what the bytes of an artifact hold; `path` is for messages.

    Raises
    ------
    ArtifactCorrupt
        As `read_features`.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MOST_BYTES:
                raise ValueError("too large when unpacked")
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            mean, whitening = (np.asarray(file[name]) for name in _NAMES)
        _require_plausible(mean, whitening)
    except UNREADABLE as error:
        raise ArtifactCorrupt("The artifact holds no mean and whitening of features", uid=path) from error
    return FittedFeatures(mean=mean, whitening=whitening)


def pack_features(mean: NDArray[np.float64], whitening: NDArray[np.float64]) -> bytes:
    """Return the .npz of an artifact, the same bytes for the same numbers."""
    buffer = io.BytesIO()
    write_arrays(buffer, dict(zip(_NAMES, (mean, whitening), strict=True)), compressed=True)
    return buffer.getvalue()


def _require_plausible(mean: NDArray[np.float64], whitening: NDArray[np.float64]) -> None:
    if mean.dtype != np.float64 or whitening.dtype != np.float64 or mean.ndim != 1:
        raise ValueError("other arrays")
    if not 0 < len(mean) <= MOST_FEATURES or whitening.shape != (len(mean), len(mean)):
        raise ValueError("other sizes")
    if not (np.isfinite(mean).all() and np.isfinite(whitening).all()):
        raise ValueError("not finite")
