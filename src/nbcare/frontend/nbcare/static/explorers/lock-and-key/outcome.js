// What follows from a setting: counted once, for picture, meters, tables and sentence alike.

// GM-CSF acts on neutrophils and macrophages, not on NK cells: only these become more, and armed.
const PLAIN = [
  { kind: "macrophage", at: 0 },
  { kind: "nk", at: 2 },
  { kind: "neutrophil", at: 4 },
];
const ARMED = [
  { kind: "macrophage", at: 0, armed: true },
  { kind: "macrophage", at: 1, armed: true },
  { kind: "nk", at: 2 },
  { kind: "neutrophil", at: 3, armed: true },
  { kind: "neutrophil", at: 4, armed: true },
];

/** Return what is drawn and how far the meters go; null where there is no tumour cell to kill or no nerve to hurt. */
export function outcome({ cells, antibodies, killing, pain }, { cell, antibody, gmcsf, opioid }) {
  const { locks, answer } = cells[cell];
  const white = gmcsf ? ARMED : PLAIN;
  const follows = antibody && locks > 0 && answer !== "unknown";
  return {
    cell,
    antibody,
    opioid,
    locks,
    white,
    holds: antibody ? Math.min(locks, antibodies) : 0,
    grips: follows ? white.length : 0,
    rings: follows ? antibodies - 1 : 0,
    killing: answer === "killing" ? (follows ? (gmcsf ? killing.armed : killing.plain) : 0) : null,
    pain: answer === "pain" ? (follows ? (opioid ? pain.opioid : pain.plain) : 0) : null,
  };
}
