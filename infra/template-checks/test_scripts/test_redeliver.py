"""Delivering what was given up on: redeliver.py."""

import unittest

import redeliver


class Redelivering(unittest.TestCase):
    def test_a_bundle_is_told_by_its_key_and_comes_back_by_it(self) -> None:
        (record,) = redeliver.event(["OUTBOX#evt_1"])["Records"]
        self.assertEqual(record["dynamodb"]["Keys"]["pk"], {"S": "OUTBOX#evt_1"})
        self.assertEqual(record["dynamodb"]["SequenceNumber"], "OUTBOX#evt_1")
