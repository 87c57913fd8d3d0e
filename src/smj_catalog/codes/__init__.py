"""The codes that our columns use, in our own words; full names are read from installed packages when asked for."""
