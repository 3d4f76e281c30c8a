"""python -m unittest test_leading_keys"""

import unittest

from adapt.leading_keys import of_request, schema

TABLE = schema(
    {
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        "GlobalSecondaryIndexes": [
            {
                "IndexName": "due",
                "KeySchema": [
                    {"AttributeName": "due", "KeyType": "HASH"},
                    {"AttributeName": "due_at", "KeyType": "RANGE"},
                ],
            }
        ],
    }
)
ONE, TWO = {"pk": {"S": "A#1"}, "sk": {"S": "x"}}, {"pk": {"S": "B#2"}, "sk": {"S": "y"}}


class LeadingKeys(unittest.TestCase):
    def test_of_single_items(self):
        self.assertEqual(of_request({"Key": ONE}, TABLE), ["A#1"])
        self.assertEqual(of_request({"Item": {**TWO, "due": {"S": "SHARE#01"}}}, TABLE), ["B#2"])

    def test_of_batches_all_of_them(self):
        self.assertEqual(of_request({"Keys": [ONE, TWO]}, TABLE), ["A#1", "B#2"])
        self.assertEqual(
            of_request([{"PutRequest": {"Item": ONE}}, {"DeleteRequest": {"Key": TWO}}], TABLE), ["A#1", "B#2"]
        )

    def test_of_queries_the_partition_key_of_what_is_queried(self):
        values = {":p": {"S": "A#1"}, ":k": {"S": "SHARE#01"}, ":t": {"N": "2026"}}
        asked = {"KeyConditionExpression": "sk = :t AND #p = :p", "ExpressionAttributeNames": {"#p": "pk"}}
        self.assertEqual(of_request({**asked, "ExpressionAttributeValues": values}, TABLE), ["A#1"])
        asked = {"KeyConditionExpression": "due = :k AND due_at <= :t", "IndexName": "due"}
        self.assertEqual(of_request({**asked, "ExpressionAttributeValues": values}, TABLE), ["SHARE#01"])

    def test_a_scan_has_none(self):
        self.assertIsNone(of_request({"TableName": "x"}, TABLE))


if __name__ == "__main__":
    unittest.main()
