"""The privacy notice that people agree to: its version, stored with their consent."""

from __future__ import annotations

VERSION = "2026-11"
"""Raised whenever what the notice says about data changes; the texts are ``privacy-*`` in dialogs/texts."""
