"""Lesson 4 hidden suite. It judges observations; it never imports or runs student code."""

from __future__ import annotations

import pytest

from autograder.judge import (
    assert_answers,
    assert_close,
    assert_same,
    assert_untouched,
    assert_zero,
)
from autograder.observation import Array, Case


def assert_recorded(observed: Case, expected: Case, *keys: str) -> None:
    """Fail unless floats are close, or zero, and whole numbers, flags and words are equal.

    Without `keys`, everything that the probe recorded is compared.
    """
    for key in keys or [key for key in expected if not key.startswith("_")]:
        want = expected[key]
        if " afterwards" in key:
            assert_untouched(observed, expected, key)
            continue
        floats = isinstance(want, float) or (isinstance(want, Array) and "float" in want.dtype)
        check = assert_close if floats else assert_same
        (assert_zero if want == 0.0 and isinstance(want, float) else check)(observed, expected, key)


# ------------------------------------------------------------------ 4.1 LoRALinear


@pytest.mark.task_4_1
@pytest.mark.check(group="parameter census", probes=["lora_census"])
def test_trains_two_thin_matrices(observed: Case, expected: Case) -> None:
    """Exactly r x (in + out) numbers are trainable, and none of them is the base's."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_1
@pytest.mark.check(group="at the start", probes=["lora_start", "lora_reach"])
def test_starts_as_the_base_and_can_learn(observed: Case, expected: Case) -> None:
    """A new layer computes what its base computes; one matrix is zero, the other of full rank."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_1
@pytest.mark.check(group="values", probes=["lora_linear", "lora_without_bias"])
def test_adds_the_detour_to_the_base(observed: Case, expected: Case) -> None:
    """The output is the base's, bias included, plus the scaled detour, call after call."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_1
@pytest.mark.check(group="rank and alpha", probes=["lora_small_alpha", "lora_rank_one"])
def test_scales_by_alpha_over_r(observed: Case, expected: Case) -> None:
    """The detour is scaled by alpha / r, also for an alpha below r and for rank 1."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_1
@pytest.mark.check(group="Conv1D", probes=["lora_conv1d"])
def test_adapts_a_conv1d(observed: Case, expected: Case) -> None:
    """A Conv1D, whose weight lies the other way round, is adapted like an nn.Linear."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_1
@pytest.mark.check(group="square layer", probes=["lora_square"])
def test_adapts_square_layers(observed: Case, expected: Case) -> None:
    """Layers with as many inputs as outputs, where a wrong turn does not crash, are right too."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_1
@pytest.mark.check(group="shapes", probes=["lora_shapes"])
def test_takes_any_number_of_axes(observed: Case, expected: Case) -> None:
    """Inputs of one, two and four axes keep all their axes but the last."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_1
@pytest.mark.check(group="gradient", probes=["lora_gradient", "lora_gradient_conv1d"])
def test_gradients_reach_adapters_and_input(observed: Case, expected: Case) -> None:
    """Gradients reach A, B and, along both ways, the input; the base gets none."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_1
@pytest.mark.check(group="dropout", probes=["lora_dropout_train", "lora_dropout_eval"])
def test_drops_inputs_of_the_detour(observed: Case, expected: Case) -> None:
    """Dropout acts on the inputs of the detour alone, and only in train mode."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_1
@pytest.mark.check(group="bf16", probes=["lora_bfloat16"])
def test_keeps_bfloat16(observed: Case, expected: Case) -> None:
    """The adapters of a bfloat16 base are bfloat16, and so is the output."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_1
@pytest.mark.check(group="base untouched", probes=["lora_shares_base"])
def test_shares_the_base(observed: Case, expected: Case) -> None:
    """The layer uses the very base that it was given, and leaves its numbers alone."""
    assert_recorded(observed, expected)


# ------------------------------------------------------------------ 4.2 merge_lora


@pytest.mark.task_4_2
@pytest.mark.check(group="Linear", probes=["merge_linear"])
def test_merges_into_a_linear_layer(observed: Case, expected: Case) -> None:
    """The merged nn.Linear has the weight W + (alpha / r) B A and the base's bias."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_2
@pytest.mark.check(group="Conv1D", probes=["merge_conv1d"])
def test_merges_into_a_conv1d(observed: Case, expected: Case) -> None:
    """A Conv1D is merged into a Conv1D, with the detour turned the way its weight lies."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_2
