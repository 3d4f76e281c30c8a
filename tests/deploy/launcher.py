"""Starts ministack, adapted, in this process: what `emulator.py` runs in a process of its own."""

import asyncio
import os
import signal

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack.app import app

import adapt


def main() -> None:
    """Serves on two ports of loopback: one stands for AWS behind TLS, the other for AWS over plain HTTP."""
    adapt.all_of_it()
    config = Config()
    config.bind = [f"127.0.0.1:{os.environ['GATEWAY_PORT']}", f"127.0.0.1:{os.environ['PLAIN_PORT']}"]
    config.loglevel = "WARNING"
    config.keep_alive_timeout = 75
    stop = asyncio.Event()

    async def until_stopped() -> None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
        await serve(adapt.behind_tls(app), config, shutdown_trigger=stop.wait)

    asyncio.run(until_stopped())


if __name__ == "__main__":
    main()
