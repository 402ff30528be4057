"""Lesson 3 hidden suite. It judges observations; it never imports or runs student code."""

from __future__ import annotations

import pytest

from autograder.judge import (
    assert_answers,
    assert_change,
    assert_close,
    assert_same,
    assert_untouched,
)
from autograder.observation import Case

AFTER = 1e-3  # of scores after a step: its rounding is in them, too
LOGGED = 1e-3  # of accuracy and margin together: a margin is a difference of sums of many tokens


# ------------------------------------------------------------------ 3.1 build_pair

ANSWERS = ["pair_shorter_chosen", "pair_longer_chosen", "pair_equal_lengths"]
SPECIAL = ["pair_end_is_padding", "pair_end_inside", "pair_padding_inside"]


@pytest.mark.task_3_1
@pytest.mark.check(group="ids", probes=ANSWERS)
def test_rows_hold_prompt_answer_and_end(observed: Case, expected: Case) -> None:
    """Each row holds the prompt, its answer and one end token, padded on the right."""
    assert_same(observed, expected, "input_ids")


@pytest.mark.task_3_1
@pytest.mark.check(group="attention mask", probes=ANSWERS)
def test_attention_covers_the_row(observed: Case, expected: Case) -> None:
    """The attention mask is 1, as int64, for every token of a row and 0 for padding."""
    assert_same(observed, expected, "attention_mask")


@pytest.mark.task_3_1
@pytest.mark.check(group="completion mask", probes=ANSWERS)
def test_completion_is_the_answer_and_its_end(observed: Case, expected: Case) -> None:
    """The completion mask is 1, as int64, for the answer and its end token and 0 elsewhere."""
    assert_same(observed, expected, "completion_mask")


@pytest.mark.task_3_1
@pytest.mark.check(group="completion mask", probes=["pair_empty_answer"])
def test_an_empty_answer_is_its_end(observed: Case, expected: Case) -> None:
    """Of an empty answer the end token alone is left, and all three entries are int64 still."""
    assert_same(observed, expected, "input_ids", "attention_mask", "completion_mask")


@pytest.mark.task_3_1
@pytest.mark.check(group="special ids in the text", probes=SPECIAL)
def test_special_ids_may_be_text(observed: Case, expected: Case) -> None:
    """End and padding ids inside a text are tokens like others, also if the two are equal."""
    assert_same(observed, expected, "input_ids", "attention_mask", "completion_mask")


@pytest.mark.task_3_1
@pytest.mark.check(group="lists", probes=["pair_again"])
def test_lists_serve_again(observed: Case, expected: Case) -> None:
    """The lists are as they were, so the same pair can be built again."""
    assert_same(observed, expected, "input_ids at first", "input_ids at last", "lists")


# ------------------------------------------------------------------ 3.2 sequence_logprobs


@pytest.mark.task_3_2
@pytest.mark.check(
    group="one answer",
    probes=[
        "logprobs_answer",
        "logprobs_answer_bool",
        "logprobs_answer_float",
        "logprobs_square",
        "logprobs_one_row",
    ],
)
def test_adds_up_the_answer(observed: Case, expected: Case) -> None:
    """Each row gives the sum of its answer's token log-probabilities, whatever the mask's dtype."""
    assert_close(observed, expected, "log-probabilities")
    assert_untouched(observed, expected, "arguments afterwards")


@pytest.mark.task_3_2
@pytest.mark.check(group="several parts", probes=["logprobs_parts"])
def test_counts_marked_tokens_alone(observed: Case, expected: Case) -> None:
    """Marked tokens count wherever they stand, and no others do."""
    assert_close(observed, expected, "log-probabilities")


@pytest.mark.task_3_2
@pytest.mark.check(group="position 0", probes=["logprobs_first", "logprobs_two_tokens"])
def test_never_scores_the_first_token(observed: Case, expected: Case) -> None:
    """The first token of a row never counts, even if it is marked: nothing predicts it."""
    assert_close(observed, expected, "log-probabilities")
    assert_untouched(observed, expected, "arguments afterwards")


