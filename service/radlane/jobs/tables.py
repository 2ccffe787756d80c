"""The steps of all kinds of durable jobs.

In: nothing. Out: `TABLES`. Whoever imports this has all of imaging, inference and encoding imported: `workflow` does it
when the first job comes, so that a worker need not wait for that to begin.
"""

from __future__ import annotations

from radlane.jobs.amending import AMENDMENT_STEPS
from radlane.jobs.parts import Tables
from radlane.jobs.rejection import REJECTION_STEPS
from radlane.jobs.status import STATUS_STEPS, report_unforeseen, wanted_report
from radlane.jobs.steps import STEPS

TABLES = Tables(
    analysis=STEPS,
    rejection=REJECTION_STEPS,
    amendment=AMENDMENT_STEPS,
    report=STATUS_STEPS,
    wanted=wanted_report,
    unforeseen=report_unforeseen,
)
