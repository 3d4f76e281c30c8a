"""The edge: hands on what the functions go by, keeps nothing of it, and loses nobody's work to a firewall."""

import re
from collections.abc import Iterator

from beside import of_type
from rules import deployments, rule
from stack import Stack

# AWS's managed policies by id (CloudFront developer guide, "Use managed cache policies", "… origin request …").
UNCACHED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
CACHED_WITHOUT_COOKIES_AND_QUERY = "658327ea-f89d-4fab-a63d-7e88639e58f6"
ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3"
ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
HOST_ONLY = "bf0718e1-ba1e-49d1-88b1-f726733018ae"
BY_ORIGIN = {"Fn::If": ["OriginWantsViewerHost", ALL_VIEWER, ALL_VIEWER_EXCEPT_HOST]}

# The rules of AWS's groups that look into bodies (WAF developer guide, "Baseline rule groups").
BODY_RULES = {
    "AWSManagedRulesCommonRuleSet": {
        "CrossSiteScripting_BODY",
        "EC2MetaDataSSRF_BODY",
        "GenericLFI_BODY",
        "GenericRFI_BODY",
        "SizeRestrictions_BODY",
    },
    "AWSManagedRulesKnownBadInputsRuleSet": {"JavaDeserializationRCE_BODY", "Log4JRCE_BODY", "ReactJSRCE_BODY"},
}


@rule
def the_edge_hands_on_what_the_functions_go_by(stack: Stack) -> Iterator[str]:
    for name, config in _distributions(stack):
        behaviour = config.get("DefaultCacheBehavior", {})
        if behaviour.get("CachePolicyId") != UNCACHED:
            yield f"{name} caches answers that are somebody's"
        if behaviour.get("OriginRequestPolicyId") != BY_ORIGIN:
            yield f"{name} does not hand on all headers, cookies and the query, with the Host that the origin knows"
        methods = {route.method for route in stack.routes} - {"ANY"}
        if not methods <= set(behaviour.get("AllowedMethods", [])):
            yield f"{name} refuses methods of the API"
        for other in config.get("CacheBehaviors", []):
            if other.get("PathPattern") != "/assets/*":
                yield f"{name} treats {other.get('PathPattern')} in a way of its own"
            elif other.get("CachePolicyId") != CACHED_WITHOUT_COOKIES_AND_QUERY or other.get(
                "OriginRequestPolicyId"
            ) != {"Fn::If": ["OriginWantsViewerHost", HOST_ONLY, {"Ref": "AWS::NoValue"}]}:
                yield f"{name} caches assets by what is somebody's"
    wanted = {"Fn::Equals": [{"Fn::Select": [0, {"Fn::Split": ["-", {"Ref": "OriginHost"}]}]}, "d"]}
    if stack.beside.edge["Conditions"].get("OriginWantsViewerHost") != wanted:
        yield "the edge does not tell a regional host from an execute-api host"


@rule
def the_edge_talks_modern_tls_behind_the_firewall(stack: Stack) -> Iterator[str]:
    for name, config in _distributions(stack):
        if config.get("ViewerCertificate", {}).get("MinimumProtocolVersion") != "TLSv1.2_2021":
            yield f"{name} talks old TLS"
        if config.get("HttpVersion") != "http2and3" or config.get("IPV6Enabled") is not True:
            yield f"{name} talks neither HTTP/3 nor IPv6"
        if config.get("WebACLId") != {"Fn::GetAtt": ["Firewall", "Arn"]}:
            yield f"{name} has no firewall"
        for behaviour in (config.get("DefaultCacheBehavior", {}), *config.get("CacheBehaviors", [])):
            if behaviour.get("ViewerProtocolPolicy") not in {"redirect-to-https", "https-only"}:
                yield f"{name} talks plain HTTP"
        for origin in config.get("Origins", []):
            custom = origin.get("CustomOriginConfig", {})
            if (custom.get("OriginProtocolPolicy"), custom.get("OriginSSLProtocols")) != ("https-only", ["TLSv1.2"]):
                yield f"{name} asks the API over old TLS or none"
            if custom.get("OriginReadTimeout", 30) < max(f.get("Timeout", 3) for f in _called(stack)):
                yield f"{name} gives up before the API does"