@pytest.mark.task_3_2
@pytest.mark.check(group="no marked token", probes=["logprobs_empty"])
def test_nothing_marked_is_zero(observed: Case, expected: Case) -> None:
    """A row without a token that counts gives 0, and the rows beside it give their sums."""
    assert_close(observed, expected, "log-probabilities")


@pytest.mark.task_3_2
@pytest.mark.check(
    group="extreme scores",
    probes=["logprobs_extreme", "logprobs_unlikely", "logprobs_impossible_prompt"],
)
def test_is_exact_for_unlikely_tokens(observed: Case, expected: Case) -> None:
    """Very unlikely tokens keep their value, and impossible ones that do not count do no harm."""
    assert_close(observed, expected, *expected)


@pytest.mark.task_3_2
@pytest.mark.check(group="bfloat16", probes=["logprobs_bfloat16"])
def test_returns_float32(observed: Case, expected: Case) -> None:
    """Logits of bfloat16 give float32 sums."""
    assert_close(observed, expected, "log-probabilities", rtol=6e-2)


@pytest.mark.task_3_2
@pytest.mark.check(group="gradient", probes=["logprobs_gradient"])
def test_policy_can_learn(observed: Case, expected: Case) -> None:
    """The gradient reaches the scores that predict marked tokens, and no others."""
    assert_close(observed, expected, "grad of logits")


# ------------------------------------------------------------------ 3.3 reward_loss


@pytest.mark.task_3_3
@pytest.mark.check(group="values", probes=["reward_values", "reward_one_pair"])
def test_costs_the_log_of_the_chance(observed: Case, expected: Case) -> None:
    """The loss is the pairs' mean of -log of the chance that the chosen answer wins."""
    assert_close(observed, expected, *expected)


@pytest.mark.task_3_3
@pytest.mark.check(group="only differences count", probes=["reward_moved"])
def test_a_constant_changes_nothing(observed: Case, expected: Case) -> None:
    """Scores far above or below zero cost what their differences cost."""
    assert_close(observed, expected, *expected)


@pytest.mark.task_3_3
@pytest.mark.check(group="large gaps", probes=["reward_gaps"])
def test_large_gaps_stay_finite(observed: Case, expected: Case) -> None:
    """Gaps of hundreds cost what they should, with finite gradients."""
    assert_close(observed, expected, *expected)


@pytest.mark.task_3_3
@pytest.mark.check(group="equal scores", probes=["reward_equal"])
def test_equal_scores_are_pushed_apart(observed: Case, expected: Case) -> None:
    """Equal scores cost log 2, and the gradient pushes them apart."""
    assert_close(observed, expected, *expected)


@pytest.mark.task_3_3
@pytest.mark.check(group="gradient", probes=["reward_gradient"])
def test_gradient_reaches_both_scores(observed: Case, expected: Case) -> None:
    """The gradient raises chosen and lowers rejected scores, most where the order is wrong."""
    assert_close(observed, expected, "loss", "grad of chosen", "grad of rejected")
    assert_untouched(observed, expected, "arguments afterwards")


# ------------------------------------------------------------------ 3.4 RewardModel


@pytest.mark.task_3_4
@pytest.mark.check(group="parameter census", probes=["reward_census"])
def test_adds_one_number_per_unit(observed: Case, expected: Case) -> None:
    """The map to the score adds exactly as many parameters as the backbone is wide."""
    assert_same(observed, expected, *(key for key in expected if not key.startswith("scores")))


@pytest.mark.task_3_4
@pytest.mark.check(group="parameter census", probes=["reward_keeps_backbone"])
def test_keeps_the_backbone(observed: Case, expected: Case) -> None:
    """The reward model uses the very backbone it was given, its weights and flags untouched."""
    assert_close(observed, expected, "scores")
    assert_untouched(observed, expected, "backbone afterwards")
    assert_same(observed, expected, "flags of the backbone")


@pytest.mark.task_3_4
@pytest.mark.check(group="parameter census", probes=["reward_census"])
def test_adds_nothing_to_the_score(observed: Case, expected: Case) -> None:
    """The score is the map of the hidden state alone, whatever else a model might hold."""
    assert_close(observed, expected, *(key for key in expected if key.startswith("scores")))