@pytest.mark.check(group="square layer", probes=["merge_square_linear", "merge_square_conv1d"])
def test_merges_square_layers(observed: Case, expected: Case) -> None:
    """Square layers of both kinds, on which a wrong turn does not crash, are right too."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_2
@pytest.mark.check(group="no bias", probes=["merge_without_bias"])
def test_merges_without_a_bias(observed: Case, expected: Case) -> None:
    """A base without bias is merged into a layer without bias."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_2
@pytest.mark.check(group="twice, in train mode", probes=["merge_twice"])
def test_merges_twice_alike(observed: Case, expected: Case) -> None:
    """In train mode and with dropout, a second call gives the same, and the layer is unchanged."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_2
@pytest.mark.check(group="bf16", probes=["merge_bfloat16"])
def test_merges_bfloat16(observed: Case, expected: Case) -> None:
    """A bfloat16 base is merged into a new layer of bfloat16."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_2
@pytest.mark.check(group="new memory", probes=["merge_new_memory"])
def test_merged_layer_is_new(observed: Case, expected: Case) -> None:
    """Overwriting the merged layer leaves the base as it was, and merging leaves its mode."""
    assert_recorded(observed, expected)


# ------------------------------------------------------------------ 4.3 inject_lora


@pytest.mark.task_4_3
@pytest.mark.check(group="GPT-2", probes=["inject_gpt2"])
def test_adapts_every_block_of_gpt2(observed: Case, expected: Case) -> None:
    """By default each block's c_attn gets a detour; the model's answers stay, until one learns."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_3
@pytest.mark.check(group="rank and alpha", probes=["inject_arguments"])
def test_passes_rank_and_alpha_on(observed: Case, expected: Case) -> None:
    """The targets, the rank and the alpha are those that the caller asked for."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_3
@pytest.mark.check(group="names", probes=["inject_names", "inject_linear_model"])
def test_matches_whole_parts_of_names(observed: Case, expected: Case) -> None:
    """A target matches a layer's whole dotted name, or its end from a dot on, at any depth."""
    calls = [key for key in expected if not key.startswith("flags")]
    assert_recorded(observed, expected, *calls)


@pytest.mark.task_4_3
@pytest.mark.check(group="frozen", probes=["inject_names", "inject_gpt2", "inject_linear_model"])
def test_freezes_what_was_there(observed: Case, expected: Case) -> None:
    """Every parameter that the model had before is frozen, and only the adapters are trainable."""
    counts = [key for key in expected if key.startswith(("flags", "trainable"))]
    assert_recorded(observed, expected, *counts)


@pytest.mark.task_4_3
@pytest.mark.check(group="learns", probes=["inject_learns"])
def test_two_steps_change_the_answers(observed: Case, expected: Case) -> None:
    """Two steps, also the first two, change what the model computes, and no pretrained number."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_3
@pytest.mark.check(group="no match", probes=["inject_nothing", "inject_rests"])
def test_counts_zero_without_a_match(observed: Case, expected: Case) -> None:
    """Where no layer answers to a target, 0 is returned, and the model is frozen all the same."""
    assert_recorded(observed, expected)


# ------------------------------------------------------------------ 4.4 absmax_quantize


@pytest.mark.task_4_4
@pytest.mark.check(group="codes", probes=["absmax_codes"])
def test_rounds_to_multiples_of_the_scale(observed: Case, expected: Case) -> None:
    """Codes are int8, the weights over the scale, rounded to the nearest; the scale is a scalar."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_4
@pytest.mark.check(group="largest is negative", probes=["absmax_negative"])
def test_largest_magnitude_may_be_negative(observed: Case, expected: Case) -> None:
    """Where the largest magnitude is that of a negative weight, it decides the scale too."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_4
@pytest.mark.check(group="bits", probes=["absmax_bits"])
def test_fewer_bits_make_a_coarser_grid(observed: Case, expected: Case) -> None:
    """With fewer bits the largest code is 2^(bits-1) - 1."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_4
