import Foundation
import JSON
import Support
import Testing

@Suite(
    "Requests against the vendor's OpenAPI data",
    .enabled(if: Contract.source != nil, "optional: the vendor's OpenAPI data is not present"), .timeLimit(.minutes(20))
)
struct RequestContractTests {
    /// Run one after the other; each ends with the status before it.
    private static let commands: [(status: Int32, line: String)] = [
        (0, "orgs list"), (0, "orgs show"), (0, "orgs use acmesandbox"),
        (0, "privileges check"), (0, "privileges check --for create-source,push-identities,create-key,manage-keys"),
        (0, "providers list"), (0, "providers show mySecurityProvider"),
        (0, "sources create Docs"), (0, "sources create 'A/b ?#%.. é' --visibility private --verify --rebuild"),
        (0, "sources create Docs --if-not-exists"),
        (0, "sources create W --visibility secured --security-provider mySecurityProvider --stream"),
        (0, "sources create --model model.json"),
        (0, "sources create P --visibility secured --create-security-provider 'p/q ?'"),
        (0, "providers show 'p/q ?'"), (0, "providers create x --case-sensitive --source 'A/b ?#%.. é'"),
        (0, "providers show x --json >provider.json"), (0, "providers create --model provider.json --if-not-exists"),
        (0, "sources list"), (0, "sources show Docs"), (0, "sources open 'A/b ?#%.. é'"),
        (0, "privileges check --for push,update-source --source 'A/b ?#%.. é'"),
        (0, "sources update Docs --visibility private --verify"),
        (0, "sources update W --set 'customParameters.a=\"b\"' --rebuild"),
        (0, "sources update Modelled --model changes.json --yes"),
        (0, "sources update Modelled --rename 'M&=/é' --force"),
        (0, "sources verify Docs W"), (0, "sources verify 'M&=/é' --model changes.json --wait 5"),
        (0, "sources duplicate 'A/b ?#%.. é' 'c&d=é'"), (0, "sources rebuild 'c&d=é' --force --yes"),
        (0, "keys create --for push --source 'c&d=é' --expires 1y --json"),
        (0, "keys list"), (0, "keys disable 'coveo push: c&d=é' -y"), (0, "keys delete 'coveo push: c&d=é' -y"),
        (0, "sources export >all.yaml"), (0, "sources export Docs W -f two.json"),
        (0, "sources diff -f all.yaml"), (1, "sources diff -f manifest.json"),
        (0, "sources apply -f manifest.json --verify --yes"),
        (0, "sources apply -f only.json --prune --prune-prefix team- --yes --max-deletes 2"),
        (0, "sources delete Docs 'A/b ?#%.. é' --yes"),
    ]
    /// Written beside them. What `export` writes is applied as it is: with fields that were null or empty.
    private static let files = [
        "model.json": """
        {"name":"Modelled","sourceType":"PUSH","pushEnabled":true,"sourceVisibility":"PRIVATE","id":"elsewhere",
        "information":{},"customParameters":{"a":"1"},"urlFilters":[{"filter":"*","includeFilter":true,"filterType":"WILDCARD"}]}
        """,
        "changes.json": #"{"sourceVisibility":"SHARED","customParameters":{"b":"2"},"urlFilters":[]}"#,
        "manifest.json": """
        [{"name":"team-one","sourceType":"PUSH","pushEnabled":true,"sourceVisibility":"SHARED"},
        {"name":"Docs","customParameters":{"a":"b","c":null},"urlFilters":null},
        {"name":"W","securityProviderReferences":["mySecurityProvider"],"customParameters":{"a":null}}]
        """,
        "only.json": #"[{"name":"Docs","sourceVisibility":"PRIVATE"}]"#,
    ]
    /// The sandbox gives dates as numbers, as the platform is seen to do against its own description; they go back as
    /// they came.
    private static let asTheyCame = ["body.createdDate is no string", "body.lastModifiedDate is no string"]
    /// What the vendor documents elsewhere than in this data: the liveness probe, limits, regions, keys beyond their create.
    private static let described = [
        "POST /oauth/check_token", "GET /rest/organizations/acmesandbox/limits",
        "GET /rest/global/organizations/acmesandbox", "GET /rest/global/regions",
        "GET /rest/organizations/acmesandbox/apikeys", "PUT /rest/organizations/acmesandbox/apikeys/ID",
        "DELETE /rest/organizations/acmesandbox/apikeys/ID",
    ]

    @Test("every request of every command is one that the vendor describes")
    func requests() async throws {
        try await Stage.with(keyring: nil, sandbox: ["--allow-rename"]) { stage in
            let relay = try Relay(to: stage.sandbox.port)
            defer { relay.stop() }
            let variables = ["COVEO_PLATFORM_URL": relay.url]
            for (name, text) in Self.files { _ = try stage.write(name, text) }
            let login = try await stage.coveo(
                "login", "--with-token", "--store", "file", input: .text("xx-sandbox-key\n"), adding: variables)
            #expect(login.end == .exited(0), "\(login.errors)")
            for (status, line) in Self.commands {
                let outcome = try await stage.shell(#""$0" \#(line)"#, adding: variables)
                #expect(outcome.end == .exited(status), "\(line): \(outcome.output)\(outcome.errors)")
            }
            let requests = relay.requests
            #expect(Set(requests.map(\.method)) == ["GET", "POST", "PUT", "DELETE"])
            for request in requests { try check(request) }
        }
    }

    private func check(_ request: Relay.Request) throws {
        let contract = try #require(Contract.source)
        #expect(request.fields["user-agent"]?.hasPrefix("coveo/") == true, "\(request.fields)")
        #expect(request.fields["authorization"] == "Bearer xx-sandbox-key", "\(request.target)")
        let type = request.fields["content-type"] ?? "none"
        let isProbe = request.target.hasPrefix("/oauth/")
        #expect(request.body.isEmpty || isProbe || type.hasPrefix("application/json"), "\(request.target): \(type)")
        // Models that were read are sent back with what the platform added since.
        let found = contract.violations(
            method: request.method, target: request.target, body: request.body,
            allowingUnknownFields: request.method == "PUT"
        ).filter { !Self.asTheyCame.contains($0) }
        guard found.count == 1, found[0].hasPrefix("no such operation") else {
            #expect(found == [], "\(request.method) \(request.target)")
            return
        }
        let path = request.target.prefix { $0 != "?" }.replacing(/\/apikeys\/.+/, with: "/apikeys/ID")
        #expect(Self.described.contains("\(request.method) \(path)"), "\(request.method) \(request.target)")
    }

    @Test(
        "no command that works on the platform is missing here",
        arguments: ["orgs", "privileges", "providers", "sources", "keys"])
    func complete(group: String) async throws {
        try await Stage.with(keyring: nil) { stage in
            let help = try await stage.coveo(group, "--help").output
            let list = try #require(help.split(separator: "\n\n").first { $0.hasPrefix("COMMANDS:\n") })
            let names = list.split(separator: "\n").compactMap { $0.wholeMatch(of: #/  ([a-z]+) .*/#)?.output.1 }
            #expect(!names.isEmpty, "\(help)")
            for name in names {
                #expect(Self.commands.contains { $0.line.hasPrefix("\(group) \(name)") }, "\(group) \(name)")
            }
        }
    }
}
