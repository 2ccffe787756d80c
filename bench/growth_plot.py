"""Pictures of growth: bench/results/growth.json -> bench/plots/*.png, on logarithmic axes.

Runs in the environment of the peers, for matplotlib; nothing is measured here.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.ticker import FuncFormatter, LogLocator

import record
from growth_fit import exponent

PLOTS = Path(__file__).parent / "plots"


def main() -> None:
    PLOTS.mkdir(exist_ok=True)
    for what, found in record.kept("growth")["series"].items():
        figure, panels = plt.subplots(1, len(found["panels"]), figsize=(6 * len(found["panels"]), 4), squeeze=False)
        for panel, (unit, names) in zip(panels[0], found["panels"].items(), strict=True):
            _draw(panel, found, names)
            panel.set_xlabel(found["of"])
            panel.set_ylabel(unit)
        figure.tight_layout()
        figure.savefig(PLOTS / f"{what}.png", dpi=110)
        plt.close(figure)


def _draw(panel: plt.Axes, found: record.Results, names: list[str]) -> None:
    sizes = found["sizes"]
    for name in names:
        values = found["values"][name]
        (line,) = panel.loglog(sizes, values, "o-", label=f"{name}: {exponent(sizes, values):.2f}", markersize=4)
        slope_one = [values[-1] * size / sizes[-1] for size in sizes]
        panel.loglog(sizes, slope_one, ":", color=line.get_color(), linewidth=0.8)
    panel.set_xticks(sizes, [str(size) for size in sizes], minor=False)
    panel.minorticks_off()
    panel.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    panel.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    low = min(min(found["values"][name]) for name in names)
    panel.set_ylim(bottom=low / 2)
    panel.grid(visible=True, alpha=0.3)
    panel.legend(fontsize=8, title="exponent; dotted: 1", loc="upper left", bbox_to_anchor=(1.0, 1.0))


if __name__ == "__main__":
    main()
