"""What a rule says becomes what it means."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from pydantic import ValidationError

from radlane.domain.job import Priority
from radlane.triggers.rule_form import RuleForm
from radlane.triggers.rules import Ages, Hours

RULE: dict[str, Any] = {"name": "one", "when": {}, "run": "cxr-lungs"}


def test_a_rule_in_full() -> None:
    when = {
        "modality": "CT",
        "body_part": ["CHEST", "SCT:51185008"],
        "sop_class": ["CTImageStorage", "1.2.3"],
        "age": {"least": 18},
        "hours": {"from": "07:00", "to": "19:00", "weekdays": "mon"},
    }
    form = RuleForm.model_validate(
        {
            **RULE,
            "when": when,
            "priority": "background",
            "window": {"from": "20:00", "to": "06:00"},
            "destinations": [],
            "stop": True,
        }
    )
    rule = form.meant()
    assert (rule.run, rule.priority, rule.destinations, rule.stop) == (("cxr-lungs",), Priority.BACKGROUND, (), True)
    assert rule.window == Hours(begin=time(20), end=time(6))
    assert rule.when.modality == ("CT",)
    assert (rule.when.body_part, rule.when.regions) == (("CHEST",), {("SCT", "51185008")})
    assert rule.when.sop_class == {"1.2.840.10008.5.1.4.1.1.2", "1.2.3"}
    assert rule.when.age == Ages(least=18)
    assert rule.when.hours == Hours(begin=time(7), end=time(19), weekdays=frozenset({0}))


@pytest.mark.parametrize(
    "change",
    [
        {"when": {"color": "red"}},
        {"when": {"modality": []}},
        {"when": {"modality": ["C\x07T"]}},
        {"when": {"sop_class": "SomeStorage"}},
        {"when": {"age": {}}},
        {"when": {"age": {"least": 5, "below": 5}}},
        {"when": {"hours": {"from": "24:00", "to": "06:00"}}},
        {"when": {"hours": {"from": "20:00"}}},
        {"when": {"hours": {"from": "20:00", "to": "06:00", "weekdays": ["someday"]}}},
        {"run": []},
        {"run": "No Model"},
        {"run": ["cxr-lungs", "cxr-lungs"]},
        {"name": "Not A Name"},
        {"priority": "fast"},
        {"stop": "yes"},
        {"destinations": ["x"] * 9},
    ],
)
def test_what_a_rule_may_not_say(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        RuleForm.model_validate({**RULE, **change})
