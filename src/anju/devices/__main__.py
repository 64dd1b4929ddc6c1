"""`python -m anju.devices`: the agent alone, where nothing else of the house is installed."""

from anju.devices.command import devices

devices(prog_name="anju-devices")
