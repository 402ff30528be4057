"""Lesson 1 hidden suite. It judges observations; it never imports or runs student code."""

from __future__ import annotations

import pytest

from autograder.judge import (
    Mismatch,
    assert_answers,
    assert_change,
    assert_close,
    assert_raises,
    assert_same,
    assert_untouched,
)
from autograder.observation import Case

# ------------------------------------------------------------------ 1.1 pool_last_token


@pytest.mark.task_1_1
@pytest.mark.check(group="no mask", probes=["pool_without_mask"])
def test_pools_the_last_position_without_a_mask(observed: Case, expected: Case) -> None:
    """Without a mask every position is real, so each text's last position is pooled."""
    assert_close(observed, expected, "pooled without a mask", "pooled with a mask of ones")


@pytest.mark.task_1_1
@pytest.mark.check(
    group="right padding",
    probes=["pool_right", "pool_right_bool", "pool_right_bfloat16", "pool_right_square"],
)
def test_pools_before_right_padding(observed: Case, expected: Case) -> None:
    """With padding to the right, each row gives the hidden state of its own last real token."""
    assert_close(observed, expected, "pooled")
    assert_untouched(observed, expected, "arguments afterwards")


@pytest.mark.task_1_1
@pytest.mark.check(group="right padding", probes=["pool_long"])
def test_pools_in_long_texts(observed: Case, expected: Case) -> None:
    """In a text of hundreds of tokens, of any dtype, it is still the last real one."""
    assert_close(observed, expected, "pooled")


@pytest.mark.task_1_1
@pytest.mark.check(group="left padding and holes", probes=["pool_left", "pool_both", "pool_holes"])
def test_pools_wherever_the_text_stands(observed: Case, expected: Case) -> None:
    """With padding before, around or inside a text, the last real token is still the one pooled."""
    assert_close(observed, expected, "pooled")
    assert_untouched(observed, expected, "arguments afterwards")


@pytest.mark.task_1_1
@pytest.mark.check(group="batch of one", probes=["pool_one_row"])
def test_pools_a_single_row(observed: Case, expected: Case) -> None:
    """A batch of one text gives one row, shape (1, width)."""
    assert_close(observed, expected, "pooled")
    assert_untouched(observed, expected, "arguments afterwards")


@pytest.mark.task_1_1
@pytest.mark.check(group="empty row", probes=["pool_empty_row"])
def test_refuses_a_row_without_tokens(observed: Case, expected: Case) -> None:
    """A batch with a row that has no real token raises ValueError; every other batch is pooled."""
    assert_raises(observed, expected, *expected)


@pytest.mark.task_1_1
@pytest.mark.check(group="gradient", probes=["pool_gradient"])
def test_gradient_reaches_the_pooled_position(observed: Case, expected: Case) -> None:
    """The gradient reaches the pooled position of each row and no other."""
    assert_close(observed, expected, "grad of hidden", "grad of hidden without a mask")


# ------------------------------------------------------------------ 1.2 GPT2Classifier


@pytest.mark.task_1_2
@pytest.mark.check(group="parameter census", probes=["classifier_census"])
def test_adds_one_number_per_class_and_unit(observed: Case, expected: Case) -> None:
    """The head adds exactly width x classes parameters, and the state dict grows by as many."""
    logits = [key for key in expected if key.startswith("logits")]
    assert_same(observed, expected, *(key for key in expected if key not in logits))
    assert_close(observed, expected, *logits)


@pytest.mark.task_1_2
@pytest.mark.check(group="parameter census", probes=["classifier_keeps_backbone"])
def test_keeps_the_backbone(observed: Case, expected: Case) -> None:
    """The classifier holds the very backbone it was given, its weights and flags untouched."""
    assert_change(observed, expected, "backbone inside the model")
    assert_untouched(observed, expected, "backbone afterwards")
    assert_same(observed, expected, "flags of the backbone")


