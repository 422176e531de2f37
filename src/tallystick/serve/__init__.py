"""The store as local pages: search by supplier, category and council, every figure to its lines."""
