"""Metrics and labels that expressions of Prometheus name; enough of PromQL for our own dashboards and rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from support.sources import ROOT

_METRIC = re.compile(r"\b(radlane_\w+|up)\b(?:\{([^}]*)\})?")
_BY = re.compile(r"\bby \(([^)]*)\)")
_TEMPLATE = re.compile(r"\{\{\s*(?:\$labels\.)?(\w+)\s*\}\}")
OF_PROMETHEUS = frozenset({"instance", "job"})
"""Labels that Prometheus itself adds."""


@dataclass(frozen=True, kw_only=True)
class Expression:
    """One expression: where it stands, itself, and the texts that show labels of its result."""

    place: str
    text: str
    shown: tuple[str, ...] = ()

    @property
    def metrics(self) -> dict[str, set[str]]:
        """Metric -> labels that are matched."""
        found: dict[str, set[str]] = {}
        for name, matchers in _METRIC.findall(self.text):
            labels = re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", matchers)
            found.setdefault(name, set()).update(labels)
        return found

    @property
    def labels(self) -> set[str]:
        """Labels that it is grouped by, or that are shown."""
        grouped = {label.strip() for group in _BY.findall(self.text) for label in group.split(",")}
        return grouped | {label for text in self.shown for label in _TEMPLATE.findall(text)}


def expressions() -> tuple[Expression, ...]:
    """All expressions of the rules and the dashboards."""
    return (*_of_rules(), *_of_dashboards())


def alerts() -> dict[str, dict[str, Any]]:
    """Alert -> its rule."""
    return {rule["alert"]: rule for rule in _rules()}


def _rules() -> Iterator[dict[str, Any]]:
    for path in sorted((ROOT / "docker" / "prometheus" / "rules").glob("*.yml")):
        for group in yaml.safe_load(path.read_text())["groups"]:
            yield from group["rules"]


def _of_rules() -> Iterator[Expression]:
    for rule in _rules():
        yield Expression(place=rule["alert"], text=rule["expr"], shown=tuple(rule["annotations"].values()))


def _of_dashboards() -> Iterator[Expression]:
    for path in sorted((ROOT / "docker" / "grafana" / "dashboards").glob("*.json")):
        for panel in json.loads(path.read_text())["panels"]:
            for target in panel.get("targets", ()):
                place = f"{path.stem}: {panel['title']}"
                yield Expression(place=place, text=target["expr"], shown=(target["legendFormat"],))
