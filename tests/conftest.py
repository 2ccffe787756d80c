"""What holds for every test: pydicom is as quiet as at run time, hypothesis draws the same examples in CI."""

from __future__ import annotations

import logging
import os

import pytest
from hypothesis import settings
from pydicom import config as pydicom_config

from support.validators import TOOLS, require

settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "developer")


def pytest_configure() -> None:
    """Read as radlane reads: pydicom neither judges values nor logs them (they are the patient's)."""
    pydicom_config.settings.reading_validation_mode = pydicom_config.IGNORE
    logging.getLogger("pydicom").setLevel(logging.CRITICAL)


@pytest.fixture(scope="session")
def tools() -> None:
    """All judges are installed; a missing one is a failure that names its package, never a skip."""
    for tool in TOOLS:
        require(tool)
