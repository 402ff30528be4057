"""L4.K90: Every answer is still None. Start with the smallest matrix.

credit: 0.0
lazy: yes
question: Which key can you answer without any calculation?
"""


def checkpoints():
    return {
        "lora_768_r8": None,
        "ratio": None,
        "rank1_4x4": None,
        "gpt2_c_attn_r8": None,
        "usual_targets": None,
        "rank_for_simple_task": None,
        "full_7b_gb": None,
        "gpt2_gb": None,
        "share_optimizer_states": None,
        "fits_24gb": None,
        "which_problem": None,
        "codes_with_outlier": None,
        "int8_over_bf16": None,
        "kv_cache_bytes": None,
        "match": None,
    }
