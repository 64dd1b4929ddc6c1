"""The card desk: what is to be made, told and handed over."""
