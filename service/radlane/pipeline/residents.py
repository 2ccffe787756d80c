"""Which packages are loaded, and who uses them: leases, under a budget of memory.

In: a package. Out: its sessions, for as long as somebody holds them. Each package is loaded once, however many ask for
it at a time, and different ones beside each other. Who holds a lease is never interrupted: what is unloaded goes when
its last lease ends.
Reference: docs/adr/0021.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition

from radlane.errors import ModelTooLarge, ModelUnavailable, RadlaneError
from radlane.inference.memory import Memory
from radlane.inference.running import Running
from radlane.registry.package import ModelPackage

PATIENCE_S = 30.0  # for room; a job then waits without holding a worker, and a caller is told to come back
Sessions = tuple[Running, ...]


@dataclass(frozen=True, kw_only=True)
class Resident:
    """A package that is loaded; `size` is what its load took, in bytes, `leases` how many use it now."""

    name: str
    version: str
    digest: str
    size: int
    leases: int


@dataclass(eq=False, kw_only=True)
class _Place:
    """A package that is loaded, is being loaded, or goes when its last lease ends; all of it under the one lock."""

    package: ModelPackage
    size: int = 0
    leases: int = 0
    used: int = 0
    sessions: Future[Sessions] = field(default_factory=Future)

    @property
    def is_loaded(self) -> bool:
        return self.sessions.done() and self.sessions.exception() is None


class Residents:
    """The loaded packages of this process.

    Parameters
    ----------
    load : callable
        Package -> its sessions, after their self-test.
    memory : Memory
        Where they lie, and how much of it they may take.
    patience_s : float
        Seconds that a load waits for room while others are in use.
    """

    def __init__(
        self, load: Callable[[ModelPackage], Sessions], memory: Memory, patience_s: float = PATIENCE_S
    ) -> None:
        self._load = load
        self._memory = memory
        self._patience_s = patience_s
        self._changed = Condition()
        self._places: dict[str, _Place] = {}
        self._going: list[_Place] = []
        self._costs: dict[str, int] = {}  # digest -> what its first load took
        self._turn = 0

    @contextmanager
    def lease(self, package: ModelPackage) -> Iterator[Sessions]:
        """Hold a package's sessions; it is loaded where it is not.

        Raises
        ------
        ModelTooLarge
            If it does not fit into the budget even alone.
        ModelUnavailable
            If there is no room for it now: all others are in use, and stayed so.
        ModelError, DeviceError
            If it cannot be loaded: all who wait for this load get the same.
        """
        place, is_new = self._enter(package)
        try:
            if is_new:
                self._fill(place)
            yield place.sessions.result()
        finally:
            self._leave(place)

    def unload(self, digest: str) -> None:
        """Let a package go: who asks from now on loads it anew, who has it keeps it, and the last one closes it."""
        with self._changed:
            place = self._places.pop(digest, None)
            if place is not None:
                self._going.append(place)
        if place is not None:
            self._close_unused()

    def list(self) -> tuple[Resident, ...]:
        """Return what is loaded now, also what is on its way out, by name and version."""
        with self._changed:
            found = [_described(place) for place in (*self._places.values(), *self._going) if place.is_loaded]
        return tuple(sorted(found, key=lambda one: (one.name, one.version, one.digest)))

    def _enter(self, package: ModelPackage) -> tuple[_Place, bool]:
        """Count a lease before anything is waited for: what somebody waits for is not unloaded meanwhile."""
        with self._changed:
            place = self._places.get(package.digest)
            is_new = place is None
            if place is None:
                place = self._places[package.digest] = _Place(package=package)
            place.leases += 1
            return place, is_new

    def _leave(self, place: _Place) -> None:
        with self._changed:
            self._turn += 1
            place.leases, place.used = place.leases - 1, self._turn
            self._make_room(0)
            self._changed.notify_all()
        self._close_unused()

    def _fill(self, place: _Place) -> None:
        """Load into a place; what goes wrong is everybody's who waits for it, and stays nowhere."""
        try:
            is_alone = self._await_room(place)
            before = self._memory.used()
            sessions = self._load(place.package)
            self._weigh(place, sessions, self._memory.used() - before, is_alone=is_alone)
        except RadlaneError as error:
            self._fail(place, error)
        finally:
            if not place.sessions.done():  # what nobody foresaw is this caller's; the others may try again
                self._fail(place, ModelUnavailable("The model could not be loaded", uid=_name(place.package)))
        self._close_unused()

    def _fail(self, place: _Place, error: RadlaneError) -> None:
        with self._changed:
            place.size = 0
            if self._places.get(place.package.digest) is place:
                del self._places[place.package.digest]
            place.sessions.set_exception(error)
            self._changed.notify_all()

    def _await_room(self, place: _Place) -> bool:
        """Reserve what a package is known to take, at least its weights; return whether nothing else is at work."""
        digest, budget = place.package.digest, self._memory.budget
        weights = sum(artifact.size for artifact in place.package.manifest.artifacts)
        need = max(weights, self._costs.get(digest, 0))
        if need > budget:
            raise _too_large(place.package, need, budget)
        with self._changed:
            if need and not self._changed.wait_for(lambda: self._make_room(need), self._patience_s):
                raise ModelUnavailable(
                    "There is no memory for this model now",
                    uid=_name(place.package),
                    why="all models that are loaded are in use",
                    remedy="Try again, or give models more memory (models_memory_bytes)",
                )
            place.size = need
            is_alone = self._is_alone(place)
        self._close_unused()
        return is_alone

    def _weigh(self, place: _Place, sessions: Sessions, growth: int, *, is_alone: bool) -> None:
        """Put down what a load took. What grew while others were at work may be theirs: it is no reason to refuse."""
        digest, budget = place.package.digest, self._memory.budget
        with self._changed:
            if not (is_alone and self._is_alone(place)):
                growth = min(growth, budget)
            place.size = max(place.size, self._costs.setdefault(digest, max(place.size, growth)))
            if place.size <= budget:
                place.sessions.set_result(sessions)
            self._make_room(0)
            self._changed.notify_all()
        if place.size > budget:
            _close(sessions)
            raise _too_large(place.package, place.size, budget)

    def _is_alone(self, place: _Place) -> bool:
        return not any(other.leases for other in (*self._places.values(), *self._going) if other is not place)

    def _make_room(self, need: int) -> bool:
        """Let go of what nobody uses, the longest unused first, until so many bytes fit; say whether they do.

        Nothing goes for a need that cannot be met anyhow.
        """
        idle = sorted((one for one in self._places.values() if one.is_loaded and not one.leases), key=lambda o: o.used)
        taken = sum(one.size for one in self._places.values()) + sum(one.size for one in self._going if one.leases)
        over = taken + need - self._memory.budget
        if need and over > sum(one.size for one in idle):
            return False
        for place in idle:
            if over <= 0:
                break
            over -= place.size
            self._going.append(self._places.pop(place.package.digest))
        return over <= 0

    def _close_unused(self) -> None:
        """Give memory back, outside the lock: nobody waits for that."""
        with self._changed:
            unused = [place for place in self._going if not place.leases]
            self._going = [place for place in self._going if place.leases]
        for place in unused:
            if place.is_loaded:
                _close(place.sessions.result())


def _close(sessions: Sessions) -> None:
    for session in sessions:
        session.close()


def _described(place: _Place) -> Resident:
    manifest = place.package.manifest
    return Resident(
        name=manifest.name,
        version=manifest.version,
        digest=place.package.digest,
        size=place.size,
        leases=place.leases,
    )


def _name(package: ModelPackage) -> str:
    return f"{package.manifest.name}:{package.manifest.version}"


def _too_large(package: ModelPackage, need: int, budget: int) -> ModelTooLarge:
    return ModelTooLarge(
        "The model does not fit into the memory for models",
        uid=_name(package),
        why=f"it needs {need} bytes, and there are {budget}",
        remedy="Give models more memory (models_memory_bytes)",
    )
