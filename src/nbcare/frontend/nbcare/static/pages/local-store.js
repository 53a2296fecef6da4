// What one site keeps in the browser: small JSON values by name. Pages from file:// may share one storage, so the folder is in every name.

/** Say why the browser does not keep a value. */
export class NotKept extends Error {}

const FORBIDDEN = "This browser does not let pages keep anything (a private window, or a rule of your computer).";
const FULL = "The browser's storage is full. Close other pages of the course, or ask your teacher.";
const MOST_ASIDE = 1000;
const LOST = "This browser forgets what a page keeps, as soon as the page is closed.";
/** Where a page notes that this storage is the one that the next page gets, too. */
export const CONNECTED = "!connected";

/** Values of the site in whose folder this page lies. */
export class LocalStore {
  constructor(folder = new URL(".", location.href).href) {
    this.prefix = `nbcare.site|${folder}|`;
    this.aside = 0; // values that could not be read, and were put out of the way
    this.disconnected = false; // whether the next page would find nothing of what is kept here
  }

  /** Give a value, or null when there is none; one that is damaged is kept aside and counts as none. */
  read(name, sound) {
    const text = this.#storage().getItem(this.prefix + name);
    if (text === null) return null;
    const value = parsed(text);
    if (sound(value)) return value;
    this.#keepAside(name, text);
    return null;
  }

  /** Keep a value, and read it back before it is called kept. */
  write(name, value) {
    const text = JSON.stringify(value);
    this.#put(this.prefix + name, text);
    if (this.#storage().getItem(this.prefix + name) !== text) throw new NotKept(FORBIDDEN);
  }

  /** List what is kept, by the end of each name. */
  names() {
    const storage = this.#storage();
    const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i));
    return keys.filter((key) => key.startsWith(this.prefix)).map((key) => key.slice(this.prefix.length));
  }

  /** Forget one value. */
  remove(name) {
    this.#storage().removeItem(this.prefix + name);
  }

  /** Forget all that this site keeps, but one value and the note that the storage lasts. */
  clear(but) {
    for (const name of this.names())
      if (name !== but && name !== CONNECTED) this.#storage().removeItem(this.prefix + name);
  }

  #storage() {
    if (this.disconnected) throw new NotKept(LOST);
    let storage = null;
    try {
      storage = localStorage; // null in some browsers that keep nothing, an error in others
    } catch {
      // Forbidden.
    }
    if (!storage) throw new NotKept(FORBIDDEN);
    return storage;
  }

  #put(key, text) {
    try {
      this.#storage().setItem(key, text);
    } catch (error) {
      throw error instanceof NotKept ? error : new NotKept(FULL);
    }
  }

  #keepAside(name, text) {
    const key = this.prefix + name;
    const held = new Set(this.names());
    const free = Array.from({ length: MOST_ASIDE }, (_, i) => `!damaged|${i}|${name}`).find((each) => !held.has(each));
    // Out of the way first: a full storage has no room for both.
    this.#storage().removeItem(key);
    try {
      this.#put(this.prefix + free, text);
    } catch (error) {
      this.#put(key, text);
      throw error;
    }
    this.aside += 1;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Do a piece of work while no other tab does one of the same name; `work` itself never waits. */
export async function alone(name, work) {
  const held = {};
  try {
    await navigator.locks.request(name, () => {
      held.begun = true;
      held.result = work();
    });
  } catch (error) {
    if (held.begun) throw error;
    return work(); // a page that came by plain http has no locks
  }
  return held.result;
}
