"""The recorder: writes down anything that student code returns, and never breaks on it."""

from __future__ import annotations

import collections
import enum
import json
import math
from types import ModuleType

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from autograder.observation import (
    MAX_TEXT,
    PAYLOAD,
    Array,
    Observation,
    Odd,
    Raised,
    Reply,
    decode_reply,
    encode,
)
from autograder.sandbox.recorder import (
    STUDENT_PREFIX,
    OutOfMemory,
    as_json,
    call,
    change,
    describe,
    fingerprint,
    gradients,
    observe,
    probe,
    snapshot,
    to_value,
)


class Shouting(Tensor):
    """A tensor subclass whose every operation raises."""

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        raise RuntimeError("no operation of mine")


class Liar:
    """Says that it is a tensor."""

    @property
    def __class__(self):
        return Tensor


class Thrower:
    """Raises whatever is asked of it."""

    @property
    def __class__(self):
        raise RuntimeError("ask nothing")

    def __getattr__(self, name):
        raise RuntimeError("ask nothing")

    def __str__(self):
        raise RuntimeError("ask nothing")

    __repr__ = __len__ = __iter__ = __bool__ = __hash__ = __eq__ = __float__ = __str__


class LazyString(str):
    """Text that is another object each time it is cut."""

    def __str__(self):
        return self

    def __getitem__(self, key):
        return 5

    def encode(self, *args):
        raise RuntimeError("not today")


class OddMeta(type):
    """A class that will not tell its name or its ancestors."""

    @property
    def __name__(cls):
        raise RuntimeError("nameless")

    @property
    def __mro__(cls):
        raise RuntimeError("no ancestors")

    def __hash__(cls):
        raise RuntimeError("no hash")


class Nameless(metaclass=OddMeta):
    pass


class NamelessError(ValueError, metaclass=OddMeta):
    @property
    def __traceback__(self):
        raise RuntimeError("no traceback")

    def __str__(self):
        return LazyString("lazy")


class Poisoned(dict):
    def items(self):
        raise RuntimeError("no items")

    def __iter__(self):
        raise RuntimeError("no keys")


class Level(enum.IntEnum):
    LOW = 1


def poisoned_tensor():
    tensor = torch.ones(3)
    tensor.detach = lambda: "gone"
    return tensor


def without_storage():
    tensor = torch.ones(3)
    tensor.untyped_storage().resize_(0)
    return tensor


ODD_OBJECTS = {
    "shouting": torch.ones(3).as_subclass(Shouting),
    "liar": Liar(),
    "thrower": Thrower(),
    "lazy string": LazyString("abc"),
    "nameless": Nameless(),
    "poisoned dict": Poisoned(a=1),
    "poisoned tensor": poisoned_tensor(),
    "no storage": without_storage(),
    "sparse": torch.eye(3).to_sparse(),
    "meta": torch.empty(3, device="meta"),
    "huge": torch.zeros(1).expand(10**12),
    "huge meta": torch.empty(10**12, device="meta"),
    "nan": torch.tensor([math.nan, math.inf]),
    "complex": torch.tensor([1 + 2j]),
    "negative view": torch.tensor([1 + 2j]).conj().imag,
    "float8": torch.zeros(2, dtype=torch.float8_e4m3fn),
    "quantized": torch.ones(3).to(torch.uint16),
    "parameter": torch.nn.Parameter(torch.ones(2)),
    "lazy parameter": torch.nn.UninitializedParameter(),
    "module": torch.nn.Linear(2, 2),
    "backwards array": np.arange(6)[::-1],
    "array of objects": np.array([object()]),
    "masked array": np.ma.masked_array([1, 2], [True, False]),
    "big endian": np.arange(3, dtype=">f4"),
    "longdouble": np.longdouble("1.5"),
    "uint64": np.uint64(2**64 - 1),
    "half": np.float16(0.5),
    "numpy bool": np.bool_(True),
    "numpy text": np.str_("abc"),
    "datetime": np.datetime64("2026-01-01"),
    "huge int": 10**5000,
    "big int": 2**63,
    "small int": -(2**63),
    "huge float": 1e300,
    "infinity": math.inf,
    "not a number": math.nan,
    "complex number": 1 + 2j,
    "enum": Level.LOW,
    "surrogate": "\ud800",
    "long text": "x" * 100_000,
    "none": None,
    "class": Nameless,
    "generator": (n for n in range(3)),
    "ordered": collections.OrderedDict(a=1),
    "tuple": (torch.ones(2), 1),
    "forged record": Raised(5, [], {}, (), None),
    "exception": ValueError("x"),
}


