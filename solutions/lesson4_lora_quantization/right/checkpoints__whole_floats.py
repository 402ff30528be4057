"""Whole numbers are written as floats, also inside lists; they compare equal."""


def checkpoints():
    return dict(
        lora_768_r8=12288.0,
        ratio=48.0,
        rank1_4x4=8.0,
        gpt2_c_attn_r8=294912.0,
        usual_targets=["W_V", "W_Q"],
        rank_for_simple_task="4",
        full_7b_gb=84.0,
        gpt2_gb=1.5,
        share_optimizer_states=0.667,
        fits_24gb={"full": False, "qlora": True},
        which_problem={"lora": "training memory", "quantization": "inference memory"},
        codes_with_outlier=[-1.0, 1.0, 0.0, 0.0, 127.0],
        int8_over_bf16=0.5,
        kv_cache_bytes={"fp16": 2147483648.0, "int8": 1073741824.0},
        match={"GPTQ": "b", "AWQ": "c", "NF4": "a"},
    )
