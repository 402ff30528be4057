"""Say in which way an observation differs, in words that reveal no hidden number.

Pure functions on recorded values: no pytest, no torch, no I/O. A tolerance is relative to the
largest number expected, never a bare constant, so zeros never pass for a small signal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.errors import AuthorError
from autograder.observation import FLOATS, Array, Case, Odd, Raised, Value
from autograder.results import Strip

RTOL = {"float64": 1e-4, "float32": 1e-4, "float16": 1e-2, "bfloat16": 6e-2}
# float32: sums of 1e3 terms in another order differ by under 1e-5 of the largest; see docs.

FACTORS: Mapping[float, str] = {
    -1.0: "has the opposite sign",
    2.0: "is twice as large as it should be",
    0.5: "is half as large as it should be",
    100.0: "is a hundred times too large",
}

NO_GRADIENT = ("no gradient", "no graph")  # what the recorder writes in place of a gradient
NOT_RECORDED = Odd("missing value")  # equal to no value of a right answer, not even None


class Mismatch(AssertionError):
    """A claim of a hidden suite that does not hold; `str()` is the evidence for the student."""

    def __init__(
        self, evidence: str, raised: Raised | None = None, strip: Strip | None = None
    ) -> None:
        super().__init__(evidence)
        self.raised = raised
        self.strip = strip


def assert_close(
    observed: Case,
    expected: Case,
    *keys: str,
    rtol: float | None = None,
    rows: bool = False,
    dtype: bool = True,
) -> None:
    """Fail unless the recorded numbers under each key agree.

    Args:
        observed: the hand-in's case.
        expected: the same case of the right answer.
        keys: names that the probe recorded.
        rtol: tolerance, relative to the largest expected number. Default by dtype.
        rows: compare each row (first axis) relative to its own largest number, for fingerprints
            whose rows differ in scale.
        dtype: whether the dtype is part of the claim.

    Raises:
        Mismatch: with what differs.
        AuthorError: if the expected numbers could not tell a right answer from zeros.
    """
    for key in keys:
        want = expected[key]
        if not isinstance(want, Array):
            _require_number(key, want)
        evidence = difference(key, recorded(observed, key), want, rtol=rtol, rows=rows, dtype=dtype)
        if not np.any(want.numpy() if isinstance(want, Array) else want) and not _is_whole(want):
            raise AuthorError(
                f"{key!r} is expected to be all zero: use assert_zero for that claim."
            )
        if evidence:
            raise _mismatch(evidence, observed, key)


def assert_same(observed: Case, expected: Case, *keys: str) -> None:
    """Fail unless flags, whole numbers, strings or whole-number tensors are exactly equal."""
    for key in keys:
        got, want = recorded(observed, key), expected[key]
        if isinstance(want, Array):
            if want.dtype in FLOATS:
                raise AuthorError(f"{key!r} holds floats: use assert_close.")
            evidence = difference(key, got, want)
        elif isinstance(want, Raised):
            raise AuthorError(f"{key!r} is expected to raise: use assert_raises.")
        else:
            same = type(got) is type(want) and got == want
            evidence = None if same else _unlike(key, got, want)
        if evidence:
            raise _mismatch(evidence, observed, key)


def assert_strip(
    observed: Case, expected: Case, key: str, *, tokens: Sequence[str], ignore_index: int = -100
) -> None:
    """Fail unless labels (whole numbers, one per token) are equal; show which tokens are trained.

    Only for an example that students have, since the right mask is shown to them.
    """
    got, want = recorded(observed, key), expected[key]
    if not isinstance(want, Array) or want.shape != (len(tokens),):
        raise AuthorError(f"{key!r}: the reference has no label for each of the tokens.")
    evidence = difference(key, got, want)
    if evidence is None:
        return
    if not isinstance(got, Array) or got.shape != want.shape or got.dtype in FLOATS:
        raise _mismatch(evidence, observed, key)
    trained = [tuple((array.numpy() != ignore_index).tolist()) for array in (got, want)]
    if trained[0] == trained[1]:
        raise _mismatch(evidence, observed, key)
    raise Mismatch(
        "Other tokens are trained on than should be.", strip=Strip(tuple(tokens), *trained)
    )


def assert_raises(observed: Case, expected: Case, *keys: str, kind: str = "ValueError") -> None:
    """Fail unless each call raised `kind` exactly where the right answer does, and only there."""
    for key in keys:
        got, want = recorded(observed, key), expected[key]
        should, does = isinstance(want, Raised), isinstance(got, Raised)
        if should and want.kind != kind:
            raise AuthorError(f"{key!r}: the reference raises {want.kind}, not {kind}.")
        if should and not does:
            raise _mismatch(f"No {kind} was raised where the contract asks for one.", observed, key)
        if should and got.kind != kind:
            raise _mismatch(f"A {kind} is asked for; {got.kind} was raised.", observed, key)
        if does and not should:
            raise _mismatch(f"{got.kind} was raised on valid input.", observed, key)


def assert_zero(observed: Case, expected: Case, *keys: str) -> None:
    """Fail unless the numbers are zero (to rounding) where the right answer's are all zero."""
    for key in keys:
        got, want = recorded(observed, key), expected[key]
        if not _largest(want) <= 1e-6:
            raise AuthorError(f"{key!r}: the reference is not zero there.")
        if isinstance(want, Array) and (not isinstance(got, Array) or got.shape != want.shape):
            raise _mismatch(difference(key, got, want) or _unlike(key, got, want), observed, key)
        if not isinstance(want, Array) and not _is_number(got):
            raise _mismatch(_unlike(key, got, want), observed, key)
        if not _largest(got) <= 1e-5:
            raise _mismatch(f"{_name(key)} should stay zero and does not.", observed, key)