@pytest.mark.task_1_2
@pytest.mark.check(group="logits without padding", probes=["classifier_without_padding"])
def test_scores_full_texts(observed: Case, expected: Case) -> None:
    """Texts of equal length get the same raw scores without a mask and with a mask of ones."""
    assert_close(observed, expected, "logits without a mask", "logits with a mask")


@pytest.mark.task_1_2
@pytest.mark.check(group="logits without padding", probes=["classifier_deeper"])
def test_scores_with_another_backbone(observed: Case, expected: Case) -> None:
    """A deeper and wider backbone works as well: no size is written into the code."""
    assert_close(observed, expected, "logits")


@pytest.mark.task_1_2
@pytest.mark.check(group="right padding", probes=["classifier_right", "classifier_right_bool"])
def test_scores_right_padded_texts(observed: Case, expected: Case) -> None:
    """With padding to the right, the scores come from each text's last real token."""
    assert_close(observed, expected, "logits")
    assert_untouched(observed, expected, "arguments afterwards")


@pytest.mark.task_1_2
@pytest.mark.check(group="left padding", probes=["classifier_left", "classifier_both"])
def test_scores_left_padded_texts(observed: Case, expected: Case) -> None:
    """With padding before a text, neither attention nor pooling looks at the padding."""
    assert_close(observed, expected, "logits")
    assert_untouched(observed, expected, "arguments afterwards")


@pytest.mark.task_1_2
@pytest.mark.check(group="shapes", probes=["classifier_one_row", "classifier_one_class"])
def test_keeps_axes_of_length_one(observed: Case, expected: Case) -> None:
    """A batch of one and a head with one class keep both axes, (batch, classes)."""
    assert_close(observed, expected, "logits")


@pytest.mark.task_1_2
@pytest.mark.check(group="train mode", probes=["classifier_train_mode"])
def test_adds_no_dropout(observed: Case, expected: Case) -> None:
    """In train mode the backbone's own dropout acts, and nothing else does."""
    assert_close(observed, expected, "logits")


@pytest.mark.task_1_2
@pytest.mark.check(group="gradient", probes=["classifier_gradient"])
def test_gradient_reaches_head_and_backbone(observed: Case, expected: Case) -> None:
    """A loss on the scores sends gradients to the head and to every part of the backbone."""
    assert_close(observed, expected, "grad of the head")
    assert_change(observed, expected, "grad of the backbone")


# ------------------------------------------------------------------ 1.3 swap_head


@pytest.mark.task_1_3
@pytest.mark.check(group="frozen", probes=["swap_frozen", "swap_same_size"])
def test_swaps_the_head_of_a_frozen_model(observed: Case, expected: Case) -> None:
    """The model itself has a fresh trainable head and no trace of the old one."""
    _assert_swapped(observed, expected)


@pytest.mark.task_1_3
@pytest.mark.check(group="thawed", probes=["swap_thawed"])
def test_swaps_the_head_of_a_thawed_model(observed: Case, expected: Case) -> None:
    """Swapping leaves values and requires_grad flags of the backbone as they were."""
    _assert_swapped(observed, expected)


@pytest.mark.task_1_3
@pytest.mark.check(group="bf16", probes=["swap_bfloat16"])
def test_swaps_the_head_of_a_bfloat16_model(observed: Case, expected: Case) -> None:
    """The new head has the dtype of the old one, so a bfloat16 model still runs."""
    assert_same(observed, expected, "head dtype")
    _assert_swapped(observed, expected)


@pytest.mark.task_1_3
@pytest.mark.check(group="learns", probes=["swap_learns"])
def test_new_head_learns(observed: Case, expected: Case) -> None:
    """One step after the swap moves the new head and what was thawed before."""
    assert_close(observed, expected, "logits")
    assert_change(observed, expected, "change of the model")


