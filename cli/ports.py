"""Whether the ports the system needs are free."""

import socket
from collections.abc import Mapping

from cli.speech import Exit, Failed


def check_free(host: str, ports: Mapping[str, tuple[str, int]]) -> None:
    """Refuse to start on a port somebody else has; say which one, and how to choose another."""
    for setting, (label, port) in ports.items():
        if not _free(host, port):
            sentence = f"端口 {port}（{label}）已被占用；请停止占用它的程序，或者用环境变量 {setting} 换一个端口"
            raise Failed(Exit.USAGE, sentence)


def _free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
