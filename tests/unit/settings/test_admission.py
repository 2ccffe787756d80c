"""Signatures are looked at with keys, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from radlane.settings.admission import AdmissionSettings


def test_signatures_need_keys() -> None:
    assert AdmissionSettings(signatures="require", keys={"site": Path("site.pem")}).keys
    for policy in ("warn", "require"):
        with pytest.raises(ValidationError):
            AdmissionSettings.model_validate({"signatures": policy})