@pytest.mark.check(group="zeros", probes=["absmax_zeros"])
def test_zeros_have_the_scale_one(observed: Case, expected: Case) -> None:
    """A tensor of zeros has codes 0 and the scale 1; any other has its own scale."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_4
@pytest.mark.check(group="tiny weights", probes=["absmax_tiny"])
def test_tiny_weights_keep_their_codes(observed: Case, expected: Case) -> None:
    """Weights around 1e-30 have the codes that the same weights in a larger unit would have."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_4
@pytest.mark.check(group="bf16", probes=["absmax_bfloat16"])
def test_bfloat16_weights_are_divided_in_float32(observed: Case, expected: Case) -> None:
    """bfloat16 weights are divided and rounded in float32."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_4
@pytest.mark.check(group="outlier", probes=["absmax_outlier"])
def test_an_outlier_sets_the_scale_of_all(observed: Case, expected: Case) -> None:
    """One outlier gets the largest code, and all other weights the few codes around 0."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_4
@pytest.mark.check(group="any shape", probes=["absmax_shapes"])
def test_quantizes_any_shape_with_one_scale(observed: Case, expected: Case) -> None:
    """Vectors, matrices and tensors of three axes have one scale each, and are not changed."""
    assert_recorded(observed, expected)


# ------------------------------------------------------------------ 4.5 zeropoint_quantize


@pytest.mark.task_4_5
@pytest.mark.check(group="exact grid", probes=["zeropoint_exact"])
def test_spreads_256_codes_over_the_range(observed: Case, expected: Case) -> None:
    """The minimum gets -128, the maximum 127, and everything between them its nearest code."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_5
@pytest.mark.check(group="one-sided weights", probes=["zeropoint_positive", "zeropoint_negative"])
def test_one_sided_weights_use_all_codes(observed: Case, expected: Case) -> None:
    """Weights of one sign use all codes; the zero point then lies outside -128..127."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_5
@pytest.mark.check(group="any weights", probes=["zeropoint_any"])
def test_weights_come_back_to_within_a_scale(observed: Case, expected: Case) -> None:
    """(codes - zero_point) * scale gives any weights back to within one scale."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_5
@pytest.mark.check(group="equal weights", probes=["zeropoint_equal", "zeropoint_levels"])
def test_equal_weights_have_the_scale_one(observed: Case, expected: Case) -> None:
    """Weights that are all equal have the scale 1 and finite numbers throughout."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_5
@pytest.mark.check(group="shapes", probes=["zeropoint_shapes"])
def test_quantizes_any_shape(observed: Case, expected: Case) -> None:
    """Matrices, parameters and tensors of three axes keep their shape, and are not changed."""
    assert_recorded(observed, expected)


# ------------------------------------------------------------------ 4.6 training_memory


@pytest.mark.task_4_6
@pytest.mark.check(group="all trainable", probes=["memory_full"])
def test_counts_full_training(observed: Case, expected: Case) -> None:
    """A trainable number costs 2 bytes for itself, 2 for its gradient and 8 for Adam's states."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_6
@pytest.mark.check(group="adapters", probes=["memory_adapters"])
def test_counts_a_frozen_base(observed: Case, expected: Case) -> None:
    """A frozen number costs its weight, and has neither gradient nor optimizer states."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_6
@pytest.mark.check(group="quantized base", probes=["memory_quantized"])
def test_counts_a_quantized_base(observed: Case, expected: Case) -> None:
    """Fewer bits shrink the frozen weights alone; the adapters stay in bfloat16."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_6
@pytest.mark.check(group="nothing trainable", probes=["memory_nothing"])
def test_counts_a_model_at_rest(observed: Case, expected: Case) -> None:
    """With 0 trainable numbers there are weights, and nothing else."""
    assert_recorded(observed, expected)


# ------------------------------------------------------------------ 4.7 QLoRALinear


@pytest.mark.task_4_7
@pytest.mark.check(group="state", probes=["qlora_state"])
def test_keeps_codes_and_no_float_weight(observed: Case, expected: Case) -> None:
    """The state dict holds int8 codes, row by row; no float copy of the weight is left."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_7
