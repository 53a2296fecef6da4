// A moment in words: in the course's time zone, which is always named.

/** @type {Intl.DateTimeFormatOptions} */
const FIELDS = {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
};
// American names, such as EST, are known to American English only, European ones to British English.
const NAMERS = ["en-GB", "en-US"];

/** Return the zone that a page names, or nothing: then the reader's own clock counts. */
export function zoneOf(page = document) {
  return page.documentElement.dataset.zone || undefined;
}

/** Say a moment as in `1 Dec 2026, 17:00 EST`; what is no moment stays as it is. */
export function localTime(at, zone = zoneOf()) {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return at;
  const known = isKnown(zone) ? zone : undefined;
  const parts = new Intl.DateTimeFormat("en-GB", { ...FIELDS, timeZone: known }).formatToParts(time);
  const { day, month, year, hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${day} ${month} ${year}, ${hour}:${minute} ${nameOf(time, known)}`;
}

/** Say what a zone is called at a moment: by letters where it has some, otherwise by its distance from UTC. */
function nameOf(time, zone) {
  const names = NAMERS.map((language) => {
    const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "short" }).formatToParts(time);
    return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  });
  return names.find((name) => !/\d/.test(name)) ?? names[0];
}

/** Return whether this browser knows a zone; an old one may lack a new name. */
function isKnown(zone) {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
