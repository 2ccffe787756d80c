"""A result is offered to an archive in the form that it takes: for runs without a ledger.

In: how a form is made and stored, and what the site says that the archive refuses. Out: the objects of the form that
was stored. A form whose SOP Class is refused is followed by the one without it; nothing is asked of the network again.
Durable jobs do the same over many attempts: `jobs.delivering`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from radlane.domain.form import FIRST, Form, form_for
from radlane.domain.result import EncodedObject, StoreReceipt
from radlane.errors import StoreRefused
from radlane.pipeline.deliver import kept
from radlane.pipeline.lane import Lane

Objects = tuple[EncodedObject, ...]
Make = Callable[[Form], Objects]
Store = Callable[[Objects], StoreReceipt]


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What was taken; `receipt` is None where nothing was to be stored."""

    objects: Objects
    receipt: StoreReceipt | None
    form: Form


def offer(lane: Lane, make: Make, store: Store | None) -> Offered:
    """Store a result, and keep its objects in the lane's folder, if it has one; where storing fails they do not stay.

    Parameters
    ----------
    make : callable
        Form -> its objects, encoded, checked and written; the same ones for what several forms share.
    store : callable or None
        Stores them; StoreRefused where they are not all taken. None: nothing is to be stored.

    Raises
    ------
    RadlaneError
        If no form was taken.
    """
    objects = make(FIRST)
    held = [item.ref.sop_class_uid for item in objects]
    form = form_for(held, lane.refused if store is not None else ())
    while True:
        if form != FIRST:
            objects = make(form)
        try:
            with kept(objects, lane.keep) as lying:
                receipt = None if store is None else store(lying)
            return Offered(objects=lying, receipt=receipt, form=form)
        except StoreRefused as error:
            wider = form_for(held, form.refused | error.sop_classes | frozenset(lane.refused))
            if wider == form:
                raise
            form = wider
