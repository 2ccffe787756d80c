from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

from radlane.registry.arrays import write_arrays

NAMES = ("file", "allow_pickle", "args", "kwds", "self", "input.1", "net/scan:0", "Lunge außen", "a b", "x.npy")


@pytest.mark.parametrize("compressed", [True, False])
def test_arrays_of_any_name_come_back(tmp_path: Path, compressed: bool) -> None:
    arrays = {name: np.arange(24, dtype=np.float32).reshape(2, 3, 4) + place for place, name in enumerate(NAMES)}
    arrays["turned"] = arrays["file"].T
    write_arrays(tmp_path / "some.npz", arrays, compressed=compressed)
    with np.load(tmp_path / "some.npz", allow_pickle=False) as found:
        assert sorted(found.files) == sorted(arrays)
        for name, values in arrays.items():
            np.testing.assert_array_equal(found[name], values)
    again = io.BytesIO()
    write_arrays(again, arrays, compressed=compressed)
    assert again.getvalue() == (tmp_path / "some.npz").read_bytes()
