def soften(x):
    raise RuntimeError("<script>alert(1)</script>")
