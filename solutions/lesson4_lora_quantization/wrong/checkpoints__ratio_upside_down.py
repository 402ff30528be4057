"""L4.K53: Your ratio is below 1. Which of the two is the larger one?

credit: 0.75
input: ratio
yours: 0.0208
holds: the ratio times the adapter gives the whole matrix
question: What does the handout divide by what?
"""


def checkpoints():
    return {
        "lora_768_r8": 12_288,
        "ratio": 1 / 48,
        "rank1_4x4": 8,
        "gpt2_c_attn_r8": 294_912,
        "usual_targets": ["W_Q", "W_V"],
        "rank_for_simple_task": "4",
        "full_7b_gb": 84,
        "gpt2_gb": 1.49,
        "share_optimizer_states": 2 / 3,
        "fits_24gb": {"full": False, "qlora": True},
        "which_problem": {"lora": "training memory", "quantization": "inference memory"},
        "codes_with_outlier": [-1, 1, 0, 0, 127],
        "int8_over_bf16": 0.5,
        "kv_cache_bytes": {"fp16": 2_147_483_648, "int8": 1_073_741_824},
        "match": {"GPTQ": "b", "AWQ": "c", "NF4": "a"},
    }
