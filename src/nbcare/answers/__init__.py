"""An answer from the click to the hand-in: kept on disk, handed in, and placed where grading finds it."""
