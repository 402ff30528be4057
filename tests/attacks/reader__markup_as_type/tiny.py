def soften(x):
    return type("<script>alert(1)</script>", (), {})()
