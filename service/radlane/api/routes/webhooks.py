"""What radlane calls, in the contract; nothing here is served."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header

from radlane.api.schemas.callbacks import CallbackEvent

router = APIRouter(tags=["callbacks"])

_ANSWERS: dict[int | str, dict[str, str]] = {
    "2XX": {"description": "It is delivered"},
    "410": {"description": "No event of this job is to be sent again"},
    "default": {"description": "It is sent again later; `Retry-After` is heeded"},
}


@router.post("job-ended", status_code=204, responses=_ANSWERS)
def post_event(
    body: CallbackEvent,
    webhook_id: Annotated[str, Header()],
    webhook_timestamp: Annotated[int, Header()],
    webhook_signature: Annotated[str, Header()],
) -> None:
    """Tell the receiver of a job that it has ended, or that its result was withdrawn.

    Signed as Standard Webhooks 1.0 has it: `webhook-signature` is `v1,` and the base64 of HMAC-SHA256 over
    `webhook-id.webhook-timestamp.body`, one for each secret. An event is sent at least once, always under the same id.
    """
