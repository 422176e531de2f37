"""What councils run or buy side by side, and what could be had from it: how much, with whom, from
when, what stands in the way."""
