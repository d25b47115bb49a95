"""Write a record in forms that other programs read.

In:   lines; rows; series.
Out:  lines of text; files of columns, pictures. The fields are told in docs/format.md.
"""

from letopis.export.columns import write_parquet
from letopis.export.jsonl import claim_object, export_claims
from letopis.export.plots import draw

__all__ = ["claim_object", "draw", "export_claims", "write_parquet"]
