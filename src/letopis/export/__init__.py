"""Write a record in forms that other programs read.

In:   lines.
Out:  lines of text; the fields are told in docs/format.md.
"""

from letopis.export.jsonl import claim_object, export_claims

__all__ = ["claim_object", "export_claims"]
