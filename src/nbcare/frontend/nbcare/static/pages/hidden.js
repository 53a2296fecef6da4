// The class of a page of which nothing may be seen or clicked yet.
export const HIDDEN = "nbp-returning";
