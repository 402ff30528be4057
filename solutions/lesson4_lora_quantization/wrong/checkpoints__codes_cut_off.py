"""L4.K73: Your second code is cut off, not rounded. Which code is nearest to 0.05 / 0.0669?

credit: 0.75
input: codes_with_outlier
yours: 0 for 0.05
holds: every weight gets its nearest code
question: Is 0.75 nearer to 0 or to 1?
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
        "gpt2_gb": 1.49,
        "share_optimizer_states": 2 / 3,
        "fits_24gb": {"full": False, "qlora": True},
        "which_problem": {"lora": "training memory", "quantization": "inference memory"},
        "codes_with_outlier": [-1, 0, 0, 0, 127],
        "int8_over_bf16": 0.5,
        "kv_cache_bytes": {"fp16": 2_147_483_648, "int8": 1_073_741_824},
        "match": {"GPTQ": "b", "AWQ": "c", "NF4": "a"},
    }
