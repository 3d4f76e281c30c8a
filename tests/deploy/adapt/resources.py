"""What CloudFormation makes of resources that ministack does not know, or knows half."""

from ministack.services import ses_v2
from ministack.services.cloudformation import provisioners


def apis_are_imported_from_their_body() -> None:
    handlers = provisioners._RESOURCE_HANDLERS["AWS::ApiGatewayV2::Api"]
    create = handlers["create"]

    def created(logical_id: str, props: dict, stack: str) -> tuple:
        api, attributes = create(logical_id, props, stack)
        body = props.get("Body") or {}
        authorizers = {}
        for name, scheme in (body.get("components", {}).get("securitySchemes") or {}).items():
            stated = scheme["x-amazon-apigateway-authorizer"]
            jwt = stated["jwtConfiguration"]
            authorizers[name], _ = provisioners._apigw_v2_authorizer_create(
                name,
                {
                    "ApiId": api,
                    "Name": name,
                    "AuthorizerType": stated["type"].upper(),
                    "IdentitySource": [stated["identitySource"]],
                    "JwtConfiguration": {"Issuer": jwt["issuer"], "Audience": jwt["audience"]},
                },
                stack,
            )
        for path, methods in (body.get("paths") or {}).items():
            for method, operation in methods.items():
                stated = operation["x-amazon-apigateway-integration"]
                target, _ = provisioners._apigw_v2_integration_create(
                    "",
                    {
                        "ApiId": api,
                        "IntegrationType": stated["type"].upper(),
                        "IntegrationUri": stated["uri"],
                        "IntegrationMethod": stated["httpMethod"],
                        "PayloadFormatVersion": stated["payloadFormatVersion"],
                    },
                    stack,
                )
                named = next((name for one in operation.get("security", []) for name in one if name != "NONE"), None)
                secured = {"AuthorizationType": "JWT", "AuthorizerId": authorizers[named]} if named else {}
                key = "ANY" if method == "x-amazon-apigateway-any-method" else method.upper()
                provisioners._apigw_v2_route_create(
                    "",
                    {
                        "ApiId": api,
                        "RouteKey": path if path == "$default" else f"{key} {path}",
                        "Target": f"integrations/{target}",
                        **secured,
                    },
                    stack,
                )
        return api, attributes

    handlers["create"] = created


def malware_protection_is_accepted() -> None:
    def create(logical_id: str, props: dict, stack: str) -> tuple:
        name = f"{stack}-{logical_id}"
        return name, {"MalwareProtectionPlanId": name, "Arn": f"arn:aws:guardduty:::malware-protection-plan/{name}"}

    provisioners._RESOURCE_HANDLERS["AWS::GuardDuty::MalwareProtectionPlan"] = {
        "create": create,
        "delete": lambda *_: None,
    }


def mail_identities_tell_their_dkim_records() -> None:
    handlers = provisioners._RESOURCE_HANDLERS["AWS::SES::EmailIdentity"]
    create = handlers["create"]

    def created(logical_id: str, props: dict, stack: str) -> tuple:
        identity, attributes = create(logical_id, props, stack)
        tokens = ses_v2._identities[identity].get("DkimAttributes", {}).get("Tokens") or ["one", "two", "three"]
        for number, token in enumerate(tokens, 1):
            attributes[f"DkimDNSTokenName{number}"] = f"{token}._domainkey.{identity}"
            attributes[f"DkimDNSTokenValue{number}"] = f"{token}.dkim.amazonses.com"
        return identity, attributes

    handlers["create"] = created


def alarms_of_metric_maths_are_accepted() -> None:
    handlers = provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]
    create = handlers["create"]

    def created(logical_id: str, props: dict, stack: str) -> tuple:
        if not props.get("Metrics"):
            return create(logical_id, props, stack)
        name = props.get("AlarmName", f"{stack}-{logical_id}")
        return name, {"Arn": f"arn:aws:cloudwatch:::alarm:{name}"}

    handlers["create"] = created
