"""What may stand in a file of rules, as pydantic checks it, and the rules that it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydicom._uid_dict import UID_dictionary

from radlane.domain.job import Priority
from radlane.domain.refs import is_uid
from radlane.errors import UsageError
from radlane.registry.reference import parse_reference
from radlane.triggers.rules import EVERY_DAY, Ages, Hours, Rule, When

MOST_RULES = 200
_MOST_CHOICES, _MOST_MODELS, _MOST_DESTINATIONS = 100, 16, 8
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CODE = re.compile(r"([A-Z0-9_]{1,16}):([A-Za-z0-9._-]{1,16})", re.ASCII)
_CLASSES = {words[4]: uid for uid, words in UID_dictionary.items() if words[1] == "SOP Class"}


def _listed(value: Any) -> Any:  # noqa: ANN401 - what stands in the file
    return [value] if isinstance(value, str) else value


def _is_reference(text: str) -> str:
    try:
        parse_reference(text)
    except UsageError:
        raise ValueError("no model reference: name, name:version, name:tag or name@sha256:...") from None
    return text


def _class_uid(text: str) -> str:
    if is_uid(text):
        return text
    if text not in _CLASSES:
        raise ValueError("no UID, and no keyword of a SOP Class such as CTImageStorage")
    return _CLASSES[text]


def _differ(values: Sequence[str]) -> Sequence[str]:
    if len(set(values)) != len(values):
        raise ValueError("one of them stands there twice")
    return values


_Text = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
_Patterns = Annotated[tuple[_Text, ...], Field(min_length=1, max_length=_MOST_CHOICES), BeforeValidator(_listed)]
_Class = Annotated[_Text, AfterValidator(_class_uid)]
_Classes = Annotated[tuple[_Class, ...], Field(min_length=1, max_length=_MOST_CHOICES), BeforeValidator(_listed)]
_Model = Annotated[_Text, AfterValidator(_is_reference)]
_Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
_Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_Years = Annotated[float, Field(ge=0, le=150, allow_inf_nan=False)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, populate_by_name=False)


class HoursForm(_Part):
    """Hours in the site's time zone; over midnight where `to` is not later than `from`."""

    begin: Annotated[_Clock, Field(alias="from")]
    end: Annotated[_Clock, Field(alias="to")]
    weekdays: Annotated[tuple[_Day, ...], Field(min_length=1, max_length=7), BeforeValidator(_listed)] = _DAYS  # type: ignore[assignment]

    def meant(self) -> Hours:
        """Return the hours."""
        days = frozenset(_DAYS.index(day) for day in self.weekdays) if self.weekdays else EVERY_DAY
        return Hours(begin=time.fromisoformat(self.begin), end=time.fromisoformat(self.end), weekdays=days)


class AgesForm(_Part):
    """Ages in years."""

    least: _Years | None = None
    below: _Years | None = None

    @model_validator(mode="after")
    def _is_a_range(self) -> AgesForm:
        if self.least is None and self.below is None:
            raise ValueError("either least, or below, or both")
        if self.least is not None and self.below is not None and self.least >= self.below:
            raise ValueError("nobody is of this age: least is not less than below")
        return self


class WhenForm(_Part):
    """Conditions."""

    modality: _Patterns = ()
    body_part: _Patterns = ()
    series_description: _Patterns = ()
    station: _Patterns = ()
    sop_class: _Classes = ()
    study_description: _Patterns = ()
    sex: _Patterns = ()
    age: AgesForm | None = None
    ae_title: _Patterns = ()
    caller: _Patterns = ()
    via: _Patterns = ()
    archive: _Patterns = ()
    hours: HoursForm | None = None

    def meant(self) -> When:
        """Return the conditions."""
        codes = [found.groups() for text in self.body_part if (found := _CODE.fullmatch(text))]
        return When(
            modality=self.modality,
            body_part=tuple(text for text in self.body_part if not _CODE.fullmatch(text)),
            regions=frozenset((scheme, value) for scheme, value in codes),
            series_description=self.series_description,
            station=self.station,
            sop_class=frozenset(self.sop_class),
            study_description=self.study_description,
            sex=self.sex,
            age=Ages(least=self.age.least, below=self.age.below) if self.age else None,
            ae_title=self.ae_title,
            caller=self.caller,
            via=self.via,
            archive=self.archive,
            hours=self.hours.meant() if self.hours else None,
        )


class RuleForm(_Part):
    """One rule."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
    when: WhenForm
    run: Annotated[
        tuple[_Model, ...],
        Field(min_length=1, max_length=_MOST_MODELS),
        AfterValidator(_differ),
        BeforeValidator(_listed),
    ]
    priority: Priority = Priority.ROUTINE
    window: HoursForm | None = None
    destinations: Annotated[
        tuple[_Text, ...] | None, Field(max_length=_MOST_DESTINATIONS), BeforeValidator(_listed)
    ] = None
    stop: Annotated[bool, Field(strict=True)] = False

    def meant(self) -> Rule:
        """Return the rule."""
        return Rule(
            name=self.name,
            when=self.when.meant(),
            run=self.run,
            priority=self.priority,
            window=self.window.meant() if self.window else None,
            destinations=self.destinations,
            stop=self.stop,
        )


class RulesForm(_Part):
    """The whole file."""

    rules: Annotated[tuple[RuleForm, ...], Field(max_length=MOST_RULES)]
