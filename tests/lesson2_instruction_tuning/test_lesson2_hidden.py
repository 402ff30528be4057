"""Lesson 2 hidden suite. It judges observations; it never imports or runs student code."""

from __future__ import annotations

import json

import pytest

from autograder.judge import (
    Mismatch,
    assert_answers,
    assert_change,
    assert_close,
    assert_raises,
    assert_same,
    assert_strip,
    assert_untouched,
    assert_zero,
)
from autograder.observation import Array, Case, Raised

# ------------------------------------------------------------------ 2.1 to_messages


@pytest.mark.task_2_1
@pytest.mark.check(group="no input", probes=["messages_without_input"])
def test_blank_input_counts_as_none(observed: Case, expected: Case) -> None:
    """Without an input, or with a blank one, the user says the instruction and nothing else."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_1
@pytest.mark.check(group="with input", probes=["messages_with_input"])
def test_input_follows_a_blank_line(observed: Case, expected: Case) -> None:
    """The user says the instruction, a blank line and the input; the assistant says the output."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_1
@pytest.mark.check(group="system message", probes=["messages_with_system"])
def test_system_message_comes_first(observed: Case, expected: Case) -> None:
    """A system text, even an empty one, makes a first message; None makes none."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_1
@pytest.mark.check(group="texts verbatim", probes=["messages_verbatim"])
def test_texts_stay_as_they_are(observed: Case, expected: Case) -> None:
    """Blanks, newlines, capitals and braces of all texts come through as they are."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_1
@pytest.mark.check(group="example unchanged", probes=["messages_twice"])
def test_second_epoch_says_the_same(observed: Case, expected: Case) -> None:
    """The example is left as it was, so a second epoch gives the same messages."""
    assert_same(observed, expected, *expected)


# ------------------------------------------------------------------ 2.2 render_chatml


@pytest.mark.task_2_2
@pytest.mark.check(group="one message", probes=["render_one"])
def test_writes_a_message(observed: Case, expected: Case) -> None:
    """A message is start marker, role, newline, content, end marker, newline."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_2
@pytest.mark.check(group="conversation", probes=["render_conversation"])
def test_writes_every_message_alike(observed: Case, expected: Case) -> None:
    """In a conversation every message is written in the same way, the last one too."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_2
@pytest.mark.check(group="generation prompt", probes=["render_prompt"])
def test_adds_the_generation_prompt_on_demand(observed: Case, expected: Case) -> None:
    """With the flag, and only with it, the text ends where an assistant's content would begin."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_2
@pytest.mark.check(group="empty", probes=["render_nothing"])
def test_writes_nothing_of_its_own(observed: Case, expected: Case) -> None:
    """No message gives no text, or the prompt alone; an empty content is still a message."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_2
@pytest.mark.check(group="content verbatim", probes=["render_verbatim"])
def test_contents_stay_as_they_are(observed: Case, expected: Case) -> None:
    """Blanks, newlines, braces, percent signs and markup of a content come through as they are."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_2
@pytest.mark.check(group="roles", probes=["render_roles"])
def test_refuses_unknown_roles(observed: Case, expected: Case) -> None:
    """A role that the template does not know raises ValueError; the other texts are right."""
    assert_raises(observed, expected, *expected)
    texts = [key for key, want in expected.items() if not isinstance(want, Raised)]
    assert_same(observed, expected, *texts)


# ------------------------------------------------------------------ 2.3 add_chat_tokens


@pytest.mark.task_2_3
@pytest.mark.check(group="new tokens", probes=["tokens_added"])
def test_counts_what_was_new(observed: Case, expected: Case) -> None:
    """Each marker is one token afterwards, and the number of new ones is returned."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_3
