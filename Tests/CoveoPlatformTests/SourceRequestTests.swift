import CoveoPlatform
import HTTPTypes
import JSON
import Ports
import Support
import Testing

@Suite("Requests for one source")
struct SourceRequestTests {
    @Test(
        "an ID of any text is one segment of the path",
        arguments: [
            ("acme-1", "acme-1"), ("a/b", "a%2Fb"), ("a?b=c", "a%3Fb%3Dc"), ("a#b", "a%23b"), ("50%", "50%25"),
            ("../x", "..%2Fx"), ("-rf", "-rf"), ("a b+c", "a%20b%2Bc"), ("😀", "%F0%9F%98%80"), ("…", "%E2%80%A6"),
        ])
    func segments(id: String, encoded: String) async throws {
        let transport = ScriptedTransport { _, _ in .json(#"{"id":\#(JSONValue.string(id).text(.compact))}"#) }
        let client = try Given.client(transport)
        let organization = try Given.organization()
        #expect(try await client.source(id, in: organization).id == id)
        try await client.updateSource(id, in: organization, model: ["id": .string(id)])
        #expect(try await client.deleteSource(id, in: organization))
        let path = "/rest/organizations/acme/sources/\(encoded)"
        #expect(
            transport.requests.map(\.line) == ["GET \(path)", "PUT \(path)?rebuild=false", "DELETE \(path)"])
        Given.expectContract(transport)
    }

    @Test("what would change the path is never sent", arguments: ["", ".", ".."])
    func unfit(id: String) async throws {
        let transport = ScriptedTransport([])
        let client = try Given.client(transport)
        let organization = try Given.organization()
        await #expect(throws: PlatformFailure.unfitIdentifier(.deleteSource(id: id), id)) {
            try await client.deleteSource(id, in: organization)
        }
        #expect(transport.requests.isEmpty)
    }

    @Test("update sends the whole model back with rebuild=false, and rebuild=true where asked")
    func update() async throws {
        let text = #"{"id":"acme-1","name":"Docs","unknown":{"z":1.50,"a":[1E+3]},"information":{"a":1}}"#
        let source = try Given.model(text)
        let transport = ScriptedTransport { _, _ in .plain("", status: 204) }
        let client = try Given.client(transport)
        let changed = try SourceChange(visibility: .private).applied(to: source)
        try await client.updateSource("acme-1", in: Given.organization(), model: changed.model)
        try await client.updateSource("acme-1", in: Given.organization(), model: changed.model, rebuild: true)
        let path = "PUT /rest/organizations/acme/sources/acme-1?rebuild="
        #expect(transport.requests.map(\.line) == [path + "false", path + "true"])
        let body = #"{"id":"acme-1","name":"Docs","unknown":{"z":1.50,"a":[1E+3]},"sourceVisibility":"PRIVATE"}"#
        #expect(transport.requests.first?.text == body)
        Given.expectContract(transport, allowingUnknownFields: true)
    }