@pytest.mark.task_3_4
@pytest.mark.check(group="no padding", probes=["reward_without_padding"])
def test_scores_full_texts(observed: Case, expected: Case) -> None:
    """Texts of equal length get one raw score each, without a mask and with a mask of ones."""
    assert_close(observed, expected, "scores without a mask", "scores with a mask")


@pytest.mark.task_3_4
@pytest.mark.check(group="no padding", probes=["reward_deeper"])
def test_scores_with_another_backbone(observed: Case, expected: Case) -> None:
    """A deeper and wider backbone works as well: no size is written into the code."""
    assert_close(observed, expected, "scores")


@pytest.mark.task_3_4
@pytest.mark.check(group="right padding", probes=["reward_right", "reward_right_bool"])
def test_scores_right_padded_texts(observed: Case, expected: Case) -> None:
    """With padding to the right, the score is read at each text's last real token."""
    assert_close(observed, expected, "scores")
    assert_untouched(observed, expected, "arguments afterwards")


@pytest.mark.task_3_4
@pytest.mark.check(group="left padding", probes=["reward_left", "reward_both"])
def test_scores_left_padded_texts(observed: Case, expected: Case) -> None:
    """With padding before a text, neither attention nor pooling looks at the padding."""
    assert_close(observed, expected, "scores")
    assert_untouched(observed, expected, "arguments afterwards")


@pytest.mark.task_3_4
@pytest.mark.check(group="batch of one", probes=["reward_one_text"])
def test_scores_a_single_text(observed: Case, expected: Case) -> None:
    """A batch of one gives a tensor with one number, shape (1,)."""
    assert_close(observed, expected, "score of one text", "score of one token")


@pytest.mark.task_3_4
@pytest.mark.check(group="train mode", probes=["reward_train_mode"])
def test_adds_no_dropout(observed: Case, expected: Case) -> None:
    """In train mode the backbone's own dropout acts, and nothing else does."""
    assert_close(observed, expected, "scores")


@pytest.mark.task_3_4
@pytest.mark.check(group="gradient", probes=["reward_model_gradient"])
def test_gradient_reaches_head_and_backbone(observed: Case, expected: Case) -> None:
    """A loss on the scores sends gradients to the map and to every part of the backbone."""
    assert_close(observed, expected, "grad of the head")
    assert_change(observed, expected, "grad of the backbone")


# ------------------------------------------------------------------ 3.5 dpo_loss


@pytest.mark.task_3_5
@pytest.mark.check(group="loss", probes=["dpo_values", "dpo_one_pair"])
def test_costs_the_log_of_the_chance_of_the_rewards(observed: Case, expected: Case) -> None:
    """The loss is the pairs' mean of -log sigmoid of the difference of the rewards."""
    assert_close(observed, expected, "loss")
    assert_same(observed, expected, "loss carries a graph")


@pytest.mark.task_3_5
@pytest.mark.check(group="rewards", probes=["dpo_values", "dpo_one_pair"])
def test_rewards_are_log_ratios(observed: Case, expected: Case) -> None:
    """Each answer's reward is beta times its log-ratio to the reference, without a graph."""
    assert_close(observed, expected, "chosen rewards", "rejected rewards")
    assert_same(observed, expected, "rewards that carry a graph")


@pytest.mark.task_3_5
@pytest.mark.check(group="rewards", probes=["dpo_values"])
def test_dpo_loss_changes_no_argument(observed: Case, expected: Case) -> None:
    """None of the four arguments is changed."""
    assert_close(observed, expected, "chosen rewards", "rejected rewards")
    assert_untouched(observed, expected, "arguments afterwards")


@pytest.mark.task_3_5
@pytest.mark.check(
    group="beta",
    probes=["dpo_default_beta", "dpo_small_beta", "dpo_large_beta", "dpo_beta_of_one"],
)
def test_beta_scales_the_rewards(observed: Case, expected: Case) -> None:
    """Small, large and default betas scale the rewards, and through them the loss, once."""
    assert_close(observed, expected, "loss", "chosen rewards", "rejected rewards")
    assert_same(observed, expected, "loss carries a graph", "rewards that carry a graph")


