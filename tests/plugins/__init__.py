"""What every test run needs before the settings are read."""
