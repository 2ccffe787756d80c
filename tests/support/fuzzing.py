"""schemathesis, with all its checks but one, against a service that runs.

In: the service, a key or none, and what is there. Out: how it ended, what it said, and how it was answered.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from support.server import Server
from support.sources import ROOT

_HOOKS = "support.fuzz_hooks"
_NOT_THERE = 501  # a transaction that a worklist need not support (PS3.18 section 11.1)
_NOT_MEANT = "use_after_free"  # DELETE of a job cancels it (docs/http.md), and the job stays
# What no contract can say: it depends on the state of a version, or of a tag.
_CONFIG = """[checks]
positive_data_acceptance.expected-statuses = ["2xx", "3xx", 401, 403, 404, 409, 410, 412, 428, 429, "5xx"]

# PS3.18 has 400 for what no JSON schema says: a UID, a data set, a match; and 501 for what need not be there.
[[operations]]
include-path-regex = "^/dicomweb/"
checks.positive_data_acceptance.expected-statuses = ["2xx", 400, 401, 403, 404, 406, 409, 415, 422, 429, "5xx"]
checks.not_a_server_error.expected-statuses = ["2xx", "3xx", "4xx", 501]

# A tensor has its data in JSON or behind it, and only as the network takes it.
[[operations]]
include-path-regex = "/infer$"
checks.positive_data_acceptance.expected-statuses = ["2xx", 401, 403, 404, 409, 410, 422, 429, "5xx"]
"""
_A_WHILE_S = 240.0
_STRANGER_S = 30.0
_PATIENCE_S = 300.0  # beside its time: the first two of its phases do what they have to do, however long that takes


@dataclass(frozen=True, kw_only=True)
class Fuzzed:
    """How a run ended: its exit code, what it said, and status, method and route of its answers with their numbers."""

    code: int
    said: str
    answers: Counter[tuple[int, str, str]]

    @property
    def of_500(self) -> list[tuple[int, str, str]]:
        """What was answered with 500 and more, but for what need not be there."""
        return sorted(answer for answer in self.answers if answer[0] >= 500 and answer[0] != _NOT_THERE)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is there.

    Attributes
    ----------
    values : mapping
        Name of a parameter or of an attribute of a body -> what it may be, words or whole numbers.
    instances, packages : sequence of Path
        What is sent as DICOM, and as an archive with a model.
    disposable : mapping
        Parameters of the path of a version that may be taken out of service.
    """

    values: Mapping[str, Sequence[str] | Sequence[int]]
    instances: Sequence[Path]
    packages: Sequence[Path]
    disposable: Mapping[str, str]


def fuzz(
    server: Server,
    key: str | None,
    known: Known,
    more_seconds: float | None,
) -> Fuzzed:
    """Let schemathesis call a service for some time.

    Parameters
    ----------
    key : str or None
        None: a stranger calls, who has no credentials, for a shorter time.
    known : Known
        What is there.
    more_seconds : float or None
        How long, with a seed that is new; None: a while, with the same seed each time.
    """
    seconds = (more_seconds or _A_WHILE_S) if key else _STRANGER_S
    folder = server.folder / ("fuzz" if key else "stranger")
    folder.mkdir()
    file, answers = folder / "known.json", folder / "answers"
    file.write_text(json.dumps(asdict(known), default=str))
    answers.touch()
    (folder / "schemathesis.toml").write_text(_CONFIG)
    done = subprocess.run(
        [
            *(Path(sys.executable).with_name("schemathesis"), "run", f"{server.url}/openapi.json"),
            *("--checks", "all", "--exclude-checks", _NOT_MEANT),
            *(("--header", f"Authorization: Bearer {key}") if key else ()),
            *("--max-time", str(int(seconds)), "--continue-on-failure"),
            *("--request-timeout", "30", "--no-color", "--generation-database", "none"),
            *(() if more_seconds else ("--seed", "1338")),
        ],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "tests"),
            "SCHEMATHESIS_HOOKS": _HOOKS,
            "FUZZ_KNOWN": str(file),
            "FUZZ_ANSWERS": str(answers),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds + _PATIENCE_S,
    )
    lines = (line.split(" ", 2) for line in answers.read_text().splitlines())
    counted = Counter((int(status), method, route) for status, method, route in lines)
    return Fuzzed(code=done.returncode, said=done.stdout + done.stderr, answers=counted)
