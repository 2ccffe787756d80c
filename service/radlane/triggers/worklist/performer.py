"""Performing for a worklist elsewhere: workitems are found, claimed (`claiming`), done as jobs and ended (`holding`).

In: what the worklist answers. Out: claims (rows), jobs, and what the worklist is told. One process at a time works for
a worklist. What goes wrong with one workitem holds up no other.
Reference: PS3.4 CC.2.1.2 (note 1); PS3.18 sections 11.5 to 11.9.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import TypeGuard

from radlane.dicomweb.dicom_json import Item, text_of
from radlane.dicomweb.worklist import Page
from radlane.domain.claim import Claim, ClaimState
from radlane.domain.refs import is_uid
from radlane.domain.ups import StepState
from radlane.errors import ArchiveDenied, ArchiveError, ArchiveUnavailable, RadlaneError
from radlane.jobs.claims import Claims
from radlane.jobs.trail import Trail
from radlane.triggers.worklist.claim_book import ClaimBook
from radlane.triggers.worklist.claiming import Claiming
from radlane.triggers.worklist.elsewhere import Service
from radlane.triggers.worklist.holding import Holding
from radlane.triggers.worklist.passed_over import PassedOver
from radlane.triggers.worklist.procedures import Procedures
from radlane.triggers.worklist.rounds import attempt
from radlane.triggers.worklist.rules import SOP_INSTANCE, STATE
from radlane.triggers.worklist.work import Work

MOST_FOUND = 100  # of one page
MOST_PAGES = 10
MOST_TRIED = MOST_FOUND * MOST_PAGES  # in one look, however many a worklist lists
MOST_BACK = 10  # workitems that are lost and looked at once more, in one round
LOOKS_BACK_FOR = timedelta(days=1)
_WANTED = {STATE: str(StepState.SCHEDULED), "00404041": "READY"}
_MOST_IN_A_ROW = 3  # workitems that the worklist does not answer for: the others wait for the next round
_WAITS = "a workitem elsewhere waits"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How radlane performs for a worklist.

    Attributes
    ----------
    match : mapping
        Keys of the search, beside SCHEDULED and READY.
    at_once : int
        As many workitems it holds.
    progress_s : float
        Seconds between two reports of one workitem.
    """

    match: Mapping[str, str]
    at_once: int
    progress_s: float


