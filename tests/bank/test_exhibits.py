"""The chart an item carries: what a bank takes."""

import documented
import pytest
import yaml

from nbcare.content import bank

TREND = {"columns": ["Sign", "08:00", "09:00"], "rows": [["Noise", "3", "4"]]}


def _bank(tmp_path, exhibit):
    data = yaml.safe_load(documented.yaml_text())
    data["items"][0]["exhibits"] = [{"title": "Vital signs", **exhibit}]
    path = tmp_path / "tea.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "exhibit", [{"trend": TREND}, {"table": TREND}, {"text": "Quiet."}, {"image": "x.svg", "alt": "A bell."}]
)
def test_each_sort_of_exhibit_loads(tmp_path, exhibit):
    """Can an author write a trend, a table, text and a picture?"""
    item = next(iter(bank.load(_bank(tmp_path, exhibit)).items.values()))
    assert item["exhibits"] == [{"title": "Vital signs", **exhibit}]


@pytest.mark.parametrize("trend", [{"columns": ["Sign"]}, {"columns": [], "rows": []}, "3, 4", {**TREND, "unit": "x"}])
def test_broken_trend_is_refused(tmp_path, trend):
    """Is a trend without its rows or with a strange field named?"""
    with pytest.raises(bank.BankError, match="exhibits.0.trend"):
        bank.load(_bank(tmp_path, {"trend": trend}))
