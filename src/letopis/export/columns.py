"""Write rows as an Apache Parquet file, for pandas, R, DuckDB and Arrow.

In:   rows as mappings, all with the same keys; a path.
Out:  a file. The library, pyarrow, is an extra: `letopis[parquet]`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from letopis.errors import MissingExtraError

CODEC = "zstd"


def write_parquet(rows: Sequence[Mapping[str, Any]], path: Path, name: str) -> None:
    """Writes rows to a file, ids apart by a space as lists; `name` is what an error calls the file.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError(
            f"{name}: Parquet needs the library pyarrow, which is not installed: pip install 'letopis[parquet]'"
        ) from error
    found: dict[str, list[Any]] = {key: [] for key in (rows[0] if rows else ())}
    for row in rows:
        for key, value in row.items():
            found[key].append(value.split() if key == "claims" else value)
    columns = {key: pa.array(values, type=_type_of(pa, key, values)) for key, values in found.items()}
    pq.write_table(pa.table(columns), path, compression=CODEC)


def _type_of(pa: Any, key: str, values: Sequence[Any]) -> Any:
    """The type of a column: the same whatever the rows, also where every value is empty."""
    if key == "claims":
        return pa.list_(pa.string())
    if key.startswith("intensity"):
        return pa.float64()
    if key.endswith("_cow") or any(isinstance(value, int) for value in values):
        return pa.int64()
    return pa.string()