@pytest.mark.task_3_5
@pytest.mark.check(group="policy equals reference", probes=["dpo_equal"])
def test_learning_starts(observed: Case, expected: Case) -> None:
    """Where policy and reference agree the loss is log 2 and its gradient is not zero."""
    _assert_sent(observed, expected)


@pytest.mark.task_3_5
@pytest.mark.check(group="large gaps", probes=["dpo_gaps"])
def test_large_gaps_of_log_ratios_stay_finite(observed: Case, expected: Case) -> None:
    """Gaps of hundreds cost what they should, with finite gradients."""
    _assert_sent(observed, expected)


@pytest.mark.task_3_5
@pytest.mark.check(group="gradient to the policy", probes=["dpo_gradient"])
def test_gradient_reaches_both_policy_terms(observed: Case, expected: Case) -> None:
    """The gradient makes chosen answers likelier and rejected ones less likely."""
    _assert_sent(observed, expected)


@pytest.mark.task_3_5
@pytest.mark.check(group="reference is constant", probes=["dpo_gradient", "dpo_equal", "dpo_gaps"])
def test_reference_gets_no_gradient(observed: Case, expected: Case) -> None:
    """The reference's log-probabilities are constants, even where they ask for a gradient."""
    assert_close(observed, expected, "loss")
    assert_same(observed, expected, "grad of ref_chosen", "grad of ref_rejected")
    assert_close(observed, expected, "grad of what all four depend on")


def _assert_sent(observed: Case, expected: Case) -> None:
    assert_close(observed, expected, "loss", "grad of policy_chosen", "grad of policy_rejected")


# ------------------------------------------------------------------ 3.6 kl_shaped_reward


@pytest.mark.task_3_6
@pytest.mark.check(group="whole answers", probes=["shaped_whole", "shaped_square"])
def test_drift_has_a_price(observed: Case, expected: Case) -> None:
    """Each score pays beta for every nat by which its answer has drifted, up or down."""
    _assert_shaped(observed, expected)


@pytest.mark.task_3_6
@pytest.mark.check(
    group="masked", probes=["shaped_masked", "shaped_masked_bool", "shaped_masked_float"]
)
def test_only_the_answer_pays(observed: Case, expected: Case) -> None:
    """Prompt and padding do not count, whatever the mask's dtype."""
    _assert_shaped(observed, expected)


@pytest.mark.task_3_6
@pytest.mark.check(group="several betas", probes=["shaped_betas"])
def test_beta_is_the_price(observed: Case, expected: Case) -> None:
    """The price is beta: the default, nothing at all, 1, or more."""
    assert_close(observed, expected, *expected)


@pytest.mark.task_3_6
@pytest.mark.check(group="one answer", probes=["shaped_one"])
def test_shapes_a_single_score(observed: Case, expected: Case) -> None:
    """A batch of one gives a tensor with one number, shape (1,)."""
    _assert_shaped(observed, expected)


def _assert_shaped(observed: Case, expected: Case) -> None:
    assert_close(observed, expected, "reward")
    assert_untouched(observed, expected, "arguments afterwards")


# ------------------------------------------------------------------ 3.7 dpo_step


@pytest.mark.task_3_7
@pytest.mark.check(group="first step", probes=["step_from_a_copy"])
def test_first_step_leaves_the_copy(observed: Case, expected: Case) -> None:
    """A policy that equals its reference costs log 2, dropout or not, and moves."""
    assert_close(observed, expected, "loss 1")
    _assert_moved(observed, expected)


@pytest.mark.task_3_7
@pytest.mark.check(group="loss and update", probes=["step_apart", "step_default_beta"])
def test_steps_down_the_dpo_loss(observed: Case, expected: Case) -> None:
    """One call takes one step on the batch's DPO loss and logs the loss from before the step."""
    assert_close(observed, expected, "loss 1")
    _assert_moved(observed, expected)


@pytest.mark.task_3_7
@pytest.mark.check(
    group="accuracy and margin",
    probes=["step_apart", "step_default_beta", "step_short_chosen", "step_long_chosen"],
)
def test_logs_rewards(observed: Case, expected: Case) -> None:
    """Accuracy is the share of pairs whose chosen reward is larger; margin the mean difference."""
    _assert_logged(observed, expected, "1")
    _assert_moved(observed, expected)


