"""The wire between jail and judge: what passes, and that nothing else does."""

from __future__ import annotations

import contextlib
import math
import socket
import struct
import time
import tracemalloc

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.errors import SandboxError
from autograder.observation import (
    FLOATS,
    MAX_CASES,
    MAX_FRAME,
    MAX_TEXT,
    PAYLOAD,
    Array,
    Observation,
    Odd,
    Problem,
    Raised,
    Reply,
    decode_reply,
    encode,
    receive_frame,
    send_frame,
)

ARRAY = Array("float32", (2,), np.float32([1, 2]).tobytes())
FULL = Reply(
    plain=Observation(
        "9.1",
        {
            "near": {
                "y": ARRAY,
                "raised": Raised("ValueError", "tiny.py", 3, None, "too long"),
                "odd": Odd("module"),
                "flag": True,
                "count": -(2**63) + 1,
                "loss": 0.5,
                "none": None,
                "word": "no gradient",
                "_order": "zero,backward,step",
            },
            "far": {},
        },
    ),
    stand_in=Observation("9.1", {}),
    file="tiny.py",
    line=12,
)


def reply_with(value):
    """Encode a reply whose only value is `value`."""
    return encode(Reply(plain=Observation("9.1", {"case": {"y": value}})))


# --------------------------------------------------------------------------- the codec


@pytest.mark.parametrize(
    "reply",
    [
        FULL,
        Reply(),
        Reply(problem=Problem("syntax", "tiny.py, line 3: invalid syntax", "tiny.py", 3)),
    ],
)
def test_a_reply_comes_back_equal(reply):
    """Every kind of value survives the wire."""
    assert decode_reply(encode(reply)) == reply


@pytest.mark.parametrize("dtype", sorted(PAYLOAD))
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (1, 1, 1, 1, 1, 1, 1, 2)])
def test_every_dtype_and_shape_comes_back(dtype, shape):
    """Numbers, shape and dtype name are unchanged, in every type that torch may return."""
    numbers = np.arange(math.prod(shape)).reshape(shape).astype(PAYLOAD[dtype])
    value = Array(dtype, shape, numbers.tobytes())

    back = decode_reply(reply_with(value)).plain.cases["case"]["y"]

    assert back == value
    np.testing.assert_array_equal(back.numpy(), numbers)


def test_bfloat16_travels_exactly():
    """float32 holds every bfloat16 number, so the judge sees the same number."""
    bits = np.arange(0, 1 << 16, 7, dtype=np.uint32) << 16
    numbers = bits.view(np.float32)
    value = Array("bfloat16", numbers.shape, numbers.tobytes())

    back = decode_reply(reply_with(value)).plain.cases["case"]["y"].numpy()

    np.testing.assert_array_equal(back.view(np.uint32), bits)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, -0.0, 5e-324, 1.7e308])
def test_odd_floats_come_back(number):
    """NaN, infinities, minus zero and the extremes are observations, not errors."""
    back = decode_reply(reply_with(number)).plain.cases["case"]["y"]

    assert struct.pack("<d", back) == struct.pack("<d", number)


def test_the_float_types_are_those_that_travel_as_floats():
    """A dtype is compared with a tolerance exactly if its payload is floating point."""
    assert {name for name, payload in PAYLOAD.items() if "f" in payload} == FLOATS


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (Array("float32", (3,), b"\0" * 8), "disagree"),
        (Array("float32", (2,), b"\0" * 9), "disagree"),
        (Array("complex64", (1,), b"\0" * 8), "dtype"),
        (Array("float32", (-1,), b"\0" * 4), "shape"),
        (Array("float32", (-1, -1), b"\0" * 4), "shape"),
        (Array("float32", (1,) * 9, b"\0" * 4), "shape"),
        (Array("float32", (0, 2**62), b""), "shape"),
        (2**63, "too large"),
        (2**64 - 1, "too large"),
        (-(2**63), "too large"),
        ("x" * (MAX_TEXT + 1), "too long"),
        (Odd("x" * (MAX_TEXT + 1)), "too long"),
        (Raised("x" * (MAX_TEXT + 1)), "too long"),
        (Raised("ValueError", "x" * (MAX_TEXT + 1)), "too long"),
    ],
)
def test_a_value_beyond_its_limits_is_refused(value, reason):
    """Lying shapes, unknown dtypes, huge numbers and long texts never reach the judge."""
    with pytest.raises(SandboxError, match=reason):
        decode_reply(reply_with(value))


@pytest.mark.parametrize(
    "reply",
    [
        Reply(plain=Observation("9.1", {str(n): {} for n in range(MAX_CASES + 1)})),
        Reply(plain=Observation("9.1", {"c": {str(n): 0 for n in range(MAX_CASES + 1)}})),
        Reply(plain=Observation("9.1", {"c" * (MAX_TEXT + 1): {}})),
        Reply(plain=Observation("9.1", {"c": {"y" * (MAX_TEXT + 1): 1}})),
        Reply(stand_in=Observation("9.1", {"c": {"y": 2**63}})),
        Reply(problem=Problem("error", "x" * (MAX_TEXT + 1))),
        Reply(file="x" * (MAX_TEXT + 1)),
    ],
)
def test_a_reply_beyond_its_limits_is_refused(reply):
    """The number of cases and values is limited, and so is every text beside them."""
    with pytest.raises(SandboxError):
        decode_reply(encode(reply))


