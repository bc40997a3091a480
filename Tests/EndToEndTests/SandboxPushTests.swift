import Foundation
import JSON
import Support
import Testing

@Suite("The sandbox's Push API", .timeLimit(.minutes(20)))
struct SandboxPushTests {
    private static let push = "/push/v1/organizations/{org}"

    private static func path(_ source: String, _ rest: String) -> String { "\(push)/sources/\(source)/\(rest)" }

    private static func document(_ name: String) -> String { "documents?documentId=file%3A%2F%2F\(name)" }

    /// What is there, as the sandbox tells it.
    private static func items(_ api: SandboxAPI) async throws -> (names: [String], rejected: Int) {
        let body = try await api.call("GET", "/sandbox/items").body
        let names = body["items"]?.array?.compactMap { $0["documentId"]?.string } ?? []
        return (names, body["rejected"]?.array?.count ?? -1)
    }

    private static func upload(
        _ content: String, to container: JSONValue, on api: SandboxAPI, changing fields: [String: String] = [:]
    ) async throws -> PlainHTTP.Answer {
        let address = try #require(container["uploadUri"]?.string)
        #expect(address.hasPrefix(api.sandbox.url))
        let required = container["requiredHeaders"]?.object?.members ?? []
        let pairs = required.compactMap { member in member.value.string.map { (member.key, $0) } }
        return try await PlainHTTP.send(
            "PUT", String(address.dropFirst(api.sandbox.url.count)), port: api.sandbox.port, body: content,
            fields: Dictionary(pairs) { $1 }.merging(fields) { $1 })
    }

    @Test("an item is pushed, replaced and deleted, its children too, and the source counts")
    func single() async throws {
        try await SandboxAPI.with { api in
            let id = try await api.create("Docs").id
            let body: JSONValue = ["title": "A", "data": "text", "fileExtension": ".txt"]
            for name in ["a", "b"] {
                #expect(try await api.call("PUT", Self.path(id, Self.document(name)), body).status == 202)
            }
            try await api.call("PUT", Self.path(id, Self.document("c")), ["parentId": "file://a", "data": "x"])
            let information = try await api.call("GET", "/sources/\(id)").body["information"]
            #expect(information?["numberOfDocuments"] == 3)
            #expect((information?["documentsTotalSize"]?.int ?? 0) > 50)
            let shown = try await api.call("GET", "/sandbox/items?source=\(id)&limit=1").body
            #expect(shown["count"] == 3 && shown["items"]?.array?.count == 1)
            #expect(shown["items"]?.array?.first?["item"] == ["title": "A", "fileExtension": ".txt"])

            #expect(try await api.call("DELETE", Self.path(id, Self.document("b") + "&orderingId=1")).status == 202)
            #expect(try await Self.items(api).names.count == 3, "a deletion older than the item does nothing")
            try await api.call("DELETE", Self.path(id, Self.document("a") + "&deleteChildren=true"))
            #expect(try await Self.items(api).names == ["file://b"])
            #expect(try await api.call("GET", "/sources/\(id)").body["information"]?["numberOfDocuments"] == 1)
        }
    }

    @Test("the status starts and ends an operation")
    func status() async throws {
        try await SandboxAPI.with { api in
            let id = try await api.create("Docs").id
            for (type, status, operation) in [
                ("REBUILD", "REFRESHING", nil), ("IDLE", "PUSH_READY", "REBUILD"), ("REFRESH", "REFRESHING", "REBUILD"),
                ("IDLE", "PUSH_READY", "FULL_REFRESH"),
            ] {
                #expect(try await api.call("POST", Self.path(id, "status?statusType=\(type)")).status == 201)
                let information = try await api.call("GET", "/sources/\(id)").body["information"]
                #expect(information?["sourceStatus"]?["type"]?.string == status)
                #expect(information?["lastOperation"]?["operationType"]?.string == operation)
            }
        }
    }

