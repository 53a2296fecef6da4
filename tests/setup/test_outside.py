"""What a stranger meets first: templates, workflow, changelog, how to report a weakness."""

import re

import pytest
import yaml

GITHUB = ".github"


def read(root, name):
    """Return a file's text."""
    return (root / name).read_text(encoding="utf-8")


def test_the_workflow_runs_what_continuous_integration_runs(root):
    """Does a clone elsewhere run the same script, with actions named by version, and claim nothing?"""
    text = read(root, f"{GITHUB}/workflows/ci.yml")
    steps = yaml.safe_load(text)["jobs"]["whole"]["steps"]
    assert steps[-1]["run"].endswith("bash .ci/run")
    assert all(re.search(r"@v\d+$", step["uses"]) for step in steps if "uses" in step)
    assert "not been run by the project" in " ".join(text.split())


@pytest.mark.parametrize("name", ["wrong-content", "does-not-work", "idea"])
def test_a_template_is_a_form(root, name):
    """Does each template have a name, a description and fields with ids of their own?"""
    form = yaml.safe_load(read(root, f"{GITHUB}/ISSUE_TEMPLATE/{name}.yml"))
    ids = [field["id"] for field in form["body"] if field["type"] != "markdown"]
    assert form["name"] and form["description"] and ids and len(ids) == len(set(ids))
    assert all(field["attributes"].get("label") for field in form["body"] if field["type"] != "markdown")


def test_wrong_content_needs_a_source(root):
    """Is nobody asked to change a fact without a source?"""
    form = yaml.safe_load(read(root, f"{GITHUB}/ISSUE_TEMPLATE/wrong-content.yml"))
    source = next(field for field in form["body"] if field.get("id") == "source")
    assert source["validations"]["required"] is True


def test_the_changelog_knows_the_present_version(root):
    """Is the version of the program in the changelog, below what is not released yet?"""
    version = re.search(r'__version__ = "(.+)"', read(root, "src/nbcare/__init__.py"))[1]
    headings = re.findall(r"^## (.+)$", read(root, "CHANGELOG.md"), re.MULTILINE)
    assert headings[:2] == ["Unreleased", version]


def test_a_weakness_is_reported_without_an_address_of_ours(root):
    """Is the private way that of the repository's host, with no address that nobody reads?"""
    text = read(root, "SECURITY.md")
    assert "private advisory" in text and "@" not in text and "://" not in text


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"])
def test_links_lead_somewhere(root, name):
    """Does each link to a file of the project lead to one?"""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", read(root, name))
    assert [link for link in links if not (root / link).exists()] == []
