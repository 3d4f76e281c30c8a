"""The way in: every staff route behind the authorizer, and no other way in for guests than these."""

from collections.abc import Iterator

from rights import GUEST_ROUTES
from rules import rule
from stack import Stack, target

# What a log line of the API may hold: nothing that names a share, a guest or an address.
LOGGED = {"$context.requestId", "$context.routeKey", "$context.status", "$context.responseLatency"}


@rule
def staff_routes_need_a_token(stack: Stack) -> Iterator[str]:
    for path, method, operation in stack.operations:
        if path.startswith("/v1/") and operation.get("security") != [{"Staff": []}]:
            yield f"{method.upper()} {path} can be called without a staff token"


@rule
def tokens_are_checked_against_the_parameters(stack: Stack) -> Iterator[str]:
    for name, api in stack.of_type("AWS::ApiGatewayV2::Api").items():
        schemes = api.get("Body", {}).get("components", {}).get("securitySchemes", {})
        authorizer = schemes.get("Staff", {}).get("x-amazon-apigateway-authorizer", {})
        expected = {"issuer": {"Ref": "JwtIssuer"}, "audience": [{"Ref": "JwtAudience"}]}
        if authorizer.get("type") != "jwt" or authorizer.get("jwtConfiguration") != expected:
            yield f"{name} does not check tokens against JwtIssuer and JwtAudience"


@rule
def guests_have_exactly_these_routes(stack: Stack) -> Iterator[str]:
    open_routes = {
        f"{method.upper()} {path}"
        for path, method, operation in stack.operations
        if operation.get("security") == [{"NONE": []}]
    }
    for route in sorted(open_routes - GUEST_ROUTES):
        yield f"{route} is open to everybody, and no guest route"
    for route in sorted(GUEST_ROUTES - open_routes):
        yield f"{route} is a guest route, and not open"


@rule
def every_route_has_its_function(stack: Stack) -> Iterator[str]:
    for path, method, operation in stack.operations:
        uri = target(operation.get("x-amazon-apigateway-integration", {}).get("uri"))
        if not any(f"functions/${{{name}.Arn}}/" in uri for name in stack.functions):
            yield f"{method.upper()} {path} leads to no function of this stack"
    made = {f"{method.upper()} {path}" for path, method, _ in stack.operations}
    stated = {f"{route.method} {route.path}" for route in stack.routes}
    for route in sorted(made ^ stated):
        yield f"{route} is not both in the template and in the API"


@rule
def one_route_of_the_portal_catches_all_the_rest(stack: Stack) -> Iterator[str]:
    catching = []
    for path, method, operation in stack.operations:
        if path != "$default" and ("+}" in path or method == "any"):
            yield f"{method} {path} catches more than one route"
        if path == "$default":
            uri = target(operation.get("x-amazon-apigateway-integration", {}).get("uri"))
            catching += [name for name in stack.functions if f"functions/${{{name}.Arn}}/" in uri]
    if [stack.binary(name) for name in catching] != ["portal"]:
        yield f"{catching} catch the rest, and not the portal alone"


@rule
def the_api_is_throttled(stack: Stack) -> Iterator[str]:
    for name, stage in stack.of_type("AWS::ApiGatewayV2::Stage").items():
        settings = stage.get("DefaultRouteSettings", {})
        for limit in ("ThrottlingRateLimit", "ThrottlingBurstLimit"):
            if not settings.get(limit):
                yield f"{name} has no {limit}"


@rule
def the_access_log_names_nobody(stack: Stack) -> Iterator[str]:
    for name, stage in stack.of_type("AWS::ApiGatewayV2::Stage").items():
        log = stage.get("AccessLogSettings", {})
        if not log:
            yield f"{name} has no access log"
        fields = {word for word in log.get("Format", "").split('"') if word.startswith("$")}
        if fields != LOGGED:
            yield f"{name} logs {sorted(fields)}, not {sorted(LOGGED)}"


@rule
def other_origins_cannot_call_the_api(stack: Stack) -> Iterator[str]:
    for name, api in stack.of_type("AWS::ApiGatewayV2::Api").items():
        if "CorsConfiguration" in api or "x-amazon-apigateway-cors" in api.get("Body", {}):
            yield f"{name} has CORS, also on the guests' pages"
