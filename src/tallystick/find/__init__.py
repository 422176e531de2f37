"""FIND: where councils run or buy the same back office in parallel."""