@pytest.mark.check(group="special", probes=["tokens_are_special", "tokens_of_the_end_kept"])
def test_markers_are_special(observed: Case, expected: Case) -> None:
    """Decoding can leave the markers out; end of text and padding are the tokens they were."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_3
@pytest.mark.check(group="rows", probes=["tokens_rows"])
def test_one_row_for_each_token(observed: Case, expected: Case) -> None:
    """Input and output embedding have exactly as many rows as the tokenizer has tokens."""
    scores = "log-probabilities with markers"
    counts = (key for key in expected if not key.startswith("_") and key != scores)
    assert_same(observed, expected, *counts)
    assert_close(observed, expected, scores)


@pytest.mark.task_2_3
@pytest.mark.check(group="old rows", probes=["tokens_old_rows"])
def test_old_rows_are_kept(observed: Case, expected: Case) -> None:
    """What was learnt is kept, and what is trainable: old tokens get the same scores."""
    assert_same(observed, expected, "call", "flags afterwards")
    assert_untouched(observed, expected, "old rows afterwards")
    assert_close(observed, expected, "scores of old tokens")


@pytest.mark.task_2_3
@pytest.mark.check(group="tying", probes=["tokens_tied"])
def test_embeddings_stay_tied(observed: Case, expected: Case) -> None:
    """Input and output embedding are still one matrix: an edit of one acts in both."""
    assert_same(observed, expected, "call")
    assert_close(observed, expected, "scores after an edit")


@pytest.mark.task_2_3
@pytest.mark.check(group="second call", probes=["tokens_again"])
def test_second_call_adds_nothing(observed: Case, expected: Case) -> None:
    """A second call returns 0 and leaves tokenizer and model as the first call left them."""
    scores = "log-probabilities after two calls"
    assert_same(observed, expected, *(key for key in expected if key != scores))
    assert_close(observed, expected, scores)


# ------------------------------------------------------------------ 2.4 mask_labels


@pytest.mark.task_2_4
@pytest.mark.check(group="one answer", probes=["mask_public_one_answer"])
def test_trains_on_the_answer(observed: Case, expected: Case) -> None:
    """Of a question and its answer, the answer's words and its end marker are trained on."""
    _assert_public(observed, expected)


@pytest.mark.task_2_4
@pytest.mark.check(group="several answers", probes=["mask_public_two_answers"])
def test_trains_on_both_answers(observed: Case, expected: Case) -> None:
    """Of two questions and their answers, both answers are trained on."""
    _assert_public(observed, expected)


@pytest.mark.task_2_4
@pytest.mark.check(group="cut-off answer", probes=["mask_public_cut_off"])
def test_trains_on_the_beginning_of_an_answer(observed: Case, expected: Case) -> None:
    """Of an answer that is cut off, all that is there is trained on."""
    _assert_public(observed, expected)


@pytest.mark.task_2_4
@pytest.mark.check(group="one answer", probes=["mask_one_answer", "mask_longer_header"])
def test_keeps_the_answer(observed: Case, expected: Case) -> None:
    """The labels keep the answer and its end marker, and nothing before or behind them."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_4
@pytest.mark.check(group="several answers", probes=["mask_several_answers", "mask_gap"])
def test_keeps_every_answer(observed: Case, expected: Case) -> None:
    """In a longer conversation every answer keeps its tokens, and nothing between them does."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_4
@pytest.mark.check(group="cut-off answer", probes=["mask_cut_off"])
def test_keeps_a_cut_off_answer(observed: Case, expected: Case) -> None:
    """An answer without an end marker is kept up to the end of the row."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_4
@pytest.mark.check(group="no answer", probes=["mask_no_answer"])
def test_ignores_rows_without_an_answer(observed: Case, expected: Case) -> None:
    """Without a complete header nothing is kept, however much of one stands at the end."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_4
@pytest.mark.check(group="decoys", probes=["mask_decoys"])
def test_is_not_fooled_by_questions(observed: Case, expected: Case) -> None:
    """Role words, newlines and markers inside a question are no header."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_4
@pytest.mark.check(group="odd answers", probes=["mask_odd_answers"])
def test_keeps_answers_of_any_content(observed: Case, expected: Case) -> None:
    """Newlines, role words or the words of the question inside an answer are kept, too."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_4
@pytest.mark.check(group="ignore index", probes=["mask_other_index"])
def test_uses_the_index_it_is_given(observed: Case, expected: Case) -> None:
    """What is ignored holds the caller's `ignore_index`, and other tokens are kept."""
    assert_same(observed, expected, *expected)


def _assert_public(observed: Case, expected: Case) -> None:
    """Fail with a strip of tokens, unless the labels of a conversation that students have are right."""
    assert_strip(observed, expected, "labels", tokens=json.loads(expected["_tokens"]))


# ------------------------------------------------------------------ 2.5 collate


