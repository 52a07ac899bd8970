"""The process and everything outside it: messengers, delivery, clock, the command line."""
