"""What a restore took back: undone.py."""

import unittest
from datetime import UTC, datetime

import undone
from test_scripts import row


class Undone(unittest.TestCase):
    def test_only_what_took_a_right_after_the_instant_is_told(self) -> None:
        rows = [
            row(
                ("share.revoked", "2026-11-22T03:14:59Z", "member"), ("share.rotated", "2026-11-22T03:15:01Z", "member")
            ),
            row(("share.link_opened", "2026-11-22T04:00:00Z", "guest")),
            row(("share.revoked", "2026-11-22T05:00:00.25Z", "member")),
        ]
        instant = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)
        told = [(r["kind"], r["at"]) for r in undone.since(iter(rows), instant, undone.TAKEN)]
        self.assertEqual(
            told, [("share.rotated", "2026-11-22T03:15:01Z"), ("share.revoked", "2026-11-22T05:00:00.25Z")]
        )