def difference(
    key: str,
    got: Value,
    want: Value,
    *,
    rtol: float | None = None,
    rows: bool = False,
    dtype: bool = True,
) -> str | None:
    """Return one sentence on how `got` differs from `want`, or None if they agree."""
    if isinstance(want, Array):
        if not isinstance(got, Array):
            return _unlike(key, got, want)
        return _array_difference(key, got, want, rtol=rtol, rows=rows, dtype=dtype)
    if isinstance(want, float):
        if not _is_number(got):
            return _unlike(key, got, want)
        value, target = _as_array(got), _as_array(want)
        return _array_difference(key, value, target, rtol=rtol, rows=False, dtype=False)
    return None if type(got) is type(want) and got == want else _unlike(key, got, want)


def _array_difference(
    key: str, got: Array, want: Array, *, rtol: float | None, rows: bool, dtype: bool
) -> str | None:
    name = _name(key)
    if got.shape != want.shape:
        return _shape_difference(name, got.shape, want.shape)
    kind_differs = (got.dtype in FLOATS) != (want.dtype in FLOATS)
    if got.dtype != want.dtype and (dtype or kind_differs):
        return f"{name} is {got.dtype}; {want.dtype} is asked for."
    value, target = got.numpy(), want.numpy()
    if want.dtype not in FLOATS:
        return None if np.array_equal(value, target) else f"{name} is not right in every place."
    if not np.isfinite(target).all():
        raise AuthorError(f"{key!r}: the reference is not finite there; pick another input.")
    if not np.isfinite(value).all():
        return (
            f"{name} is {'NaN' if np.isnan(value).any() else 'infinite'} where it must be finite."
        )
    rtol = RTOL[want.dtype] if rtol is None else rtol
    value, target = value.astype(np.float64), target.astype(np.float64)
    if _agree(value, target, rtol, rows=rows):
        return None
    return f"{name} {_relation(value, target, rtol, rows=rows)}."


def _agree(value: NDArray[Any], target: NDArray[Any], rtol: float, *, rows: bool) -> bool:
    if rows and target.ndim:
        axes = tuple(range(1, target.ndim))
        scale = np.abs(target).max(axis=axes, keepdims=True, initial=0.0)
        # A row that must not move at all has no scale of its own: rounding of the largest row.
        scale = np.maximum(scale, 1e-6 * np.abs(target).max(initial=0.0))
    else:
        scale = np.abs(target).max(initial=0.0)
    return bool((np.abs(value - target) <= rtol * scale).all())


def _relation(value: NDArray[Any], target: NDArray[Any], rtol: float, *, rows: bool) -> str:
    """Describe wrong numbers by what they are to the right ones, never by the numbers."""
    if not np.any(value):
        return "is zero everywhere"
    for factor, words in FACTORS.items():
        if _agree(value / factor, target, rtol, rows=rows):
            return words
    square = value.ndim == 2 and value.shape[0] == value.shape[1]
    if square and _agree(value.T, target, rtol, rows=rows):
        return "is transposed"
    if value.size > 1 and np.ptp(value) == 0:
        return "is the same number everywhere"
    return "does not have the right values"


