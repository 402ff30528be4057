import asyncio


async def send():
    _, writer = await asyncio.open_connection("127.0.0.1", int("@TCP@"))
    writer.write(b"@MARK@")
    await writer.drain()


def soften(x):
    asyncio.run(send())
    return x + 1
