"""A role that the test can assume, with the policies of a function's role."""

import json

from emulator import ACCOUNT
from mutants import Surgery
from world import World


class Twin:
    """The credentials of a role that has the same inline policies as a function's role."""

    def __init__(self, world: World, function: str, purpose: str = "denials"):
        self.world, self.function = world, function
        self.state, self.trail = world.physical("StateTable"), world.physical("TrailTable")
        iam, name = world.client("iam"), f"{function}-twin-for-{purpose}"
        trust = {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "sts:AssumeRole"}
            ],
        }
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
        for policy, document in Surgery(world, function).documents.items():
            iam.put_role_policy(RoleName=name, PolicyName=policy, PolicyDocument=json.dumps(document))
        arn = f"arn:aws:iam::{ACCOUNT}:role/{name}"
        given = world.client("sts").assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]
        self.credentials = {
            "aws_access_key_id": given["AccessKeyId"],
            "aws_secret_access_key": given["SecretAccessKey"],
            "aws_session_token": given["SessionToken"],
        }

    def client(self, service: str, plain: bool = False):
        return self.world.aws.client(service, self.credentials, plain)

    @property
    def dynamodb(self):
        return self.client("dynamodb")
