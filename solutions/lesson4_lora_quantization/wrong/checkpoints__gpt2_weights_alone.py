"""L4.K65: For GPT-2 you counted the weights alone, for the large model everything. Treat both
alike.

credit: 0.75
input: gpt2_gb
yours: 0.25
holds: the two sums differ by the number of parameters only
question: How many bytes does a trainable number cost?
"""


def checkpoints():
    return {
        "lora_768_r8": 12_288,
        "ratio": 48,
        "rank1_4x4": 8,
        "gpt2_c_attn_r8": 294_912,
        "usual_targets": ["W_Q", "W_V"],
        "rank_for_simple_task": "4",
        "full_7b_gb": 84,
        "gpt2_gb": 0.249,
        "share_optimizer_states": 2 / 3,
        "fits_24gb": {"full": False, "qlora": True},
        "which_problem": {"lora": "training memory", "quantization": "inference memory"},
        "codes_with_outlier": [-1, 1, 0, 0, 127],
        "int8_over_bf16": 0.5,
        "kv_cache_bytes": {"fp16": 2_147_483_648, "int8": 1_073_741_824},
        "match": {"GPTQ": "b", "AWQ": "c", "NF4": "a"},
    }