@pytest.mark.parametrize("name", ODD_OBJECTS)
def test_anything_is_recorded_and_survives_the_wire(name):
    """Whatever student code returns becomes a plain value that the coordinator accepts."""
    thing = ODD_OBJECTS[name]
    value = to_value(thing)
    if name == "forged record":
        return  # a record of ours, built by hand, is refused by the decoder: see the codec's tests

    frame = encode(Reply(plain=Observation("9.1", {"case": {"y": value}})))

    back = decode_reply(frame).plain.cases["case"]["y"]
    assert type(back) is type(value)
    assert type(value) in (bool, int, float, str, type(None), Array, Raised, Odd)


@pytest.mark.parametrize("name", ODD_OBJECTS)
def test_a_probe_goes_on_whatever_a_call_returned(name):
    """Gradients and JSON of an odd output are recorded too, and nothing is raised."""
    thing = ODD_OBJECTS[name]
    x = torch.ones(2, requires_grad=True)

    assert to_value(gradients(thing, {"x": x})["grad of x"]) is not None
    assert isinstance(as_json(thing), str)
    assert isinstance(as_json([thing, {"a": thing}]), str)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner),
        max_leaves=5,
    )
)
@settings(max_examples=150, deadline=None)
def test_plain_values_are_recorded(thing):
    """Numbers, texts and containers of them never break the way to the judge."""
    reply = Reply(plain=Observation("9.1", {"c": {"y": to_value(thing), "json": as_json(thing)}}))

    assert decode_reply(encode(reply)).plain.cases["c"].keys() == {"y", "json"}


@pytest.mark.parametrize(
    ("thing", "value"),
    [
        (True, True),
        (3, 3),
        (0.5, 0.5),
        (1e300, 1e300),
        (math.inf, math.inf),
        ("abc", "abc"),
        (None, None),
        (np.float32(0.5), 0.5),
        (np.int64(7), 7),
        (np.bool_(True), True),
        (np.longdouble("1.5"), 1.5),
        (np.uint64(2**63), Odd("huge number")),
        (2**63, Odd("huge number")),
        ((1, 2), Odd("tuple")),
        (Level.LOW, Odd("Level")),
        (LazyString("abc"), "abc"),
        ("a\ud800b", "a?b"),
        ("x" * 5000, "x" * MAX_TEXT),
        (torch.eye(2).to_sparse(), Odd("float32 tensor")),
        (torch.zeros(1).expand(10**12), Odd("float32 tensor")),
        (torch.tensor([1j]), Odd("complex64 tensor")),
        (torch.ones(3).as_subclass(Shouting), Odd("tensor subclass")),
        (torch.empty(3, device="meta"), Odd("broken Tensor")),
        (np.array([object()]), Odd("broken ndarray")),
        (Liar(), Odd("Liar")),
        (Thrower(), Odd("Thrower")),
    ],
    ids=lambda thing: type.__repr__(type(thing)),  # the things themselves may not be asked
)
def test_values_are_recorded_as_what_they_are(thing, value):
    """Plain values come as they are, numpy's as Python's, and all else by the name of its type."""
    recorded = to_value(thing)

    assert recorded == value
    assert type(recorded) is type(value)


