"""L4.K93: Every answer is 0, even where a word is asked for. Start with the smallest matrix.

credit: 0.0
lazy: yes
question: Which key can you answer without any calculation?
"""


def checkpoints():
    return {
        "lora_768_r8": 0,
        "ratio": 0,
        "rank1_4x4": 0,
        "gpt2_c_attn_r8": 0,
        "usual_targets": 0,
        "rank_for_simple_task": 0,
        "full_7b_gb": 0,
        "gpt2_gb": 0,
        "share_optimizer_states": 0,
        "fits_24gb": 0,
        "which_problem": 0,
        "codes_with_outlier": 0,
        "int8_over_bf16": 0,
        "kv_cache_bytes": 0,
        "match": 0,
    }
