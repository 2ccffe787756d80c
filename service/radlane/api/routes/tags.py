"""Tags of models: what each means, moved by who knows where it stands, and rolled back in one call."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Response
from starlette.exceptions import HTTPException

from radlane.api.access_control import needs
from radlane.api.audit import asks
from radlane.api.deps import ServicesDep
from radlane.api.problems import responses
from radlane.api.routes.versions import act_of
from radlane.api.schemas.models import ReasonBody
from radlane.api.schemas.patterns import TEXT, ModelName, ModelTag
from radlane.api.schemas.tags import TagBody, TagDocument, TagHistory, tag_document, tag_history
from radlane.domain.version import Tag, TagMove
from radlane.jobs.tagging import NEVER, NEW
from radlane.registry.reference import parse_tag
from radlane.security.audit_record import Action, Entry
from radlane.security.scopes import Scope

_PromotesDep = Annotated[Entry, Depends(asks(Scope.MODELS_PROMOTE))]
_Reads = Depends(needs(Scope.MODELS_READ))
_Condition = Annotated[str | None, Header(max_length=64, json_schema_extra=TEXT)]
_NUMBER = re.compile(r'"([1-9][0-9]{0,8})"')

router = APIRouter(
    prefix="/v1/models/{name}/tags/{tag}", tags=["models"], responses=responses(401, 403, 404, 422, 429, 503)
)


def tag_of(name: ModelName, tag: ModelTag) -> Tag:
    """Return the tag that an address names.

    Raises
    ------
    UsageError
        If it is no address of one.
    """
    return parse_tag(name, tag)


def expected(if_match: _Condition = None, if_none_match: _Condition = None) -> int:
    """Return the number of the tag's last move that the caller knows; what is no ETag of ours is none of any tag.

    Raises
    ------
    HTTPException
        428 where the caller says nothing.
    """
    if if_none_match == "*" and if_match is None:
        return NEW
    if if_match is None:
        raise HTTPException(428)
    return _number(if_match) if if_none_match is None else NEVER


def last_known(if_match: _Condition = None) -> int | None:
    """Return the number of the tag's last move that the caller knows, where one is named."""
    return None if if_match is None else _number(if_match)


def _number(etag: str) -> int:
    match = _NUMBER.fullmatch(etag)
    return int(match[1]) if match else NEVER


_TagDep = Annotated[Tag, Depends(tag_of)]
_ExpectedDep = Annotated[int, Depends(expected)]
_KnownDep = Annotated[int | None, Depends(last_known)]


@router.get("", dependencies=[_Reads])
def get_tag(tag: _TagDep, services: ServicesDep, response: Response) -> TagDocument:
    """Say what a tag means; the ETag is the number of its last move."""
    return _answer(services.registry.tags.current(tag), response)


@router.put("", responses=responses(409, 410, 412, 428))
def put_tag(
    asked: _PromotesDep,
    tag: _TagDep,
    known: _ExpectedDep,
    body: TagBody,
    services: ServicesDep,
    response: Response,
) -> TagDocument:
    """Let a tag mean a version that runs: with `If-Match` and its ETag, or with `If-None-Match: *` where it is new.

    The version is loaded before the tag moves; until then the one before answers.
    """
    with services.trail.saying(replace(asked, action=Action.MODEL_TAGGED)) as say:
        act = act_of(asked, body.reason)
        move = services.registry.tags.move(tag, body.version, act, known, warm=services.models.warm, say=say)
    return _answer(move, response)


@router.get("/history", dependencies=[_Reads])
def get_history(tag: _TagDep, services: ServicesDep) -> TagHistory:
    """List the moves of a tag, the youngest first: who, when, why."""
    return tag_history(services.registry.tags.history(tag))


@router.post("/rollback", responses=responses(409, 410, 412))
def roll_back(
    asked: _PromotesDep,
    tag: _TagDep,
    last: _KnownDep,
    body: ReasonBody,
    services: ServicesDep,
    response: Response,
) -> TagDocument:
    """Let a tag mean the version that it meant before; the same again goes further back, but with `If-Match`."""
    with services.trail.saying(replace(asked, action=Action.MODEL_TAGGED)) as say:
        act = act_of(asked, body.reason)
        move = services.registry.tags.rollback(tag, act, last, warm=services.models.warm, say=say)
    return _answer(move, response)


def _answer(move: TagMove, response: Response) -> TagDocument:
    response.headers["ETag"] = f'"{move.number}"'
    return tag_document(move)