@pytest.mark.parametrize("name", sorted(PAYLOAD))
def test_tensors_of_every_dtype_are_recorded_exactly(name):
    """Dtype name, shape and every number, also of views that are not contiguous."""
    dtype = getattr(torch, name)
    tensor = torch.arange(6).reshape(2, 3).to(dtype).T

    recorded = to_value(tensor)

    assert (recorded.dtype, recorded.shape) == (name, (3, 2))
    np.testing.assert_array_equal(recorded.numpy(), tensor.to(torch.float64).numpy())


def test_a_lazily_negated_tensor_is_recorded_with_its_sign():
    """The imaginary part of a conjugate is stored unnegated; the recorder resolves it."""
    recorded = to_value(torch.tensor([1 + 2j]).conj().imag)

    np.testing.assert_array_equal(recorded.numpy(), [-2.0])


def test_numpy_arrays_are_recorded_like_tensors():
    """A reversed view, a 0-d array and another byte order lose nothing."""
    np.testing.assert_array_equal(to_value(np.arange(3)[::-1]).numpy(), [2, 1, 0])
    assert to_value(np.array(1.5)).shape == ()
    assert to_value(np.arange(3)).dtype == "int64"


# --------------------------------------------------------------------------- exceptions


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ValueError("x"), "ValueError"),
        (json.JSONDecodeError("x", "y", 0), "ValueError"),
        (OSError("x"), "OSError"),
        (FileNotFoundError("x"), "FileNotFoundError"),
        (KeyboardInterrupt(), "KeyboardInterrupt"),
        (SystemExit(3), "SystemExit"),
        (type("Own", (Exception,), {})("x"), "Exception"),
        (NamelessError("x"), "ValueError"),
        (ValueError(Thrower()), "ValueError"),
        (RuntimeError(Thrower()), "RuntimeError"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), "UnicodeDecodeError"),
    ],
)
def test_an_exception_is_known_by_its_nearest_built_in_class(error, kind):
    """Own exception classes count as what they extend, even if they tell nothing of themselves."""

    def student():
        raise error

    raised = call(student)

    assert type(raised) is Raised
    assert raised.kind == kind
    assert type(raised.text) is str
    decode_reply(encode(Reply(plain=Observation("9.1", {"c": {"y": raised}}))))


def test_text_and_line_of_an_exception():
    """The last line inside the hand-in is kept, and the start of the text."""
    source = "def inner():\n    raise KeyError('k' * 900)\n\ndef outer():\n    inner()\n"
    names = {}
    exec(compile(source, f"{STUDENT_PREFIX}tiny.py", "exec"), names)

    raised = call(lambda: names["outer"]())

    assert (raised.file, raised.line) == ("tiny.py", 2)
    assert len(raised.text) == 500


@pytest.mark.parametrize(
    ("error", "task"),
    [
        (NotImplementedError("task 3.4: dpo_loss is not written yet"), "3.4"),
        (NotImplementedError("later"), None),
        (NotImplementedError(), None),
        (ValueError("task 3.4: dpo_loss is not written yet"), None),
    ],
)
def test_the_stubs_error_names_its_task(error, task):
    """Only a NotImplementedError with the stub's words says that a task is unwritten."""
    assert describe(error).unwritten == task


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        type("Own", (MemoryError,), {})(),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried ..."),
    ],
)
def test_refused_memory_is_no_observation(error):
    """A worker that was refused memory is stopped; a wrong answer would be the wrong word."""

    def student():
        raise error

    with pytest.raises(OutOfMemory):
        call(student)


# --------------------------------------------------------------------------- gradients


def test_gradients_are_those_of_a_fixed_weighting():
    """Both sides weigh outputs of one shape alike, so equal functions give equal gradients."""
    x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)

    def of(function):
        return gradients(function(x), {"x": x})["grad of x"]

    torch.testing.assert_close(of(lambda x: x * x), of(lambda x: x**2))
    assert not torch.allclose(of(lambda x: x * x), of(lambda x: x.detach() * x))
    assert not torch.allclose(of(lambda x: x.flip(0)), of(lambda x: x))


