"""A store that dies in the middle: what is there is taken back or finished, and nobody sees it half."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from radlane.dicomweb.journal import journal, recover, unfinished
from support.archives import folder_archive, held, killed_at, results, stopped_at
from support.radiographs import radiograph, save

CONTENT = b"an object"
DIGEST = sha256(CONTENT).hexdigest()


def places(root: Path, *names: str) -> dict[Path, str]:
    return {root / "study" / "series" / name: DIGEST for name in names}


def put(path: Path, content: bytes = CONTENT) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def left_behind(root: Path, *names: str, host: str | None = None) -> None:
    """The journal of a process that was killed."""
    targets = {f"study/series/{name}": DIGEST for name in names}
    document = {"host": host or os.uname().nodename, "targets": targets}
    (root / ".radlane-dead.store").write_text(json.dumps(document))


def test_what_a_journal_speaks_of_is_unfinished_while_it_lies_there(tmp_path: Path) -> None:
    targets = places(tmp_path, "a", "b")
    with journal(tmp_path, targets):
        assert unfinished(tmp_path) == set(targets)
    assert unfinished(tmp_path) == set()
    assert files(tmp_path) == set()


def test_a_journal_goes_where_the_store_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), journal(tmp_path, places(tmp_path, "a")):
        put(tmp_path / "x", bytes(1 // 0))
    assert files(tmp_path) == set()


def test_half_a_result_is_taken_back_with_its_folders(tmp_path: Path) -> None:
    left_behind(tmp_path, "a", "b")
    put(tmp_path / "study" / "series" / "a")
    recover(tmp_path, now=0)
    assert list(tmp_path.iterdir()) == []


def test_a_whole_result_stays(tmp_path: Path) -> None:
    left_behind(tmp_path, "a", "b")
    for path in places(tmp_path, "a", "b"):
        put(path)
    recover(tmp_path, now=0)
    assert files(tmp_path) == {"study/series/a", "study/series/b"}


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    left_behind(tmp_path, "a", "b")
    put(tmp_path / "study" / "series" / "a", b"another object")
    put(tmp_path / "study" / "series" / "image")
    recover(tmp_path, now=0)
    assert files(tmp_path) == {"study/series/a", "study/series/image"}


@pytest.mark.parametrize(
    "content",
    [
        b"",  # killed before it was written
        b'{"host": "x", "targets"',
        b'{"host": "x"}',
        b"[]",
        b'{"host": "x", "targets": ["a"]}',
        b"\xff\xff",
    ],
)
def test_a_journal_that_was_cut_speaks_of_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".radlane-dead.store").write_bytes(content)
    put(tmp_path / "study" / "series" / "a")
    assert unfinished(tmp_path) == set()
    recover(tmp_path, now=0)
    assert files(tmp_path) == {"study/series/a"}


def test_a_journal_that_is_gone_again_speaks_of_nothing(tmp_path: Path) -> None:
    (tmp_path / ".radlane-gone.store").symlink_to(tmp_path / "nowhere")
    assert unfinished(tmp_path) == set()


def test_a_journal_leads_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    put(tmp_path / "outside")
    document = {"host": os.uname().nodename, "targets": {"../outside": DIGEST, "a": DIGEST}}
    (tmp_path / "archive" / ".radlane-dead.store").write_text(json.dumps(document))
    recover(tmp_path / "archive", now=0)
    assert (tmp_path / "outside").read_bytes() == CONTENT


def test_another_machine_s_journal_is_left_alone_for_an_hour(tmp_path: Path) -> None:
    left_behind(tmp_path, "a", "b", host="another")
    put(tmp_path / "study" / "series" / "a")
    age = (tmp_path / ".radlane-dead.store").stat().st_mtime
    recover(tmp_path, now=age + 3500)
    assert unfinished(tmp_path) == set(places(tmp_path, "a", "b"))
    recover(tmp_path, now=age + 3700)
    assert files(tmp_path) == set()


def test_the_next_store_of_anything_takes_back_what_a_killed_one_left(tmp_path: Path) -> None:
    """At whatever step the first one dies, the folder holds whole results and nothing else afterwards."""
    first, second = results(tmp_path / "first", [1, 2]), results(tmp_path / "second", [3])
    for event in count(1):
        root = tmp_path / f"archive{event}"
        root.mkdir()
        save(radiograph(), root)
        killed = killed_at(event, lambda at=root: folder_archive(at).store(first))
        folder_archive(root).store(second)
        assert len(held(folder_archive(root))) in {2, 4}
        assert len([name for name in files(root) if not name.endswith(".part")]) == len(held(folder_archive(root)))
        if not killed:
            break
    assert event > 10


def test_a_store_that_is_told_to_stop_leaves_all_or_nothing(tmp_path: Path) -> None:
    """At whatever step Ctrl-C comes; also between a file's name and what follows it."""
    objects, seen = results(tmp_path / "result", [1, 2, 3]), set()
    for event in count(1):
        root = tmp_path / f"archive{event}"
        root.mkdir()
        save(radiograph(), root)
        stopped = stopped_at(event, lambda at=root: folder_archive(at).store(objects))
        visible = {name for name in files(root) if name.endswith(".dcm")}
        seen.add(len(visible))
        if not stopped:
            break
    assert seen == {1, 4}
