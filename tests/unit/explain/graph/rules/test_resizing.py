"""Resize against central differences: the modes and versions that exporters write."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.graph.gradient import append_gradient
from support.gradients import Network, network, require_gradient

RNG = np.random.default_rng(0)
X = {"x": RNG.standard_normal((1, 2, 4, 6))}
SOLID = {"x": RNG.standard_normal((1, 2, 3, 4, 5))}
COORDINATES = ("half_pixel", "align_corners", "asymmetric", "pytorch_half_pixel", "half_pixel_symmetric")


def by_scales(inputs: dict[str, np.ndarray], *scales: float, opset: int = 19, **given: object) -> Network:
    return network("Resize", inputs, {"": None, "scales": np.asarray(scales, np.float32)}, opset=opset, **given)


def by_sizes(inputs: dict[str, np.ndarray], *sizes: int, opset: int = 19, **given: object) -> Network:
    case = network("Resize", inputs, {"sizes": np.asarray(sizes, np.int64)}, opset=opset, **given)
    case.nodes[0].input[:] = ["x", "", "", "sizes"]
    return case


@pytest.mark.parametrize("mode", ["nearest", "linear", "cubic"])
@pytest.mark.parametrize("coordinates", COORDINATES)
def test_modes(mode: str, coordinates: str) -> None:
    given = {"mode": mode, "coordinate_transformation_mode": coordinates}
    require_gradient(by_scales(X, 1, 1, 2, 1.5, **given), np.random.default_rng(1))
    require_gradient(by_sizes(X, 1, 2, 7, 5, **given), np.random.default_rng(1))


@pytest.mark.parametrize(
    "case",
    [
        by_scales(
            X, 1, 1, 2, 2, mode="nearest", nearest_mode="floor", coordinate_transformation_mode="asymmetric", opset=13
        ),
        by_scales(SOLID, 1, 1, 2, 2, 1.5, mode="linear", opset=13),
        by_scales(SOLID, 1, 1, 2, 1, 2, mode="nearest", opset=11 + 2),
        by_scales(X, 1, 1, 1, 1, mode="linear"),
        by_sizes(X, 3, 5, axes=[2, 3], mode="linear", antialias=1),
        by_sizes(X, 5, axes=[3], mode="nearest"),
        by_scales(X, 1, 1, 2, 2, mode="cubic", cubic_coeff_a=-0.5, exclude_outside=1),
    ],
    ids=["floor", "solid", "solid, one axis stays", "nothing", "antialias", "one axis", "cubic"],
)
def test_forms(case: Network) -> None:
    require_gradient(case, np.random.default_rng(1))


@pytest.mark.parametrize(
    ("case", "why"),
    [
        (by_scales(X, 1, 1, 2, 2, mode="linear", coordinate_transformation_mode="tf_crop_and_resize"), "crops"),
        (by_sizes(X, 8, 8, axes=[2, 3], mode="linear", keep_aspect_ratio_policy="not_larger"), "ratio of sides"),
    ],
)
def test_what_is_refused(case: Network, why: str) -> None:
    with pytest.raises(ExplanationRefused, match=why):
        append_gradient(case.model(np.float32), of="y", at=["x"])
