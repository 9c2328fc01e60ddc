"""What `manage.py bench` does: a scratch database, a prize of the size that the figures speak of, and the measurements."""
