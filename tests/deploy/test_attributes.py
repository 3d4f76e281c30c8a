"""python -m unittest test_attributes"""

import unittest

from adapt.attributes import of_request

KEY = {"pk": {"S": "ORG#acme"}, "sk": {"S": "ORG"}}


class Attributes(unittest.TestCase):
    def test_of_an_update_those_of_its_key_and_of_its_expressions(self):
        update = {
            "Key": KEY,
            "UpdateExpression": "SET #s0 = :s0, #s1 = :s1 REMOVE #g0",
            "ConditionExpression": "v = :read",
            "ExpressionAttributeNames": {"#s0": "head", "#s1": "seq", "#g0": "policy"},
        }
        self.assertEqual(of_request(update), {"dynamodb:Attributes": ["head", "pk", "policy", "seq", "sk", "v"]})

    def test_of_a_put_all_of_the_item_and_no_function_of_its_condition(self):
        put = {"Item": {**KEY, "v": {"N": "1"}}, "ConditionExpression": "attribute_not_exists(pk) OR #t <= :now"}
        self.assertEqual(
            of_request({**put, "ExpressionAttributeNames": {"#t": "ttl"}}),
            {"dynamodb:Attributes": ["pk", "sk", "ttl", "v"]},
        )

    def test_of_a_query_what_it_selects(self):
        query = {"KeyConditionExpression": "pk = :pk AND sk <= :last"}
        named = {"dynamodb:Attributes": ["pk", "sk"]}
        self.assertEqual(of_request(query), {**named, "dynamodb:Select": "ALL_ATTRIBUTES"})
        self.assertEqual(
            of_request({**query, "ProjectionExpression": "pk, sk"}), {**named, "dynamodb:Select": "SPECIFIC_ATTRIBUTES"}
        )

    def test_of_a_batch_of_reads_the_keys_and_what_it_selects(self):
        batch = {"Keys": [KEY, KEY]}
        self.assertEqual(
            of_request(batch), {"dynamodb:Attributes": ["pk", "sk"], "dynamodb:Select": "ALL_ATTRIBUTES"}
        )
        self.assertEqual(
            of_request({**batch, "ProjectionExpression": "pk, sk, policy"}),
            {"dynamodb:Attributes": ["pk", "policy", "sk"], "dynamodb:Select": "SPECIFIC_ATTRIBUTES"},
        )


if __name__ == "__main__":
    unittest.main()
