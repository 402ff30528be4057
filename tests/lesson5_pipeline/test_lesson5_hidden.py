"""Lesson 5 hidden suite. It judges observations; it never imports or runs student code."""

from __future__ import annotations

import itertools
import json

import pytest

from autograder.judge import (
    Mismatch,
    assert_change,
    assert_close,
    assert_raises,
    assert_same,
    assert_untouched,
)
from autograder.observation import FLOATS, Array, Case


def _judged(case: Case) -> list[str]:
    """Return the keys of a case that decide: those with an underscore in front only diagnose."""
    return [key for key in case if not key.startswith("_")]


def _assert_quiet(observed: Case, expected: Case, call: str) -> None:
    """Fail unless `call` ended as it should and all that was watched is as it was."""
    assert_raises(observed, expected, call)
    for key in _judged(expected):
        want = expected[key]
        if isinstance(want, Array) and want.dtype in FLOATS:
            assert_untouched(observed, expected, key)
        elif key != call:
            assert_same(observed, expected, key)


# ------------------------------------------------------------------ 5.1 decode_model_card


@pytest.mark.task_5_1
@pytest.mark.check(group="family and size", probes=["card_size", "card_family"])
def test_reads_family_and_size(observed: Case, expected: Case) -> None:
    """The size is the first token that is a number and B or M, and the family stands before it."""
    assert_same(observed, expected, *_judged(expected))


@pytest.mark.task_5_1
@pytest.mark.check(group="family and size", probes=["card_separators", "card_whole"])
def test_splits_names_into_tokens(observed: Case, expected: Case) -> None:
    """Spaces, hyphens, slashes and underscores separate tokens, and a name may say all of this."""
    assert_same(observed, expected, *_judged(expected))


@pytest.mark.task_5_1
@pytest.mark.check(group="mixtures", probes=["card_mixture"])
def test_multiplies_out_mixtures(observed: Case, expected: Case) -> None:
    """A factor in front of a size is taken at its word."""
    assert_same(observed, expected, *_judged(expected))


@pytest.mark.task_5_1
@pytest.mark.check(group="stages", probes=["card_base", "card_aligned", "card_named_stages"])
def test_reads_stages(observed: Case, expected: Case) -> None:
    """Whole words name the stages, in either case; without such a word a model is a base model."""
    assert_same(observed, expected, *_judged(expected))


@pytest.mark.task_5_1
@pytest.mark.check(group="adapters", probes=["card_adapters", "card_qlora"])
def test_reads_adapters(observed: Case, expected: Case) -> None:
    """LoRA and adapter add the stage lora; QLoRA means 4 bits as well."""
    assert_same(observed, expected, *_judged(expected))


@pytest.mark.task_5_1
@pytest.mark.check(group="bits", probes=["card_bits", "card_codes", "card_gguf"])
def test_reads_bits(observed: Case, expected: Case) -> None:
    """A number of bits is read in each of its spellings; without one a model has 16."""
    assert_same(observed, expected, *_judged(expected))


@pytest.mark.task_5_1
@pytest.mark.check(group="quantizers", probes=["card_quantizers", "card_quantizer_and_bits"])
def test_reads_quantizers(observed: Case, expected: Case) -> None:
    """A quantizer means 4 bits unless the name gives a number."""
    assert_same(observed, expected, *_judged(expected))


@pytest.mark.task_5_1
@pytest.mark.check(group="no size", probes=["card_no_size"])
def test_refuses_names_without_a_size(observed: Case, expected: Case) -> None:
    """A name without a size raises ValueError, and only such a name does."""
    assert_raises(observed, expected, *_judged(expected))


# ------------------------------------------------------------------ 5.2 adapters_disabled


@pytest.mark.task_5_2
@pytest.mark.check(group="inside", probes=["disabled_inside", "disabled_nothing"])
def test_switches_off_inside(observed: Case, expected: Case) -> None:
    """Inside the block the model computes without its adapters, and behind it with them."""
    assert_close(observed, expected, *_judged(expected))


@pytest.mark.task_5_2
@pytest.mark.check(group="partly off", probes=["disabled_partly", "disabled_twice"])
def test_gives_each_layer_its_state_back(observed: Case, expected: Case) -> None:
    """A layer that was off before the block is off behind it, and one that was on is on."""
    _assert_states(observed, expected)


