"""Plain values for the templates: what the page says, ready to be looped over."""
