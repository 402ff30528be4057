"""What several folders of tests share: a tiny lesson, and short ways to write observations."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.answers import AnswerKey, Mistake, Seen, TaskAnswers
from autograder.lesson import Lesson, Task
from autograder.observation import PAYLOAD, Array, Case, Observation


class Tiny:
    """Builds records of a lesson of two tasks: 9.1 `first`, and 9.2 `second`, which calls it."""

    hints = ("Which?", "Look there.", "A vector.")
    lesson = Lesson(
        title="Tiny",
        module="tiny.py",
        task=(
            Task("9.1", "first", 10, ("near", "far"), hints, "Why."),
            Task("9.2", "second", 8, ("near", "far"), hints, "Why.", helpers=("9.1",)),
        ),
        key="lesson9_tiny",
    )

    @staticmethod
    def array(values: object, dtype: str = "float32") -> Array:
        """Return the values as they travel for a tensor of this dtype."""
        numbers = np.asarray(values).astype(PAYLOAD[dtype])
        return Array(dtype, numbers.shape, numbers.tobytes())

    @classmethod
    def observation(cls, task: str, **cases: object) -> Observation:
        """Return an observation; a case is a dict, or numbers that are recorded as `y`."""
        return Observation(task, {name: cls._case(values) for name, values in cases.items()})

    @classmethod
    def seen(cls, task: str, **cases: object) -> Seen:
        """Return an implementation as the probes saw it, without stand-ins."""
        return Seen(cls.observation(task, **cases))

    @staticmethod
    def mistake(id: str, credit: float = 0.5, *, task: str = "9.1", lazy: bool = False) -> Mistake:
        """Return a known mistake whose sentence and slug come from its id."""
        return Mistake((id,), task, f"slug-{id}", f"This is {id}.", credit, lazy)

    @classmethod
    def key(cls, **answers: TaskAnswers) -> AnswerKey:
        """Return an answer key; a task is written `t9_1`."""
        tasks = {name.removeprefix("t").replace("_", "."): a for name, a in answers.items()}
        return AnswerKey(cls.lesson.key, 7, tasks)

    @classmethod
    def _case(cls, values: object) -> Case:
        return values if isinstance(values, dict) else {"y": cls.array(values)}


@pytest.fixture
def tiny() -> type[Tiny]:
    """The builder of a tiny lesson's records."""
    return Tiny
