"""Finds what several councils run or buy in parallel, and what joint action could save: how much,
with whom, from when, and the obstacles."""