def _assert_swapped(observed: Case, expected: Case) -> None:
    assert_same(
        observed,
        expected,
        "parameters beyond the backbone",
        "backbone parameters kept",
        "old rows kept",
        "head is trainable",
        "head is initialised",
        "flags of the backbone",
        "modes",
    )
    assert_untouched(observed, expected, "backbone afterwards")
    assert_close(observed, expected, "logits", "logits of the returned model")


# ------------------------------------------------------------------ 1.4 set_trainable


@pytest.mark.task_1_4
@pytest.mark.check(group="n=0", probes=["trainable_head_only"])
def test_thaws_the_head_alone(observed: Case, expected: Case) -> None:
    """With n_blocks = 0 the head is trainable and nothing else, whatever was before."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_1_4
@pytest.mark.check(group="middle n", probes=["trainable_some"])
def test_thaws_the_last_blocks(observed: Case, expected: Case) -> None:
    """The last n_blocks blocks, the final layer norm and the head are trainable, and are counted."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_1_4
@pytest.mark.check(group="all blocks", probes=["trainable_all"])
def test_thaws_every_block(observed: Case, expected: Case) -> None:
    """With all blocks thawed, the embeddings are still frozen."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_1_4
@pytest.mark.check(group="deeper model", probes=["trainable_deeper"])
def test_counts_blocks_from_the_end(observed: Case, expected: Case) -> None:
    """In a deeper and wider model it is still the last blocks that are thawed."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_1_4
@pytest.mark.check(group="called twice", probes=["trainable_again"])
def test_undoes_the_call_before(observed: Case, expected: Case) -> None:
    """A later call with fewer blocks freezes what an earlier one thawed."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_1_4
@pytest.mark.check(group="errors", probes=["trainable_range"])
def test_refuses_impossible_numbers(observed: Case, expected: Case) -> None:
    """Fewer than 0 blocks, or more than there are, raise ValueError; 0 to all of them do not."""
    assert_raises(observed, expected, *expected)


@pytest.mark.task_1_4
@pytest.mark.check(group="no side effects", probes=["trainable_quietly"])
def test_changes_flags_only(observed: Case, expected: Case) -> None:
    """Values and train or eval mode of every part stay as they were."""
    assert_raises(observed, expected, "call")
    assert_untouched(observed, expected, "model afterwards")
    assert_same(observed, expected, "modes")


# ------------------------------------------------------------------ 1.5 build_optimizer


@pytest.mark.task_1_5
@pytest.mark.check(group="frozen body", probes=["optimizer_frozen_body"])
def test_holds_the_head_alone(observed: Case, expected: Case) -> None:
    """With a frozen backbone the optimizer holds the head, at the head's rate, and nothing else."""
    _assert_rates(observed, expected)


@pytest.mark.task_1_5
@pytest.mark.check(group="partly thawed", probes=["optimizer_partly_thawed"])
def test_holds_what_is_thawed(observed: Case, expected: Case) -> None:
    """Each trainable parameter is held once, the head at its rate, the rest at the backbone's."""
    _assert_rates(observed, expected)


@pytest.mark.task_1_5
@pytest.mark.check(group="all trainable", probes=["optimizer_all"])
def test_holds_everything(observed: Case, expected: Case) -> None:
    """With nothing frozen every parameter is held once, at the rate of its part."""
    _assert_rates(observed, expected)


@pytest.mark.task_1_5
@pytest.mark.check(group="non-default arguments", probes=["optimizer_arguments"])
def test_uses_its_arguments(observed: Case, expected: Case) -> None:
    """The two learning rates and the weight decay are those that the caller asked for."""
    _assert_rates(observed, expected)


@pytest.mark.task_1_5
@pytest.mark.check(group="one step", probes=["optimizer_step"])
def test_steps_as_adamw(observed: Case, expected: Case) -> None:
    """One step moves exactly the trainable parameters, as far as AdamW moves them at their rates."""
    assert_close(observed, expected, "change of the head", rows=True)
    assert_close(observed, expected, "change of the backbone", rows=True)


