// Name a message so that its reply can be told from every other.

let count = 0;

/** Give a text that no other message of this browser has. */
export function newNonce() {
  count += 1;
  return `${Date.now().toString(36)}-${count}-${Math.random().toString(36).slice(2, 10)}`;
}
