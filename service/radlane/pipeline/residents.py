"""Which packages are loaded, and who uses them: leases, under a budget of memory.

In: a package. Out: its sessions, for as long as somebody holds them. Each package is loaded once, however many ask for
it at a time, and different ones beside each other. Who holds a lease is never interrupted: what is unloaded goes when
its last lease ends. A modest lease, of work that nobody waits for, takes nothing from the others.
Reference: docs/adr/0021.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
    """A package that is loaded, is being loaded, or goes when its last lease ends; all of it under the one lock.

    Attributes
    ----------
    is_claimed : bool
        Whether a lease that is not modest ever used it.
    was_alone : bool
        Whether nothing else was at work since its load began: only then memory grew by what it takes.
    """

    package: ModelPackage
    size: int = 0
    leases: int = 0
    used: int = 0
    is_claimed: bool = False
    was_alone: bool = False
    sessions: Future[Sessions] = field(default_factory=Future)

    @property
    def is_loaded(self) -> bool:
        return self.sessions.done() and self.sessions.exception() is None

    @property
    def weights(self) -> int:
        """Bytes of its networks' files: it takes no less."""
        held = (one for one in self.package.manifest.artifacts if one.role != "out-of-distribution")
        return sum(artifact.size for artifact in held)


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
        self._costs: dict[str, int] = {}  # digest -> the most that a load took that was alone
        self._closing = 0
        self._turn = 0

    @contextmanager
    def lease(self, package: ModelPackage, *, modest: bool = False) -> Iterator[Sessions]:
        """Hold a package's sessions; it is loaded where it is not.

        Parameters
        ----------
        modest : bool
            Load it only where there is room, or others go that only modest leases used; wait for nobody.

        Raises
        ------
        ModelTooLarge
            If its weights alone are more than the budget.
        ModelUnavailable
            If there is no room for it now: all others are in use, and stayed so.
        ModelError, DeviceError
            If it cannot be loaded: all who wait for this load get the same.
        """
        place, is_new = self._enter(package, modest=modest)
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

    def _enter(self, package: ModelPackage, *, modest: bool) -> tuple[_Place, bool]:
        """Count a lease before anything is waited for: what somebody waits for is not unloaded meanwhile."""
        with self._changed:
            place = self._places.get(package.digest)
            is_new = place is None
            if place is None:
                place = self._places[package.digest] = _Place(package=package)
            place.leases += 1
            place.is_claimed = place.is_claimed or not modest
            self._disturb(besides=place)
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
            self._await_room(place)
            self._begin(place)
            before = self._memory.used()
            sessions = self._load(place.package)
            self._weigh(place, sessions, self._memory.used() - before)
        except RadlaneError as error:
            self._fail(place, error)
        finally:
            if not place.sessions.done():  # what nobody foresaw is this caller's; the others may try again
                self._fail(place, ModelUnavailable("The model could not be loaded", uid=_name(place.package)))
        self._close_unused()

    def _fail(self, place: _Place, error: RadlaneError) -> None:
        with self._changed:
            self._drop(place)
            place.sessions.set_exception(error)
            self._changed.notify_all()

    def _drop(self, place: _Place) -> None:
        """Take away the place of a load that fails, with the lock that it was decided under: who comes later begins."""
        place.size = 0
        if self._places.get(place.package.digest) is place:
            del self._places[place.package.digest]

    def _await_room(self, place: _Place) -> None:
        """Reserve what a package is known to take, at least its weights."""
        need = max(place.weights, self._costs.get(place.package.digest, 0))
        if place.weights > self._memory.budget:
            raise _too_large(place.package, place.weights, self._memory.budget)
        with self._changed:
            has_room = not need or self._make_room(need, place)
            if not has_room and place.is_claimed:  # who is modest never lets go of the lock: nobody shares its refusal
                has_room = self._changed.wait_for(lambda: self._make_room(need, place), self._patience_s)
            if not has_room:
                self._drop(place)
                raise _no_room(place.package)
            place.size = need
        self._close_unused()

    def _begin(self, place: _Place) -> None:
        with self._changed:
            others = (other for other in (*self._places.values(), *self._going) if other is not place)
            place.was_alone = not self._closing and not any(other.leases for other in others)

    def _disturb(self, besides: _Place | None = None) -> None:
        """Somebody begins to work: what memory grows by is no longer one load's alone."""
        for place in (*self._places.values(), *self._going):
            if place is not besides:
                place.was_alone = False

    def _weigh(self, place: _Place, sessions: Sessions, growth: int) -> None:
        """Put down what a load took, and let it serve; a modest one that there is no room for is closed again.

        What grew while others were at work may be theirs: it counts as long as this is loaded, and is not kept. The
        same of a load that was alone and is said to take more than there is: images are decoded without a lease. What
        is kept never falls: where something was closed before, a load may grow into what the heap did not give back.
        """
        digest, budget = place.package.digest, self._memory.budget
        with self._changed:
            growth = max(place.weights, growth)
            if place.was_alone and growth <= budget:
                self._costs[digest] = max(growth, self._costs.get(digest, 0))
            place.size = self._costs.get(digest, min(growth, budget))
            serves = place.is_claimed or self._make_room(0, place) or not self._is_anything_claimed()
            if serves:
                place.sessions.set_result(sessions)
            else:
                self._drop(place)
                self._begin_closing()
            self._make_room(0, place)
            self._changed.notify_all()
        if not serves:
            self._close((sessions,))
            raise _no_room(place.package)

    def _is_anything_claimed(self) -> bool:
        return any(place.is_claimed for place in self._places.values())

    def _make_room(self, need: int, asker: _Place | None = None) -> bool:
        """Let go of what nobody uses until so many bytes fit; say whether they do.

        What only modest leases used goes first, then the longest unused. Nothing else goes for who is modest, and
        nothing at all for a need that cannot be met anyhow.
        """
        spared = asker is not None and not asker.is_claimed
        idle = [place for place in self._places.values() if place.is_loaded and not place.leases]
        idle = sorted((one for one in idle if not (spared and one.is_claimed)), key=lambda o: (o.is_claimed, o.used))
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
            if unused:
                self._begin_closing()
        if unused:
            self._close(place.sessions.result() for place in unused if place.is_loaded)

    def _begin_closing(self) -> None:
        self._closing += 1
        self._disturb()

    def _close(self, those: Iterable[Sessions]) -> None:
        try:
            for sessions in those:
                for session in sessions:
                    session.close()
            self._memory.trim()
        finally:
            with self._changed:
                self._closing -= 1


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


def _no_room(package: ModelPackage) -> ModelUnavailable:
    return ModelUnavailable(
        "There is no memory for this model now",
        uid=_name(package),
        why="the models that are loaded are in use, or kept for production",
        remedy="Try again, or give models more memory (models_memory_bytes)",
    )


def _too_large(package: ModelPackage, need: int, budget: int) -> ModelTooLarge:
    return ModelTooLarge(
        "The model does not fit into the memory for models",
        uid=_name(package),
        why=f"its weights are {need} bytes, and there are {budget}",
        remedy="Give models more memory (models_memory_bytes)",
    )
