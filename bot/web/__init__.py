"""Kitt's own web server: health, metrics, and where networks call us.

``server`` is imported only where one is configured: whoever talks in the terminal does not wait for it.
"""
