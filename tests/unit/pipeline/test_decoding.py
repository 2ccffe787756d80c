"""Codecs in a process with limits: real streams, real crashes."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Timer

import imagecodecs
import numpy as np
import pytest

from radlane.errors import DecodeCrashed, DecoderUnavailable, InputRefused
from radlane.imaging.decode import FrameFormat
from radlane.pipeline.decoding import DecodeLimits, DecodingPool, DecodingProcess
from support.decoders import decoders
from support.radiographs import pattern

EXPLICIT, JPEG_LS, JPEG_2000 = "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.90"


def form(transfer_syntax: str, rows: int = 48, columns: int = 40, bits: int = 12) -> FrameFormat:
    return FrameFormat(
        uid="1.2.3",
        transfer_syntax=transfer_syntax,
        rows=rows,
        columns=columns,
        bits_allocated=16,
        bits_stored=bits,
        signed=False,
    )


def child() -> int:
    """Process of the only child."""
    (process,) = decoders()
    return process


class InterruptedFrame(Exception):
    """As Ctrl-C would, or memory that runs out while an answer is taken."""


@pytest.fixture
def decode() -> Iterator[DecodingProcess]:
    process = DecodingProcess(DecodeLimits())
    yield process
    process.close()
    assert decoders() == []


@pytest.fixture
def pool() -> Iterator[DecodingPool]:
    made = DecodingPool(DecodeLimits(), 2)
    yield made
    made.close()
    assert decoders() == []


def test_a_native_frame_needs_no_process(pool: DecodingPool) -> None:
    np.testing.assert_array_equal(pool(form(EXPLICIT), pattern().tobytes()), pattern())
    assert decoders() == []


def test_one_after_the_other_needs_one_process(pool: DecodingPool) -> None:
    stream = bytes(imagecodecs.jpegls_encode(pattern()))
    for _ in range(3):
        np.testing.assert_array_equal(pool(form(JPEG_LS), stream), pattern())
    assert len(decoders()) == 1


def test_several_threads_have_a_process_each_and_no_more_than_there_are(pool: DecodingPool) -> None:
    pixels = np.random.default_rng(1).integers(0, 4096, (1024, 1024)).astype(np.uint16)
    stream = bytes(imagecodecs.jpeg2k_encode(pixels, level=0, codecformat="j2k"))
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: pool(form(JPEG_2000, 1024, 1024), stream), range(8)))
    assert all(np.array_equal(one, pixels) for one in found)
    assert len(decoders()) == 2


def test_a_frame_that_is_refused_keeps_no_process(pool: DecodingPool) -> None:
    for _ in range(3):
        with pytest.raises(InputRefused):
            pool(form(JPEG_LS), b"no stream")
    stream = bytes(imagecodecs.jpegls_encode(pattern()))
    np.testing.assert_array_equal(pool(form(JPEG_LS), stream), pattern())


def test_compressed_frames_share_one_process(decode: DecodingProcess) -> None:
    stream = bytes(imagecodecs.jpegls_encode(pattern()))
    np.testing.assert_array_equal(decode(form(JPEG_LS), stream), pattern())
    first = child()
    np.testing.assert_array_equal(decode(form(JPEG_LS), stream), pattern())
    assert child() == first
    assert first != os.getpid()


def test_a_refusal_crosses_the_process_whole(decode: DecodingProcess) -> None:
    with pytest.raises(InputRefused) as refused:
        decode(form(JPEG_LS), bytes(imagecodecs.jpegls_encode(pattern()))[:60])
    assert (refused.value.code, refused.value.uid) == ("pixel-data-corrupt", "1.2.3")
    assert child()


def test_a_process_that_does_not_start_is_no_frames_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = bytes(imagecodecs.jpegls_encode(pattern()))
    decode = DecodingProcess(DecodeLimits())
    monkeypatch.setattr("radlane.pipeline.decoding._START_S", 0.0)  # no machine is as fast
    with pytest.raises(DecoderUnavailable) as failed:
        decode(form(JPEG_LS), stream)
    assert failed.value.retryable
    assert decoders() == []
    monkeypatch.undo()
    np.testing.assert_array_equal(decode(form(JPEG_LS), stream), pattern())
    decode.close()


def test_a_process_that_died_idle_is_replaced_and_no_frame_is_blamed() -> None:
    lost: list[int] = []
    decode = DecodingProcess(DecodeLimits(), lambda: lost.append(1))
    stream = bytes(imagecodecs.jpegls_encode(pattern()))
    decode(form(JPEG_LS), stream)
    dead = child()
    os.kill(dead, signal.SIGKILL)
    while Path(f"/proc/{dead}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
        pass
    np.testing.assert_array_equal(decode(form(JPEG_LS), stream), pattern())
    assert child() != dead
    decode.close()
    assert lost == [1]


def test_a_crash_while_decoding_is_an_error_and_the_next_frame_is_decoded(decode: DecodingProcess) -> None:
    noise = np.random.default_rng(0).integers(0, 2**16, (3000, 3000), dtype=np.uint16)  # some seconds of work
    slow = bytes(imagecodecs.jpeg2k_encode(noise, level=0, codecformat="j2k", reversible=True))
    quick = bytes(imagecodecs.jpegls_encode(pattern()))
    decode(form(JPEG_LS), quick)
    crash = Timer(0.3, os.kill, (child(), signal.SIGSEGV))
    crash.start()
    with pytest.raises(DecodeCrashed) as crashed:
        decode(form(JPEG_2000, 3000, 3000, 16), slow)
    crash.join()
    assert (crashed.value.uid, crashed.value.retryable) == ("1.2.3", False)
    np.testing.assert_array_equal(decode(form(JPEG_LS), quick), pattern())


def test_who_is_interrupted_leaves_no_pixels_for_the_next_frame(decode: DecodingProcess) -> None:
    """The frame that nobody waits for any more has as many rows and columns as the next one."""
    noise = np.random.default_rng(0).integers(0, 2**16, (2000, 2000), dtype=np.uint16)
    first = bytes(imagecodecs.jpeg2k_encode(noise, level=0, codecformat="j2k", reversible=True))
    plain = np.full((2000, 2000), 7, np.uint16)
    decode(form(JPEG_LS), bytes(imagecodecs.jpegls_encode(pattern())))

    def interrupt(*_: object) -> None:
        raise InterruptedFrame

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(InterruptedFrame):
            decode(form(JPEG_2000, 2000, 2000, 16), first)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    found = decode(form(JPEG_LS, 2000, 2000, 16), bytes(imagecodecs.jpegls_encode(plain)))
    assert np.array_equal(found, plain)


def test_time_runs_out() -> None:
    noise = np.random.default_rng(0).integers(0, 2**16, (3000, 3000), dtype=np.uint16)
    slow = bytes(imagecodecs.jpeg2k_encode(noise, level=0, codecformat="j2k", reversible=True))
    lost: list[int] = []
    decode = DecodingPool(DecodeLimits(seconds=0.05), 1, lambda: lost.append(1))
    with pytest.raises(DecodeCrashed, match=r"longer than 0\.05 s"):
        decode(form(JPEG_2000, 3000, 3000, 16), slow)
    assert decoders() == []
    assert lost == [1]


def test_memory_runs_out() -> None:
    """Two kilobytes that unfold to 256 MiB, in a process that may have 512 MiB."""
    bomb = bytes(imagecodecs.jpegls_encode(np.zeros((16384, 8192), np.uint16)))
    decode = DecodingProcess(DecodeLimits(memory_bytes=1 << 29))
    with pytest.raises((DecodeCrashed, InputRefused)) as failed:
        decode(form(JPEG_LS, 16384, 8192), bomb)
    assert failed.value.code in {"decode-crashed", "pixel-data-corrupt"}
    decode.close()


def test_the_process_is_shut_in(decode: DecodingProcess) -> None:
    """No core file with the patient's pixels, no text of a codec on standard error, no signal to all of a service."""
    decode(form(JPEG_LS), bytes(imagecodecs.jpegls_encode(pattern())))
    process = Path("/proc") / str(child())
    limits = (process / "limits").read_text()
    assert re.search(r"Max core file size\s+1\s+1", limits)
    assert re.search(rf"Max address space\s+{DecodeLimits().memory_bytes} ", limits)
    assert (process / "fd" / "2").readlink() == Path("/dev/null")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        os.kill(child(), number)
    decode(form(JPEG_LS), bytes(imagecodecs.jpegls_encode(pattern())))
    assert child() == int(process.name)


