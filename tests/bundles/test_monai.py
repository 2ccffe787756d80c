"""Bundles that the real monai package makes and runs: radlane finds what MONAI finds, voxel by voxel."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from support.brought import dice, part_of_a_head, run
from support.lane import DONE, radlane
from support.sources import ROOT
from support.strangers import ANSWERS, answer

PYTHON = ROOT / "build" / "bundles" / "bin" / "python"
PEER = Path(__file__).with_name("peer.py")
READ = [{"_target_": "LoadImaged", "keys": "image"}, {"_target_": "EnsureChannelFirstd", "keys": "image"}]
SCALE = {
    "_target_": "ScaleIntensityRanged", "keys": "image", "a_min": -1000, "a_max": 1000, "b_min": -1, "b_max": 1,
    "clip": True,
}  # fmt: skip
BACK = {
    "_target_": "Invertd", "keys": "pred", "transform": "@preprocessing", "orig_keys": "image", "nearest_interp": False,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Case:
    """A bundle and the least Dice of each of its labels."""

    turn: str = "RAS"
    spacing: list[float] | None = None
    labels: tuple[str, ...] = ("background", "one", "two")
    before: tuple[dict[str, Any], ...] = (SCALE,)
    inferer: dict[str, Any]
    after: tuple[dict[str, Any], ...]
    least: float

    def document(self, name: str) -> dict[str, Any]:
        spaced = {"_target_": "Spacingd", "keys": "image", "pixdim": self.spacing, "mode": "bilinear"}
        turned = {"_target_": "Orientationd", "keys": "image", "axcodes": self.turn}
        chain = [
            *READ,
            turned,
            *([spaced] if self.spacing else []),
            *self.before,
            {"_target_": "EnsureTyped", "keys": "image"},
        ]
        inference = {
            "bundle_root": ".",
            "device": "$torch.device('cuda:0' if torch.cuda.is_available() else 'cpu')",
            "imports": ["$import glob"],
            "preprocessing": {"_target_": "Compose", "transforms": chain},
            "inferer": self.inferer,
            "postprocessing": {"_target_": "Compose", "transforms": list(self.after)},
        }
        return {"name": name, "labels": list(self.labels), "inference": inference}


ARGMAX = (
    {"_target_": "Activationsd", "keys": "pred", "softmax": True}, BACK,
    {"_target_": "AsDiscreted", "keys": "pred", "argmax": True},
)  # fmt: skip
GAUSSIAN = {
    "_target_": "SlidingWindowInferer", "roi_size": [32, 32, 24], "sw_batch_size": 4, "overlap": 0.5,
    "mode": "gaussian",
}  # fmt: skip
CASES = {
    "own-grid": Case(inferer=GAUSSIAN, after=ARGMAX, least=0.9999),
    "other-turn": Case(turn="PIR", inferer=GAUSSIAN, after=ARGMAX, least=0.9999),
    "one-channel": Case(
        labels=("lesion",),
        before=({"_target_": "NormalizeIntensityd", "keys": "image", "channel_wise": True},),
        inferer=GAUSSIAN,
        after=(
            {"_target_": "Activationsd", "keys": "pred", "sigmoid": True}, BACK,
            {"_target_": "AsDiscreted", "keys": "pred", "threshold": 0.5},
        ),
        least=0.9999,
    ),
    "largest": Case(
        inferer=GAUSSIAN,
        after=(*ARGMAX, {"_target_": "KeepLargestConnectedComponentd", "keys": "pred", "applied_labels": [1]}),
        least=0.9999,
    ),
    "even-windows": Case(inferer={**GAUSSIAN, "mode": "constant"}, after=ARGMAX, least=0.9999),
    "spacing": Case(spacing=[1.1, 1.3, 1.8], inferer=GAUSSIAN, after=ARGMAX, least=0.8),
}  # fmt: skip


def peer(*arguments: object) -> None:
    done = subprocess.run(
        [PYTHON, PEER, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", CASES)
def test_a_bundle_finds_what_monai_finds(name: str, tmp_path: Path, record_property: pytest.RecordProperty) -> None:
    case, bundle, head = CASES[name], tmp_path / "bundle", part_of_a_head()
    peer("make", json.dumps(case.document(name)), bundle)
    np.savez(tmp_path / "volume.npz", values=head.values, affine=head.affine)
    peer("infer", bundle, tmp_path / "volume.npz", tmp_path / "labels.npy")
    expected: NDArray[np.uint8] = np.load(tmp_path / "labels.npy")
    folder = tmp_path / "models" / name
    begun = radlane("models", "add", bundle, "--out", folder, "--json", home=tmp_path)
    assert begun.code == DONE, begun.stdout
    answer(folder, ANSWERS)
    _, labels = run(head, tmp_path / "models", name, tmp_path)
    numbers = range(1, len(case.labels) if len(case.labels) > 1 else 2)
    agreement = [dice(labels == number, expected == number) for number in numbers]
    record_property("dice", agreement)
    assert min((expected == number).sum() for number in numbers) > 500
    assert min(agreement) >= case.least, agreement
