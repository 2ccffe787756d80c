"""`radlane explain eval`: what the methods of explanation are worth on a model, as a page with pictures and as JSON."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import gettempdir
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from pydantic import BaseModel

from radlane.app.registry import seen_models
from radlane.app.site import build_models, open_folder, open_site
from radlane.cli.beginning import begin
from radlane.cli.console import Answer
from radlane.cli.explain_page import Row, write_page
from radlane.cli.progress import progress
from radlane.cli.run import require_asked
from radlane.dicomweb.archive import Archive
from radlane.dicomweb.workspace import workspace
from radlane.domain.explanation import Method
from radlane.domain.refs import InstanceRef
from radlane.errors import RadlaneError, UsageError
from radlane.explain.evaluation import summarise
from radlane.pipeline.evaluating import Evaluation, Shown, evaluate_study
from radlane.pipeline.lane import Lane, Site
from radlane.pipeline.models import LoadedModel

explain = typer.Typer(help="Explanations of what models say.")


@explain.callback()
def _explain() -> None:
    """Explanations of what models say."""


class FiguresDocument(BaseModel):
    """A method on a model: means over its maps, `cost` the median; null where there was nothing to average.

    `pointing` is the share of maps whose strongest place lies in the finding, `pointing_beside_others` that of those
    with other findings in the image, `energy` the share of a map's positive part inside; `deletion` and `insertion` are
    areas under the answer; `likeness` is the absolute rank correlation with the map of random weights, from 0.3 on a
    method explains nothing; `cost` is the time of a map over that of a plain run.
    """

    method: str
    maps: int
    missing: int
    why_missing: list[str]
    pointing: float | None
    pointing_beside_others: float | None
    energy: float | None
    deletion: float | None
    insertion: float | None
    likeness: float | None
    cost: float | None


class EvaluationDocument(BaseModel):
    """What was judged: the model, how many studies it analysed, which were not, and each method."""

    model: str
    statement: str
    studies: int
    not_analysed: dict[str, int]
    page: str
    methods: list[FiguresDocument]


@explain.command("eval", short_help="Judge every method on studies: a page with pictures, and JSON.")
def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder of studies.")],
    model: Annotated[str, typer.Option(help="name, name:version, name:tag or name@sha256:...")],
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where index.html and figures.json go.")],
    masks: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where findings are: SOP or Series Instance UID.npz.")
    ] = None,
    method: Annotated[
        list[str] | None, typer.Option(help="Which methods; all that the model offers otherwise.")
    ] = None,
) -> Answer:
    """Judge every method on every finding of some studies."""
    settings = begin()
    asked = tuple(Method(require_asked(one) or "") for one in method or () if one != "never")
    archive = open_folder(settings, "folder", folder)
    out.mkdir(parents=True, exist_ok=True)
    with (
        progress() as show,
        seen_models(settings) as seen,
        open_site(settings) as site,
        build_models(settings, seen).lease(model) as loaded,
        workspace(Path(gettempdir()), lambda: secrets.token_hex(8)) as scratch,
    ):
        lane = _lane(site, archive, loaded, scratch)
        offered = asked or loaded.manifest.explanation.offered
        evaluation = Evaluation(lane=lane, methods=offered, masks=_Masks(masks).find, clock=time.perf_counter)
        shown, refused = _studies(evaluation, show)
        document = _document(loaded, offered, shown, refused, out)
    if not shown:
        raise UsageError("There is nothing to judge", why="no study has a finding that could be explained")
    write_page(out / "index.html", document.model, document.statement, _table(document), _rows(shown))
    (out / "figures.json").write_text(document.model_dump_json(indent=2) + "\n")
    return Answer(document=document, lines=_lines(document))


def _lane(site: Site, archive: Archive, model: LoadedModel, scratch: Path) -> Lane:
    return Lane(site=site, archive=archive, model=model, workspace=scratch, spool=scratch / "spool", keep=None)


def _studies(evaluation: Evaluation, show: Any) -> tuple[list[Shown], dict[str, int]]:  # noqa: ANN401 - progress
    """Judge one study after the other; what is not analysed is counted by its code."""
    shown, refused = list[Shown](), dict[str, int]()
    for study in evaluation.lane.archive.study_uids():
        show(f"study {len(shown)}")
        try:
            shown += evaluate_study(evaluation, study)
        except RadlaneError as error:
            refused[error.code] = refused.get(error.code, 0) + 1
    return shown, refused


class _Masks:
    """Masks of findings in files that are named by the SOP or Series Instance UID of what they lie on."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def find(self, refs: Sequence[InstanceRef]) -> Mapping[str, NDArray[np.bool_]]:
        """Return the masks of an image, or of the series of a volume, bool [n, y, x], by ids of findings."""
        if self._folder is None:
            return {}
        names = [refs[0].series_instance_uid, *([refs[0].sop_instance_uid] if len(refs) == 1 else [])]
        for name in names:
            path = self._folder / f"{name}.npz"
            if path.is_file():
                with np.load(path, allow_pickle=False) as file:
                    arrays = {finding: np.asarray(file[finding], dtype=bool) for finding in file.files}
                return {finding: mask.reshape(-1, *mask.shape[-2:]) for finding, mask in arrays.items()}
        return {}


def _document(
    model: LoadedModel, methods: Sequence[Method], shown: Sequence[Shown], refused: Mapping[str, int], out: Path
) -> EvaluationDocument:
    return EvaluationDocument(
        model=f"{model.identity.name}:{model.identity.version}",
        statement=model.manifest.regulatory.statement,
        studies=len({one.study for one in shown}),
        not_analysed=dict(refused),
        page=str(out / "index.html"),
        methods=[_figures(shown, method) for method in methods],
    )


def _figures(shown: Sequence[Shown], method: Method) -> FiguresDocument:
    of_method = [one for one in shown if one.method is method]
    found = summarise(method, [one.judged for one in of_method if one.judged is not None])
    missing = [one.why for one in of_method if one.judged is None]
    facts = {name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(found).items()}
    return FiguresDocument(**{**facts, "method": str(method)}, missing=len(missing), why_missing=sorted(set(missing)))


def _table(document: EvaluationDocument) -> list[list[str]]:
    """The figures as text, the first row being what they are."""
    names = ["maps", "pointing", "pointing_beside_others", "energy", "deletion", "insertion", "likeness", "cost"]
    head = ["method", *(name.replace("_", " ") for name in names)]
    return [head, *([one.method, *(_said(getattr(one, name)) for name in names)] for one in document.methods)]


def _said(value: float | None) -> str:
    return "-" if value is None else f"{value:.3g}"


def _rows(shown: Sequence[Shown]) -> list[Row]:
    """A row of pictures for each finding of each study, in their order."""
    rows: list[Row] = []
    for one in shown:
        last = rows[-1].shown[-1] if rows else None
        if last is None or (last.study, last.finding) != (one.study, one.finding):
            rows.append(Row(finding=one.finding, shown=(one,)))
        else:
            rows[-1] = Row(finding=one.finding, shown=(*rows[-1].shown, one))
    return rows


def _lines(document: EvaluationDocument) -> list[str]:
    table = _table(document)
    widths = [max(len(row[place]) for row in table) for place in range(len(table[0]))]
    rows = ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in table]
    missing = [f"{one.method}: {why}" for one in document.methods for why in one.why_missing]
    return [document.model, document.statement, *rows, *missing, document.page]
