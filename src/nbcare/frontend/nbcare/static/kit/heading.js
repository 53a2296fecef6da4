// At which level a question or a case stands among the headings of its page.

/** Give the level: the questions of a quiz stand below its title, those of a module below a section. */
export function levelOf({ use }) {
  return use === "graded" ? 2 : 3;
}
