/** Give the time as the course writes it, to the second. */
export function now() {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}
