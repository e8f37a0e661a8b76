"""Loads the dump of a release, and reads its rows under the tables of that time."""

import gzip
import json
import sqlite3
import subprocess
from hashlib import sha256
from pathlib import Path

from bkkhousing.backup.tables import Table
from tests.plugins.postgres import PrivateCluster

HERE = Path(__file__).parent
RELEASES = sorted({path.name.rpartition("-")[0] for path in HERE.glob("*.sql.gz")})
DERIVED = {
    "auth_permission": "made by every migration",
    "django_content_type": "made by every migration",
    "surveys_figure": "sums of the surveys, recomputed by the migrations",
    "surveys_workfigure": "sums of the surveys, recomputed by the migrations",
}
"""Tables whose rows follow from others; that they are right is proved by `verify_figures`."""


def sqlite_at(release: str, folder: Path) -> str:
    """The address of a SQLite file as the release left it."""
    path = folder / f"{release}.sqlite3"
    opened = sqlite3.connect(path)
    opened.executescript(gzip.decompress((HERE / f"{release}-sqlite.sql.gz").read_bytes()).decode())
    opened.close()
    return f"sqlite:///{path}"


def postgres_at(release: str, cluster: PrivateCluster) -> str:
    """The address of a database of a running server, as the release left it."""
    text = gzip.decompress((HERE / f"{release}-postgres.sql.gz").read_bytes())
    name = f"release_{release.replace('.', '_')}"
    subprocess.run(cluster.program("psql", "-q", cluster.url, "-c", f"CREATE DATABASE {name}"), check=True)
    url = cluster.url.replace("/postgres?", f"/{name}?")
    load = cluster.program("psql", "-q", "-v", "ON_ERROR_STOP=1", url)
    subprocess.run(load, input=text, check=True, stdout=subprocess.DEVNULL)
    return url


def values_of(table: Table, fields: list[str]) -> dict[object, str]:
    """The hash of every row of a table, as Python sees its values, by its key; parts of a document in one order."""
    rows = table.model._base_manager.values_list("pk", *fields)
    return {
        key: sha256(json.dumps(values, sort_keys=True, default=repr).encode()).hexdigest()
        for key, *values in rows.iterator()
    }
