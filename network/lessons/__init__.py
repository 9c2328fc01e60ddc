"""What the entrants of a topic teach together, and what is never told so that nothing of one of them is."""
