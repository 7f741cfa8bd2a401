"""Run as a program: let the SDK download its engine into the folder named, and try it once."""

import asyncio
import sys

from temporalio.testing import WorkflowEnvironment


async def download_into(folder: str) -> None:
    """Download the engine the SDK knows, start it and stop it."""
    environment = await WorkflowEnvironment.start_local(download_dest_dir=folder, dev_server_log_level="fatal")
    await environment.shutdown()


if __name__ == "__main__":
    asyncio.run(download_into(sys.argv[1]))
