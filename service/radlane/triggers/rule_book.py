"""The rules as they stand in the file now.

In: the file's path. Out: its rules. A file that changed is read again when somebody asks; while it has faults, the
rules before them hold.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from radlane.errors import RulesInvalid
from radlane.triggers.rule_file import Known, parse_rules, read_bytes
from radlane.triggers.rules import Rules

_LOG = logging.getLogger(__name__)
_Stamp = tuple[int, ...]


class RuleBook:
    """A file of rules, read again when it changes.

    Parameters
    ----------
    path : Path
        The file.
    known : Known
        What rules may name.
    put_on_record : callable
        Told of rules before they hold; where it raises, they do not.
    count_faults : callable
        Told how many faults the file has.

    Raises
    ------
    RulesInvalid
        If it has faults now.
    """

    def __init__(
        self,
        path: Path,
        known: Known,
        put_on_record: Callable[[Rules], None] = lambda _: None,
        count_faults: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._path = path
        self._known = known
        self._put_on_record = put_on_record
        self._count_faults = count_faults
        self._lock = Lock()
        self._error: RulesInvalid | None = None
        self._stamp = _stamp_of(path)
        self._rules = parse_rules(read_bytes(path), path.name, known)
        put_on_record(self._rules)
        count_faults(0)

    def current(self) -> Rules:
        """Return the rules; those before, where the file has faults by now."""
        with self._lock:
            stamp = _stamp_of(self._path)
            if stamp is None or stamp != self._stamp:
                self._read_again(stamp)
            return self._rules

    def require_valid(self) -> None:
        """See whether the file says the rules that hold.

        Raises
        ------
        RulesInvalid
            If it has faults.
        """
        self.current()
        if self._error is not None:
            raise self._error

    def _read_again(self, stamp: _Stamp | None) -> None:
        try:
            rules = parse_rules(read_bytes(self._path), self._path.name, self._known)
        except RulesInvalid as error:
            if self._error is None or self._error.faults != error.faults:
                _LOG.error("the rules are wrong; those before hold", extra={"code": error.code}, exc_info=error)
            self._error, self._stamp = error, stamp
            self._count_faults(max(1, len(error.faults)))
            return
        if rules.digest != self._rules.digest:
            self._put_on_record(rules)
            _LOG.info("other rules hold", extra={"count": len(rules.rules)})
        self._rules, self._stamp, self._error = rules, stamp, None
        self._count_faults(0)


def _stamp_of(path: Path) -> _Stamp | None:
    """What changes when a file does; None where it is not there."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns
