"""A trace is taken from a header of the standard's form, and from no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radlane.monitoring.tracing import begin_trace, current_trace, is_trace, new_trace, trace_of, traced, traceparent

TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"

# Header -> its trace, and why (W3C Trace Context sections 3.2.2 and 4.3).
HEADERS = [
    (f"00-{TRACE}-{SPAN}-01", TRACE),
    (f"00-{TRACE}-{SPAN}-00", TRACE),
    (f"cc-{TRACE}-{SPAN}-01-what-comes-later", TRACE),  # a later version may have more
    (f"cc-{TRACE}-{SPAN}-01", TRACE),
    (f"00-{TRACE}-{SPAN}-01-more", None),  # this one may not
    (f"ff-{TRACE}-{SPAN}-01", None),  # no version
    (f"00-{TRACE.upper()}-{SPAN}-01", None),
    (f"00-{'0' * 32}-{SPAN}-01", None),
    (f"00-{TRACE}-{'0' * 16}-01", None),
    (f"00-{TRACE[1:]}-{SPAN}-01", None),
    (f"00-{TRACE}-{SPAN}-0", None),
    (f"cc-{TRACE}-{SPAN}-01-{'x' * 300}", None),  # too long to be looked at
    (f"00-{TRACE}-{SPAN}-01\n", None),
    ("", None),
    ("CANARYZQ7^A", None),
]


@pytest.mark.parametrize(("header", "trace"), HEADERS)
def test_headers(header: str, trace: str | None) -> None:
    assert trace_of(header) == trace


@given(st.text(max_size=80))
def test_nothing_but_an_id_ever_comes_out(header: str) -> None:
    trace = trace_of(header)
    assert trace is None or is_trace(trace)


def test_a_trace_holds_for_its_block() -> None:
    assert current_trace() is None
    assert traceparent() is None
    with traced(TRACE):
        assert current_trace() == TRACE
        with traced("no trace\nat all"):
            assert current_trace() is None
        assert trace_of(traceparent() or "") == TRACE
        assert traceparent() != traceparent()  # each request is a span of its own
    assert current_trace() is None


def test_what_begins_holds_on() -> None:
    begin_trace(TRACE)
    assert current_trace() == TRACE
    begin_trace("nothing")
    assert current_trace() is None


def test_new_ones_differ() -> None:
    assert is_trace(new_trace())
    assert new_trace() != new_trace()
