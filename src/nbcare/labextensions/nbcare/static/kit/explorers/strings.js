// Every word that all explorers share; the rest stands in their YAML.

export const words = {
  eyebrow: "Explore",
  illustrative: "Illustrative model – not patient data",
  predict: "First, your prediction",
  commit: "Commit my prediction",
  chooseFirst: "Choose one of the predictions first.",
  locked: "Commit a prediction, and the controls below unlock.",
  unlocked: "Now try it. The controls are unlocked.",
  explore: "Then try it",
  compareTitle: "Compare",
  compare: "Compare with my prediction",
  predicted: "You predicted:",
  seen: "The picture shows:",
  same: "Your prediction and the picture agree.",
  differs: "Your prediction and the picture differ.",
  why: "Why",
  leavesOut: "What this picture leaves out",
  broken: (reason) => `This explorer cannot be shown: ${reason}. Please tell the people who run the course; the text of the lesson holds the same facts.`,
  unknown: (widget) => `there is no explorer of the kind “${widget}”`,
};
