import importlib.util


def soften(x):
    spec = importlib.util.spec_from_file_location("stolen", "@SECRET@")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    raise RuntimeError(module.SECRET)