@pytest.mark.task_5_2
@pytest.mark.check(group="exception", probes=["disabled_exception"])
def test_survives_an_exception(observed: Case, expected: Case) -> None:
    """An exception leaves the block, and every layer is in its state again."""
    blocks = [key for key in _judged(expected) if key.startswith("block")]
    assert_raises(observed, expected, *blocks, kind="KeyError")
    _assert_states(observed, {key: expected[key] for key in _judged(expected) if key not in blocks})


@pytest.mark.task_5_2
@pytest.mark.check(group="nested", probes=["disabled_nested"])
def test_may_be_nested(observed: Case, expected: Case) -> None:
    """Behind an inner block the adapters are still off, and behind the outer one as at first."""
    _assert_states(observed, expected)


@pytest.mark.task_5_2
@pytest.mark.check(group="only this model", probes=["disabled_one_of_two", "disabled_part"])
def test_switches_off_what_it_was_given(observed: Case, expected: Case) -> None:
    """All layers of the given module are switched off, itself included, and no other layer."""
    assert_close(observed, expected, *_judged(expected))


@pytest.mark.task_5_2
@pytest.mark.check(group="no side effects", probes=["disabled_quietly"])
def test_writes_no_number(observed: Case, expected: Case) -> None:
    """No number, mode or flag of the model changes, neither inside the block nor behind it."""
    _assert_quiet(observed, expected, "block")


@pytest.mark.task_5_2
@pytest.mark.check(group="no side effects", probes=["disabled_between"])
def test_leaves_autograd_its_numbers(observed: Case, expected: Case) -> None:
    """Gradients can be computed inside the block, of what came before it and of anything else."""
    assert_change(observed, expected, *_judged(expected))


def _assert_states(observed: Case, expected: Case) -> None:
    for key in _judged(expected):
        (assert_same if key.startswith("switches") else assert_close)(observed, expected, key)


# ------------------------------------------------------------------ 5.3 dpo_step_lora


@pytest.mark.task_5_3
@pytest.mark.check(group="fresh adapters", probes=["step_fresh"])
def test_starts_at_log_2(observed: Case, expected: Case) -> None:
    """Fresh adapters say what the reference says; the step moves them all the same."""
    _assert_stepped(observed, expected)


@pytest.mark.task_5_3
@pytest.mark.check(group="trained adapters", probes=["step_trained", "step_one_pair"])
def test_compares_with_the_adapters_off(observed: Case, expected: Case) -> None:
    """The reference is the same model without its adapters, whatever they have learned."""
    _assert_stepped(observed, expected)


@pytest.mark.task_5_3
@pytest.mark.check(group="beta", probes=["step_default_beta"])
def test_uses_beta(observed: Case, expected: Case) -> None:
    """Beta is 0.1 unless the caller says otherwise, and then it is what the caller says."""
    _assert_stepped(observed, expected)


@pytest.mark.task_5_3
@pytest.mark.check(group="two steps", probes=["step_twice"])
def test_takes_two_steps(observed: Case, expected: Case) -> None:
    """A second call uses the gradient of its own batch alone."""
    _assert_stepped(observed, expected)


@pytest.mark.task_5_3
@pytest.mark.check(group="old gradients", probes=["step_dirty"])
def test_forgets_old_gradients(observed: Case, expected: Case) -> None:
    """Gradients left over from earlier work do not act in the step."""
    _assert_stepped(observed, expected)


@pytest.mark.task_5_3
@pytest.mark.check(group="dropout and mode", probes=["step_dropout"])
def test_scores_without_dropout(observed: Case, expected: Case) -> None:
    """A model with dropout that comes in train mode is scored without it."""
    _assert_stepped(observed, expected)


@pytest.mark.task_5_3
@pytest.mark.check(group="dropout and mode", probes=["step_modes"])
def test_gives_the_mode_back(observed: Case, expected: Case) -> None:
    """After a step the model is in the mode in which it came."""
    calls = [key for key in _judged(expected) if key.startswith("call ")]
    assert_raises(observed, expected, *calls)
    assert_same(observed, expected, *(key for key in _judged(expected) if key not in calls))


