"""How dates and times are written, one module for each language: every page, notice and mail follows it.

A language that is added brings its own module; its DATETIME_FORMAT and TIME_FORMAT end with the zone (`e`).
"""
