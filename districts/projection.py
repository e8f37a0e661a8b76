"""From longitude and latitude to the flat map and back: x to the east, y to the south, ten metres a unit."""

from math import cos, radians

BANGKOK_LAT, BANGKOK_LNG = (13.4, 14.0), (100.3, 100.95)
METRES_PER_DEGREE = 111_320
METRES_PER_UNIT = 10
WEST, NORTH = 100.32, 13.96
MIDDLE = 13.725
UNITS_DOWN = METRES_PER_DEGREE / METRES_PER_UNIT
UNITS_ACROSS = UNITS_DOWN * cos(radians(MIDDLE))

Point = tuple[float, float]


def in_bangkok_box(lat: float, lng: float) -> bool:
    """Whether a point may lie in Bangkok at all."""
    (south, north), (west, east) = BANGKOK_LAT, BANGKOK_LNG
    return south <= lat <= north and west <= lng <= east


def on_map(lng: float, lat: float) -> Point:
    """Where a place lies on the flat map; over the city's sixty kilometres the error is under 0.1 per cent."""
    return (lng - WEST) * UNITS_ACROSS, (NORTH - lat) * UNITS_DOWN


def from_map(x: float, y: float) -> Point:
    """Longitude and latitude of a point of the flat map."""
    return WEST + x / UNITS_ACROSS, NORTH - y / UNITS_DOWN