@pytest.mark.check(group="at the start", probes=["qlora_start", "qlora_reach"])
def test_starts_as_the_quantized_base(observed: Case, expected: Case) -> None:
    """A new layer computes what the quantized base computes, and can learn."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_7
@pytest.mark.check(group="values", probes=["qlora_values", "qlora_without_bias"])
def test_adds_the_detour_to_the_quantized_base(observed: Case, expected: Case) -> None:
    """The output is that of the restored weights, plus the bias, plus the scaled detour."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_7
@pytest.mark.check(group="zero and outlier rows", probes=["qlora_zero_row"])
def test_rows_of_zeros_are_fine(observed: Case, expected: Case) -> None:
    """A row of zeros gives the bias and the detour, as any numbers do."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_7
@pytest.mark.check(group="zero and outlier rows", probes=["qlora_outlier_row"])
def test_an_outlier_stays_in_its_row(observed: Case, expected: Case) -> None:
    """A huge weight costs the other weights of its own row their precision, and no other row."""
    assert_close(observed, expected, "output by unit", rows=True)


@pytest.mark.task_4_7
@pytest.mark.check(group="gradient", probes=["qlora_gradient"])
def test_gradients_pass_through_the_codes(observed: Case, expected: Case) -> None:
    """Gradients reach A, B and, through the quantized base, the input."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_7
@pytest.mark.check(group="save and load", probes=["qlora_reloaded"])
def test_a_saved_layer_can_be_loaded(observed: Case, expected: Case) -> None:
    """The state dict, loaded into a layer made from another base, gives the same outputs."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_7
@pytest.mark.check(group="square layer", probes=["qlora_square"])
def test_quantizes_square_layers(observed: Case, expected: Case) -> None:
    """A square layer, on which a wrong turn does not crash, is right too."""
    assert_recorded(observed, expected)


@pytest.mark.task_4_7
@pytest.mark.check(group="base untouched", probes=["qlora_base_untouched"])
def test_leaves_the_base_behind(observed: Case, expected: Case) -> None:
    """The base is not changed or frozen, and editing it later does not reach the layer."""
    assert_recorded(observed, expected)


# ------------------------------------------------------------------ 4.8 checkpoints


@pytest.mark.task_4_8
@pytest.mark.check(group="adapter sizes", probes=["checkpoint_adapters"])
def test_knows_the_size_of_adapters(observed: Case, expected: Case) -> None:
    """The sizes of an adapter and of a rank-1 matrix, and the saving, are right."""
    assert_answers(observed, expected, inexact=("ratio",))


@pytest.mark.task_4_8
@pytest.mark.check(group="adapters in GPT-2", probes=["checkpoint_gpt2"])
def test_knows_where_adapters_go(observed: Case, expected: Case) -> None:
    """The adapters of GPT-2 small, the usual targets and the rank for a simple task are right."""
    assert_answers(observed, expected)


@pytest.mark.task_4_8
@pytest.mark.check(group="training memory", probes=["checkpoint_memory"])
def test_knows_what_training_takes(observed: Case, expected: Case) -> None:
    """The memory of two models in training, and the share of the optimizer, are right."""
    inexact = ("full_7b_gb", "gpt2_gb", "share_optimizer_states")
    assert_answers(observed, expected, inexact=inexact)


@pytest.mark.task_4_8
@pytest.mark.check(group="which method helps", probes=["checkpoint_methods"])
def test_knows_what_each_method_is_for(observed: Case, expected: Case) -> None:
    """What fits into 24 GB, and which problem each method solves, are right."""
    assert_answers(observed, expected)


@pytest.mark.task_4_8
@pytest.mark.check(group="codes", probes=["checkpoint_codes"])
def test_knows_codes(observed: Case, expected: Case) -> None:
    """The codes beside an outlier, and what int8 saves, are right."""
    assert_answers(observed, expected, inexact=("int8_over_bf16",))


@pytest.mark.task_4_8
@pytest.mark.check(group="quantization in practice", probes=["checkpoint_practice"])
def test_knows_quantization_in_practice(observed: Case, expected: Case) -> None:
    """The size of a key-value cache, and what three named methods do, are right."""
    assert_answers(observed, expected)
