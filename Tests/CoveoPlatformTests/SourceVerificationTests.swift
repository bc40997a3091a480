import CoveoPlatform
import JSON
import Testing

@Suite("What verify finds")
struct SourceVerificationTests {
    private func verify(
        _ reference: String = "Docs", _ expectations: SourceExpectations = SourceExpectations(), among texts: [String]
    ) throws -> SourceVerification {
        SourceVerification(reference, expecting: expectations, among: try texts.map(Given.model))
    }

    private func failed(_ verification: SourceVerification) -> [String] {
        verification.checks.filter { !$0.ok }.map(\.check)
    }

    @Test("without expectations: existence, uniqueness, type, push, no configuration error, status")
    func plain() throws {
        let verification = try verify(among: [Given.pushSource()])
        #expect(verification.outcome == .verified)
        #expect(
            verification.checks.map(\.check) == [
                "exists", "unique", "type", "pushEnabled", "configurationError", "status",
            ])
        #expect(verification.checks.allSatisfy { $0.ok && !$0.isDoubtful })
        #expect(verification.model?.id == "acme-1")
    }

    @Test("no match is never success, and may still come")
    func absent() throws {
        let verification = try verify("Dcos", among: [Given.pushSource()])
        #expect(verification.outcome == .pending(.absent))
        #expect(failed(verification) == ["exists"])
        #expect(verification.near == ["Docs"])
        #expect(try verify("Invoices", among: [Given.pushSource()]).near == [])
        #expect(try verify("", among: []).outcome == .pending(.absent))
    }

    @Test("an ambiguous name is a failed check; the ID of one of the two is not")
    func ambiguous() throws {
        let texts = [Given.pushSource(id: "1"), Given.pushSource(id: "2")]
        let verification = try verify(among: texts)
        #expect(verification.outcome == .failed)
        #expect(failed(verification) == ["unique"])
        #expect(verification.model == nil)
        #expect(try verify("2", among: texts).outcome == .verified)
    }

    @Test("CREATING is not yet", arguments: ["CREATING"])
    func creating(status: String) throws {
        let verification = try verify(among: [Given.pushSource(status: status)])
        #expect(verification.outcome == .pending(.creating))
        #expect(failed(verification) == ["status"])
    }

    @Test("CREATING with something else wrong has failed so far")
    func creatingWrong() throws {
        let expectations = SourceExpectations(visibility: .private)
        #expect(try verify("Docs", expectations, among: [Given.pushSource(status: "CREATING")]).outcome == .failed)
    }

    @Test("ERROR and PAUSED_ON_ERROR fail for good", arguments: ["ERROR", "PAUSED_ON_ERROR"])
    func errors(status: String) throws {
        #expect(try verify(among: [Given.pushSource(status: status)]).outcome == .failedEarly)
    }

    @Test(
        "every other known status passes",
        arguments: ["PUSH_READY", "IDLE", "REFRESHING", "DISABLED", "PAUSED", "STARTING_REFRESH", "DELETING"])
    func known(status: String) throws {
        let verification = try verify(among: [Given.pushSource(status: status)])
        #expect(verification.outcome == .verified)
        #expect(!verification.checks.contains { $0.isDoubtful })
    }

    @Test("a status that we don't know passes with a warning, and so does none")
    func unknown() throws {
        let texts = [
            Given.pushSource(status: "HIBERNATING"),
            #"{"id":"a","name":"Docs","sourceType":"PUSH","pushEnabled":true}"#,
        ]
        for text in texts {
            let verification = try verify(among: [text])
            #expect(verification.outcome == .verified)
            #expect(verification.checks.filter(\.isDoubtful).map(\.check) == ["status"])
        }
    }

    @Test("a push source must be push enabled; another type need not")
    func pushEnabled() throws {
        let push = try verify(among: [#"{"id":"a","name":"Docs","sourceType":"PUSH","pushEnabled":false}"#])
        #expect(failed(push) == ["pushEnabled"] && push.outcome == .failed)
        #expect(try verify(among: [#"{"id":"a","name":"Docs","sourceType":"WEB2"}"#]).outcome == .verified)
    }

    @Test("a configuration error and a missing type fail")
    func configuration() throws {
        let text = #"{"id":"a","name":"Docs","configurationError":{"errorCode":"BAD","message":"m"}}"#
        let verification = try verify(among: [text])
        #expect(failed(verification) == ["type", "configurationError"])
        #expect(verification.checks.first { $0.check == "configurationError" }?.actual == "BAD")
    }

    @Test("visibility and providers are checked where they are expected, providers as a set")
    func expectations() throws {
        let text = Given.pushSource(visibility: "SECURED", extra: #","securityProviderReferences":["q",{"id":"p"}]"#)
        let right = SourceExpectations(visibility: .secured, securityProviders: ["p", "q"])
        #expect(try verify("Docs", right, among: [text]).outcome == .verified)
        let wrong = SourceExpectations(visibility: .shared, securityProviders: ["p"])
        let verification = try verify("Docs", wrong, among: [text])
        #expect(failed(verification) == ["visibility", "securityProviders"])
        let check = verification.checks.first { $0.check == "securityProviders" }
        #expect(check?.expected == ["p"] && check?.actual == ["q", "p"])
    }

    @Test("a reference that names no provider is not nothing: it passes where the source has the very same")
    func unnamedProviders() throws {
        let asked = SourceExpectations(fields: ["securityProviderReferences": [["name": "p"]]])
        for extra in ["", #","securityProviderReferences":[]"#, #","securityProviderReferences":["p"]"#] {
            let verification = try verify("Docs", asked, among: [Given.pushSource(extra: extra)])
            #expect(failed(verification) == ["securityProviders"])
        }
        let same = Given.pushSource(extra: #","securityProviderReferences":[{"name":"p"}]"#)
        #expect(try verify("Docs", asked, among: [same]).outcome == .verified)
        let none = SourceExpectations(securityProviders: [])
        #expect(failed(try verify("Docs", none, among: [same])) == ["securityProviders"])
        let null = Given.pushSource(extra: #","securityProviderReferences":null"#)
        #expect(try verify("Docs", none, among: [null]).outcome == .verified)
    }

    @Test("after a create all that was asked is checked, and the ID that was answered")
    func created() throws {
        let model = try Given.json(#"{"name":"Docs","sourceType":"PUSH","customParameters":{"a":"1"},"x":1}"#)
        let draft = try SourceDraft(model: model, options: .init())
        let text = Given.pushSource(extra: #","customParameters":{"a":"2","b":"3"},"x":1.0"#)
        let verification = try verify("Docs", SourceExpectations(draft, id: "acme-9"), among: [text])
        #expect(failed(verification) == ["id", "customParameters.a"])
        #expect(verification.checks.contains { $0.check == "x" && $0.ok })
    }
}
