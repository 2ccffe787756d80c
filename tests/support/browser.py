"""A radiologist at OHIF: a headless Chromium opens a study, double-clicks a series, and says what is on the screen.

In: OHIF's address. Out: pictures of the viewport, lines and words that are drawn over it, segments of the panel, and
what the page complained of. The screen is looked at until it stands still, and again until it shows what is awaited.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from support.validators import ToolMissing

_ARGUMENTS = (
    "--no-sandbox",  # tests run as root; the one page that is opened is our own
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
)
_SIZE = {"width": 1400, "height": 900}
_PATIENCE_S = 60.0
_STILL_S = 1.5
_LINES = "elements => elements.map(line => line.getAttribute('points').match(/-?[0-9.]+/g).map(Number))"


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A page of OHIF with one study, and what the page said to its console as errors."""

    page: Page
    errors: list[str] = field(default_factory=list)

    def show(self, series: int, *, asks: bool = False) -> None:
        """Double-click a series by its Series Number, and say yes where OHIF asks whether to open a segmentation."""
        thumbnails = self.page.locator("[data-cy^='study-browser-thumbnail']")
        thumbnails.filter(has_text=re.compile(rf"S:{series}(?!\d)")).first.dblclick()
        self.settle()
        question = self.page.get_by_text("Do you want to open this Segmentation?")
        if asks and self.awaits(lambda: question.count() > 0):
            self.page.get_by_role("button", name="Yes", exact=True).click()
            self.settle()

    def next_measurement(self) -> None:
        """Go to the next group of an SR."""
        self.page.locator("[data-cy='viewport-action-arrows-right']").click()
        self.settle()

    def next_slice(self) -> bool:
        """Turn the wheel by one slice; always True."""
        self._viewport.hover()
        self.page.mouse.wheel(0, 120)
        self.settle()
        return True

    def awaits(self, seen: Callable[[], bool], patience_s: float = _PATIENCE_S) -> bool:
        """Look until something is seen, and return whether it was: a page that stands still may still be at work."""
        deadline = time.monotonic() + patience_s
        while not seen() and time.monotonic() < deadline:
            self.page.wait_for_timeout(500)
        return seen()

    def settle(self) -> None:
        """Look at the page until it does not change."""
        deadline = time.monotonic() + _PATIENCE_S
        last, since = b"", time.monotonic()
        while time.monotonic() - since < _STILL_S or self.page.get_by_text("Loading").count():
            seen = self.page.screenshot()
            if seen != last:
                last, since = seen, time.monotonic()
            assert time.monotonic() < deadline, "the page does not come to rest"
            self.page.wait_for_timeout(200)

    @property
    def has_image(self) -> bool:
        """Whether the viewport shows any image."""
        return self._viewport.count() > 0

    @property
    def picture(self) -> NDArray[np.uint8]:
        """The viewport, uint8 [y, x, 3]."""
        return np.asarray(Image.open(BytesIO(self._viewport.screenshot())).convert("RGB"))

    @property
    def lines(self) -> list[NDArray[np.float64]]:
        """The lines that are drawn over the image, float64 [n, 2]: (x, y) in pixels of the viewport."""
        found = self._viewport.locator("svg polyline").evaluate_all(_LINES)
        return [np.array(line, dtype=np.float64).reshape(-1, 2) for line in found]

    @property
    def words(self) -> list[str]:
        """The words that are drawn over the image, text by text; its lines follow each other without a space."""
        return self._viewport.locator("svg text").all_text_contents()

    @property
    def instance_number(self) -> int:
        """Instance Number of the slice that is shown."""
        said = self.page.locator("[data-cy='viewport-overlay-bottom-right']").inner_text()
        found = re.search(r"I:\s*(\d+)", said)
        assert found is not None, said
        return int(found[1])

    def segments(self) -> list[str]:
        """What the panel of segmentations lists."""
        self.page.locator("[data-cy='panelSegmentation-btn']").click()
        self.settle()
        return self.page.locator("[data-cy='data-row']").all_inner_texts()

    def keep(self, path: Path) -> None:
        """Write a screenshot of the whole page."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path)

    @property
    def _viewport(self) -> Locator:
        return self.page.locator(".cornerstone-viewport-element")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium, with WebGL in software."""
    path = shutil.which("chromium")
    if path is None:
        raise ToolMissing("chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, url: str, study: str) -> Iterator[Screen]:
    """Open a study in a page of its own, with a profile of its own."""
    page = browser.new_page(viewport=_SIZE)  # type: ignore[arg-type]
    page.set_default_timeout(_PATIENCE_S * 1000)
    screen = Screen(page=page)
    page.on("console", lambda message: _note(screen, message))
    page.on("pageerror", lambda error: screen.errors.append(str(error)))
    try:
        page.goto(f"{url}/viewer?StudyInstanceUIDs={study}")
        page.get_by_text("Skip all").click()
        page.locator("[data-cy^='study-browser-thumbnail']").first.wait_for()
        screen.settle()
        yield screen
    finally:
        page.close()


def _note(screen: Screen, message: Any) -> None:
    if message.type == "error":
        screen.errors.append(message.text)
