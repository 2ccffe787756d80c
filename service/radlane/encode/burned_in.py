"""Words that are burned into the pixels of the analysed images, and so into pictures of them."""

from __future__ import annotations

from collections.abc import Sequence

from pydicom.dataset import Dataset

from radlane.encode.reading import text


def burned_in(sources: Sequence[Dataset]) -> str | None:
    """Return `YES` where one image says so, `NO` where all do, None where nobody knows."""
    stated = {text(source, "BurnedInAnnotation") for source in sources}
    return "YES" if "YES" in stated else "NO" if stated == {"NO"} else None
