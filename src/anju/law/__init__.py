"""The law: pure functions over small values, with no framework, no database and no clock."""
