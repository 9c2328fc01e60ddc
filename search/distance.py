"""How far one point of the earth is from another."""

import math

EARTH_RADIUS_MILES = 3958.8


def miles_between(latitude, longitude, other_latitude, other_longitude):
    """Along a great circle, in miles, from degrees: the haversine formula."""
    one, other = math.radians(latitude), math.radians(other_latitude)
    across = math.radians(other_longitude - longitude)
    half = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(across / 2) ** 2
    return 2 * EARTH_RADIUS_MILES * math.asin(math.sqrt(half))
