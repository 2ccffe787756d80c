"""Bodies of STOW-RS in chunks of any size, and instances of any bytes."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from radlane.api.store_body import StoreBody
from radlane.domain.arrival import Arrival
from support.reception import body_of, desk, image, stow_headers

_IMAGE = image(1)
_ANY = st.binary(max_size=2000)
_SPOILED = st.builds(
    lambda where, what: _IMAGE[:where] + what + _IMAGE[where + len(what) :],
    st.integers(128, 1200),
    st.binary(min_size=1, max_size=8),
)


def _read(folder: Path, content: bytes, cuts: list[int]) -> list[Arrival]:
    with desk(folder).transfer() as transfer:
        body = StoreBody(transfer=transfer, study=None, expected=None, most_parts=10, most_bytes=1 << 20)
        reader = body.reader(stow_headers()["Content-Type"])
        begin = 0
        for cut in [*sorted(cuts), len(content)]:
            reader.feed(content[begin:cut])
            begin = cut
        reader.finish()
    return body.arrivals


@given(cuts=st.lists(st.integers(0, 2 * len(_IMAGE)), max_size=12))
@settings(max_examples=25, deadline=None)
def test_the_cuts_of_a_body_do_not_matter(cuts: list[int]) -> None:
    with TemporaryDirectory() as folder:
        arrivals = _read(Path(folder), body_of([_IMAGE, image(2)]), cuts)
        assert [arrival.failure for arrival in arrivals] == [None, None]


@given(contents=st.lists(_ANY | _SPOILED, min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_any_bytes_are_kept_below_their_uids_or_refused(contents: list[bytes]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        arrivals = _read(folder, body_of(content for content in contents if b"--a-boundary" not in content), [])
        kept = set(folder.rglob("*.dcm"))
        places = {
            folder / "received" / ref.study_instance_uid / ref.series_instance_uid / f"{ref.sop_instance_uid}.dcm"
            for arrival in arrivals
            if arrival.failure is None and (ref := arrival.ref)
        }
        assert kept == places
