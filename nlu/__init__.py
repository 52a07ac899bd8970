"""Understanding. Knows nobody else; the names it should know come as an argument."""
