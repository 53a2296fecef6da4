// Firefox keeps a storage for each page from file://: the first page then knows nothing of the others, and has to hear of it.

const HERE = "!here"; // names a storage: two pages with one name share it
const APART = "!apart";
const LINK = "#here=";

const isText = (value) => typeof value === "string" && value !== "";

/** Have every link to the first page say which storage this page has. */
export function nameStorage(store) {
  if (location.protocol !== "file:") return;
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href*="index.html"]') : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    try {
      link.hash = LINK + ownName(store);
    } catch {
      // Nothing is kept here, and so nothing is kept apart.
    }
  });
}

/** Tell, on the first page, whether other pages have storages of their own, as far as one of them has told. */
export function keptApart(store) {
  if (location.hash.startsWith(LINK)) {
    noteApart(store, store.read(HERE, isText) !== location.hash.slice(LINK.length));
    location.replace("#"); // said once: a page that is loaded again tells nothing new
  }
  return store.read(APART, (value) => value === true) ?? false;
}

/** Note on the first page that other pages have storages of their own, or have not. */
export function noteApart(store, apart) {
  if (apart) store.write(APART, true);
  else store.remove(APART);
}

function ownName(store) {
  const known = store.read(HERE, isText);
  if (known) return known;
  const name = crypto.getRandomValues(new Uint32Array(2)).join("-");
  store.write(HERE, name);
  return name;
}
