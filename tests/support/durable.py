"""A durable engine in memory: outcomes are kept as JSON and replayed, successors wait for their time, and it may die.

It stands for `workflow.Durable`; what is real in it: nothing of a call outlives a crash but what JSON can say and what
the call itself put on a disk.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from radlane.domain.job import Job
from radlane.jobs.queue import workflow_id
from radlane.jobs.workflow import Runner, start_of
from radlane.pipeline.chosen import Source
from radlane.pipeline.room import always_room
from support.jobs import Clock


class Crash(BaseException):
    """The process dies."""


@dataclass(kw_only=True)
class Workflow:
    """One attempt of a job as the engine keeps it."""

    start: str
    due: float
    outcomes: list[tuple[str, str]] = field(default_factory=list)
    done: bool = False


class Engine:
    """Runs workflows one after the other, in the order in which they are due.

    Parameters
    ----------
    clock : Clock
        Moved to the next workflow that is due.
    at : callable
        Told every point at which a process may die; raises `Crash` to die there.
    """

    def __init__(self, clock: Clock, at: Callable[[str], None] = lambda _: None) -> None:
        self.clock = clock
        self.at = at
        self.workflows: dict[str, Workflow] = {}
        self.ran: list[str] = []
        self.held_s = 0.0

    def enqueue(self, job: Job) -> None:
        self.put(workflow_id(job.id, job.attempt), start_of(job), 0.0)

    def sweep(self, runner: Runner) -> None:
        """Give a workflow to jobs that have none: those that withdraw what the ledger itself closed."""
        for job in runner.store.unfinished():
            self.enqueue(job)

    def put(self, name: str, start: Mapping[str, Any], delay_s: float) -> None:
        """The same name is one workflow for ever, as in DBOS."""
        due = self.clock().timestamp() + delay_s
        self.workflows.setdefault(name, Workflow(start=json.dumps(dict(start), allow_nan=False), due=due))

    def step(self, runner: Runner) -> bool:
        """Run the workflow that is due next until it ends or the process dies; False where there is none."""
        waiting = [(workflow.due, name) for name, workflow in self.workflows.items() if not workflow.done]
        if not waiting:
            return False
        due, name = min(waiting)
        self.clock.forward(max(0.0, due - self.clock().timestamp()))
        begin = self.clock()
        try:
            runner.run(_Attempt(self, self.workflows[name]), json.loads(self.workflows[name].start))
            self.workflows[name].done = True
        except Crash:
            pass
        self.held_s += (self.clock() - begin).total_seconds()
        return True

    def drain(self, runner: Runner, steps: int = 400) -> None:
        """Run all there is, and what comes of it."""
        for _ in range(steps):
            if not self.step(runner):
                return
        raise AssertionError("jobs without an end")


class _Attempt:
    """One execution of a workflow."""

    def __init__(self, engine: Engine, workflow: Workflow) -> None:
        self._engine = engine
        self._workflow = workflow
        self._place = 0

    def once(self, name: str, call: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        place, self._place = self._place, self._place + 1
        if place < len(self._workflow.outcomes):
            known, text = self._workflow.outcomes[place]
            assert known == name, "the workflow took another way when it was replayed"
        else:
            self._engine.at(f"before {name}")
            text = json.dumps(call(), allow_nan=False)
            self._engine.ran.append(name)
            self._engine.at(f"after {name}")
            self._workflow.outcomes.append((name, text))
            self._engine.at(f"recorded {name}")
        answer: dict[str, Any] = json.loads(text)
        return answer

    def require_held(self) -> None:
        pass

    def room(self, source: Source, _: bool) -> AbstractContextManager[None]:
        return always_room(source)

    def later(self, state: Mapping[str, Any], delay_s: float) -> None:
        self._engine.at("before later")
        self._engine.put(workflow_id(state["job"], state["attempt"]), state, delay_s)
        self._engine.at("after later")
