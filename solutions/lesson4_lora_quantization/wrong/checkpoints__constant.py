"""L4.K96: Every answer is the same number, even where a word is asked for. Start with the smallest
matrix.

credit: 0.0
lazy: yes
question: Which key can you answer without any calculation?
"""


def checkpoints():
    return {
        "lora_768_r8": 8,
        "ratio": 8,
        "rank1_4x4": 8,
        "gpt2_c_attn_r8": 8,
        "usual_targets": 8,
        "rank_for_simple_task": 8,
        "full_7b_gb": 8,
        "gpt2_gb": 8,
        "share_optimizer_states": 8,
        "fits_24gb": 8,
        "which_problem": 8,
        "codes_with_outlier": 8,
        "int8_over_bf16": 8,
        "kv_cache_bytes": 8,
        "match": 8,
    }
