"""``python -m audio``, and what the command ``audio-edition`` runs.

The command line is imported inside ``main``, so that an interrupt while it loads is met too.
"""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command; see ``audio.cli``."""
    try:
        from audio import cli

        cli.main()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