    @Test("a source that is gone already counts as not deleted; a page is no success")
    func delete() async throws {
        let organization = try Given.organization()
        let gone = try Given.client(ScriptedTransport([.success(.json("{}", status: 404))]))
        #expect(try await gone.deleteSource("a", in: organization) == false)
        let page = try Given.client(ScriptedTransport([.success(.plain("<p>", status: 200, type: "text/html"))]))
        await #expect(throws: PlatformFailure.notJSON(.deleteSource(id: "a"), contentType: "text/html")) {
            try await page.deleteSource("a", in: organization)
        }
    }

    @Test("a text that looks like an ID is asked for directly")
    func resolveID() async throws {
        let transport = ScriptedTransport([.success(.json(Given.pushSource()))])
        let source = try await Given.client(transport).resolveSource("acme-1", in: Given.organization())
        #expect(source.id == "acme-1")
        #expect(transport.requests.map(\.line) == ["GET /rest/organizations/acme/sources/acme-1"])
    }

    @Test("where there is no such ID the list decides, as it does for every name", arguments: [400, 403, 404])
    func resolveName(status: Int) async throws {
        let docs = Given.pushSource(id: "1", name: "acme-docs"), dots = Given.pushSource(id: "2", name: "..")
        let list = Given.page([docs, dots])
        let transport = ScriptedTransport([
            .success(.json("{}", status: status)), .success(list), .success(.json(docs)), .success(list),
            .success(.json(dots)),
        ])
        let client = try Given.client(transport)
        #expect(try await client.resolveSource("acme-docs", in: Given.organization()).id == "1")
        #expect(try await client.resolveSource("..", in: Given.organization()).id == "2")
        #expect(
            transport.requests.map(\.line).filter { !$0.contains("/pages") }
                == ["acme-docs", "1", "2"].map { "GET /rest/organizations/acme/sources/\($0)" })
    }

    @Test("IDs are opaque: what the list doesn't hold is asked for by its text, once")
    func resolveUnlisted() async throws {
        let new = Given.pushSource(id: "q7x-opaque", name: "New")
        let list = Given.page([Given.pushSource(id: "1", name: "Docs")])
        let transport = ScriptedTransport([.success(list), .success(.json(new))])
        let client = try Given.client(transport)
        #expect(try await client.resolveSource("q7x-opaque", in: Given.organization()).name == "New")
        #expect(transport.requests.map(\.line).last == "GET /rest/organizations/acme/sources/q7x-opaque")
        #expect(transport.requests.count == 2)
        let lagging = ScriptedTransport([.success(list), .success(.json(new))])
        let others = try Given.client(lagging)
        #expect(
            try await others.resolveSources(["Docs", "q7x-opaque", "1"], in: Given.organization()).map(\.id)
                == ["1", "q7x-opaque"])
    }

    @Test("a text that is neither in the list nor an ID is absent, with near names", arguments: [400, 403, 404])
    func resolveAbsent(status: Int) async throws {
        let transport = ScriptedTransport { request, _ in
            request.line.contains("/pages?")
                ? Given.page([Given.pushSource(id: "1", name: "Docs")]) : .json("{}", status: status)
        }
        let client = try Given.client(transport)
        let organization = try Given.organization()
        for reference in ["Doks", "acme-Docs", ".."] {
            let near = reference == "Doks" ? ["Docs"] : nil
            do {
                _ = try await client.resolveSource(reference, in: organization)
                Issue.record("\(reference) was found")
            } catch SourceResolutionFailure.absent(let text, let names) {
                #expect(text == reference && names == near ?? names)
            }
            await #expect(throws: SourceResolutionFailure.self) {
                try await client.resolveSources([reference], in: organization)
            }
        }
        #expect(transport.requests.filter { $0.line.hasSuffix("/acme-Docs") }.count == 2)
        #expect(!transport.requests.contains { $0.line.hasSuffix("..") })
    }

    @Test("a failure of the platform while asking is no absence; an ambiguous name is not asked for")
    func resolveFailure() async throws {
        let twins = Given.page([Given.pushSource(id: "1"), Given.pushSource(id: "2")])
        let transport = ScriptedTransport { request, _ in
            request.line.contains("/pages?") ? twins : .json("{}", status: 500)
        }
        let client = try Given.client(transport)
        let organization = try Given.organization()
        await #expect(throws: PlatformFailure.self) { try await client.resolveSources(["x"], in: organization) }
        await #expect(throws: SourceResolutionFailure.ambiguous(name: "Docs", ids: ["1", "2"])) {
            try await client.resolveSources(["Docs"], in: organization)
        }
        #expect(transport.requests.filter { !$0.line.contains("/pages?") }.count == 1)
    }

    @Test("an answer about another source is refused")
    func otherSource() async throws {
        let client = try Given.client(ScriptedTransport([.success(.json(#"{"id":"other"}"#))]))
        let organization = try Given.organization()
        await #expect(throws: PlatformFailure.malformed(.showSource(id: "a"), field: "id")) {
            _ = try await client.source("a", in: organization)
        }
    }
}
