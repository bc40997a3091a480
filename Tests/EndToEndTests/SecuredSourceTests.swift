import Foundation
import JSON
import Support
import Testing

@Suite("From nothing to a working secured source", .timeLimit(.minutes(20)))
struct SecuredSourceTests {
    private static let variables = ["COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox"]

    @Test("source, provider and key are made by three commands; the key may push to that source and no more")
    func journey() async throws {
        try await Stage.with(keyring: nil) { stage in
            let created = try await stage.shell(
                #""$0" sources create Wiki --visibility secured --create-security-provider wiki"#,
                adding: Self.variables)
            #expect(created.end == .exited(0), "\(created.errors)")
            let id = created.output.trimmingCharacters(in: .newlines)
            let provider = try await stage.coveo("providers", "show", "wiki", "--json", adding: Self.variables)
            #expect(provider.output.contains(#""id":"\#(id)""#), "\(provider.output)")
            let source = try await stage.coveo("sources", "show", id, "--json", adding: Self.variables)
            #expect(source.output.contains(#""securityProviderReferences":["wiki"]"#), "\(source.output)")
            let key = try await stage.coveo(
                "keys", "create", "--for", "push", "--source", id, "--expires", "90d", adding: Self.variables,
                isSecret: true)
            #expect(key.end == .exited(0), "\(key.errors)")
            let value = key.output.trimmingCharacters(in: .newlines)
            #expect(value.hasPrefix("xx") && !value.contains("\n") && !key.errors.contains(value))
            let own = ["COVEO_ACCESS_TOKEN": value, "COVEO_ORGANIZATION": "acmesandbox"]
            let may = try await stage.coveo("privileges", "check", "--for", "push", "--source", id, adding: own)
            #expect(may.end == .exited(0), "\(may.output)\(may.errors)")
            let mayNot = try await stage.coveo("privileges", "check", "--for", "create-source", adding: own)
            #expect(mayNot.end == .exited(1), "\(mayNot.output)\(mayNot.errors)")
            let refused = try await stage.coveo("sources", "create", "Other", adding: own)
            #expect(refused.end == .exited(77), "\(refused.errors)")
            #expect(!stage.everythingSaid.contains(value))
        }
    }

    @Test("a key whose answer is lost is disabled and named, and is the only one")
    func lostKey() async throws {
        try await Stage.with(
            keyring: nil, sandbox: ["--fault", "reset-after-create:1@/rest/organizations/acmesandbox/apikeys"]
        ) { stage in
            let source = try await stage.coveo("sources", "create", "Docs", adding: Self.variables)
            #expect(source.end == .exited(0))
            let key = try await stage.coveo(
                "keys", "create", "--for", "push", "--source", "Docs", adding: Self.variables)
            #expect(key.end == .exited(69) && key.output.isEmpty, "\(key.errors)")
            #expect(key.errors.contains("was disabled: the platform made it, and the answer with its value was lost"))
            let list = try await stage.coveo("keys", "list", adding: Self.variables)
            #expect(list.output.split(separator: "\n").count == 1 && list.output.contains("\tDISABLED\t"))
        }
    }

    @Test("--store-as keeps the key in the keyring, as a profile that works; disabled, it works no more")
    func stored() async throws {
        try await Stage.with { stage in
            try await stage.logInWithKey()
            try await stage.coveo("sources", "create", "Docs")
            let made = try await stage.coveo(
                "keys", "create", "--for", "push", "--source", "Docs", "--store-as", "push", "--json")
            #expect(made.end == .exited(0), "\(made.errors)")
            #expect(!made.output.contains("value"))
            #expect(try await stage.items().contains("coveo: push"))
            let shown = try await stage.coveo("sources", "show", "Docs", "--profile", "push")
            #expect(shown.end == .exited(0), "\(shown.errors)")
            let disabled = try await stage.coveo("keys", "disable", "coveo push: Docs (push)", "--yes")
            #expect(disabled.end == .exited(0), "\(disabled.errors)")
            #expect(try await stage.coveo("sources", "show", "Docs", "--profile", "push").end == .exited(77))
            #expect(try await stage.coveo("keys", "delete", "coveo push: Docs (push)", "--yes").end == .exited(0))
            #expect(try await stage.coveo("keys", "list").output.isEmpty)
        }
    }
}