def _assert_rates(observed: Case, expected: Case) -> None:
    assert_close(observed, expected, "learning rates", "weight decays", rows=True)
    assert_same(observed, expected, "times held", "parameters held in all", "flags")


# ------------------------------------------------------------------ 1.6 train_step


@pytest.mark.task_1_6
@pytest.mark.check(group="one step", probes=["train_once"])
def test_takes_one_step(observed: Case, expected: Case) -> None:
    """One call takes one step on the batch's mean cross-entropy and returns it as a float."""
    _assert_trained(observed, expected, "loss 1")
    assert_same(observed, expected, "entries of the batch kept")


@pytest.mark.task_1_6
@pytest.mark.check(group="two steps", probes=["train_twice"])
def test_takes_two_steps(observed: Case, expected: Case) -> None:
    """A second call uses the gradient of its own batch alone."""
    _assert_trained(observed, expected, "loss 1", "loss 2")


@pytest.mark.task_1_6
@pytest.mark.check(group="dirty gradients", probes=["train_dirty"])
def test_forgets_old_gradients(observed: Case, expected: Case) -> None:
    """Gradients left over from earlier work do not act in the step."""
    _assert_trained(observed, expected, "loss 1")


@pytest.mark.task_1_6
@pytest.mark.check(group="batch of one", probes=["train_one_row"])
def test_trains_on_one_row(observed: Case, expected: Case) -> None:
    """A batch of one text trains like any other."""
    _assert_trained(observed, expected, "loss 1")


@pytest.mark.task_1_6
@pytest.mark.check(group="mode", probes=["train_from_eval_mode", "train_from_train_mode"])
def test_trains_with_dropout(observed: Case, expected: Case) -> None:
    """The step is taken in train mode, with dropout on, in whichever mode the model arrives."""
    _assert_trained(observed, expected, "loss 1")


def _assert_trained(observed: Case, expected: Case, *losses: str) -> None:
    assert_close(observed, expected, *losses)
    assert_change(observed, expected, "change of the model")


# ------------------------------------------------------------------ 1.7 evaluate


@pytest.mark.task_1_7
@pytest.mark.check(group="ragged", probes=["evaluate_ragged"])
def test_counts_every_sample_once(observed: Case, expected: Case) -> None:
    """Every sample counts the same, however large its batch is."""
    assert_close(observed, expected, *expected)


@pytest.mark.task_1_7
@pytest.mark.check(group="dropout", probes=["evaluate_dropout", "evaluate_without_graph"])
def test_scores_in_eval_mode(observed: Case, expected: Case) -> None:
    """A model with dropout that arrives in train mode is scored in eval mode, without a graph."""
    counts = [key for key in expected if key.startswith("batches ")]
    assert_close(observed, expected, *(key for key in expected if key not in counts))
    assert_same(observed, expected, *counts)


@pytest.mark.task_1_7
@pytest.mark.check(group="mode restored", probes=["evaluate_restores_mode"])
def test_gives_the_mode_back(observed: Case, expected: Case) -> None:
    """After the call the model is in the mode in which it came, and gradients work as before."""
    assert_raises(observed, expected, *(key for key in expected if key.startswith("call ")))
    for key in expected:
        if key.startswith(("logits ", "gradient ")):
            assert_close(observed, expected, key)
        elif not key.startswith("call "):
            assert_same(observed, expected, key)


@pytest.mark.task_1_7
@pytest.mark.check(group="empty", probes=["evaluate_empty"])
def test_refuses_empty_data(observed: Case, expected: Case) -> None:
    """Data without any sample raises ValueError, and only such data does."""
    assert_raises(observed, expected, *expected)


@pytest.mark.task_1_7
@pytest.mark.check(group="iterator", probes=["evaluate_iterator"])
def test_reads_data_once(observed: Case, expected: Case) -> None:
    """Batches that can be read only once, as from a generator, are enough."""
    assert_close(observed, expected, *expected)


# ------------------------------------------------------------------ 1.8 lm_drift


