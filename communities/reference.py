"""Loading the community types and the one row per district for places outside registered communities."""

from pathlib import Path

from communities.models import Community, CommunityType
from districts.models import District
from districts.reference import read, upsert

OUTSIDE = "นอกชุมชนจดทะเบียน"


def load(*, folder: Path) -> dict[str, int]:
    """Bring types and outside rows up to date; a second run changes nothing."""
    types = upsert(CommunityType, read(folder / "community_types.json"))
    return {"ประเภทชุมชน": types, "แถวนอกชุมชน": _load_outside_rows()}


def _load_outside_rows() -> int:
    missing = District.objects.exclude(communities__is_outside=True)
    Community.objects.bulk_create(
        Community(name=OUTSIDE, district=district, is_outside=True).fill_keys() for district in missing
    )
    return Community.objects.outside().count()
