"""What people thought of being served (好差评)."""