@pytest.mark.task_2_5
@pytest.mark.check(group="padding", probes=["collate_plain", "collate_equal_lengths"])
def test_pads_to_the_longest(observed: Case, expected: Case) -> None:
    """Rows are padded on the right to the longest: ids with pad_id, labels with -100."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_5
@pytest.mark.check(group="padding id in the text", probes=["collate_padding_id_in_text"])
def test_masks_by_length(observed: Case, expected: Case) -> None:
    """A token of a text that equals the padding id is real and keeps its label."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_5
@pytest.mark.check(group="max_length", probes=["collate_cut"])
def test_cuts_long_examples(observed: Case, expected: Case) -> None:
    """Examples beyond max_length lose their end, in ids and labels alike."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_5
@pytest.mark.check(group="loose limit", probes=["collate_loose_limit"])
def test_limit_is_no_length(observed: Case, expected: Case) -> None:
    """A limit that no example exceeds changes nothing: the longest row sets the length."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_5
@pytest.mark.check(group="one example", probes=["collate_one"])
def test_collates_a_single_example(observed: Case, expected: Case) -> None:
    """A batch of one example has one row."""
    assert_same(observed, expected, *expected)


@pytest.mark.task_2_5
@pytest.mark.check(group="examples unchanged", probes=["collate_twice"])
def test_leaves_examples_alone(observed: Case, expected: Case) -> None:
    """Examples are left as they were: cut once, they can still be collated whole."""
    assert_same(observed, expected, *(key for key in expected if key != "examples afterwards"))
    assert_untouched(observed, expected, "examples afterwards")


# ------------------------------------------------------------------ 2.6 sft_loss


@pytest.mark.task_2_6
@pytest.mark.check(group="plain", probes=["loss_plain"])
def test_scores_the_next_token(observed: Case, expected: Case) -> None:
    """Each position predicts the next token; the mean runs over all supervised tokens."""
    _assert_loss(observed, expected)
    assert_same(observed, expected, "labels afterwards")


@pytest.mark.task_2_6
@pytest.mark.check(group="shapes", probes=["loss_square", "loss_one_row"])
def test_keeps_the_axes_apart(observed: Case, expected: Case) -> None:
    """Batch, position and vocabulary are not mixed up, and a batch of one works as well."""
    _assert_loss(observed, expected)


@pytest.mark.task_2_6
@pytest.mark.check(group="which tokens count", probes=["loss_first_and_last", "loss_token_zero"])
def test_counts_supervised_tokens(observed: Case, expected: Case) -> None:
    """The last token counts, the first has no prediction, and token 0 is a token like any other."""
    _assert_loss(observed, expected)


@pytest.mark.task_2_6
@pytest.mark.check(group="uneven rows", probes=["loss_empty_row"])
def test_rows_weigh_by_their_tokens(observed: Case, expected: Case) -> None:
    """Every supervised token weighs the same, also beside a row without any."""
    _assert_loss(observed, expected)


@pytest.mark.task_2_6
@pytest.mark.check(group="nothing supervised", probes=["loss_nothing_supervised"])
def test_nothing_to_learn_costs_nothing(observed: Case, expected: Case) -> None:
    """Without supervised tokens the loss is 0 and sends back a gradient of zeros."""
    assert_zero(observed, expected, *expected)
    for key, want in expected.items():
        zeros = observed.get(key)
        if isinstance(zeros, Array) and isinstance(want, Array) and zeros.dtype != want.dtype:
            raise Mismatch(f"`{key}` is {zeros.dtype}; {want.dtype} is asked for.")


@pytest.mark.task_2_6
@pytest.mark.check(group="large scores", probes=["loss_large_scores"])
def test_survives_large_scores(observed: Case, expected: Case) -> None:
    """With scores of 200 the loss is still finite and right."""
    _assert_loss(observed, expected)


@pytest.mark.task_2_6
@pytest.mark.check(group="bf16", probes=["loss_bfloat16"])
def test_computes_in_float32(observed: Case, expected: Case) -> None:
    """Scores in bfloat16 give a loss in float32."""
    assert_close(observed, expected, "loss", rtol=6e-2)
    assert_close(observed, expected, "grad of logits")


def _assert_loss(observed: Case, expected: Case) -> None:
    assert_close(observed, expected, "loss", "grad of logits")


# ------------------------------------------------------------------ 2.7 sft_step


