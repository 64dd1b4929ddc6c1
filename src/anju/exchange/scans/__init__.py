"""Photographs, scans and PDF files that people hand in: judged and made into pages."""

from anju.exchange.scans.faults import Fault, ScanRefused
from anju.exchange.scans.limits import LIMITS, Use
from anju.exchange.scans.sandbox import pages_of

__all__ = ["LIMITS", "Fault", "ScanRefused", "Use", "pages_of"]
