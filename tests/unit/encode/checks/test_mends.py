from __future__ import annotations

import ast

from radlane.encode.checks.mends import MENDS, Mend
from support.sources import ROOT

RULES = ROOT / "service" / "radlane" / "encode" / "checks"
# Codes that a rule has in a variable.
NAMED = {"patient-mismatch", "study-mismatch"}


def codes() -> set[str]:
    """The codes of all rules: the first argument of `problem`, and what is called `code` where a fault is made."""
    found = set(NAMED)
    for path in RULES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                found |= {code for code in _codes(node) if code}
    return found


def _codes(call: ast.Call) -> set[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    first = call.args[:1] if name in ("problem", "_problem") else []
    named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    return {str(part.value) for part in (*first, *named) if isinstance(part, ast.Constant)}


def test_every_rule_has_its_mend_and_every_mend_its_rule() -> None:
    assert codes() == set(MENDS)


def test_mends_are_sentences_for_a_developer() -> None:
    for code, mend in MENDS.items():
        assert isinstance(mend, Mend)
        assert mend.text[0].isupper(), code
        assert not mend.text.endswith("."), code
