"""Clinical facts by id, their sources, and the placeholders that print them."""

from nbcare.content.evidence.expansion import Placeholder, placeholders
from nbcare.content.evidence.facts import Fact
from nbcare.content.evidence.references import References
from nbcare.content.evidence.sources import Source
from nbcare.content.evidence.store import Evidence, load

__all__ = ["Evidence", "Fact", "Placeholder", "References", "Source", "load", "placeholders"]