@dataclass(frozen=True, kw_only=True)
class Performer:
    """Performs for one worklist; `name` is its name in the settings.

    Attributes
    ----------
    passed_over : PassedOver
        What is not claimed now.
    looked_back : PassedOver
        What is lost, and was looked at once more not long ago.
    """

    name: str
    service: Service
    claims: Claims
    work: Work
    procedures: Procedures
    terms: Terms
    trail: Trail
    now: Callable[[], datetime]
    new_uid: Callable[[], str]
    passed_over: PassedOver = field(default_factory=PassedOver)
    looked_back: PassedOver = field(default_factory=PassedOver)

    def round(self) -> None:
        """Take each claim one step on, and look for more; nothing where another process is at it.

        The search comes first: whether it is answered tells whether what is said of single workitems is believed.

        Raises
        ------
        ArchiveError
            If the search is not answered; the claims went on all the same.
        RecordsUnavailable, sqlalchemy.exc.SQLAlchemyError
            If the database is away.
        """
        with self.claims.alone(self.name) as turn:
            if turn is None:
                return
            try:
                first = self._search(0)
            except ArchiveError:
                self._go_on(self._book(turn.keep, is_answered=False))
                raise
            book = self._book(turn.keep, is_answered=True)
            self._look_back(book)
            self._go_on(book)
            self._look(first, book)

    def _search(self, offset: int) -> Page:
        return self.service.search({**self.terms.match, **_WANTED}, MOST_FOUND, offset)

    def _go_on(self, book: ClaimBook) -> None:
        """Take each claim one step on.

        One with which something goes wrong comes last in the next round: it holds up no other for ever. What the
        worklist does not answer for now, or denies, is never given up.
        """
        silent = 0
        for claim in self.claims.open(self.name):
            book.keep_turn()
            error = attempt(partial(self._step, claim, book), _WAITS)
            if _is_spoilt(error):
                book.spoil(claim.uid, error)
            if error is not None:
                self.claims.touch(claim)
            silent = silent + 1 if _is_silent(error) else 0
            if silent == _MOST_IN_A_ROW:
                break

    def _step(self, claim: Claim, book: ClaimBook) -> None:
        held = self._claiming(book).again(claim) if claim.state is ClaimState.ASKED else claim
        self._advance(held, book)

    def _advance(self, held: Claim | None, book: ClaimBook) -> None:
        if held is not None:
            self._holding(book).advance(held)

    def _look_back(self, book: ClaimBook) -> None:
        """Look at workitems whose claim was lost in the last day, each of them less and less often.

        A call that is heard after all others came to nothing makes a workitem ours that nobody else could end. What is
        held again is taken on with the others.
        """
        self.looked_back.look()
        lost = self.claims.lost(self.name, self.now() - LOOKS_BACK_FOR)
        for uid in [one for one in lost if one not in self.looked_back][:MOST_BACK]:
            book.keep_turn()
            self.looked_back.add(uid)
            if _is_silent(attempt(partial(self._claiming(book).back, uid), _WAITS)):
                return

    def _look(self, first: Page, book: ClaimBook) -> None:
        """Claim workitems that are radlane's to do, as many as there is room for.

        One that is denied, not answered for, or not what the search said, is passed over for a while: it hides no
        other, takes no place, and is not put on record in each look.
        """
        self.passed_over.look()
        if not book.has_room(self.terms.at_once):
            return
        silent = 0
        for uid in islice(self._wanted(first, book), MOST_TRIED):
            book.keep_turn()
            error = attempt(partial(self._take, uid, book), _WAITS)
            if _is_own(error):
                return
            if error is not None:
                self.passed_over.add(uid)
            silent = silent + 1 if _is_silent(error) else 0
            if silent == _MOST_IN_A_ROW or not book.has_room(self.terms.at_once):
                return

    def _take(self, uid: str, book: ClaimBook) -> None:
        self._advance(self._claiming(book).take(uid), book)

    def _wanted(self, first: Page, book: ClaimBook) -> Iterator[str]:
        """Yield those that were found, seem to be radlane's, and are to be tried."""
        for found in self._found(first, book):
            uid = text_of(found, SOP_INSTANCE)
            if is_uid(uid) and uid not in self.passed_over and self._seems_ours(found) and book.is_free(uid):
                yield uid

    def _seems_ours(self, found: Item) -> bool:
        """Whether a workitem is worth a look, by what a search tells of it."""
        return self.procedures.of(found) is not None and self.procedures.has_come(found, self.now())

    def _found(self, first: Page, book: ClaimBook) -> Iterator[Item]:
        """Yield what the search finds: the next page is asked for only where the one before left room."""
        page, seen, read = first, set[str](), 0
        for number in range(MOST_PAGES):
            if number > 0:
                book.keep_turn()
                page = self._page(read)
            named = {text_of(found, SOP_INSTANCE) for found in page.items}
            if named <= seen:  # of a worklist that knows no offset
                return
            yield from page.items
            if not page.has_more:
                return
            seen |= named
            read += page.places

    def _page(self, offset: int) -> Page:
        """Search for a further page; none where the worklist does not give it, which puts no other in doubt."""
        try:
            return self._search(offset)
        except ArchiveError as error:
            _LOG.warning("a worklist elsewhere gives no further page", extra={"code": error.code}, exc_info=error)
            return Page(items=(), has_more=False, places=0)

    def _book(self, keep_turn: Callable[[], object], *, is_answered: bool) -> ClaimBook:
        return ClaimBook(
            name=self.name,
            keep_turn=keep_turn,
            claims=self.claims,
            work=self.work,
            trail=self.trail,
            passed_over=self.passed_over,
            is_answered=is_answered,
            looked_back=self.looked_back,
        )

    def _claiming(self, book: ClaimBook) -> Claiming:
        return Claiming(service=self.service, book=book, procedures=self.procedures, now=self.now, new_uid=self.new_uid)

    def _holding(self, book: ClaimBook) -> Holding:
        return Holding(
            service=self.service,
            book=book,
            work=self.work,
            procedures=self.procedures,
            now=self.now,
            progress_s=self.terms.progress_s,
        )


def _is_silent(error: Exception | None) -> bool:
    """Whether a worklist may be away: one that denies something is there."""
    return isinstance(error, ArchiveUnavailable) and not isinstance(error, ArchiveDenied)


def _is_spoilt(error: Exception | None) -> TypeGuard[ArchiveError]:
    """Whether an answer is none of a worklist's, and the next one will be none either."""
    return isinstance(error, ArchiveError) and not error.retryable


def _is_own(error: Exception | None) -> bool:
    """Whether it is radlane that cannot now, whatever workitem it is: too many jobs, no room, no audit trail."""
    return isinstance(error, RadlaneError) and error.retryable and not isinstance(error, ArchiveUnavailable)
