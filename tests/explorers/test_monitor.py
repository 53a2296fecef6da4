"""The infusion monitor: trends are read together, an act shows its effect before it is judged, and nobody dies."""

import re

import pytest
from explorers.conftest import ROOT
from explorers.explorer_page import (
    commit,
    compare_by_keys,
    focused,
    predict_by_keys,
    press,
    sentence,
    table_rows,
)

from nbcare.content import evidence

pytestmark = pytest.mark.browser

MONITOR = "side-effects-monitor"
# What the model's author worked out by hand and by a script of his own: child, acts, then readings from the start.
RUNS = {
    "lasse, nobody acts": (
        "lasse",
        {},
        {
            "systolic": [102] * 6 + [98, 94, 90, 86, 82, 78, 74, 70],
            "pulse": [104] * 6 + [108, 112, 116, 120, 124, 128, 132, 136],
            "oxygen": [98] * 9 + [97, 96, 95, 94, 93],
            "weight": [17.4] * 3 + [17.5, 17.6, 17.7, 17.8, 17.9, 18.0, 18.1, 18.2, 18.3, 18.4, 18.5],
        },
    ),
    "lasse, pump off, call, fluid": (
        "lasse",
        {8: ["pause", "call"], 9: ["fluid"]},
        {
            "systolic": [102] * 6 + [98, 94, 90, 89, 95, 98, 98],
            "weight": [17.4] * 3 + [17.5, 17.6, 17.7, 17.8, 17.9, 18.0, 18.025, 18.025, 18.025, 18.025],
        },
    ),
    "lasse, fluid beside the running pump": (
        "lasse",
        {7: ["call"], 8: ["fluid"], 10: ["fluid"]},
        {
            "systolic": [102] * 6 + [98, 94, 96, 92, 94, 90, 86, 82, 78],
            "weight": [17.4] * 3 + [17.5, 17.6, 17.7, 17.8, 17.9, 18.2, 18.3, 18.6, 18.7, 18.8, 18.9, 19.0],
        },
    ),
    "emre, pump off, call, adrenaline": (
        "emre",
        {4: ["pause", "call", "adrenaline"], 5: ["oxygen"]},
        {
            "systolic": [104] * 4 + [96, 104, 104, 104],
            "pulse": [98] * 4 + [110, 116, 104, 94],
            "oxygen": [98] * 4 + [96, 98, 98, 98],
            "breaths": [22] * 4 + [27, 22, 22, 22],
        },
    ),
    "emre, only slowed": (
        "emre",
        {4: ["slow"]},
        {
            "systolic": [104] * 4 + [96, 90, 84, 78, 72],
            "pulse": [98] * 4 + [110, 119, 128, 137, 146],
            "oxygen": [98] * 4 + [96, 94, 92, 90, 88],
        },
    ),
    "emre, adrenaline beside the running pump": (
        "emre",
        {4: ["adrenaline"]},
        {
            "systolic": [104] * 4 + [96, 100, 104, 96, 88],
            "oxygen": [98] * 4 + [96, 97, 98, 96, 94],
            "pulse": [98] * 4 + [110, 118, 126, 138, 150],
        },
    ),
    "mira, culture and call": (
        "mira",
        {6: ["culture", "call"]},
        {
            "systolic": [108] * 8 + [103, 104, 104],
            "temperature": [36.9] * 4 + [37.4, 37.9, 38.4, 38.9, 39.4, 39.2, 39.0],
        },
    ),
    "mira, only fever medicine": (
        "mira",
        {6: ["medicine"]},
        {
            "systolic": [108] * 8 + [103, 98, 93, 88, 83, 82, 81, 85],
            "temperature": [36.9] * 4 + [37.4, 37.9, 37.6, 38.1, 38.6, 39.1, 39.6, 39.8, 39.8, 39.8],
        },
    ),
    "mira, pump off at the low pressure, culture, call": (
        "mira",
        {11: ["pause", "culture", "call"]},
        {"systolic": [108] * 8 + [103, 98, 93, 88, 87, 86, 90, 94, 98]},
    ),
    "mira, only paused at the low pressure": (
        "mira",
        {11: ["pause"]},
        {"systolic": [108] * 8 + [103, 98, 93, 88, 87, 86, 85, 84, 83, 87]},
    ),
}
GOOD = {
    "Lasse": (
        {8: ["Pause the pump", "Call the team"], 9: ["Fluid, as ordered"], 12: ["Chart it"]},
        "vessels filled as ordered, charted",
    ),
    "Emre": (
        {4: ["Pause the pump", "Call the team", "Adrenaline, thigh muscle"], 7: ["Chart it"]},
        "a second wave can come",
    ),
    "Mira": ({6: ["Blood culture", "Call the team"], 9: ["Chart it"]}, "Culture first, then the pathway"),
}
RESCUE = {
    "Lasse": (
        {7: ["Call the team"], 8: ["Fluid, as ordered"], 9: ["Chart it"]},
        "7:00",
        "the shift leader stops the pump and calls",
    ),
    "Emre": ({4: ["Slow the pump"], 5: ["Give oxygen"]}, "0:45", "adrenaline into the thigh muscle"),
    "Mira": (
        {6: ["Pain or fever medicine"], 8: ["Call the team"]},
        "6:00",
        "the doctor on her round sees to it that the pump is off",
    ),
}
MODEL = """async ([child, acts, until]) => {
  const { run } = await import("/explorers/monitor/model.js");
  const { data } = await (await fetch("/props.json?id=side-effects-monitor")).json();
  return run(data.scenarios[child], acts, until).map(({ values, ending }) => ({ ...values, ending }));
}"""