@pytest.mark.task_1_8
@pytest.mark.check(group="same model = 0", probes=["drift_of_the_same"])
def test_same_model_has_no_drift(observed: Case, expected: Case) -> None:
    """Drift is 0 between equal models, dropout or not, and only between those."""
    for key in expected:
        _assert_drift(observed, expected, key)


@pytest.mark.task_1_8
@pytest.mark.check(group="direction", probes=["drift_direction"])
def test_drift_has_a_direction(observed: Case, expected: Case) -> None:
    """The average of the log-ratio is taken over what the model before says."""
    assert_close(observed, expected, "drift there", "drift back")


@pytest.mark.task_1_8
@pytest.mark.check(group="padding", probes=["drift_padding"])
def test_every_real_position_counts_once(observed: Case, expected: Case) -> None:
    """All real positions of the batch count the same, and padding does not count."""
    assert_close(observed, expected, *expected)


@pytest.mark.task_1_8
@pytest.mark.check(group="no side effects", probes=["drift_quietly"])
def test_drift_only_looks(observed: Case, expected: Case) -> None:
    """Both models, their modes and flags, and the inputs are left as they were, without gradients."""
    calls = [key for key in expected if key.startswith("call")]
    assert_raises(observed, expected, *calls)
    assert_untouched(observed, expected, "arguments afterwards")
    assert_same(observed, expected, *(key for key in expected if key.startswith("modes")))
    assert_same(observed, expected, "flags", "gradients left behind")


def _assert_drift(observed: Case, expected: Case, key: str) -> None:
    """Fail unless a drift is right; one of zero has no scale of its own to be compared on."""
    got = observed.get(key)
    if abs(expected[key]) >= 1e-6:
        assert_close(observed, expected, key)
    elif isinstance(got, bool) or not isinstance(got, int | float):
        assert_same(observed, expected, key)
    elif not abs(got) < 1e-5:
        raise Mismatch(f"`{key}` compares a model with its equal and is not 0.")


# ------------------------------------------------------------------ 1.9 checkpoints


@pytest.mark.task_1_9
@pytest.mark.check(group="head sizes", probes=["checkpoint_heads"])
def test_knows_head_sizes(observed: Case, expected: Case) -> None:
    """The sizes of a binary and of a 4-class head on GPT-2 small are right."""
    assert_answers(observed, expected)


@pytest.mark.task_1_9
@pytest.mark.check(group="model size", probes=["checkpoint_model_size"])
def test_knows_the_model_size(observed: Case, expected: Case) -> None:
    """GPT-2 small's size, and the shares of its embeddings and of a trainable head, are right."""
    assert_answers(observed, expected, inexact=("share_of_embeddings", "trainable_share_frozen"))


@pytest.mark.task_1_9
@pytest.mark.check(group="tokens seen", probes=["checkpoint_tokens_seen"])
def test_knows_what_a_token_sees(observed: Case, expected: Case) -> None:
    """What the first and the last of 12 tokens have seen is right."""
    assert_answers(observed, expected)


@pytest.mark.task_1_9
@pytest.mark.check(group="which token to pool", probes=["checkpoint_pooling"])
def test_knows_which_token_to_pool(observed: Case, expected: Case) -> None:
    """The tokens that stand for the text in BERT and in GPT-2 are right."""
    assert_answers(observed, expected)


@pytest.mark.task_1_9
@pytest.mark.check(group="frozen training", probes=["checkpoint_frozen_training"])
def test_knows_what_frozen_training_leaves(observed: Case, expected: Case) -> None:
    """What frozen training does to generation, and which part serves the next task, are right."""
    assert_answers(observed, expected)


@pytest.mark.task_1_9
@pytest.mark.check(group="choosing a setup", probes=["checkpoint_setup"])
def test_chooses_a_setup(observed: Case, expected: Case) -> None:
    """The setups for little and for much data, and the parameters per example, are right."""
    assert_answers(observed, expected, inexact=("params_per_example_full",))
