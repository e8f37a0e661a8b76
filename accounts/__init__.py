"""People who use the system: their role, their district and what each role may enter."""
