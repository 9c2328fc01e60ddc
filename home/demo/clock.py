"""The demo tells years of work in minutes. Each act runs at the time it would have had."""

import time_machine


def at(moment):
    """Within this block every clock of the process stands at `moment`, the defaults of the models' fields included.

    So windows, deadlines, links and the record see a believable past. Nothing but the demo may use this: it runs in one
    process, before any request is served.
    """
    return time_machine.travel(moment, tick=False)
