"""What probes share: inputs that the generator alone decides, and notes that nobody can guess."""

from __future__ import annotations

import collections
import types

import pytest
import torch
from torch import nn

from autograder.observation import Raised
from autograder.sandbox.probing import (
    answers,
    draw,
    flags,
    gains_for_dropout,
    modes,
    outcome,
    plain,
    scramble_flags,
    shuffled,
    uniform,
)
from autograder.sandbox.recorder import fingerprint
from fixtures.micro import tiny_gpt2


def generator(seed=5):
    """Return a generator, so that a test can draw the same things twice."""
    return torch.Generator().manual_seed(seed)


def asked(given):
    """Return a hand-in whose `checkpoints` gives this."""
    return types.SimpleNamespace(checkpoints=lambda: given)


def test_whole_numbers_reach_both_ends_and_no_further():
    """Both bounds of `draw` come up, and nothing outside."""
    rng = generator()
    assert {draw(rng, 3, 5) for _ in range(60)} == {3, 4, 5}


def test_numbers_lie_between_the_bounds():
    """`uniform` covers its range and does not leave it."""
    rng = generator()
    numbers = [uniform(rng, -2.0, 3.0) for _ in range(200)]
    assert -2.0 <= min(numbers) < -1.5
    assert 2.5 < max(numbers) <= 3.0


def test_shuffling_loses_nothing_and_takes_any_iterable():
    """The same things come back, in an order that depends on the seed."""
    orders = {tuple(shuffled(iter("abcd"), generator(seed))) for seed in range(20)}
    assert all(sorted(order) == list("abcd") for order in orders)
    assert len(orders) > 5


def test_the_generator_alone_decides():
    """The global random numbers have no say in what is drawn."""
    drawn = []
    for seed in (1, 2):
        torch.manual_seed(seed)
        rng = generator()
        drawn.append((draw(rng, 0, 99), uniform(rng, 0, 1), shuffled(range(9), rng)))
    assert drawn[0] == drawn[1]


def test_half_of_the_flags_are_on_and_which_is_drawn():
    """Scrambled flags are neither all on nor all off, and differ from seed to seed."""
    model = nn.Sequential(*(nn.Linear(2, 2) for _ in range(4)))
    seen = set()
    for seed in range(10):
        scramble_flags(model, generator(seed))
        seen.add(tuple(flags(model).tolist()))
    assert {sum(pattern) for pattern in seen} == {4}
    assert len(seen) > 5


def test_flags_come_in_the_order_of_the_names():
    """Where a parameter was made is no part of the record; its name is."""
    model = nn.Module()
    model.b, model.a = nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1), requires_grad=False)
    assert flags(model).tolist() == [0, 1]


def test_every_part_tells_its_mode():
    """A part that was switched alone shows."""
    model = nn.Sequential(nn.Dropout(), nn.Dropout()).eval()
    model[1].train()
    assert modes(model).tolist() == [0, 0, 1]


@pytest.mark.parametrize("changed", ["mask", "hidden"])
def test_one_number_changed_moves_what_is_noted_afterwards(changed):
    """The fingerprint of the arguments after a call tells one number, by more than rounding."""
    rng = generator()
    given = {"hidden": torch.randn(5, 8, 12, generator=rng), "mask": torch.ones(5, 8)}
    before = fingerprint(given)
    given[changed][1, 2] = 0.0
    moved = (fingerprint(given) - before).abs().amax(dim=1) / before.abs().amax(dim=1)
    assert (moved > 1e-3).tolist() == [changed == "hidden", changed == "mask"]


def test_an_outcome_is_what_was_raised_or_that_it_returned():
    """A value is no part of an outcome."""
    raised = Raised("ValueError", None, None, None, "no")
    assert outcome(raised) is raised
    assert outcome(3.5) == outcome(None) == "returned"


def test_answers_travel_as_they_are_or_as_json():
    """Numbers and flags stay what they are; text and collections become JSON text."""
    given = {"a": 3, "b": True, "c": [1, "x"], "d": "word", "unasked": 1}
    assert answers(asked(given), "a", "b", "c", "d", "e") == {
        "_returned": "dict",
        "a": 3,
        "b": True,
        "c": '[1, "x"]',
        "d": '"word"',
        "e": '"missing"',
    }


def test_answers_may_come_in_any_mapping():
    """A mapping that is no dict is as good."""
    assert answers(asked(collections.UserDict(a=1)), "a") == {"_returned": "UserDict", "a": 1}


def test_what_is_no_mapping_stands_for_every_answer():
    """A list, or an exception, is recorded under each key."""
    assert answers(asked([1]), "a", "b") == {"_returned": "list", "a": [1], "b": [1]}
    refused = answers(types.SimpleNamespace(checkpoints=lambda: 1 / 0), "a")
    assert refused["a"].kind == "ZeroDivisionError"


def test_a_lesson_may_say_how_its_answers_travel():
    """The lesson's own `plain` is asked, with the key."""
    own = answers(asked({"a": 3, "b": [2, 1]}), "a", "b", plain=lambda key, value: (key, value))
    assert (own["a"], own["b"]) == (("a", 3), ("b", [2, 1]))
    assert plain("a", None) is None


def test_a_gain_in_dropouts_place_tells_the_mode_and_draws_nothing():
    """In eval mode nothing changes; in train mode the numbers do, and are the same in any split."""
    model = nn.Sequential(nn.Linear(3, 4), nn.Sequential(nn.Dropout(0.5), nn.Linear(4, 2))).eval()
    x = torch.randn(6, 3)
    before = model(x)
    assert gains_for_dropout(model) is model
    assert torch.equal(model(x), before)
    model.train()
    assert not torch.allclose(model(x), before)
    assert torch.allclose(torch.cat([model(x[:2]), model(x[2:])]), model(x))


def test_the_gain_is_not_lost_in_gpt2s_layer_norms():
    """A GPT-2 whose every dropout is a gain says something else in train mode."""
    model = gains_for_dropout(tiny_gpt2(5, layers=1))
    ids = torch.tensor([[1, 2, 3]])
    before = model(ids).last_hidden_state
    after = model.train()(ids).last_hidden_state
    assert (after - before).abs().max() > 0.1
