"""Applications with their evidence, notices, decisions and corrections."""
