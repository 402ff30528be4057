def soften(x):
    while True:
        pass
