"""Imports point down only: import-linter, with the contracts of pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from support.sources import ROOT, sources


def test_every_contract_is_kept() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_onnxruntime_is_loaded_in_inference_only() -> None:
    """It is loaded by its name when it is first needed, which import-linter does not see."""
    named = {source.name for source in sources() if '"onnxruntime"' in source.text or "import onnx" in source.text}
    assert named == {"inference/devices.py"}
