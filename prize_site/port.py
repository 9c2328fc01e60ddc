"""Is the port free? Runs before anything is installed, hence without Django: `python prize_site/port.py 8000`."""

import socket
import sys


def refuse_taken(port):
    """None when the port is free, otherwise a sentence."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return (
                f"Port {port} is taken. Stop what listens there, or choose another: PORT={port + 1} in front of make."
            )
    return None


if __name__ == "__main__":
    sys.exit(refuse_taken(int(sys.argv[1])))
