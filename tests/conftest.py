"""What holds for every test: pydicom is as quiet as at run time, hypothesis draws the same examples in CI."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from pydicom import config as pydicom_config

from support.orthanc import Orthanc, running
from support.validators import TOOLS, require

settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "developer")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the call say for how long schemathesis calls the service, or files are spoiled."""
    parser.addoption("--fuzz-seconds", type=float, help="Seconds of test_fuzz.py or test_readers.py, with new seeds.")


def pytest_configure() -> None:
    """Read as radlane reads: pydicom neither judges values nor logs them (they are the patient's)."""
    pydicom_config.settings.reading_validation_mode = pydicom_config.IGNORE
    logging.getLogger("pydicom").setLevel(logging.CRITICAL)


@pytest.fixture(scope="session")
def tools() -> None:
    """All judges are installed; a missing one is a failure that names its package, never a skip."""
    for tool in TOOLS:
        require(tool)


@pytest.fixture(scope="session")
def orthanc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Orthanc]:
    """A PACS of this test session's own."""
    with running(tmp_path_factory.mktemp("orthanc")) as started:
        yield started