@pytest.mark.parametrize(
    "document",
    [
        {"points": 100},
        {"plain": {"task": "9.1", "cases": {}, "passed": True}},
        {"plain": {"task": "9.1", "cases": {"c": {"y": [1, 2]}}}},
        {"plain": {"task": "9.1", "cases": {"c": {"y": {"type": "array"}}}}},
        {"plain": {"task": "9.1", "cases": {"c": {"y": {"type": "code", "text": "1"}}}}},
        {"plain": {"task": 9.1, "cases": {}}},
        {"line": "7"},
        [],
        None,
    ],
)
def test_an_unknown_field_or_a_wrong_type_is_refused(document):
    """Nothing is guessed: a document that is not exactly a reply is an error of the sandbox."""
    with pytest.raises(SandboxError, match="not an observation"):
        decode_reply(msgspec.msgpack.encode(document))


def test_deep_nesting_is_refused():
    """A hundred thousand nested lists end in our error, not in a crash of the coordinator."""
    with pytest.raises(SandboxError):
        decode_reply(b"\x81\xa5plain" + b"\x91" * 100_000)


@given(st.binary(max_size=300))
@settings(max_examples=400, deadline=None)
def test_any_bytes_give_a_reply_or_our_error(data):
    """No bytes whatever raise anything but `SandboxError`."""
    with contextlib.suppress(SandboxError):
        assert isinstance(decode_reply(data), Reply)


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_a_damaged_reply_gives_a_reply_or_our_error(data):
    """Flipped, cut and repeated bytes of a real reply never get further than our error."""
    frame = bytearray(encode(FULL))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(frame) - 1))
        frame[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(frame)))
    try:
        reply = decode_reply(bytes(frame[:cut]))
    except SandboxError:
        return
    for case in reply.plain.cases.values() if reply.plain else ():
        for value in case.values():
            if isinstance(value, Array):
                assert value.numpy().shape == value.shape


# --------------------------------------------------------------------------- frames


@pytest.fixture
def pair():
    """Two ends of a stream socket."""
    with_ends = socket.socketpair()
    yield with_ends
    for end in with_ends:
        end.close()


def test_frames_come_in_order_and_then_the_end(pair):
    """Several frames on one stream stay apart, an empty one included; closing gives None."""
    near, far = pair
    for payload in (b"one", b"", b"x" * 100_000):
        send_frame(near, payload)
    near.close()

    assert [receive_frame(far) for _ in range(4)] == [b"one", b"", b"x" * 100_000, None]


@pytest.mark.parametrize("sent", [b"\x05", b"\x05\0\0", b"\x05\0\0\0", b"\x05\0\0\0abcd"])
def test_half_a_frame_is_our_error(pair, sent):
    """A worker that dies in the middle of a frame is noticed."""
    near, far = pair
    near.sendall(sent)
    near.close()

    with pytest.raises(SandboxError, match="middle of a frame"):
        receive_frame(far)


def test_a_lying_length_is_refused_before_anything_is_allocated(pair):
    """A frame that claims 4 GiB costs a header and no memory."""
    near, far = pair
    near.sendall(struct.pack("<I", 0xFFFFFFFF))

    tracemalloc.start()
    with pytest.raises(SandboxError, match=str(MAX_FRAME)):
        receive_frame(far)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 1 << 20


def test_a_long_claim_with_a_short_body_allocates_only_what_came(pair):
    """The largest allowed claim does not reserve its megabytes before they arrive."""
    near, far = pair
    near.sendall(struct.pack("<I", MAX_FRAME) + b"x" * 100)
    near.close()

    tracemalloc.start()
    with pytest.raises(SandboxError):
        receive_frame(far)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 1 << 20


def test_the_deadline_ends_a_silent_and_a_trickling_sender(pair):
    """Neither silence nor half a frame holds the coordinator past its deadline."""
    near, far = pair
    for sent in (b"", b"\x05\0\0\0ab"):
        near.sendall(sent)
        with pytest.raises(TimeoutError):
            receive_frame(far, deadline=time.monotonic() + 0.05)


@given(st.binary(max_size=64))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_on_the_socket_give_frames_or_our_error(data):
    """Whatever a worker writes, the receiver returns bytes, the end, or `SandboxError`."""
    near, far = socket.socketpair()
    with near, far:
        near.sendall(data)
        near.close()
        used = 0
        try:
            while (frame := receive_frame(far)) is not None:
                used += 4 + len(frame)
        except SandboxError:
            assert used < len(data)
        else:
            assert used == len(data)
