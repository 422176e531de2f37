"""Local web pages for a store: search by supplier, category and council, and follow every figure to
its lines."""
