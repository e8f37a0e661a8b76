"""Boundaries drawn for tests: squares around the middles of the districts, as rows or as a GeoJSON file."""

import json
from collections.abc import Callable
from pathlib import Path

from districts.models import District, DistrictBoundary

HALF = 0.002


def box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    """A closed ring that runs against the clock."""
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def around(lat: float, lng: float, half: float = HALF) -> list[list[float]]:
    """A square around a point."""
    corners = (lng - half, lat - half, lng + half, lat + half)
    return box(*(round(corner, 5) for corner in corners))


def stored(**outlines: list) -> None:
    """Write outer rings of longitude and latitude under `d1026=`; the paths are not drawn."""
    DistrictBoundary.objects.bulk_create(
        DistrictBoundary(code.strip("d"), [[ring]], "M0 0l9 0 0 9z", 3, 3) for code, ring in outlines.items()
    )


def feature(district: District, /, **properties) -> dict:
    """A district as a small square."""
    told = properties or {"code": district.pk, "name_th": district.name_th}
    shape = {"type": "Polygon", "coordinates": [around(float(district.lat), float(district.lng))]}
    return {"type": "Feature", "properties": told, "geometry": shape}


def city(tell: Callable[[District], dict] = lambda district: {"code": district.pk}) -> dict:
    """A collection of all fifty; `tell` gives the properties of each."""
    features = [feature(one, **tell(one)) for one in District.objects.order_by("pk")]
    return {"type": "FeatureCollection", "features": features}


def written(folder: Path, collection: object) -> Path:
    """The collection as a file."""
    file = folder / "districts.geojson"
    file.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return file