@pytest.mark.task_2_7
@pytest.mark.check(group="two micro-batches", probes=["step_two"])
def test_steps_as_one_big_batch(observed: Case, expected: Case) -> None:
    """Micro-batches weigh by their supervised tokens, as in one big batch."""
    _assert_step(observed, expected, "loss 1")
    assert_untouched(observed, expected, "micro-batches afterwards")


@pytest.mark.task_2_7
@pytest.mark.check(group="nothing supervised", probes=["step_three"])
def test_empty_micro_batch_adds_nothing(observed: Case, expected: Case) -> None:
    """A micro-batch without supervised tokens contributes nothing, wherever it stands."""
    _assert_step(observed, expected, "loss 1")


@pytest.mark.task_2_7
@pytest.mark.check(group="one micro-batch", probes=["step_alone"])
def test_steps_on_a_single_micro_batch(observed: Case, expected: Case) -> None:
    """A single micro-batch is the big batch, and what is frozen stays so."""
    _assert_step(observed, expected, "loss 1")
    assert_same(observed, expected, "flags afterwards")


@pytest.mark.task_2_7
@pytest.mark.check(group="first position", probes=["step_first_position"])
def test_counts_behind_the_shift(observed: Case, expected: Case) -> None:
    """A label in position 0 has no prediction, so it does not count; it is left where it is."""
    _assert_step(observed, expected, "loss 1")
    assert_untouched(observed, expected, "micro-batches afterwards")


@pytest.mark.task_2_7
@pytest.mark.check(group="two steps", probes=["step_twice"])
def test_takes_two_steps(observed: Case, expected: Case) -> None:
    """A second call uses the gradient of its own micro-batches alone, and the same optimizer."""
    _assert_step(observed, expected, "loss 1", "loss 2")


@pytest.mark.task_2_7
@pytest.mark.check(group="dirty gradients", probes=["step_dirty"])
def test_forgets_old_gradients(observed: Case, expected: Case) -> None:
    """Gradients left over from earlier work do not act in the step."""
    _assert_step(observed, expected, "loss 1")


@pytest.mark.task_2_7
@pytest.mark.check(group="mode", probes=["step_from_eval_mode", "step_from_train_mode"])
def test_trains_with_dropout(observed: Case, expected: Case) -> None:
    """The step is taken in train mode, with dropout on, in whichever mode the model arrives."""
    _assert_step(observed, expected, "loss 1")


def _assert_step(observed: Case, expected: Case, *losses: str) -> None:
    assert_close(observed, expected, *losses)
    assert_change(observed, expected, "change of the model")


# ------------------------------------------------------------------ 2.8 checkpoints


@pytest.mark.task_2_8
@pytest.mark.check(group="supervised tokens", probes=["checkpoint_supervised"])
def test_knows_what_is_supervised(observed: Case, expected: Case) -> None:
    """The numbers of supervised tokens and of loss terms, and the first such token, are right."""
    assert_answers(observed, expected)


@pytest.mark.task_2_8
@pytest.mark.check(group="markers", probes=["checkpoint_new_rows"])
def test_knows_what_markers_add(observed: Case, expected: Case) -> None:
    """How many rows and numbers the markers add, and where these are learnt, is right."""
    assert_answers(observed, expected)


@pytest.mark.task_2_8
@pytest.mark.check(group="the same loop", probes=["checkpoint_same_loop"])
def test_knows_what_changes(observed: Case, expected: Case) -> None:
    """What instruction tuning changes in the loop, and who needs a new output layer, is right."""
    assert_answers(observed, expected)


@pytest.mark.task_2_8
@pytest.mark.check(group="sizes", probes=["checkpoint_sizes"])
def test_knows_sizes(observed: Case, expected: Case) -> None:
    """The loss of equal scores and the ratio of the two data sets are right."""
    assert_answers(observed, expected, inexact=("uniform_loss_gpt2", "alpaca_over_lima"))


@pytest.mark.task_2_8
@pytest.mark.check(group="format, not knowledge", probes=["checkpoint_knowledge"])
def test_tells_format_from_knowledge(observed: Case, expected: Case) -> None:
    """What the model knew and what it could do, before and after, is right."""
    assert_answers(observed, expected)


@pytest.mark.task_2_8
@pytest.mark.check(group="wrong template", probes=["checkpoint_template"])
def test_knows_what_a_wrong_template_does(observed: Case, expected: Case) -> None:
    """What a template does that the model was not trained with, and the sign of it, are right."""
    assert_answers(observed, expected)
