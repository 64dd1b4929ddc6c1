"""The reader's own process: it gives up memory, time, files and network, then reads one file.

The file comes in on standard input; a line of JSON goes out, and after it the pages. Nothing else
leaves: no file is written, no address is reached, and a crash here harms nobody else.
"""

import json
import os
import sys

from anju.exchange.confinement import confine
from anju.exchange.scans.faults import Fault, ScanRefused
from anju.exchange.scans.limits import LIMITS, Use
from anju.exchange.scans.pages import read_pages
from anju.kit.page_bundle import PageBundle, packed

__all__ = ["main"]


def main() -> None:
    """Confine this process, read the file, write its pages or why it is not taken."""
    confine(memory_bytes=LIMITS.memory_bytes, cpu_seconds=LIMITS.cpu_seconds)
    try:
        pages = read_pages(sys.stdin.buffer.read(), Use(sys.argv[2]), LIMITS)
        answer = packed(PageBundle(pages))
    except ScanRefused as refused:
        answer = json.dumps({"fault": refused.fault, "facts": refused.facts}).encode()
    except MemoryError:
        answer = json.dumps({"fault": Fault.PIXELS, "facts": {}}).encode()
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
    os._exit(0)