@rule
def the_edge_keeps_no_path_and_no_cookie(stack: Stack) -> Iterator[str]:
    for name, config in _distributions(stack):
        if config.get("Logging"):
            yield f"{name} logs paths, which name shares"
    for kind in ("AWS::WAFv2::LoggingConfiguration", "AWS::CloudFront::RealtimeLogConfig", "AWS::Logs::DeliverySource"):
        for name in of_type(stack.beside.edge, kind):
            yield f"{name} logs paths, which name shares"
    for name, acl in of_type(stack.beside.edge, "AWS::WAFv2::WebACL").items():
        for part in (acl, *acl["Rules"]):
            if part["VisibilityConfig"].get("SampledRequestsEnabled") is not False:
                yield f"{name} keeps samples of requests, cookies and all ({part.get('Name', 'itself')})"


@rule
def the_firewall_slows_down_and_loses_nobody_s_work(stack: Stack) -> Iterator[str]:
    for name, acl in of_type(stack.beside.edge, "AWS::WAFv2::WebACL").items():
        if acl.get("Scope") != "CLOUDFRONT" or acl.get("DefaultAction") != {"Allow": {}}:
            yield f"{name} is not CloudFront's, or lets nobody pass"
        statements = [r["Statement"] for r in acl["Rules"]]
        limits = {s["RateBasedStatement"]["Limit"].get("Ref") for s in statements if "RateBasedStatement" in s}
        if limits != {"GuestPostLimit", "RequestLimit"}:
            yield f"{name} does not limit what one address may do"
        groups = [s["ManagedRuleGroupStatement"] for s in statements if "ManagedRuleGroupStatement" in s]
        if {group["Name"] for group in groups} != BODY_RULES.keys():
            yield f"{name} has other rule groups than those whose rules about bodies are known"
        for group in groups:
            counted = {o["Name"] for o in group.get("RuleActionOverrides", []) if o.get("ActionToUse") == {"Count": {}}}
            for missing in sorted(BODY_RULES.get(group["Name"], set()) - counted):
                yield f"{name} refuses what a guest typed, by {missing}"


@rule
def the_edge_is_deployed_where_cloudfront_looks(stack: Stack) -> Iterator[str]:
    settings = deployments.settings("edge")
    if settings.get("region") != "us-east-1":
        yield "samconfig.toml deploys the edge where CloudFront finds no certificate"
    asserted = [a["Assert"] for r in stack.beside.edge.get("Rules", {}).values() for a in r["Assertions"]]
    if {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]} not in asserted:
        yield "the edge can be deployed where CloudFront finds no certificate"
    asked = stack.beside.edge["Parameters"]
    given = deployments.overrides("edge")
    for name in sorted({n for n, p in asked.items() if "Default" not in p} - given.keys()):
        yield f"samconfig.toml leaves out {name} for the edge"
    for name, value in given.items():
        if name not in asked:
            yield f"samconfig.toml gives {name} to the edge, which it does not take"
        # What only the deployer knows must be refused until it is put in.
        elif deployments.fits(asked[name], value) == bool(re.search(r"\byour-", value)):
            yield f"samconfig.toml gives the edge {name}={value}, which is neither usable nor plainly a gap"


def _distributions(stack: Stack) -> list[tuple[str, dict]]:
    found = of_type(stack.beside.edge, "AWS::CloudFront::Distribution")
    return [(name, properties["DistributionConfig"]) for name, properties in found.items()]


def _called(stack: Stack) -> list[dict]:
    called = {route.function for route in stack.routes}
    return [properties for name, properties in stack.functions.items() if stack.binary(name) in called]
