"""What councils say of themselves before any sum is done: a plan, read from YAML and checked."""
