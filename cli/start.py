"""Where the command `gridcase` begins: who stops it while it loads is told so, and sees no traceback."""

import sys
from importlib import import_module


def main() -> None:
    """Load the commands and run the one that was typed."""
    try:
        import_module("cli.main").app()
    except KeyboardInterrupt:
        sys.exit("已中止。")


if __name__ == "__main__":
    main()
