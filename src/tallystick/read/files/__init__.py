"""What a file is, and its rows: any form, any encoding, any dialect, within bounds."""
