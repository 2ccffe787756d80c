"""What CUDA reads of the environment is read, and nothing else."""

from __future__ import annotations

import pytest

from radlane.settings.cuda import read_cuda_environment


def test_what_cuda_reads_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CUDA_DEVICE_ORDER", raising=False)
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
    monkeypatch.setenv("RADLANE_SECRET", "x")
    assert read_cuda_environment() == {"CUDA_VISIBLE_DEVICES": "1"}
