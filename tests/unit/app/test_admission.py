"""Settings say what packages have to pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.app.admission import admission_options, package_limits
from radlane.errors import SettingsError
from radlane.settings.admission import AdmissionSettings
from support.asgi import settings_in
from support.signatures import SIGNED


def test_limits_and_keys_are_those_of_the_settings(tmp_path: Path) -> None:
    chosen = AdmissionSettings(
        signatures="require",
        keys={"site": SIGNED / "p256.pem"},
        members=7,
        check_seconds=3.0,
        check_memory_bytes=1 << 30,
    )
    settings = settings_in(tmp_path).model_copy(update={"admission": chosen, "threads": 3})
    options = admission_options(settings)
    assert (options.signatures, [key.name for key in options.keys]) == ("require", ["site"])
    assert (options.limits.seconds, options.limits.memory_bytes, options.limits.threads) == (3.0, 1 << 30, 3)
    assert options.now().tzinfo is not None
    assert package_limits(settings).members == 7


def test_a_key_that_is_not_there_is_a_wrong_setting(tmp_path: Path) -> None:
    chosen = AdmissionSettings(signatures="warn", keys={"site": tmp_path / "gone.pem"})
    with pytest.raises(SettingsError):
        admission_options(settings_in(tmp_path).model_copy(update={"admission": chosen}))
