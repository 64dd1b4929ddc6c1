"""The database as a thing that runs: started, made ready, migrated, backed up and put back."""