@pytest.fixture(scope="module")
def untouched(opening):
    """The monitor's page as it opens, for tests that run its model and press nothing."""
    with opening() as opened:
        yield opened(MONITOR)


@pytest.fixture
def monitor(opened):
    """The monitor, unlocked."""
    page = opened(MONITOR)
    commit(page, "b")
    return page


def _press(page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def _play(page, child: str, acts: dict, until: int) -> None:
    """Choose a child and let time run, acting at the steps named."""
    page.locator(".nbc-x-choice").get_by_text(child).click()
    _press(page, "Start again")
    for step in range(until + 1):
        for act in acts.get(step, []):
            _press(page, act)
        if step < until and not page.locator(".nbc-x-over").count():
            _press(page, "Next")


def test_the_point_is_reached_by_keyboard(opened):
    """Do twelve steps without an act say that weight and pressure part, and that the limit for age is passed?"""
    page = opened(MONITOR)
    predict_by_keys(page, 3)
    assert "Lasse" in focused(page)
    assert "Choose Lasse" in compare_by_keys(page)
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if focused(page) == "Next":
            break
    press(page, "Enter*12")
    said = sentence(page)
    assert said.startswith(
        "6:00, Lasse: pressure 74 (28 below the baseline of 102, 27%; limit for age 80), oxygen 94%, temperature 36.7 °C, weight 18.4 kg (+1.0). Pump: full."
    )
    assert "Weight up and pressure down at the same time" in said and "below the limit for age" in said
    compared = compare_by_keys(page)
    assert "differ" in compared and "no plateau" in compared and "The picture shows:" in compared


def test_one_act_is_not_the_two_hours_without_any(monitor):
    """Is the comparison closed to a run in which somebody acted?"""
    _play(monitor, "Lasse", {3: ["Chart it"]}, 12)
    _press(monitor, "Compare with my prediction")
    assert "when nobody acts" in monitor.locator(".nbc-x-result").inner_text()


@pytest.mark.parametrize("name", RUNS)
def test_the_model_does_what_its_author_worked_out(untouched, name):
    """Do the readings follow the tables of the design, step by step?"""
    child, acts, wanted = RUNS[name]
    until = max(map(len, wanted.values())) - 1
    frames = untouched.evaluate(MODEL, [child, acts, until])
    for trace, values in wanted.items():
        assert [frame[trace] for frame in frames][: len(values)] == pytest.approx(values), trace


def test_nobody_dies_whatever_is_done(untouched):
    """Do five hundred random runs of each child end, above the floor, with somebody looking after her?"""
    found = untouched.evaluate("""async () => {
      const { run } = await import("/explorers/monitor/model.js");
      const { generator } = await import("/toolkit/random.js");
      const { data } = await (await fetch("/props.json?id=side-effects-monitor")).json();
      const random = generator(4);
      const names = Object.keys(data.acts).filter((act) => act !== "resume");
      const lowest = { systolic: 999, oxygen: 999 };
      const endings = new Set();
      for (const scenario of Object.values(data.scenarios)) for (let i = 0; i < 500; i += 1) {
        const acts = Object.fromEntries(Array.from({ length: scenario.last + 1 }, (_, step) => [step, names.filter(() => random() < 0.04)]));
        const frames = run(scenario, acts);
        endings.add(frames.at(-1).ending);
        for (const id of Object.keys(lowest)) lowest[id] = Math.min(lowest[id], ...frames.map(({ values }) => values[id]));
      }
      return { lowest, endings: [...endings].sort() };
    }""")
    assert found["endings"] == ["early", "good", "rescued", "unfinished"]
    assert found["lowest"]["systolic"] >= 66 and found["lowest"]["oxygen"] >= 84


def test_its_limits_are_those_of_the_facts(props):
    """Are the limit for age and the share below baseline the ones that the evidence states?"""
    facts = evidence.load(ROOT).facts
    limit, data = props[MONITOR]["data"]["age_limit"], props[MONITOR]["data"]
    assert facts["care.hypotension.age"].parts["child"] == f"{limit['base']} + {limit['each_year']} × age in years"
    assert (
        facts["nursing.secola.hypotension"].parts["fall"] == f"more than {data['traces']['systolic']['fall_percent']}%"
    )
    assert f"below {data['traces']['oxygen']['below']}%" in facts["ctcae.hypoxia"].parts["g3"]
    assert f"{data['traces']['temperature']['from']:.1f} °C" == facts["family.fever.threshold"].parts["others"]
    assert all(1 <= child["age"] <= 10 for child in data["scenarios"].values()), "the formula is for these ages"


@pytest.mark.parametrize("child", GOOD)
def test_the_right_acts_end_well(monitor, child):
    """Does each child recover by the right acts, and is the end told?"""
    acts, told = GOOD[child]
    _play(monitor, child, acts, max(acts) + 4)
    over = monitor.locator(".nbc-x-over")
    assert over.get_attribute("data-ending") == "good" and told in over.inner_text()
    assert "Better: " in sentence(monitor) and "Worse: none." in sentence(monitor)
    assert [row[0] for row in table_rows(monitor, 1)][-1] == "How it ended"
    assert table_rows(monitor, 1)[-1][1:] == ["recovering", "a colleague stepped in", "recovering"]


@pytest.mark.parametrize("child", RESCUE)
def test_the_wrong_acts_bring_a_colleague(monitor, child):
    """Does somebody step in when the sign was missed, and does the child recover all the same?"""
    acts, time, told = RESCUE[child]
    _play(monitor, child, acts, 21)
    assert monitor.locator(".nbc-x-over").get_attribute("data-ending") == "rescued"
    saved = next(row for row in table_rows(monitor) if "by a colleague" in row[-1])
    assert saved[0] == time and int(table_rows(monitor)[-1][1]) > int(saved[1]), "recovering"
    while sentence(monitor).split(",")[0] != time:
        _press(monitor, "Back")
    assert f"A colleague steps in at {time}: " in sentence(monitor) and told in sentence(monitor)


def test_a_pressure_below_the_limit_stops_the_pump_of_every_child(untouched):
    """In a thousand random runs of each child, does none end well with a pump left on through a pressure below the limit for age?"""
    wrong = untouched.evaluate("""async () => {
      const { run } = await import("/explorers/monitor/model.js");
      const { generator } = await import("/toolkit/random.js");
      const { data } = await (await fetch("/props.json?id=side-effects-monitor")).json();
      const random = generator(7);
      const found = [];
      for (const [id, scenario] of Object.entries(data.scenarios)) for (let i = 0; i < 1000; i += 1) {
        const acts = {};
        for (const act of Object.keys(data.acts)) if (!["resume", "pause"].includes(act) && random() < 0.7) (acts[Math.floor(random() * scenario.last)] ??= []).push(act);
        const frames = run(scenario, acts);
        const limit = data.age_limit.base + data.age_limit.each_year * scenario.age;
        if (frames.at(-1).ending === "good" && frames.at(-1).pump !== "stopped" && frames.some(({ values }) => values.systolic < limit)) found.push(id);
      }
      return found;
    }""")
    assert wrong == []


def test_pausing_is_right_for_mira_when_her_pressure_is_far_below_her_own(monitor):
    """Is the pump that comes off judged as help then, and as no answer to a fever alone, and can she still do well?"""
    judged = monitor.locator(".nbc-x-judged")
    _play(monitor, "Mira", {6: ["Pause the pump"]}, 7)
    assert "Not enough" in judged.inner_text() and "culture is another matter" in judged.inner_text()
    _play(monitor, "Mira", {}, 11)
    assert "the antibody still runs" in sentence(monitor)
    _play(monitor, "Mira", {11: ["Pause the pump"]}, 12)
    assert "It helps" in judged.inner_text() and "nothing more runs" in judged.inner_text()
    _play(monitor, "Mira", {11: ["Pause the pump", "Blood culture", "Call the team"], 12: ["Chart it"]}, 16)
    assert monitor.locator(".nbc-x-over").get_attribute("data-ending") == "good"


def test_an_act_shows_its_effect_before_it_is_judged(monitor):
    """Is an unsafe choice seen to fail first, and told only then?"""
    _play(monitor, "Emre", {4: ["Slow the pump"]}, 4)
    panel = monitor.locator(".nbc-x-account")
    assert "At 0:20: pump slowed." in panel.inner_text() and panel.locator(".nbc-x-judged").count() == 0
    _press(monitor, "Next")
    text = panel.inner_text()
    assert text.index("pressure 96 → 90") < text.index("It does not help") and "He wheezes" in text


JUDGED = """async () => {
  const { fitting, refusal, run } = await import("/explorers/monitor/model.js");
  const { generator } = await import("/toolkit/random.js");
  const { data } = await (await fetch("/props.json?id=side-effects-monitor")).json();
  const random = generator(11);
  const names = Object.keys(data.acts).filter((act) => !["resume", "chart"].includes(act));
  const found = {};
  for (const [child, scenario] of Object.entries(data.scenarios)) for (let i = 0; i < 600; i += 1) {
    const acts = {};
    for (let step = 0; step <= scenario.last; step += 1) {
      const held = run(scenario, acts, step).at(-1);
      if (held.step < step || held.ending) break;
      const chance = random() < 0.4 ? 0.3 : 0.05;
      acts[step] = names.filter((act) => random() < chance && !refusal(act, held));
      const frame = run(scenario, acts, step).at(-1);
      const began = ["systolic", "weight", "temperature"].some((id) => run(scenario, {}, step).at(-1).values[id] !== scenario.start[id]);
      for (const act of acts[step]) {
        const { look, text } = fitting(scenario.feedback[act], frame);
        ((found[`${child} ${began ? "later" : "before"}`] ??= {})[`${act}: ${look}`] ??= new Set()).add(text);
      }
    }
  }
  return Object.fromEntries(Object.entries(found).map(([when, all]) => [when, Object.fromEntries(Object.entries(all).map(([act, texts]) => [act, [...texts]]))]));
}"""


def test_no_act_is_praised_while_every_reading_is_the_childs_own(untouched):
    """Before there is a sign, does no act but charting help, and no judgement speak of a reaction, a leak or a wheeze?"""
    found = untouched.evaluate(JUDGED)
    for child in ("lasse", "emre", "mira"):
        judged = found[f"{child} before"]
        assert {act.partition(": ")[0] for act in judged} >= {"pause", "slow", "adrenaline", "oxygen", "fluid"}, child
        assert [act for act in judged if act.endswith("helps") and "medicine" not in act] == [], child
        told = " ".join(text for texts in judged.values() for text in texts)
        assert not re.search(r"He wheezes|leak is slower|new fluid follows|after the adrenaline|[Aa]irway", told), told


def test_nothing_is_called_quiet_once_the_reaction_has_begun(untouched):
    """While Emre's reaction runs, or is just over, does no judgement say that there is none?"""
    judged = untouched.evaluate(JUDGED)["emre later"]
    told = {act: texts for act, texts in judged.items() if not act.startswith("medicine")}
    quiet = re.compile(r"no sign|no reaction|[Nn]othing to report|It was as before|nothing to support")
    assert [text for texts in told.values() for text in texts if quiet.search(text)] == []


def test_every_child_has_a_judgement_for_every_act(props):
    """Is each act answered for each child, and no answer used twice?"""
    data = props[MONITOR]["data"]
    texts = [
        judged["text"]
        for child in data["scenarios"].values()
        for act in set(data["acts"]) - {"resume"}
        for judged in child["feedback"][act]
    ]
    shared = {
        "Act, time and what you saw. The next nurse can tell whether it helped.",
        "It was as before. Keep it ready at the bed.",
    }
    assert len(set(texts) - shared) == len([text for text in texts if text not in shared])
    assert all(
        child["feedback"][act][-1]["when"] == {} for child in data["scenarios"].values() for act in child["feedback"]
    )


def test_picture_table_and_sentence_agree(monitor):
    """Do tiles, the last row and the sentence hold the same readings, for each child at several steps?"""
    for child, steps in {"Lasse": (0, 4, 7, 12), "Emre": (1, 5, 7), "Mira": (3, 6, 10)}.items():
        for step in steps:
            _play(monitor, child, {}, step)
            row = table_rows(monitor)[-1]
            drawn = monitor.locator(".nbc-x-monitor-tile .nbc-x-number").all_text_contents()
            assert drawn == row[1:9], (child, step)
            told = (
                re.search(
                    r"pressure (\d+).*oxygen (\d+)%, temperature ([\d.]+) °C, weight ([\d.]+) kg", sentence(monitor)
                ).groups()
                if step
                else None
            )
            assert told in (None, (row[1], row[3], row[5], row[7]))
            assert len(table_rows(monitor)) == step + 1 and row[0].endswith("(now)")


def test_a_state_is_told_in_words_and_by_shape(monitor):
    """Does every tile say its state, so that colour only repeats it?"""
    _play(monitor, "Lasse", {}, 12)
    tiles = {
        tile.get_attribute("data-trace"): (
            tile.get_attribute("data-level"),
            tile.locator(".nbc-x-state text").text_content(),
        )
        for tile in monitor.locator(".nbc-x-monitor-tile").all()
    }
    assert (
        tiles["Systolic"] == ("act", "below limit")
        and tiles["Weight"] == ("changed", "above own")
        and tiles["Temperature"] == ("same", "no fever")
    )
    shapes = {
        level: monitor.locator(f".nbc-x-monitor-tile[data-level={level}] .nbc-x-state > :first-child").first.evaluate(
            "n => n.tagName + (n.getAttribute('d') ?? '').replace(/[-\\d. ]+/g, '')"
        )
        for level in ("same", "changed", "act")
    }
    assert len(set(shapes.values())) == 3


def test_what_cannot_be_done_is_told_and_not_done(monitor):
    """Are a restart, fluid without an order and a second pause refused with a reason?"""
    warning = monitor.locator(".nbc-x-doing [role=alert]")
    _play(monitor, "Lasse", {}, 8)
    for act, why in (("Restart the pump", "The prescriber orders a restart"), ("Fluid, as ordered", "Call first")):
        _press(monitor, act)
        assert why in warning.inner_text() and monitor.get_by_role("button", pressed=True).count() == 0
    _press(monitor, "Pause the pump")
    assert (
        warning.inner_text() == "" and monitor.get_by_role("button", name="Pause the pump", pressed=True).count() == 1
    )
    _press(monitor, "Next")
    _press(monitor, "Pause the pump")
    assert "done already" in warning.inner_text() and table_rows(monitor)[-1][-1] == "–"


def test_going_back_takes_back(monitor):
    """Can a nurse act otherwise: take an act back, go a step back, begin anew?"""
    _play(monitor, "Emre", {4: ["Slow the pump"]}, 6)
    assert table_rows(monitor)[-1][8] == "half"
    _press(monitor, "Back")
    _press(monitor, "Back")
    assert monitor.get_by_role("button", name="Slow the pump", pressed=True).count() == 1
    _press(monitor, "Slow the pump")
    assert table_rows(monitor)[-1][8] == "full"
    _press(monitor, "Pause the pump")
    _press(monitor, "Start again")
    assert len(table_rows(monitor)) == 1 and "Pump: full" in sentence(monitor)
    _play(monitor, "Emre", {}, 5)
    assert all(row[-1] == "–" for row in table_rows(monitor))


def test_stopping_before_a_sign_is_no_rescue(monitor):
    """Is a pump that is stopped for nothing told as a treatment that was not given?"""
    _play(monitor, "Lasse", {1: ["Pause the pump"]}, 2)
    assert "before there was a sign" in monitor.locator(".nbc-x-over").inner_text()
    assert monitor.locator(".nbc-x-over").get_attribute("data-ending") == "early"


def test_play_stops_at_an_alarm(opened):
    """Does the clock wait by itself when a reading asks for an act?"""
    page = opened(MONITOR, reduced_motion="no-preference", own=True)
    page.clock.install(time=0)
    page.clock.pause_at(60_000)  # otherwise it runs on beside the test
    page.clock.install()
    commit(page, "b")
    page.locator(".nbc-x-choice").get_by_text("Mira").click()
    _press(page, "Play")
    page.clock.run_for(30_000)
    assert sentence(page).startswith("3:00, Mira") and "38.4 °C" in sentence(page)
    assert page.get_by_role("button", name="Play", exact=True).count() == 1