    @Test("a batch goes through a container, and what is older than it can go")
    func batch() async throws {
        try await SandboxAPI.with { api in
            let id = try await api.create("Docs").id
            try await api.call("PUT", Self.path(id, Self.document("old") + "&orderingId=5"), ["data": "x"])
            let container = try await api.call("POST", Self.push + "/files")
            #expect(container.status == 201)
            let content = """
                {"addOrUpdate":[{"documentId":"file://x","data":"x"},{"documentId":"file://y","data":"y"},{"data":"z"}],
                 "delete":[{"documentId":"file://old","deleteChildren":false}]}
                """
            let file = container.body["fileId"]?.string ?? ""
            #expect(try await api.call("PUT", Self.path(id, "documents/batch?fileId=\(file)")).status == 412)
            #expect(try await Self.upload(content, to: container.body, on: api).status == 200)
            #expect(
                try await api.call("PUT", Self.path(id, "documents/batch?fileId=\(file)&orderingId=9")).status == 202)
            let found = try await Self.items(api)
            #expect(found.names == ["file://x", "file://y"] && found.rejected == 1)
            try await api.call("PUT", Self.path(id, Self.document("new") + "&orderingId=10"), ["data": "x"])
            #expect(try await api.call("DELETE", Self.path(id, "documents/olderthan?orderingId=10")).status == 202)
            #expect(try await Self.items(api).names == ["file://new"])
            let signature = try #require(container.body["uploadUri"]?.string?.split(separator: "=").last)
            #expect(!api.sandbox.logged.contains(signature))
        }
    }

    @Test("an upload has exactly the headers that are required, and no token")
    func upload() async throws {
        try await SandboxAPI.with { api in
            let container = try await api.call("POST", Self.push + "/files").body
            for (fields, status, code) in [
                (["Authorization": "Bearer xx-sandbox-key"], 400, "InvalidArgument"),
                (["Content-Type": "application/json"], 403, "SignatureDoesNotMatch"),
                (["x-amz-server-side-encryption": "none"], 403, "SignatureDoesNotMatch"),
                (["x-amz-acl": "public-read"], 403, "SignatureDoesNotMatch"),
                (["Content-Length": "268435457"], 413, "REQUEST_TOO_LARGE"),
            ] {
                let answer = try await Self.upload("{}", to: container, on: api, changing: fields)
                #expect(answer.status == status && answer.body.contains(code), "\(fields): \(answer.body)")
            }
            let address = container["uploadUri"]?.string ?? ""
            let forged: JSONValue = ["uploadUri": .string(String(address.dropLast()))]
            #expect(try await Self.upload("{}", to: forged, on: api).body.contains("AccessDenied"))
        }
    }

    @Test("what is wrong has the status and the code that the vendor documents")
    func errors() async throws {
        try await SandboxAPI.with(["--paused", "acmeproduction"]) { api in
            let id = try await api.create("Docs").id
            let crawled = try await api.create("Web", ["sourceType": "WEB2", "pushEnabled": false]).id
            let item = Self.document("a")
            for (method, path, body, status, code) in [
                ("PUT", Self.path(id, "documents"), ["data": "x"], 412, "MISSING_PARAMETER"),
                ("PUT", Self.path(id, "documents?documentId=a"), ["data": "x"], 412, "INVALID_PARAMETER"),
                ("PUT", Self.path(id, item + "&compressionType=ZIP"), ["data": "x"], 412, "INVALID_PARAMETER"),
                ("PUT", Self.path(id, item + "&orderingId=now"), ["data": "x"], 412, "INVALID_PARAMETER"),
                ("PUT", Self.path("none", item), ["data": "x"], 412, "SOURCE_DOES_NOT_EXIST"),
                ("PUT", Self.path(crawled, item), ["data": "x"], 412, "INVALID_PARAMETER"),
                ("PUT", Self.path(id, item), nil, 415, "UNSUPPORTED_MEDIA_TYPE"),
                ("PUT", Self.path(id, item), [], 400, "INVALID_JSON"),
                ("DELETE", Self.path(id, "documents"), nil, 412, "MISSING_PARAMETER"),
                ("DELETE", Self.path(id, "documents/olderthan"), nil, 412, "MISSING_PARAMETER"),
                ("PUT", Self.path(id, "documents/batch"), nil, 412, "MISSING_PARAMETER"),
                ("PUT", Self.path(id, "documents/batch?fileId=x"), nil, 412, "INVALID_PARAMETER"),
                ("POST", Self.path(id, "status"), nil, 412, "MISSING_PARAMETER"),
                ("POST", Self.path(id, "status?statusType=NAP"), nil, 412, "INVALID_PARAMETER"),
                ("POST", "/push/v1/organizations/none/files", nil, 404, "ORGANIZATION_NOT_FOUND"),
                ("POST", "/push/v1/organizations/acmeproduction/files", nil, 403, "ACCESS_DENIED"),
            ] as [(String, String, JSONValue?, Int, String)] {
                let answer = try await api.call(method, path, body)
                #expect(answer.status == status && answer.code == code, "\(method) \(path): \(answer)")
            }
            let large = try await PlainHTTP.send(
                "PUT", "/push/v1/organizations/acmesandbox/sources/\(id)/" + item, port: api.sandbox.port,
                body: String(repeating: " ", count: 6 << 20) + "{}",
                fields: ["Authorization": "Bearer xx-sandbox-key", "Content-Type": "application/json"])
            #expect(large.status == 413 && large.body.contains("REQUEST_TOO_LARGE"))
            let many = JSONValue.array(Array(repeating: ["identity": "a"], count: 5_001))
            let rejected: JSONValue = ["data": "x", "permissions": [["allowedPermissions": many]]]
            #expect(try await api.call("PUT", Self.path(id, Self.document("b")), rejected).status == 202)
            let found = try await Self.items(api)
            #expect(found.names == [] && found.rejected == 1)
            #expect(try await api.using("nobody").call("POST", Self.push + "/files").code == "INVALID_TOKEN")

            try await api.sandbox.play("429-daily:1@PUT/push")
            let spent = try await api.call("PUT", Self.path(id, item), ["data": "x"])
            #expect(spent.status == 429 && spent.code == "TOO_MANY_DOCUMENTS_DAILY")
        }
    }

    @Test("a paused organization takes nothing, and what was pushed outlives a restart")
    func pausedAndRestarted() async throws {
        try await SandboxAPI.with { outer in
            let options = ["--state", outer.folder + "/state"]
            let first = SandboxAPI(
                sandbox: try await Sandbox.start(options, folder: outer.folder), folder: outer.folder)
            let id = try await first.create("Docs").id
            try await first.call("PUT", Self.path(id, Self.document("a")), ["data": "x"])
            await first.sandbox.stop()
            let second = SandboxAPI(
                sandbox: try await Sandbox.start(options + ["--paused", "acmesandbox"], folder: outer.folder),
                folder: outer.folder)
            let refused = try await second.call("PUT", Self.path(id, Self.document("b")), ["data": "x"])
            #expect(refused.status == 400 && refused.code == "ORGANIZATION_IS_PAUSED")
            #expect(try await Self.items(second).names == ["file://a"])
            await second.sandbox.stop()
        }
    }
}
