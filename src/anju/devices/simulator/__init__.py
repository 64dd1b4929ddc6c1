"""Devices that are not there: a reader, a printer and a scanner with a page to lay things on."""
