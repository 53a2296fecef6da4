"""Evidence that does not hold together is refused with file, id and repair."""

import pytest

from nbcare.content import evidence
from nbcare.errors import ContentError

MISTAKES = [
    ("teach no", {"teach": "no"}, "must not be taught"),
    ("teach no without quotes", {"teach": False}, "must not be taught"),
    ("teach unknown", {"teach": "perhaps"}, "teach: 'perhaps' is not one of"),
    ("caution without a limit", {"teach": "caution"}, "a caution fact needs its limit"),
    ("unknown field", {"sorce": "trial"}, "unknown field sorce"),
    ("no statement", {"statement": ""}, "statement:"),
    ("status of an unverified fact", {"status": "unverified"}, "status:"),
    ("unknown source", {"source": "trail"}, "its source 'trail' is not in"),
    ("unknown second source", {"corroborated_by": ["trail"]}, "its source 'trail' is not in"),
    ("an arm that is no part", {"parts": {"a": "1"}, "arms": {"b": ["with"]}}, "arm 'b' is not one of its parts"),
]


def _refusal(folder) -> ContentError:
    with pytest.raises(ContentError) as caught:
        evidence.load(folder.write())
    return caught.value


def test_good_evidence_loads(folder):
    """Does a fact come back as it was written?"""
    fact = evidence.load(folder.write()).fact("drops.dose")
    assert (fact.value, fact.unit, fact.topic, fact.file) == (
        "20",
        "mg/m2/day",
        "drops",
        "assets/evidence/facts/drops.yaml",
    )


def test_a_bare_yes_is_the_word_yes(folder):
    """Is YAML's `teach: yes`, which is a truth value, read as the author meant it?"""
    folder.facts["drops"]["drops.dose"]["teach"] = True
    assert evidence.load(folder.write()).fact("drops.dose").teach == "yes"


@pytest.mark.parametrize(("change", "said"), [case[1:] for case in MISTAKES], ids=[case[0] for case in MISTAKES])
def test_a_mistake_names_file_id_and_repair(folder, change, said):
    """Does an author learn which fact of which file to mend, and how?"""
    folder.facts["drops"]["drops.dose"].update(change)
    refusal = _refusal(folder)
    assert (refusal.file, refusal.id) == ("assets/evidence/facts/drops.yaml", "drops.dose")
    assert said in refusal.problem and refusal.repair


def test_an_id_in_two_files_is_refused(folder):
    """Can the same fact stand in two topics with two values?"""
    folder.facts["more"] = {"drops.dose": folder.facts["drops"]["drops.dose"]}
    assert "stands in assets/evidence/facts/drops.yaml too" in _refusal(folder).problem


def test_an_id_twice_in_one_file_is_refused(folder):
    """Does the second of two equal ids win in silence?"""
    path = folder.write() / "assets/evidence/facts/drops.yaml"
    path.write_text(path.read_text() + "version: 1\n", encoding="utf-8")
    with pytest.raises(ContentError, match="'version' stands twice"):
        evidence.load(folder.root)


def test_a_part_with_the_id_of_a_fact_is_refused(folder):
    """Can {{fact:a.b}} mean two things?"""
    folder.facts["drops"] |= {"drops.dose.max": folder.facts["drops"]["drops.days"]}
    folder.facts["drops"]["drops.dose"]["parts"] = {"max": "30 mg"}
    assert "part 'max' has the id of another fact" in _refusal(folder).problem


def test_a_topic_is_its_file(folder):
    """Is a file refused whose name is not its topic?"""
    path = folder.write() / "assets/evidence/facts/drops.yaml"
    path.rename(path.with_name("other.yaml"))
    with pytest.raises(ContentError, match="its topic is 'drops'"):
        evidence.load(folder.root)


def test_a_copy_without_its_original_is_refused(folder):
    """May a source read from a copy go without the citation of the document itself?"""
    del folder.sources["sheet"]["primary"]
    refusal = _refusal(folder)
    assert refusal.id == "sheet" and "primary is missing" in refusal.problem


def test_a_missing_or_broken_file_is_named(folder):
    """Is a file that is gone or no YAML reported as content, not as a crash?"""
    root = folder.write()
    (root / "assets/evidence/facts/drops.yaml").write_text("facts: [", encoding="utf-8")
    with pytest.raises(ContentError, match="not valid YAML"):
        evidence.load(root)
    (root / "assets/evidence/sources.yaml").unlink()
    with pytest.raises(ContentError, match="the file is missing"):
        evidence.load(root)
