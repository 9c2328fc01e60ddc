"""The places of the state, from a file: where each lies, in which county, and how far it is from another.

places.csv: names and coordinates from GeoNames (geonames.org), under CC BY 4.0; the county by where the point lies.
counties.json: outlines from the United States Census Bureau's cartographic boundary files of 2017, in the public domain, as
simplified by us-atlas. By county, its rings of [longitude, latitude].
"""

import csv
import functools
import json
from dataclasses import dataclass
from pathlib import Path

from search.distance import miles_between

HERE = Path(__file__).parent
STATE = "Massachusetts"
CREDIT = "GeoNames, CC BY 4.0"


@dataclass(frozen=True)
class Place:
    name: str
    county: str
    latitude: float
    longitude: float

    def miles_to(self, other):
        return miles_between(self.latitude, self.longitude, other.latitude, other.longitude)


@functools.cache
def places():
    """By its name in lower case, every place, in alphabetical order."""
    with (HERE / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            Place(row["name"], row["county"], float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file)
        ]
    return {place.name.casefold(): place for place in rows}


def find_place(name):
    """The place of this name, however its letters are cased; None where the state has none."""
    return places().get(" ".join(name.split()).casefold())


@functools.cache
def counties():
    """The names of the state's counties, in alphabetical order."""
    return tuple(sorted({place.county for place in places().values()}))


@functools.cache
def outlines():
    """By county, its rings, each a list of [longitude, latitude] in degrees."""
    return json.loads((HERE / "counties.json").read_text(encoding="utf-8"))
