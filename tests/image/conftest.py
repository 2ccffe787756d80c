"""One tree of the image for all tests here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.container import Container, data_folder, unpacked

_MIB = 1 << 20
SIZE = pytest.StashKey[int]()


@pytest.fixture(scope="session")
def container(pytestconfig: pytest.Config) -> Iterator[Container]:
    with unpacked() as made:
        pytestconfig.stash[SIZE] = sum(path.lstat().st_size for path in made.files())
        yield made


@pytest.fixture
def data(container: Container, tmp_path: Path) -> Path:
    return data_folder(container, tmp_path / "data")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if SIZE in config.stash:
        terminalreporter.write_line(f"The files of the image are {config.stash[SIZE] // _MIB} MiB")
