"""Putting back what was changed by hand: put_back.py."""

import json
import unittest

import put_back
from planted.places import SOUND
from stack import Stack
from test_scripts import Answers, answering


class PuttingBack(unittest.TestCase):
    def setUp(self) -> None:
        template = Stack(SOUND).plain["Resources"]
        arn = "arn:aws:cloudformation:eu-west-1:111122223333:stack/vestibule-prod/0"
        parameters = [{"ParameterKey": "MailFrom", "ParameterValue": "no-reply@example.com"}]
        stack = {"StackId": arn, "StackName": "vestibule-prod", "Parameters": parameters}
        self.template = {name: r for name, r in template.items() if r["Type"] in (put_back.KEY, put_back.ROLE)}
        kinds, names = {n: r["Type"] for n, r in template.items()}, {n: n.lower() for n in template}
        self.place = put_back.Place(stack, kinds, names)

    def repairs(self, logical: str, answers: Answers) -> list[list[str]]:
        with answering(answers):
            return put_back.repairs(self.place, logical, self.template[logical]["Properties"])

    def test_every_policy_of_the_template_can_be_told_without_cloudformation(self) -> None:
        streams = [{"Table": {"LatestStreamArn": "arn:aws:dynamodb:eu-west-1:111122223333:table/statetable/stream/0"}}]
        with answering(Answers(describe_table=streams)):
            for name, resource in self.template.items():
                properties = {k: v for k, v in resource["Properties"].items() if k != "Tags"}
                said = json.dumps(self.place.resolved(properties))
                self.assertNotRegex(said, r"Fn::|\$\{|\"Ref\"", name)

    def test_the_key_is_taken_back_from_a_stranger(self) -> None:
        root, role = "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:role/"
        stranger = {"Statement": [{"Effect": "Allow", "Principal": {"AWS": root}, "Action": "kms:*", "Resource": "*"}]}
        ((*words, policy),) = self.repairs("LinkKey", Answers(get_key_policy=[{"Policy": json.dumps(stranger)}]))
        self.assertEqual(
            words, ["kms", "put-key-policy", "--key-id", "linkkey", "--policy-name", "default", "--policy"]
        )
        (derive,) = (s for s in json.loads(policy)["Statement"] if s["Action"] == "kms:GenerateMac")
        self.assertIn(f"{role}portalrole", derive["Principal"]["AWS"])
        self.assertEqual(self.repairs("LinkKey", Answers(get_key_policy=[{"Policy": policy}])), [])

    def test_a_role_loses_what_was_added_and_gets_back_what_was_taken(self) -> None:
        wanted = self.place.resolved(self.template["ActivityRole"]["Properties"] | {"Tags": []})
        (policy,) = wanted["Policies"]
        shuffled = policy["PolicyDocument"] | {"Statement": policy["PolicyDocument"]["Statement"][::-1]}
        answers = {
            "get_role": [{"Role": {"AssumeRolePolicyDocument": wanted["AssumeRolePolicyDocument"]}}],
            "get_role_policy": [{"PolicyDocument": shuffled}],
            "list_role_policies": [{"PolicyNames": [policy["PolicyName"]]}],
            "list_attached_role_policies": [
                {"AttachedPolicies": [{"PolicyArn": arn} for arn in wanted["ManagedPolicyArns"]]}
            ],
        }
        self.assertEqual(self.repairs("ActivityRole", Answers(**answers)), [])
        admin = "arn:aws:iam::aws:policy/AdministratorAccess"
        answers["list_role_policies"] = [{"PolicyNames": ["more"]}]
        answers["list_attached_role_policies"] = [{"AttachedPolicies": [{"PolicyArn": admin}]}]
        calls = [words[1] for words in self.repairs("ActivityRole", Answers(**answers))]
        attached = ["attach-role-policy"] * len(wanted["ManagedPolicyArns"])
        self.assertEqual(calls, ["put-role-policy", "delete-role-policy", *attached, "detach-role-policy"])
