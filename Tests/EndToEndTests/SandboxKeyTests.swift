import Foundation
import JSON
import Support
import Testing

@Suite("The sandbox's API keys", .timeLimit(.minutes(20)))
struct SandboxKeyTests {
    private static func privilege(_ domain: String, _ type: String, on target: String = "*") -> JSONValue {
        ["owner": "PLATFORM", "targetDomain": .string(domain), "type": .string(type), "targetId": .string(target)]
    }

    private static func request(_ privileges: [JSONValue], _ fields: JSONObject = JSONObject()) -> JSONValue {
        var request: JSONObject = ["displayName": "Push", "description": "For CI", "enabled": true]
        request["privileges"] = .array(privileges)
        request.overlay(fields)
        return .object(request)
    }

    @Test("a key's value is told once, and is a token with the key's privileges")
    func value() async throws {
        try await SandboxAPI.with { api in
            let source = try await api.create("Docs").id
            let other = try await api.create("Other").id
            let made = try await api.call(
                "POST", "/apikeys",
                Self.request([
                    Self.privilege("SOURCE", "VIEW"), Self.privilege("SOURCE", "EDIT", on: source),
                    Self.privilege("ORGANIZATION", "VIEW"),
                ]))
            #expect(made.status == 201 && made.fields["cache-control"] == "no-store")
            let value = try #require(made.body["value"]?.string)
            #expect(value.hasPrefix("xx") && value.count == 38 && !api.sandbox.logged.contains(value))
            #expect(made.body["status"] == "ENABLED" && made.body["expirationDate"] == nil)
            let listed = try await api.call("GET", "/apikeys").body.array ?? []
            #expect(listed.count == 1 && listed.first?["value"] == nil)
            #expect(try await api.call("GET", "/apikeys/\(made.id)").body["value"] == nil)

            let pusher = api.using(value)
            #expect(try await pusher.names("") == ["Docs", "Other"])
            #expect(try await pusher.call("POST", "/sources/\(source)/rebuild").status == 200)
            #expect(try await pusher.call("POST", "/sources/\(other)/rebuild").status == 403)
            #expect(try await pusher.create("New").status == 403)
            #expect(try await pusher.call("GET", "/apikeys").status == 403)
            #expect(try await pusher.inside("acmeproduction").call("GET", "/sources").status == 403)
        }
    }

    @Test("a disabled, an expired and a deleted key get 401, and an enabled one works again")
    func ends() async throws {
        try await SandboxAPI.with { api in
            let made = try await api.call("POST", "/apikeys", Self.request([Self.privilege("SOURCE", "VIEW")]))
            let key = api.using(try #require(made.body["value"]?.string))
            for (isEnabled, status) in [(false, 401), (true, 200)] {
                var model = try #require(try await api.call("GET", "/apikeys/\(made.id)").body.object)
                model["enabled"] = .bool(isEnabled)
                let changed = try await api.call("PUT", "/apikeys/\(made.id)", .object(model))
                #expect(changed.body["status"]?.string == (isEnabled ? "ENABLED" : "DISABLED"))
                #expect((changed.body["disabledDate"] == nil) == isEnabled)
                let answer = try await key.call("GET", "/sources")
                #expect(answer.status == status && answer.code == (isEnabled ? nil : "INVALID_TOKEN"))
            }
            #expect(try await api.call("DELETE", "/apikeys/\(made.id)").status == 204)
            #expect(try await key.call("GET", "/sources").status == 401)
            #expect(try await api.call("GET", "/apikeys/\(made.id)").code == "API_KEY_NOT_FOUND")

            let short = try await api.call(
                "POST", "/apikeys", Self.request([Self.privilege("SOURCE", "VIEW")], ["lifetimeDuration": "PT1S"]))
            let created = try #require(short.body["createdDate"]?.int)
            #expect(short.body["expirationDate"]?.int == created + 1_000)
            let shortKey = api.using(try #require(short.body["value"]?.string))
            let deadline = ContinuousClock.now + .seconds(20)
            while try await shortKey.call("GET", "/sources").status == 200, .now < deadline {}
            #expect(try await shortKey.call("GET", "/sources").status == 401)
            #expect(try await api.call("GET", "/apikeys/\(short.id)").body["status"] == "EXPIRED")
        }
    }

    @Test("a lifetime is a calendar's")
    func lifetime() async throws {
        try await SandboxAPI.with { api in
            for (text, days) in [("P90D", 90...90), ("P1M", 28...31), ("P1Y", 365...366), ("P2W", 14...14)] {
                let made = try await api.call("POST", "/apikeys", Self.request([], ["lifetimeDuration": .string(text)]))
                let from = try #require(made.body["createdDate"]?.int)
                let to = try #require(made.body["expirationDate"]?.int)
                #expect(days.contains((to - from) / 86_400_000) && (to - from) % 86_400_000 == 0, "\(text)")
            }
        }
    }

    @Test("what can't be a key is refused, and nobody gives what they don't have")
    func errors() async throws {
        try await SandboxAPI.with { api in
            for fields: JSONObject in [
                ["lifetimeDuration": "90d"], ["lifetimeDuration": "P"], ["displayName": ""], ["unknown": 1],
                ["displayName": .string(String(repeating: "x", count: 126))],
                ["description": .string(String(repeating: "x", count: 1_001))],
            ] {
                let answer = try await api.call("POST", "/apikeys", Self.request([], fields))
                #expect(answer.status == 400, "\(fields)")
            }
            #expect(try await api.call("GET", "/apikeys").body == [])
            let maker = try await api.call(
                "POST", "/apikeys",
                Self.request([Self.privilege("API_KEY", "CREATE"), Self.privilege("SOURCE", "VIEW")]))
            let narrow = api.using(try #require(maker.body["value"]?.string))
            let more = try await narrow.call("POST", "/apikeys", Self.request([Self.privilege("SOURCE", "EDIT")]))
            #expect(more.status == 403)
            let same = try await narrow.call("POST", "/apikeys", Self.request([Self.privilege("SOURCE", "VIEW")]))
            #expect(same.status == 201)
        }
    }

    @Test(
        "what was made outlives a restart: keys, providers, schedules, a resumed organization; no key's value is kept")
    func restart() async throws {
        let paused = #"{"organizations":[{"id":"acmesandbox","displayName":"S","paused":true}]}"#
        try await SandboxAPI.with { outer in
            let state = outer.folder + "/state"
            try paused.write(toFile: outer.folder + "/seed", atomically: true, encoding: .utf8)
            let options = ["--state", state, "--seed", outer.folder + "/seed"]
            let first = SandboxAPI(
                sandbox: try await Sandbox.start(options, folder: outer.folder), folder: outer.folder)
            try await first.call("POST", "/resume")
            let source = try await first.create("Docs").id
            try await first.call("POST", "/sources/\(source)/schedules", ["refreshType": "REBUILD"])
            let made = try await first.call("POST", "/apikeys", Self.request([Self.privilege("SOURCE", "VIEW")]))
            let value = try #require(made.body["value"]?.string)
            await first.sandbox.stop()
            let kept = try String(contentsOfFile: state, encoding: .utf8)
            #expect(kept.contains(made.id) && !kept.contains(value))

            let second = SandboxAPI(
                sandbox: try await Sandbox.start(options, folder: outer.folder), folder: outer.folder)
            #expect(try await second.using(value).names("") == ["Docs"])
            #expect(try await second.call("GET", "/status").body["pauseState"] == "ACTIVE")
            #expect(try await second.call("GET", "/sources/\(source)/schedules").body.array?.count == 1)
            await second.sandbox.stop()
        }
    }
}