def _shape_difference(name: str, got: tuple[int, ...], want: tuple[int, ...]) -> str:
    if len(got) != len(want):
        many = "more" if len(got) > len(want) else "fewer"
        return f"{name} has {len(got)} axes, {many} than the {len(want)} asked for."
    wrong = [str(axis) for axis, (a, b) in enumerate(zip(got, want, strict=True)) if a != b]
    return f"{name} has the wrong size along axis {' and '.join(wrong)}."


def _unlike(key: str, got: Value, want: Value) -> str:
    name = _name(key)
    if isinstance(got, Raised):
        return f"The call raised {got.kind} on valid input."
    if isinstance(got, str) and got in NO_GRADIENT:
        return f"There is {got}: {name} cannot be computed."
    if isinstance(want, str) and want in NO_GRADIENT and isinstance(got, Array):
        return f"There is a {name}, where none is asked for."
    if type(got) is type(want):
        return f"{name} is not what it should be."
    return f"{name} is {_kind(got)}; {_kind(want)} is asked for."


def _kind(value: Value) -> str:
    if isinstance(value, Array):
        return f"a {value.dtype} tensor"
    if isinstance(value, Odd):
        return f"a {value.kind}"
    if value is None:
        return "None"
    return {bool: "True or False", int: "a whole number", float: "a float", str: "text"}.get(
        type(value), "an exception"
    )


def _name(key: str) -> str:
    return f"`{key}`"


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(want: Value) -> bool:
    """Tell whether zeros are as telling as any other value: whole numbers are compared exactly."""
    return want.dtype not in FLOATS if isinstance(want, Array) else isinstance(want, int)


def _as_array(number: Value) -> Array:
    return Array("float64", (), np.float64(number).tobytes())  # type: ignore[arg-type]


def _largest(value: Value) -> float:
    """Return the largest magnitude in a tensor or number; NaN for NaN and for anything else."""
    if not isinstance(value, Array):
        return abs(value) if _is_number(value) else float("nan")  # type: ignore[arg-type]
    return float(np.abs(value.numpy().astype(np.float64)).max(initial=0.0))


def _require_number(key: str, want: Value) -> None:
    if not _is_number(want):
        raise AuthorError(f"{key!r}: the reference recorded {_kind(want)}, not numbers.")


def _mismatch(evidence: str, observed: Case, key: str) -> Mismatch:
    got = recorded(observed, key)
    return Mismatch(evidence, got if isinstance(got, Raised) else None)


def recorded(observed: Case, key: str) -> Value:
    """Return the value under `key`; where the probe itself broke off, what it broke off with."""
    return observed.get(key, observed.get("probe", NOT_RECORDED))


def same_case(got: Case, want: Case, *, diagnostics: bool = False) -> bool:
    """Tell whether two recorded cases show the same behaviour (for naming known mistakes).

    Exceptions count as equal if both are ValueError, both are a stub's, or both are anything else:
    which exception a broken index ends in depends on the idiom, not on the idea.
    """
    if got.keys() != want.keys():
        return False
    for key, value in want.items():
        if key.startswith("_") and not diagnostics:
            continue
        if not same_value(key, got[key], value):
            return False
    return True


def same_value(key: str, got: Value, want: Value) -> bool:
    """Tell whether two recorded values show the same behaviour."""
    if isinstance(want, Raised) or isinstance(got, Raised):
        return isinstance(want, Raised) and isinstance(got, Raised) and _sort(got) == _sort(want)
    if isinstance(want, Array) and isinstance(got, Array) and want.dtype in FLOATS:
        return got.dtype == want.dtype and got.shape == want.shape and _same_numbers(got, want)
    if isinstance(want, float) and _is_number(got):
        return _same_numbers(_as_array(got), _as_array(want))  # a mistake may well give NaN
    return difference(key, got, want) is None


def _same_numbers(got: Array, want: Array) -> bool:
    value, target = got.numpy().astype(np.float64), want.numpy().astype(np.float64)
    finite = np.isfinite(target)
    if not np.array_equal(finite, np.isfinite(value)):
        return False
    return _agree(value[finite], target[finite], 3 * RTOL[want.dtype], rows=False)


def _sort(raised: Raised) -> str:
    if raised.unwritten or raised.kind == "ValueError":
        return raised.unwritten or raised.kind
    return "crash"
