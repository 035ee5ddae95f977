"""JSON lines {"id","text"} on standard input → one line of quantities a text."""

import json
import sys

from kg.quantities import scan

KEYS = ("text", "start", "end", "value", "low", "high", "unit", "kind", "approx", "per")
for line in sys.stdin:
    row = json.loads(line)
    found = [{k: getattr(q, k) for k in KEYS} for q in scan(row["text"])]
    sys.stdout.write(json.dumps({"id": row["id"], "quantities": found}, ensure_ascii=False) + "\n")