def test_gradients_tell_a_cut_graph_from_an_unused_input():
    """No graph at all and a graph that leaves one input out are different findings."""
    x, z = torch.ones(2, requires_grad=True), torch.ones(2, requires_grad=True)

    found = gradients(x * 3, {"x": x, "z": z})
    assert isinstance(found["grad of x"], Tensor)
    assert found["grad of z"] == "no gradient"
    for output in ((x * 3).detach(), x.detach().numpy(), 3.0, None, torch.ones(2)):
        assert set(gradients(output, {"x": x, "z": z}).values()) == {"no graph"}


def test_gradients_pass_an_exception_on():
    """A call that raised, or a backward pass that raises, is recorded under every key."""
    x = torch.ones(2, requires_grad=True)
    raised = Raised("ValueError")

    assert gradients(raised, {"x": x}) == {"grad of x": raised}

    class Stubborn(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x.clone()

        @staticmethod
        def backward(ctx, grad):
            raise KeyError("no way back")

    assert gradients(Stubborn.apply(x), {"x": x})["grad of x"].kind == "KeyError"


def test_gradients_leave_the_graph_and_the_inputs_as_they_were():
    """A probe may ask twice, and no `.grad` appears."""
    x = torch.ones(2, requires_grad=True)
    y = x.exp()

    first, second = (gradients(y, {"x": x})["grad of x"] for _ in range(2))

    torch.testing.assert_close(first, second)
    assert x.grad is None


# --------------------------------------------------------------------------- fingerprints


@given(st.integers(0, 11), st.floats(1e-6, 1e3))
@settings(max_examples=100, deadline=None)
def test_any_single_number_moves_the_fingerprint(place, amount):
    """A step of one number, however small, shows in both directions of the change's fingerprint."""
    before = {"w": torch.arange(12.0, dtype=torch.float64).reshape(3, 4)}
    after = snapshot(before)
    after["w"].view(-1)[place] += amount

    moved = change(before, after)

    assert moved.shape == (1, 2)
    assert (moved.abs() > 1e-9 * amount).all()
    torch.testing.assert_close(change(before, snapshot(before)), torch.zeros(1, 2))


def test_a_permutation_moves_the_fingerprint():
    """The same numbers in another order, transposed or under another name are another print."""
    w = torch.arange(9.0).reshape(3, 3)
    prints = [
        fingerprint({"w": w}),
        fingerprint({"w": w.T}),
        fingerprint({"w": w.flip(0)}),
        fingerprint({"w": w[:, [1, 0, 2]]}),
        fingerprint({"v": w}),
    ]

    for i, one in enumerate(prints):
        for other in prints[:i]:
            assert ((one - other).abs() > 0.1).any()


def test_fingerprints_go_by_sorted_names():
    """The order in which a model names its parameters does not matter; None is a row of zeros."""
    a, b = torch.ones(2), torch.arange(3.0)

    forward, backward = fingerprint({"a": a, "b": b}), fingerprint({"b": b, "a": a})

    torch.testing.assert_close(forward, backward)
    torch.testing.assert_close(fingerprint({"a": None, "b": b})[0], torch.zeros(2))
    torch.testing.assert_close(fingerprint({"a": None, "b": b})[1], forward[1])
    assert fingerprint({}).shape == (0, 2)


def test_fingerprints_do_not_use_up_the_random_state():
    """Recording between two draws leaves the second draw as it was."""
    torch.manual_seed(3)
    plain = torch.rand(4)
    torch.manual_seed(3)
    fingerprint({"w": torch.ones(5)})
    gradients(torch.ones(2, requires_grad=True) * 2, {})

    torch.testing.assert_close(torch.rand(4), plain)


def test_a_snapshot_is_a_copy():
    """What happens after a snapshot does not change it."""
    w = torch.nn.Parameter(torch.ones(2))
    before = snapshot({"w": w})
    with torch.no_grad():
        w += 1

    torch.testing.assert_close(before["w"], torch.ones(2))
    assert not before["w"].requires_grad


# --------------------------------------------------------------------------- as_json


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [1.5, None, True]}, '{"a": [1.5, null, true], "b": 1}'),
        ((1, 2), "[1, 2]"),
        ({"x": {3, 1, 2}}, '{"x": [1, 2, 3]}'),
        ([np.float32(0.5), np.int64(3)], "[0.5, 3]"),
        ([float("nan"), float("inf")], "[NaN, Infinity]"),
        ([torch.tensor(1.0)], '["<Tensor>"]'),
        ([object()], '["<object>"]'),
        ({1: "a", "b": 2}, "<not plain>"),
        ("x" * 5000, '"' + "x" * (MAX_TEXT - 1)),
    ],
)
def test_plain_containers_become_canonical_json(value, text):
    """Sorted keys and one spelling per value; what is not plain is named by its type."""
    assert as_json(value) == text


