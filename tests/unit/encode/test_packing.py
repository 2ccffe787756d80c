"""Pixel Data of frames."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pydicom.pixels.utils import pack_bits as pack_by_pydicom

from radlane.encode.packing import pack_bits, pack_bytes


@given(st.integers(0, 9), st.integers(1, 9), st.integers(1, 9), st.randoms(use_true_random=False))
def test_bits_follow_each_other_across_frames(count: int, rows: int, columns: int, random: object) -> None:
    rng = np.random.default_rng(random.getrandbits(32))  # type: ignore[attr-defined]
    frames = rng.integers(0, 2, (count, rows, columns)).astype(bool)
    packed = pack_bits(iter(frames))
    assert packed == pack_by_pydicom(frames.ravel().astype(np.uint8), pad=True)
    assert len(packed) % 2 == 0
    bits = np.unpackbits(np.frombuffer(packed, np.uint8), bitorder="little")[: frames.size]
    np.testing.assert_array_equal(bits.astype(bool), frames.ravel())


def test_a_frame_may_be_written_over_when_the_next_one_is_asked_for() -> None:
    buffer, shown = np.zeros((3, 3), bool), []

    def frames() -> object:
        for number in range(5):
            buffer[...] = np.arange(9).reshape(3, 3) % 5 == number
            shown.append(buffer.copy())
            yield buffer

    packed = pack_bits(frames())  # type: ignore[arg-type]
    assert packed == pack_bits(shown)


def test_bytes_are_padded_to_an_even_length() -> None:
    frames = np.arange(27, dtype=np.uint8).reshape(3, 3, 3)
    assert pack_bytes(frames) == frames.tobytes() + b"\0"
    assert pack_bytes(frames[:2]) == frames[:2].tobytes()
    assert pack_bytes(frame.T for frame in frames) == np.swapaxes(frames, 1, 2).tobytes() + b"\0"
