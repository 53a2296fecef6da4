"""Put the YAML blocks of docs/bank-format.md together: they are a whole bank."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "bank-format.md"


def yaml_text() -> str:
    """Give the page's YAML blocks, one after the other."""
    return "\n".join(re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))
