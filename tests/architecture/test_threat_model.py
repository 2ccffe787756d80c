"""The threat model leaves no way out, and what it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from support.sources import ROOT

PAGE = ROOT / "docs" / "security" / "threat-model.md"
SECTIONS = dict(re.findall(r"(?ms)^## (\d+ .+?)\n(.+?)(?=^## |\Z)", PAGE.read_text()))
PATHS = sorted(set(re.findall(r"`((?:service|tests)/[\w./-]+)`", PAGE.read_text())))

# What connects, listens, or starts another program, as it is called or inherited from.
OPENS = {
    *("socket.create_connection", "socket.create_server", "socket.socket", "urlopen", "uvicorn.Server"),
    *("httpx.Client", "httpx.AsyncClient", "requests.Session", "Session", "create_engine", "DBOS"),
    *("subprocess.run", "subprocess.Popen", "os.system", "asyncio.open_connection", "asyncio.start_server"),
}


def rows(section: str) -> list[list[str]]:
    found = re.findall(r"(?m)^\| ([STRIDE]) \| (.+?) \| (.+?) \| (.*?) ?\|$", SECTIONS[section])
    return [list(row) for row in found]


def test_every_arrow_of_the_drawing_has_a_section() -> None:
    drawn = set(re.findall(r"\d+", re.findall(r"(?s)```(.+?)```", PAGE.read_text())[0]))
    assert {title.split()[0] for title in SECTIONS} == drawn


def used(path: Path) -> set[str]:
    """Names that a module calls, or makes classes of."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    called = {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}
    return called | {ast.unparse(base) for node in nodes if isinstance(node, ast.ClassDef) for base in node.bases}


def test_whoever_opens_a_connection_is_named() -> None:
    """Each is a way in or out that the drawing has to show."""
    modules = sorted((ROOT / "service" / "radlane").rglob("*.py"))
    found = {path.relative_to(ROOT).as_posix() for path in modules if used(path) & OPENS}
    assert len(found) >= 9
    assert found - set(PATHS) == set()


@pytest.mark.parametrize("section", SECTIONS)
def test_no_way_is_left_out(section: str) -> None:
    assert "".join(row[0] for row in rows(section)) == "STRIDE"


@pytest.mark.parametrize("section", SECTIONS)
def test_what_has_no_test_is_a_gap(section: str) -> None:
    silent = [row for row in rows(section) if "tests/" not in row[3]]
    assert all("(gap " in row[2] for row in silent)


@pytest.mark.parametrize("path", PATHS)
def test_what_is_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_gaps_that_are_named_are_listed() -> None:
    text = PAGE.read_text()
    listed = set(re.findall(r"(?m)^(\d)\. ", text.partition("## Gaps")[2]))
    assert set(re.findall(r"\(gap (\d)\)", text)) <= listed


@pytest.mark.parametrize("name", ["README.md", "SECURITY.md"])
def test_pages_on_security_are_found(name: str) -> None:
    text = (ROOT / name).read_text()
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "security").glob("*.md")}
    assert {page for page in pages if f"]({page}" not in text} == set()
