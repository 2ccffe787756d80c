"""The Open Inference Protocol, version 2: tensors in, tensors out, over the sessions that analyse studies.

Numbers come and go: no study, no DICOM, and nothing is kept. What a package does around its network is not done here.
Reference: KServe, Open Inference Protocol (REST); Triton, binary tensor data extension.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from math import prod
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse

from radlane.api.access_control import PUBLIC, needs
from radlane.api.audit import asks
from radlane.api.deps import ServicesDep
from radlane.api.receiving import receive, turn
from radlane.api.schemas.inference import (
    CALL,
    InferDocument,
    InferenceProblem,
    LiveDocument,
    ModelMetadata,
    ModelReadyDocument,
    ReadyDocument,
    ServedName,
    ServedVersion,
    ServerDocument,
    TensorMetadata,
)
from radlane.api.services import Services
from radlane.api.tensors import Answer, Call, answer_to, read_call, response
from radlane.dicomweb.workspace import workspace
from radlane.domain.model import MAIN, ModelIdentity, Network
from radlane.domain.tensor import Outputs
from radlane.errors import InferenceFailed, InputRefused, ModelNotFound, UsageError
from radlane.inference.shapes import answered_layouts, complain_of_feeds, fed_shape, given_shapes, most_at_once
from radlane.inference.tensors import HEADER_LENGTH
from radlane.monitoring.health import is_ready
from radlane.pipeline.audited import told
from radlane.registry.package import ModelPackage
from radlane.security.audit_record import Action, Entry
from radlane.security.scopes import Scope

NAME = "radlane"
EXTENSIONS = ("binary_tensor_data",)
JSON, BYTES = "application/json", "application/octet-stream"
_MOST_DIGITS = 10
_LOG = logging.getLogger(__name__)


def _problems(*statuses: int | str) -> dict[int | str, dict[str, Any]]:
    return {status: {"model": InferenceProblem, "description": "A problem"} for status in statuses}


router = APIRouter(prefix="/v2", tags=["inference protocol"], responses=_problems("default"))
_READS = (Depends(needs(Scope.MODELS_READ)),)
_OF_MODEL = _problems(401, 403, 404, 422, 429, 503)


@dataclass(frozen=True, kw_only=True)
class _Served:
    """A network of a package, by its place among them."""

    package: ModelPackage
    identity: ModelIdentity
    place: int

    @property
    def network(self) -> Network:
        return self.package.manifest.networks[self.place]


# async, so that these answer while every thread works


@router.get("/health/live", dependencies=[PUBLIC])
async def get_live() -> LiveDocument:
    """Say that the server answers."""
    return LiveDocument(live=True)


@router.get(
    "/health/ready",
    dependencies=[PUBLIC],
    responses={503: {"model": ReadyDocument, "description": "It cannot take work now"}},
)
async def get_ready(services: ServicesDep, answer: Response) -> ReadyDocument:
    """Say whether the server can take work; `/readyz` says what that stands on."""
    ready = is_ready(services.health.look())
    if not ready:
        answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return ReadyDocument(ready=ready)


@router.get("", dependencies=_READS, responses=_problems(401, 403, 429, 503))
def get_server(services: ServicesDep) -> ServerDocument:
    """Describe the server."""
    return ServerDocument(name=NAME, version=services.site.version, extensions=list(EXTENSIONS))


@router.get("/models/{model}", dependencies=_READS, responses=_OF_MODEL)
def get_model(model: ServedName, services: ServicesDep) -> ModelMetadata:
    """Describe the version that the tag `production` means: names, data types and shapes of inputs and outputs.

    `model.stage` is a network that runs before the main one.
    """
    return _metadata(services, model, _resolve(services, model, None))


@router.get("/models/{model}/versions/{version}", dependencies=_READS, responses=_OF_MODEL)
def get_version(model: ServedName, version: ServedVersion, services: ServicesDep) -> ModelMetadata:
    """Describe a version; `version` is a version, a tag or `sha256:...`."""
    return _metadata(services, model, _resolve(services, model, version))


@router.get("/models/{model}/ready", dependencies=_READS, responses=_OF_MODEL)
def get_model_ready(model: ServedName, services: ServicesDep) -> ModelReadyDocument:
    """Say that the version can be used that the tag `production` means; it is loaded when it is first used."""
    _resolve(services, model, None)
    return ModelReadyDocument(name=model, ready=True)


@router.get("/models/{model}/versions/{version}/ready", dependencies=_READS, responses=_OF_MODEL)
def get_version_ready(model: ServedName, version: ServedVersion, services: ServicesDep) -> ModelReadyDocument:
    """Say that a version can be used."""
    _resolve(services, model, version)
    return ModelReadyDocument(name=model, ready=True)


_EXTRA = {"requestBody": {"required": True, "content": {JSON: {"schema": CALL}}}}


async def _hold(services: ServicesDep, asked: Annotated[Entry, Depends(asks(Scope.PREDICT))]) -> AsyncIterator[Entry]:
    """Hold a place until the answer has been sent, or its client has left: so long its tensors take memory."""
    with services.predictions.taken(asked.caller):
        yield asked


_InfersDep = Annotated[Entry, Depends(_hold)]
_INFER: dict[str, Any] = {
    "response_model": InferDocument,
    "responses": _problems(400, 401, 403, 404, 408, 413, 415, 422, 429, 503, 507),
    "openapi_extra": _EXTRA,
}


@router.post("/models/{model}/infer", **_INFER)
async def infer(request: Request, services: ServicesDep, asked: _InfersDep, model: ServedName) -> StreamingResponse:
    """Run a network once, of the version that the tag `production` means.

    The body is JSON, or JSON and behind it the bytes of tensors: then `Inference-Header-Content-Length` says where the
    JSON ends, and the answer is of the same form where bytes are asked for.
    """
    return await _infer(request, services, asked, (model, None))


@router.post("/models/{model}/versions/{version}/infer", **_INFER)
async def infer_version(
    request: Request, services: ServicesDep, asked: _InfersDep, model: ServedName, version: ServedVersion
) -> StreamingResponse:
    """Run a network of a version once."""
    return await _infer(request, services, asked, (model, version))


async def _infer(
    request: Request, services: Services, asked: Entry, named: tuple[str, str | None]
) -> StreamingResponse:
    header_length = _header_length(request)
    with workspace(services.spool, lambda: secrets.token_hex(8)) as folder:
        body = folder / "call" / "body"
        await receive(request, body, services, services.tensor_bytes)
        async with turn(services.turns, request):
            entry = replace(asked, action=Action.INFERRED)
            answer = await run_in_threadpool(_run, services, named, (body, header_length), entry)
    return response(answer, services.receive_seconds)


def _run(services: Services, named: tuple[str, str | None], sent: tuple[Path, int | None], entry: Entry) -> Answer:
    """Run a network on what came, which is on record before it begins and before its answer is handed out."""
    served = _resolve(services, *named)
    body, header_length = sent
    call = read_call(memoryview(body.read_bytes()), header_length)
    _require_fit(served.network, call, services.tensor_bytes)
    identity = served.identity
    facts = {"model": f"{identity.name}:{identity.version}", "network": served.network.id}
    with (
        services.models.lease(f"{identity.name}@{identity.digest}") as loaded,
        told(services.trail, replace(entry, facts=facts)),
    ):
        try:
            outputs = loaded.sessions[served.place].run(call.feeds, services.site.inference_seconds)
        except InferenceFailed as error:  # whose tensors they are chose what it runs on
            _LOG.warning("a network did not run on tensors that were sent", extra={"code": error.code}, exc_info=error)
            raise InputRefused(error.code, str(error)) from None
        _require_small(outputs, services.tensor_bytes)
        return answer_to(call, (named[0], identity.version), outputs)


def _resolve(services: Services, model: str, version: str | None) -> _Served:
    """Find the network that is named.

    Raises
    ------
    UsageError
        If a name is none.
    ModelError
        If there is no such network, or it cannot be used.
    """
    name, dot, stage = model.partition(".")
    mark = "" if version is None else "@" if version.startswith("sha256:") else ":"
    package, identity = services.models.catalogue.resolve(f"{name}{mark}{version or ''}")
    wanted = stage if dot else MAIN
    places = [place for place, network in enumerate(package.manifest.networks) if network.id == wanted]
    if not places or stage == MAIN:  # the main network has one name
        raise ModelNotFound("The model has no such stage")
    return _Served(package=package, identity=identity, place=places[0])


def _metadata(services: Services, model: str, served: _Served) -> ModelMetadata:
    packages = services.models.catalogue.packages()
    network = served.network
    return ModelMetadata(
        name=model,
        versions=[one.manifest.version for one in packages if one.manifest.name == served.identity.name],
        inputs=[_tensor(wanted.name, fed_shape(wanted)) for wanted in network.inputs],
        outputs=[_tensor(name, shape) for name, shape in given_shapes(network).items()],
    )


def _tensor(name: str, shape: tuple[int | None, ...]) -> TensorMetadata:
    return TensorMetadata(name=name, shape=[-1 if side is None else side for side in shape])


def _require_fit(network: Network, call: Call, most_bytes: int) -> None:
    """Refuse what does not fit the network, or is more than it is given at once, before the network is loaded."""
    complaint = complain_of_feeds(network, call.feeds)
    if complaint is not None:
        raise UsageError("The tensors do not fit the network", why=complaint)
    if set(call.wanted) - set(network.tensors):
        raise UsageError("The network has no such output")
    for wanted in network.inputs:
        if call.feeds[wanted.name].size > most_at_once(wanted):
            raise UsageError("The network is not given so much at once here", why=f"input {wanted.name} is larger")
    shapes = [shape for layouts in answered_layouts(network, call.feeds) for shape in layouts[0].values()]
    if 4 * sum(prod(side or 0 for side in shape) for shape in shapes) > most_bytes:  # nobody knows how many boxes
        raise _too_large()


def _require_small(outputs: Outputs, most_bytes: int) -> None:
    if sum(values.nbytes for values in outputs.values()) > most_bytes:
        raise _too_large()


def _too_large() -> UsageError:
    return UsageError("The outputs would be larger than limits.tensor_bytes")


def _header_length(request: Request) -> int | None:
    """Where the JSON of a body ends; None: with the body.

    Raises
    ------
    HTTPException
        415 where it is of another kind, or compressed.
    UsageError
        If the header is no number of bytes.
    """
    media_type = request.headers.get("content-type", JSON).partition(";")[0].strip().lower()
    if media_type not in (JSON, BYTES) or request.headers.get("content-encoding", "identity") != "identity":
        raise HTTPException(415)
    sent = request.headers.getlist(HEADER_LENGTH)
    if not sent:
        return None
    if len(sent) > 1 or not (sent[0].isascii() and sent[0].isdigit() and len(sent[0]) <= _MOST_DIGITS):
        raise UsageError(f"{HEADER_LENGTH} is no number of bytes")
    return int(sent[0])
