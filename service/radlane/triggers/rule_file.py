"""A file of rules -> `Rules`, or every fault in it with its line and column.

In: YAML, the models and the archives that there are. Out: rules. A key that radlane does not honour is a fault, and so
is a model or an archive that is not there.
Reference: docs/rules.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from radlane.domain.patterns import fits
from radlane.errors import ModelError, ModelNotFound, RulesInvalid
from radlane.registry.catalogue import Resolver
from radlane.triggers.marked_yaml import Marked, MarkedError, Place, read_marked
from radlane.triggers.marked_yaml import Path as Where
from radlane.triggers.rule_form import RulesForm
from radlane.triggers.rules import Rules

MOST_BYTES = 256 << 10
MOST_FAULTS = 20  # that are named; a file that is something else altogether has thousands
_TOP = "the file"


@dataclass(frozen=True, kw_only=True)
class Known:
    """What rules may name: models, archives that have studies, and archives that take results."""

    models: Resolver
    sources: Collection[str]
    destinations: Collection[str]


def load_rules(path: Path, known: Known) -> Rules:
    """Read a file of rules.

    Raises
    ------
    RulesInvalid
        If it cannot be read, or has faults; each is said as `file:line:column: what`.
    """
    return parse_rules(read_bytes(path), path.name, known)


def read_bytes(path: Path) -> bytes:
    """Return what stands in a file of rules.

    Raises
    ------
    RulesInvalid
        If it cannot be read or is too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _invalid([f"{path.name}: {error.strerror or 'it cannot be read'}"]) from None
    if len(data) > MOST_BYTES:
        raise _invalid([f"{path.name}: it has more than {MOST_BYTES} bytes"])
    return data


def parse_rules(data: bytes, name: str, known: Known) -> Rules:
    """Parse what stands in a file of that name.

    Raises
    ------
    RulesInvalid
        As `load_rules`.
    """
    try:
        marked = read_marked(data)
        form = RulesForm.model_validate(marked.content)
    except MarkedError as error:
        raise _invalid([_said(name, error.place, error.what)]) from None
    except ValidationError as error:
        found = [
            _fault(name, marked, tuple(one["loc"]), one["msg"].removeprefix("Value error, "))
            for one in error.errors(include_input=False, include_url=False, include_context=False)[:MOST_FAULTS]
        ]
        raise _invalid(found) from None
    faults = [_fault(name, marked, where, what) for where, what in _misnamed(form, known)][:MOST_FAULTS]
    if faults:
        raise _invalid(faults)
    return Rules(rules=tuple(rule.meant() for rule in form.rules), digest=hashlib.sha256(data).hexdigest())


def _misnamed(form: RulesForm, known: Known) -> Iterator[tuple[Where, str]]:
    """What pydantic cannot know: names that stand for nothing, and rules that have one name."""
    names: set[str] = set()
    for number, rule in enumerate(form.rules):
        here: Where = ("rules", number)
        if rule.name in names:
            yield (*here, "name"), "another rule has this name"
        names.add(rule.name)
        for place, reference in enumerate(rule.run):
            if not _is_model(reference, known.models):
                yield (*here, "run", place), "there is no such model, version or tag"
        for place, archive in enumerate(rule.destinations or ()):
            if archive not in known.destinations:
                yield (*here, "destinations", place), "the settings know no such archive"
        for place, pattern in enumerate(rule.when.archive):
            if not any(fits(pattern, archive) for archive in known.sources):
                yield (*here, "when", "archive", place), "no archive of the settings fits this"


def _is_model(reference: str, models: Resolver) -> bool:
    """Whether a reference means something; that this may not run now, as a revoked version, is no fault of the file."""
    try:
        models.resolve(reference)
    except ModelNotFound:
        return False
    except ModelError:
        return True
    return True


def _invalid(faults: Sequence[str]) -> RulesInvalid:
    return RulesInvalid("The rules are wrong", faults=faults, remedy="See docs/rules.md")


def _fault(name: str, marked: Marked, where: Where, what: str) -> str:
    keys = ".".join(map(str, where)) or _TOP
    return _said(name, marked.place_of(where), f"{keys}: {what}")


def _said(name: str, place: Place, what: str) -> str:
    return f"{name}:{place.line}:{place.column}: {what}"
