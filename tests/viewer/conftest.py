"""One desk for all tests here: the studies are analysed once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.orthanc import Orthanc
from support.viewer_desk import Desk, sitting


@pytest.fixture(scope="session")
def desk(orthanc: Orthanc, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with sitting(orthanc, tmp_path_factory.mktemp("viewer")) as made:
        yield made
