"""Tells radlane of a study that has arrived in this Orthanc: radlane.lua as a plugin in Python (orthanc-python).

It does the same, with the same environment variables (docs/triggers.md), in a thread of its own: Orthanc waits for
nothing, and what fails is tried again by itself. Take one of the two.
"""

from __future__ import annotations

import json
import os
import ssl
import threading
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path

import orthanc

URL = os.environ.get("RADLANE_URL", "http://radlane:8080").rstrip("/")
KEY_FILE = Path(os.environ.get("RADLANE_KEY_FILE", "/run/secrets/trigger_key"))
CA_FILE = os.environ.get("RADLANE_CA_FILE")  # certificates to trust in the place of the usual ones
ARCHIVE = os.environ.get("RADLANE_ARCHIVE")  # this Orthanc in radlane's settings; none: radlane's default archive
EXPECT = os.environ.get("RADLANE_EXPECT") == "yes"  # the archive gets its images from here: it is waited for
TIMEOUT_S = 30.0
OURS = "radlane"  # Manufacturer of results
TOLD = "4711"  # user-defined metadata of a study: the series that radlane was told of
MOST_WAITING = 100_000  # studies
UNKNOWN_RESOURCE = 17  # OrthancPluginErrorCode
MOST_BYTES = 16 << 20  # of an answer
FIRST_WAIT_S, LONGEST_WAIT_S = 5.0, 600.0


class NotTold(Exception):
    """radlane has not taken note; `answered`: it said so itself."""

    def __init__(self, *, answered: bool) -> None:
        super().__init__()
        self.answered = answered


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key elsewhere."""

    def redirect_request(self, *_: object) -> None:
        """Follow none."""


class Teller(threading.Thread):
    """Tells radlane of studies, one after the other, each until radlane has taken note."""

    def __init__(self) -> None:
        super().__init__(name="radlane", daemon=True)
        self._changed = threading.Condition()
        self._waiting: dict[str, tuple[float, int]] = {}  # study -> when it is to be told, and how often that failed
        self._silent_until, self._silences = 0.0, 0
        self._stopping = False

    def add(self, study: str) -> None:
        """Take a study on; it takes no time."""
        with self._changed:
            if study in self._waiting or len(self._waiting) < MOST_WAITING:
                self._waiting[study] = (0.0, 0)
                self._changed.notify()
                return
        orthanc.LogError(f"radlane: study {study} is left out, too many wait")

    def forget(self, study: str) -> None:
        """Leave a study alone that is gone."""
        with self._changed:
            self._waiting.pop(study, None)

    def stop(self) -> None:
        """End; what waits is lost."""
        with self._changed:
            self._stopping = True
            self._changed.notify()

    def run(self) -> None:
        """Work until the end."""
        while (taken := self._take()) is not None:
            study, failures = taken
            try:
                consider(study)
                self._silences = 0
            except NotTold as failure:
                orthanc.LogWarning(f"radlane: study {study} was not accepted")
                self._again(study, failures, answered=failure.answered)
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one study, the thread goes on
                orthanc.LogWarning(f"radlane: study {study} was not told ({type(error).__name__})")
                self._again(study, failures, answered=True)

    def _take(self) -> tuple[str, int] | None:
        with self._changed:
            while not self._stopping:
                now = time.monotonic()
                study, (due, failures) = min(
                    self._waiting.items(), key=lambda item: item[1], default=(None, (now + LONGEST_WAIT_S, 0))
                )
                due = max(due, self._silent_until)
                if study is not None and due <= now:
                    del self._waiting[study]
                    return study, failures
                self._changed.wait(due - now)
            return None

    def _again(self, study: str, failures: int, *, answered: bool) -> None:
        """What is refused goes behind the others; where nobody answers, all wait."""
        with self._changed:
            now = time.monotonic()
            if answered:
                failures += 1
            else:
                self._silences += 1
                self._silent_until = now + wait_s(self._silences)
            self._waiting.setdefault(study, (now + wait_s(failures) if answered else now, failures))


def wait_s(failures: int) -> float:
    """Return how long to wait after so many failures."""
    return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(failures - 1, 20))


def consider(study: str) -> None:
    """Tell what was not told yet."""
    try:
        series = json.loads(orthanc.RestApiGet(f"/studies/{study}/series"))
        uid = json.loads(orthanc.RestApiGet(f"/studies/{study}"))["MainDicomTags"]["StudyInstanceUID"]
    except orthanc.OrthancException as error:
        if error.args[:1] == (UNKNOWN_RESOURCE,):
            return  # it is gone
        raise
    others = [one for one in series if one["MainDicomTags"].get("Manufacturer") != OURS]
    seen = "\n".join(sorted(f"{one['ID']} {len(one['Instances'])}" for one in others))
    told = json.loads(orthanc.RestApiGet(f"/studies/{study}/metadata?expand")).get(TOLD)
    if not others or seen == told:
        return
    event = {"study": uid, "archive": ARCHIVE, "wait": False}
    if EXPECT:
        event |= {"series": len(others), "instances": sum(len(one["Instances"]) for one in others)}
    tell(event)
    orthanc.RestApiPut(f"/studies/{study}/metadata/{TOLD}", seen)


def tell(event: dict[str, object]) -> None:
    """Send an event, or raise `NotTold`; the key is read anew each time."""
    try:
        with KEY_FILE.open(encoding="ascii") as file:
            key = file.readline().strip()
        request = urllib.request.Request(  # noqa: S310 - the address is a setting
            f"{URL}/v1/events/orthanc",
            data=json.dumps(event).encode(),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )
        with OPENER.open(request, timeout=TIMEOUT_S) as answer:
            said = json.loads(answer.read(MOST_BYTES))
    except urllib.error.HTTPError as error:
        error.close()
        raise NotTold(answered=error.code not in (429, 503)) from None
    except (OSError, HTTPException, ValueError):
        raise NotTold(answered=False) from None
    if not isinstance(said, dict) or "jobs" not in said:
        raise NotTold(answered=True)


def on_change(change: int, level: int, resource: str) -> None:
    """Hear of what happens in Orthanc: nothing is done here but to take note."""
    if change == orthanc.ChangeType.STABLE_STUDY:
        TELLER.add(resource)
    elif change == orthanc.ChangeType.DELETED and level == orthanc.ResourceType.STUDY:
        TELLER.forget(resource)
    elif change == orthanc.ChangeType.ORTHANC_STARTED:
        TELLER.start()
    elif change == orthanc.ChangeType.ORTHANC_STOPPED:
        TELLER.stop()


OPENER = urllib.request.build_opener(
    NoRedirects,
    urllib.request.ProxyHandler({}),
    urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=CA_FILE)),
)
TELLER = Teller()
orthanc.RegisterOnChangeCallback(on_change)
