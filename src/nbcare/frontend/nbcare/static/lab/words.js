// Every word the learner's JupyterLab shows of its own, in one place.

export const words = {
  contents: "Contents",
  pages: "Course",
  minutes: (n) => (n ? `${n} min` : ""),
  next: "Next",
  nextIs: (title) => ` module: ${title}`,
  lost: "This address is no page of the course. Choose one above.",

  preparing: "Preparing the questions …",
  incomplete: "Some questions could not be shown. Reload the page.",
  restarting: "One moment: the course is starting again. Your answers are safe.",
  stopped: "The course has stopped. Trying to start it again …",
  silent: "The course does not answer. Your answers are kept here and sent when it is back.",
};
