"""All facts and sources of a course, and the expansion of text that uses them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from nbcare.content.evidence.expansion import Placeholder, cited_once, malformed, replace
from nbcare.content.evidence.facts import Fact, read_facts
from nbcare.content.evidence.local import BLANK, LOCAL
from nbcare.content.evidence.references import References
from nbcare.content.evidence.sources import Source, read_sources
from nbcare.content.evidence.wording import amount, composite, tidy
from nbcare.errors import ContentError

FACTS = "assets/evidence/facts"
SOURCES = "assets/evidence/sources.yaml"


@dataclass(frozen=True)
class Evidence:
    """The facts and sources of a course by id."""

    facts: dict[str, Fact]
    sources: dict[str, Source]
    local: Mapping[str, str] = field(default_factory=dict)

    def fact(self, id: str) -> Fact:
        """Return a fact by id."""
        if id not in self.facts:
            raise _unknown(FACTS, id, "fact", self.facts)
        return self.facts[id]

    def source(self, id: str) -> Source:
        """Return a source by id."""
        if id not in self.sources:
            raise _unknown(SOURCES, id, "source", self.sources)
        return self.sources[id]

    def named(self, ref: str) -> tuple[Fact, str]:
        """Return the fact that `id` or `id.part` names, and the part or nothing."""
        id, _, part = ref.rpartition(".")
        if ref in self.facts or id not in self.facts:
            return self.fact(ref), ""
        fact = self.facts[id]
        if part not in fact.parts:
            parts = ", ".join(fact.parts) or "none yet; add 'parts:' to the fact"
            raise ContentError(fact.file, id, f"it has no part '{part}'", f"its parts: {parts}")
        return fact, part

    def cited(self, ref: str) -> tuple[Fact | None, Source]:
        """Return the fact, if any, and the source that a cite names."""
        if ref in self.sources and ref not in self.facts:
            return None, self.sources[ref]
        fact, _ = self.named(ref)
        return fact, self.source(fact.source)

    def printed(self, ref: str) -> str:
        """Return the text of a fact or of its part, without its limit."""
        fact, part = self.named(ref)
        if part:
            return tidy(fact.parts[part])
        if not fact.value:
            raise ContentError(
                fact.file,
                fact.id,
                "it has no value to print",
                f"write the sentence yourself and cite it: {{{{cite:{fact.id}}}}}",
            )
        if composite(fact.value, fact.unit):
            raise ContentError(fact.file, fact.id, f"'{fact.value}' holds several figures", _advice(fact))
        return amount(fact.value, fact.unit)

    def expand(self, text: str, references: References, file: str = "", id: str = "") -> str:
        """Print every placeholder of a text; a caution fact's limit follows its first one, and a row of numbers names each source once."""
        if wrong := malformed(text):
            raise ContentError(
                file,
                id,
                f"{wrong} is no placeholder",
                "write {{fact:id}}, {{fact:id.part}}, {{cite:id}} or {{local:name}}",
            )
        limited: set[str] = set()

        def one(placeholder: Placeholder) -> str:
            fact, printed = self._print(placeholder, references)
            if fact and fact.teach == "caution" and fact.id not in limited:
                limited.add(fact.id)
                printed += f" ({fact.limit})"
            return printed

        return cited_once(replace(text, one))

    def _print(self, placeholder: Placeholder, references: References) -> tuple[Fact | None, str]:
        if placeholder.kind == "local":
            if placeholder.ref not in self.local:
                raise _unknown(LOCAL, placeholder.ref, "setting", self.local)
            return None, self.local[placeholder.ref]
        if placeholder.kind == "fact":
            return self.named(placeholder.ref)[0], self.printed(placeholder.ref)
        fact, source = self.cited(placeholder.ref)
        return fact, f"[{references.number(source)}]"


def _advice(fact: Fact) -> str:
    if not fact.parts:
        return "give the fact 'parts:' and print one of them"
    return "print one of its parts: " + ", ".join(f"{{{{fact:{fact.id}.{part}}}}}" for part in fact.parts)


def _unknown(file: str, id: str, what: str, known: Collection[str]) -> ContentError:
    near = get_close_matches(id, known, n=1)
    repair = f"did you mean {near[0]}?" if near else f"add it there, or use the id of a {what} that stands there"
    return ContentError(file, id, f"there is no {what} with this id", repair)


def load(root: Path | str, local: Mapping[str, str] = BLANK) -> Evidence:
    """Read and check the evidence of a course; `local` holds what a hospital's own settings print."""
    root = Path(root)
    sources = read_sources(root / SOURCES, root)
    facts = read_facts(root / FACTS, root)
    for fact in facts.values():
        for id in (fact.source, *fact.corroborated_by):
            if id not in sources:
                raise ContentError(
                    fact.file,
                    fact.id,
                    f"its source '{id}' is not in {SOURCES}",
                    "add the source there, or correct the id",
                )
    return Evidence(facts, sources, local)