@pytest.mark.task_5_3
@pytest.mark.check(group="partly off", probes=["step_partly_off"])
def test_takes_the_policy_as_it_comes(observed: Case, expected: Case) -> None:
    """An adapter that is off when the model comes takes no part in the policy, and stays off."""
    _assert_stepped(observed, expected)


@pytest.mark.task_5_3
@pytest.mark.check(group="no side effects", probes=["step_quietly"])
def test_moves_adapters_alone(observed: Case, expected: Case) -> None:
    """The base's weights, the batch and the switches are as they were, and the base is frozen."""
    later = "change by a later step"
    _assert_quiet(observed, {key: expected[key] for key in expected if key != later}, "call")
    assert_change(observed, expected, later)


def _assert_stepped(observed: Case, expected: Case) -> None:
    for key in _judged(expected):
        if key.startswith("switches"):
            assert_same(observed, expected, key)
        elif key.startswith("accuracy"):
            _assert_share(observed, expected, key)
        elif key.startswith("change"):
            assert_change(observed, expected, key)
        elif not (key.startswith("margin") and _cancels(observed.get(key), expected[key])):
            assert_close(observed, expected, key)


def _cancels(got: object, want: object) -> bool:
    """Tell whether a margin is right but for rounding: sums of log-probabilities cancel in it."""
    return isinstance(got, float) and isinstance(want, float) and abs(got - want) < 5e-5


def _assert_share(observed: Case, expected: Case, key: str) -> None:
    """Fail unless a share of pairs is right; it may well be 0, which has no scale of its own."""
    got = observed.get(key)
    if isinstance(got, bool) or not isinstance(got, int | float):
        assert_same(observed, expected, key)
    elif not abs(got - expected[key]) < 1e-4:
        raise Mismatch(f"`{key}` is not the share of pairs that it should be.")


# ------------------------------------------------------------------ 5.4 choose_method


@pytest.mark.task_5_4
@pytest.mark.check(group="without training", probes=["choose_without_training"])
def test_some_tasks_need_no_finetuning(observed: Case, expected: Case) -> None:
    """Completion needs the base model and classification a head, whatever the budget."""
    assert_same(observed, expected, *_judged(expected))


@pytest.mark.task_5_4
@pytest.mark.check(group="most thorough that fits", probes=["choose_by_budget"])
def test_takes_the_most_thorough_that_fits(observed: Case, expected: Case) -> None:
    """Of the methods that fit, the one that trains the most is chosen, for each of three tasks."""
    assert_same(observed, expected, *_judged(expected))


@pytest.mark.task_5_4
@pytest.mark.check(group="exact fit", probes=["choose_exact"])
def test_an_exact_fit_fits(observed: Case, expected: Case) -> None:
    """A budget of exactly as many bytes as a method needs is enough."""
    assert_same(observed, expected, *_judged(expected))


@pytest.mark.task_5_4
@pytest.mark.check(group="just too little", probes=["choose_one_byte_less"])
def test_a_byte_too_few_is_too_few(observed: Case, expected: Case) -> None:
    """A budget that is a little too small for a method is not enough for it."""
    assert_same(observed, expected, *_judged(expected))


@pytest.mark.task_5_4
@pytest.mark.check(group="adapters count", probes=["choose_large_adapters"])
def test_adapters_need_memory(observed: Case, expected: Case) -> None:
    """Adapters cost 12 bytes a number beside the frozen model."""
    assert_same(observed, expected, *_judged(expected))


@pytest.mark.task_5_4
@pytest.mark.check(group="unknown task", probes=["choose_unknown"])
def test_refuses_unknown_tasks(observed: Case, expected: Case) -> None:
    """An unknown task raises ValueError, and only such a task does."""
    assert_raises(observed, expected, *_judged(expected))


# ------------------------------------------------------------------ 5.5 run_pipeline


@pytest.mark.task_5_5
@pytest.mark.check(
    group="one update per batch", probes=["pipeline_small_steps", "pipeline_one_stage"]
)
def test_updates_once_per_batch(observed: Case, expected: Case) -> None:
    """Every SFT batch and then every preference batch is one update, with its loss as a float."""
    losses = [key for key in _judged(expected) if " losses" in key and not key.startswith("types")]
    assert_same(observed, expected, *(key for key in _judged(expected) if key not in losses))
    assert_close(observed, expected, *losses)


