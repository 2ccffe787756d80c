"""Rules and a study -> the jobs that they want of it, and why there are no others.

In: rules, what the archive says of a study, and who announced it. Out: for each rule in its order whether it fits, and
for each model that it names the images that it would read, or why it would not. Nothing is put on record here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from radlane.domain.job import Priority
from radlane.domain.model import ModelIdentity
from radlane.errors import ArtifactCorrupt, InputRefused, ModelError
from radlane.pipeline.plan import digest_of, select_candidates
from radlane.registry.catalogue import Resolver
from radlane.triggers.hours import opens_at
from radlane.triggers.matching import Circumstances, Condition, conditions_of, fits
from radlane.triggers.rules import Rule, Rules

AGAIN = "another-rule"  # a rule above it wants the same of this study
NO_DESTINATION = "no-destination"  # neither the rule nor the settings say who gets the result


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a rule wants of a study from one model.

    Attributes
    ----------
    rule : str
        The rule's name.
    model : str
        The reference, as the rule says it.
    identity : ModelIdentity or None
        What it means now; None where it may not run.
    inputs : str
        Which images the model would read (`plan.digest_of`); empty where none.
    instances : int
        How many these are.
    not_before : datetime or None
        When the window of the rule opens; None: it is open, or there is none.
    refused : str or None
        Why there is no job: the code of a reason, of an error, or `AGAIN`.
    error : ModelError or None
        What keeps the model from being run now, where that is why.
    """

    rule: str
    model: str
    destinations: tuple[str, ...]
    priority: Priority
    not_before: datetime | None
    identity: ModelIdentity | None = None
    inputs: str = ""
    instances: int = 0
    refused: str | None = None
    error: ModelError | None = None

    @property
    def is_lost(self) -> bool:
        """Whether a study goes without a job that neither the rule nor the model's manifest leaves out."""
        return self.error is not None or self.refused == NO_DESTINATION

    @property
    def may_pass(self) -> bool:
        """Whether it may be otherwise without a person: files that are away, too, look like files that are damaged."""
        return self.error is not None and (self.error.retryable or isinstance(self.error, ArtifactCorrupt))


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a rule says of a study; one below a rule that stops is not `asked`, and has no conditions."""

    rule: Rule
    asked: bool
    conditions: tuple[Condition, ...]
    plans: tuple[Plan, ...]

    @property
    def is_fitting(self) -> bool:
        """Whether the rule fits."""
        return self.asked and fits(self.conditions)


def judge(rules: Rules, there: Circumstances, models: Resolver) -> tuple[Verdict, ...]:
    """Return what each rule says of a study.

    All rules that fit count, down to the first one that stops. What two of them want alike, the upper one gets: its
    priority and its window hold.
    """
    verdicts: list[Verdict] = []
    stopped, known = False, set[tuple[str, tuple[str, ...]]]()
    for rule in rules.rules:
        conditions = () if stopped else conditions_of(rule, there)
        is_fitting = not stopped and fits(conditions)
        plans = tuple(_plan(rule, model, there, models, known) for model in rule.run) if is_fitting else ()
        verdicts.append(Verdict(rule=rule, asked=not stopped, conditions=conditions, plans=plans))
        stopped = stopped or (is_fitting and rule.stop)
    return tuple(verdicts)


def _plan(
    rule: Rule, model: str, there: Circumstances, models: Resolver, known: set[tuple[str, tuple[str, ...]]]
) -> Plan:
    destinations = rule.destinations if rule.destinations is not None else there.homes
    plan = Plan(
        rule=rule.name,
        model=model,
        destinations=destinations,
        priority=rule.priority,
        not_before=_opening(rule, there),
    )
    if rule.destinations is None and not there.homes:
        return replace(plan, refused=NO_DESTINATION)
    try:
        package, identity = models.resolve(model)
    except ModelError as error:
        return replace(plan, refused=error.code, error=error)
    wanted = identity.digest, tuple(sorted(destinations))
    if wanted in known:
        return replace(plan, identity=identity, refused=AGAIN)
    try:
        refs = select_candidates(there.study, package.manifest, None)
    except InputRefused as refusal:
        return replace(plan, identity=identity, refused=refusal.code)
    known.add(wanted)
    return replace(plan, identity=identity, inputs=digest_of(refs), instances=len(refs))


def _opening(rule: Rule, there: Circumstances) -> datetime | None:
    """When a rule's jobs may begin; what is urgent waits for no window."""
    if rule.window is None or rule.priority is Priority.STAT:
        return None
    return opens_at(rule.window, there.now, there.zone)