def test_a_list_that_holds_itself_is_not_plain():
    """Neither a cycle nor a depth of thousands breaks the recorder."""
    cycle: list[object] = []
    cycle.append(cycle)
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]

    assert as_json(cycle) == as_json(deep) == "<not plain>"


# --------------------------------------------------------------------------- observe


def make_probes(**functions):
    """Return a module of probes of task 9.1."""
    module = ModuleType("probes")
    for name, function in functions.items():
        setattr(module, name, probe("9.1")(function))
    return module


STUDENT = ModuleType("student")


def test_every_probe_of_the_task_is_a_case():
    """Cases have the probes' names; other tasks' probes and plain functions are left out."""
    probes = make_probes(near=lambda student, rng: {"y": 1}, far=lambda student, rng: {"y": 2})
    probes.other = probe("9.2")(lambda student, rng: {"y": 3})
    probes.plain = lambda student, rng: {"y": 4}

    assert observe(probes, "9.1", STUDENT, 7) == Observation(
        "9.1", {"near": {"y": 1}, "far": {"y": 2}}
    )


def test_a_seed_gives_the_same_inputs_whatever_ran_before():
    """Each case has a seed of its own, so a probe that breaks off moves no other input."""

    def draw(student, rng):
        return {"own": torch.randn(3, generator=rng), "global": torch.randn(3)}

    def greedy(student, rng):
        torch.randn(17, generator=rng)
        raise KeyError("broken off")

    alone = observe(make_probes(draw=draw), "9.1", STUDENT, 7).cases["draw"]
    after = observe(make_probes(greedy=greedy, draw=draw), "9.1", STUDENT, 7).cases
    other = observe(make_probes(draw=draw), "9.1", STUDENT, 8).cases["draw"]

    assert after["draw"] == alone
    assert after["greedy"]["probe"].kind == "KeyError"
    assert other["own"] != alone["own"]
    assert other["global"] != alone["global"]


def test_two_probes_draw_different_inputs():
    """The name of a case is part of its seed."""

    def draw(student, rng):
        return {"y": torch.randn(3, generator=rng)}

    cases = observe(make_probes(one=draw, two=lambda s, r: draw(s, r)), "9.1", STUDENT, 7).cases

    assert cases["one"] != cases["two"]


def test_a_probe_that_student_code_breaks_is_a_case_of_its_own():
    """Odd keys, a changed module of probes and SystemExit cost one case and not the others."""

    def meddle(student, rng):
        probes.added = probe("9.1")(lambda student, rng: {"y": 0})
        return {"\ud800": 1}

    def leave(student, rng):
        raise SystemExit(0)

    probes = make_probes(meddle=meddle, leave=leave, last=lambda student, rng: {"y": 1})

    observation = observe(probes, "9.1", STUDENT, 7)

    assert observation.cases.keys() == {"meddle", "leave", "last"}
    assert observation.cases["leave"]["probe"].kind == "SystemExit"
    assert observation.cases["last"] == {"y": 1}
    decode_reply(encode(Reply(plain=observation)))