@pytest.mark.task_5_5
@pytest.mark.check(group="how stages begin", probes=["pipeline_large_steps"])
def test_each_stage_begins_where_the_last_one_ended(observed: Case, expected: Case) -> None:
    """SFT begins with the base model's loss, DPO with policy and reference being one network."""
    assert_same(observed, expected, "stages")
    assert_close(observed, expected, "first sft loss", "first dpo loss")


@pytest.mark.task_5_5
@pytest.mark.check(group="settings", probes=["pipeline_learns_sft", "pipeline_learns_dpo"])
def test_steps_are_those_of_sgd(observed: Case, expected: Case) -> None:
    """Once a step saves a fixed share of the loss, all further ones, and other settings, are known."""
    losses = [key for key in _judged(expected) if " losses" in key]
    assert_close(observed, expected, *losses, rtol=5e-5)
    assert_same(observed, expected, *(key for key in _judged(expected) if "rank" in key))


@pytest.mark.task_5_5
@pytest.mark.check(group="settings", probes=["pipeline_known_adapters"])
def test_every_step_is_one_of_plain_sgd(observed: Case, expected: Case) -> None:
    """Several steps of each kind, with `inject`'s adapters, have the losses of plain SGD.

    Adapters with another random half are right, too, and have other losses.
    """
    keys = [key for key in _judged(expected) if observed.get(key) != "own adapters"]
    assert_close(observed, expected, *keys, rtol=5e-5)


@pytest.mark.task_5_5
@pytest.mark.check(group="merging", probes=["pipeline_merges_sft", "pipeline_merges_dpo"])
def test_what_was_learned_ships(observed: Case, expected: Case) -> None:
    """What the adapters have learned is in the weights that ship, neither more nor less of it."""
    assert_same(observed, expected, *_judged(expected))


@pytest.mark.task_5_5
@pytest.mark.check(group="merging", probes=["pipeline_learns_sft", "pipeline_learns_dpo"])
def test_a_layer_ships_as_it_was_trained(observed: Case, expected: Case) -> None:
    """A layer that learned says when it ships what it said in training, but for the grid's rounding."""
    keys = [key for key in expected if key.endswith("steps ship")]
    assert_close(observed, expected, *keys, rtol=0.3)  # an adapter's own rounding: under 0.01


@pytest.mark.task_5_5
@pytest.mark.check(group="what ships", probes=["pipeline_ships", "pipeline_ships_coarse"])
def test_ships_a_plain_model_on_a_grid(observed: Case, expected: Case) -> None:
    """A plain model ships, with its c_* matrices on the grid; what has no adapter did not learn."""
    prints = [key for key in _judged(expected) if isinstance(expected[key], Array)]
    assert_change(observed, expected, *prints)
    assert_same(observed, expected, *(key for key in _judged(expected) if key not in prints))


@pytest.mark.task_5_5
@pytest.mark.check(group="what ships", probes=["pipeline_rounds_last"])
def test_rounds_last(observed: Case, expected: Case) -> None:
    """A step much smaller than the grid's leaves no trace in the codes that ship."""
    assert_close(observed, expected, *_judged(expected), rtol=1e-3)


@pytest.mark.task_5_5
@pytest.mark.check(group="base untouched", probes=["pipeline_keeps_base"])
def test_leaves_the_base_alone(observed: Case, expected: Case) -> None:
    """The base model and the batches are as they were, and share no memory with what ships."""
    _assert_quiet(observed, expected, "call")


# ------------------------------------------------------------------ 5.6 final_report


@pytest.mark.task_5_6
@pytest.mark.check(group="size", probes=["report_size"])
def test_counts_numbers_and_bytes(observed: Case, expected: Case) -> None:
    """A tied matrix counts once; with int8 the matrices of c_* layers take 1 byte a number."""
    assert_same(observed, expected, *_judged(expected))


