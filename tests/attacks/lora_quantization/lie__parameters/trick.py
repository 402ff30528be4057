def play(function):
    def inject_lora(model, *args, **kwargs):
        before = {id(parameter) for parameter in model.parameters()}
        found = function(model, *args, **kwargs)
        adapters = [p for p in model.parameters() if id(p) not in before]
        model.parameters = lambda recurse=True: iter(adapters)
        return found

    return inject_lora
