"""What became of one's own mail: who got a reply, and whether the advice holds there."""
