// The Flesch-Kincaid school grade of a plain text, counted as src/nbcare/reading_level.py counts it.

const SENTENCE_END = /[.!?:;]["')\]]*\s+/;
const WORD = /[A-Za-z][A-Za-z'’-]*/g;
const SILENT = /[^aeiouyl]e$|[aeiouy]le$|[^aeiouydt]ed$/;

/** Return {sentences, words, syllables, grade}: 0.39 x words/sentences + 11.8 x syllables/words - 15.59 (Kincaid and others, 1975). */
export function reading(text) {
  const found = text
    .split(SENTENCE_END)
    .map((sentence) => sentence.match(WORD) ?? [])
    .filter((words) => words.length);
  const words = found.flat();
  if (!words.length) throw new Error("there are no words to read");
  const counts = {
    sentences: found.length,
    words: words.length,
    syllables: words.map(syllables).reduce((a, b) => a + b),
  };
  return {
    ...counts,
    grade: 0.39 * (counts.words / counts.sentences) + 11.8 * (counts.syllables / counts.words) - 15.59,
  };
}

/** Return the syllables of a word by its groups of vowels; Python asks a hyphenation dictionary as well, and the test compares. */
export function syllables(word) {
  const small = word.toLowerCase();
  const groups = (small.match(/[aeiouy]+/g) ?? []).length - (SILENT.test(small) ? 1 : 0);
  return Math.max(1, groups);
}
