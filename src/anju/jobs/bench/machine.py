"""What a figure was measured on, and how a figure and its spread are written."""

import os
import platform
from collections.abc import Sequence
from pathlib import Path
from statistics import median

__all__ = ["machine_line", "rate", "spread"]

CPU_INFO = Path("/proc/cpuinfo")


def machine_line() -> str:
    """The processor, its cores, the load while measuring, and the interpreter."""
    load = os.getloadavg()[0]
    return (
        f"{_processor()}，{os.cpu_count()} 核，负载 {load:.1f}，"
        f"{platform.python_implementation()} {platform.python_version()}"
    )


def rate(count: int, seconds: Sequence[float]) -> str:
    """How many a second: the median over the rounds, with the slowest and the fastest."""
    middle, slowest, fastest = (
        count / value for value in (median(seconds), max(seconds), min(seconds))
    )
    return f"{middle:>14,.0f} /s   （{slowest:,.0f}～{fastest:,.0f}）"


def spread(ratios: Sequence[float]) -> str:
    """A ratio: the median over the rounds, with the lowest and the highest."""
    return f"{median(ratios):.2f}（{min(ratios):.2f}～{max(ratios):.2f}）"


def _processor() -> str:
    """The processor's name, where the system tells it."""
    if CPU_INFO.is_file():
        for line in CPU_INFO.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