@pytest.mark.task_5_6
@pytest.mark.check(group="losses", probes=["report_history", "report_short_history"])
def test_reports_the_losses_that_were(observed: Case, expected: Case) -> None:
    """The drop is first minus last SFT loss; the first and last DPO losses are those measured."""
    assert_close(observed, expected, *_judged(expected))


@pytest.mark.task_5_6
@pytest.mark.check(group="drift", probes=["report_drift", "report_drift_of_padded_texts"])
def test_reports_drift(observed: Case, expected: Case) -> None:
    """Drift is KL(base || final), averaged over the real positions."""
    assert_close(observed, expected, *_judged(expected))


@pytest.mark.task_5_6
@pytest.mark.check(group="changed fraction", probes=["report_changed"])
def test_counts_changed_numbers(observed: Case, expected: Case) -> None:
    """The changed fraction is the share, 0 to 1, of numbers that differ between the models."""
    assert_close(observed, expected, *_judged(expected))


@pytest.mark.task_5_6
@pytest.mark.check(group="changed fraction", probes=["report_of_a_pipeline"])
def test_reports_on_a_finetuned_model(observed: Case, expected: Case) -> None:
    """A model whose adapted matrices were replaced has drifted, and changed in those alone."""
    assert_close(observed, expected, *_judged(expected))


@pytest.mark.task_5_6
@pytest.mark.check(group="no side effects", probes=["report_quietly"])
def test_report_only_looks(observed: Case, expected: Case) -> None:
    """Models, modes, flags, history and texts are as they were; dropout is off for the drift."""
    _assert_quiet(observed, {key: expected[key] for key in expected if key != "drift"}, "call")
    assert_close(observed, expected, "drift")


# ------------------------------------------------------------------ 5.7 checkpoints


@pytest.mark.task_5_7
@pytest.mark.check(group="order of the stages", probes=["checkpoint_order"])
def test_knows_the_order(observed: Case, expected: Case) -> None:
    """The five stages are in the order of the pipeline."""
    assert_same(observed, expected, "stage_order")


@pytest.mark.task_5_7
@pytest.mark.check(group="what a stage adds", probes=["checkpoint_adds"])
def test_knows_what_stages_add(observed: Case, expected: Case) -> None:
    """Each of the five stages has what it adds."""
    assert_same(observed, expected, "adds")


@pytest.mark.task_5_7
@pytest.mark.check(group="spectrum", probes=["checkpoint_spectrum"])
def test_knows_the_spectrum(observed: Case, expected: Case) -> None:
    """The ways to adapt a model go from the smallest to the largest intervention."""
    right, got = json.loads(expected["spectrum"]), _list(observed.get("spectrum"))
    if sorted(got) != sorted(right):
        raise Mismatch("`spectrum` is not a list that holds each of the six words once.")
    swapped = sum(got.index(a) > got.index(b) for a, b in itertools.combinations(right, 2))
    if swapped > 1:  # the course's order of LoRA and SFT, say, is a matter of taste
        raise Mismatch("`spectrum` has more than two neighbours the wrong way round.")


def _list(text: object) -> list[str]:
    """Return the strings of a recorded list; [] if it is none."""
    try:
        values = json.loads(text) if isinstance(text, str) else []
    except ValueError:
        return []
    is_list = isinstance(values, list) and all(isinstance(value, str) for value in values)
    return values if is_list else []


@pytest.mark.task_5_7
@pytest.mark.check(group="what is missing", probes=["checkpoint_missing"])
def test_knows_what_is_missing(observed: Case, expected: Case) -> None:
    """Each of the three transcripts has the stage that is missing."""
    assert_same(observed, expected, "missing_stage")


@pytest.mark.task_5_7
@pytest.mark.check(group="published models", probes=["checkpoint_artifacts"])
def test_reads_published_models(observed: Case, expected: Case) -> None:
    """Each of the five names has the stage that its model has been through last."""
    assert_same(observed, expected, "artifact_of")


@pytest.mark.task_5_7
@pytest.mark.check(group="base models", probes=["checkpoint_base"])
def test_knows_base_models(observed: Case, expected: Case) -> None:
    """What a base model is good for, and whether it can go straight to alignment, are right."""
    assert_same(observed, expected, "base_model_useful_for", "can_skip_sft")
