"""Corrections by four eyes, and two files of one person made one."""
