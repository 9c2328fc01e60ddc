#!/usr/bin/env python
import gc
import os
import sys

# Migrations make models by the ten thousand: a look for cycles at every 700 objects took a fifth of their time.
OBJECTS_BETWEEN_LOOKS = 100_000


def main():
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS, 50, 50)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prize_site.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
