"""Whether lungs are dark."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.image import Direction, Orientation
from radlane.imaging.polarity import chest_contrast
from support.shown import generator, image, real_image


def drawn(rows: int = 200, columns: int = 180) -> NDArray[np.float64]:
    """Two dark lungs in a bright body, and a marker."""
    y, x = np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j]
    lungs = ((np.abs(x) - 0.45) / 0.25) ** 2 + ((y + 0.15) / 0.5) ** 2 < 1
    return np.where(lungs, 1.0, 3.0) + 0.1 * y


def test_lungs_are_dark_on_a_real_chest_and_bright_on_its_inversion() -> None:
    chest = real_image("RG1_UNCR.dcm")
    assert chest_contrast(chest) > 0.5
    assert chest_contrast(replace(chest, values=-chest.values)) == -chest_contrast(chest)
    assert chest_contrast(replace(chest, monochrome1=not chest.monochrome1)) == -chest_contrast(chest)


def test_synthetic_chests_and_their_inversions_are_told_apart() -> None:
    rng = np.random.default_rng(11)
    with generator("cxr-lungs") as phantom:
        found = [chest_contrast(image(phantom.radiograph(128, rng)[0])) for _ in range(60)]
    assert min(found) > 0.1
    assert max(found) < 0.75


@pytest.mark.parametrize("row", list("LRHF"))
def test_a_chest_is_turned_upright_by_its_orientation(row: str) -> None:
    upright, along = drawn(), Direction(row)
    for column in "HF" if row in "LR" else "LR":
        down = Direction(column)
        stored = upright if row in "LR" else upright.T
        if Direction.H in (along, down):
            stored = stored[::-1] if down is Direction.H else stored[:, ::-1]
        turned = image(stored, orientation=Orientation(row=along, column=down))
        assert chest_contrast(turned) == pytest.approx(chest_contrast(image(upright)))


def test_padding_is_no_lung() -> None:
    framed = np.pad(drawn(), ((30, 70), (90, 10)))
    within = np.pad(np.ones(drawn().shape, bool), ((30, 70), (90, 10)))
    assert chest_contrast(image(framed, padding=~within)) == pytest.approx(chest_contrast(image(drawn())))
    hole = np.zeros(drawn().shape, bool)
    hole[:20, :40] = True
    black = np.where(hole, -1000, drawn())
    assert chest_contrast(image(black, padding=hole)) == pytest.approx(chest_contrast(image(drawn())), abs=0.02)


def test_where_nothing_can_be_compared_there_is_no_contrast() -> None:
    assert chest_contrast(image(drawn(), padding=np.ones(drawn().shape, bool))) == 0.0
    assert chest_contrast(image(np.array([[1.0, 2.0]]))) == 0.0
    assert chest_contrast(image(np.ones((50, 50)))) == 0.0
    assert chest_contrast(image(np.arange(1000.0).reshape(1, 1000))) == 0.0
