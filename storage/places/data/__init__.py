"""The data that is shipped; a package only so that it is installed along (see CREDITS.md)."""