def test_ctrl_c_does_not_reach_a_child_that_starts(decode: DecodingProcess) -> None:
    """It is blocked from the child's first instruction, long before the child can say that it does not care."""
    decode(form(JPEG_LS), bytes(imagecodecs.jpegls_encode(pattern())))
    blocked = re.search(r"SigBlk:\s+(\w+)", Path(f"/proc/{child()}/status").read_text())
    assert blocked
    assert int(blocked[1], 16) & 1 << (signal.SIGINT - 1)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())


def test_what_started_this_process_is_not_run_again(decode: DecodingProcess) -> None:
    """Nor is anything imported that a decoder does not need: that is most of what it would take to start."""
    decode(form(JPEG_LS), bytes(imagecodecs.jpegls_encode(pattern())))
    mapped = Path(f"/proc/{child()}/maps").read_text()
    assert "imagecodecs" in mapped
    assert not [name for name in ("onnxruntime", "scipy", "pydantic", "lxml") if f"/{name}/" in mapped]


def test_nothing_of_a_frame_is_left_for_the_next(pool: DecodingPool) -> None:
    """Frames of many images at once, broken ones among them: each gets its own pixels or its own refusal."""
    images = [np.full((48, 40), number, np.uint16) + pattern() % 7 for number in range(64)]
    streams = [bytes(imagecodecs.jpegls_encode(image)) for image in images]

    def one(number: int) -> bool:
        shown = replace(form(JPEG_LS), uid=f"1.2.{number}")
        if number % 5:
            return np.array_equal(pool(shown, streams[number]), images[number])
        with pytest.raises(InputRefused) as refused:
            pool(shown, streams[number][:60])
        return refused.value.uid == shown.uid

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(one, range(len(images))))
