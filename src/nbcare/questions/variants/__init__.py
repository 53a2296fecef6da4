"""Dose items that ask each learner with other figures: worked out at build time, dealt by seed."""
