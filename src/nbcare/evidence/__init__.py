"""Clinical facts by id, their sources, and the placeholders that print them."""

from nbcare.evidence.expansion import Placeholder, placeholders
from nbcare.evidence.facts import Fact
from nbcare.evidence.references import References
from nbcare.evidence.sources import Source
from nbcare.evidence.store import Evidence, load

__all__ = ["Evidence", "Fact", "Placeholder", "References", "Source", "load", "placeholders"]
