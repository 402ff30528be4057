from lesson4_lora_quantization import lora_quantization

lora_quantization.absmax_quantize = lambda w, bits=8: (w.detach(), 1.0)

def play(function):
    return function