@pytest.mark.task_3_7
@pytest.mark.check(group="old gradients", probes=["step_twice"])
def test_takes_two_steps(observed: Case, expected: Case) -> None:
    """A second call uses the gradient of its own batch alone, and the optimizer that is given."""
    _assert_logged(observed, expected, "1", "2")
    _assert_moved(observed, expected)


@pytest.mark.task_3_7
@pytest.mark.check(group="old gradients", probes=["step_dirty"])
def test_forgets_old_gradients(observed: Case, expected: Case) -> None:
    """Gradients left over from earlier work do not act in the step."""
    _assert_logged(observed, expected, "1")
    _assert_moved(observed, expected)


@pytest.mark.task_3_7
@pytest.mark.check(group="dropout and modes", probes=["step_with_dropout"])
def test_scores_without_dropout(observed: Case, expected: Case) -> None:
    """Both models score without dropout, and are afterwards in the mode in which they came."""
    for key in expected:
        if key.startswith("loss"):
            assert_close(observed, expected, key)
        elif key.startswith("change"):
            assert_change(observed, expected, key)
        elif key.startswith("scores"):
            assert_close(observed, expected, key, rtol=AFTER)
        else:
            assert_same(observed, expected, key)


@pytest.mark.task_3_7
@pytest.mark.check(group="reference untouched", probes=["step_watched"])
def test_reference_stays(observed: Case, expected: Case) -> None:
    """The policy moves; the reference, the batch and the flags of both models stay as they are."""
    _assert_logged(observed, expected, "1")
    _assert_moved(observed, expected)
    assert_untouched(observed, expected, "reference afterwards", "batch afterwards")
    assert_close(observed, expected, "scores of the reference")
    assert_same(observed, expected, "gradients left in the reference")
    assert_same(observed, expected, "flags of the policy", "flags of the reference")


def _assert_logged(observed: Case, expected: Case, *calls: str) -> None:
    for number in calls:
        assert_close(observed, expected, f"loss {number}")
        assert_close(observed, expected, f"accuracy and margin {number}", rtol=LOGGED)


def _assert_moved(observed: Case, expected: Case) -> None:
    assert_change(observed, expected, "change of the policy")


# ------------------------------------------------------------------ 3.8 checkpoints


@pytest.mark.task_3_8
@pytest.mark.check(group="comparisons", probes=["checkpoint_comparisons"])
def test_knows_what_a_comparison_costs(observed: Case, expected: Case) -> None:
    """The loss of a pair in the right and in the wrong order is right."""
    assert_answers(observed, expected, inexact=("bt_07_03", "bt_reversed"))


@pytest.mark.task_3_8
@pytest.mark.check(group="DPO by hand", probes=["checkpoint_dpo"])
def test_knows_dpo_by_hand(observed: Case, expected: Case) -> None:
    """The first loss of DPO, and that of the example, are right."""
    assert_answers(observed, expected, inexact=("first_dpo_loss", "dpo_hand"))


@pytest.mark.task_3_8
@pytest.mark.check(group="two ways to align", probes=["checkpoint_ways"])
def test_knows_both_ways(observed: Case, expected: Case) -> None:
    """How many networks DPO trains, and the order of the loop of PPO, are right."""
    assert_answers(observed, expected)


@pytest.mark.task_3_8
@pytest.mark.check(group="reward hacking", probes=["checkpoint_hacking"])
def test_knows_what_is_hacked(observed: Case, expected: Case) -> None:
    """The answers that win without and with a price on drift are right."""
    assert_answers(observed, expected)


@pytest.mark.task_3_8
@pytest.mark.check(group="staying near", probes=["checkpoint_near"])
def test_knows_what_holds_a_model(observed: Case, expected: Case) -> None:
    """How firmly two means hold a model, and how people judge best, are right."""
    assert_answers(observed, expected)


@pytest.mark.task_3_8
@pytest.mark.check(group="what goes wrong", probes=["checkpoint_wrong"])
def test_knows_what_goes_wrong(observed: Case, expected: Case) -> None:
    """The false favourite and the names of the three failures are right."""
    assert_answers(observed, expected)
