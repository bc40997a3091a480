import CoveoPlatform
import JSON
import Testing

@Suite("What create sends")
struct SourceDraftTests {
    private typealias Options = SourceDraft.Options

    private func body(_ draft: SourceDraft) -> String { JSONValue.object(draft.body).text(.compact) }

    private func model(_ text: String, _ options: SourceDraft.Options = .init()) throws -> SourceDraft {
        try SourceDraft(model: try Given.json(text), options: options)
    }

    @Test("the three bodies of the founding procedure come out byte by byte")
    func founding() throws {
        #expect(
            body(try SourceDraft(Options(name: "MyPushEnabledPublicSource")))
                == #"{"sourceType":"PUSH","name":"MyPushEnabledPublicSource","sourceVisibility":"SHARED","pushEnabled":true}"#
        )
        #expect(
            body(try SourceDraft(Options(name: "N", visibility: .private)))
                == #"{"sourceType":"PUSH","name":"N","sourceVisibility":"PRIVATE","pushEnabled":true}"#)
        let secured = Options(
            name: "MyPushEnabledSource", visibility: .secured, securityProviders: ["mySecurityProvider"])
        #expect(
            body(try SourceDraft(secured)) == """
                {"sourceType":"PUSH","name":"MyPushEnabledSource","sourceVisibility":"SECURED","pushEnabled":true,\
                "securityProviderReferences":["mySecurityProvider"]}
                """)
    }

    @Test("other types don't get what belongs to push; a catalog source is streamed")
    func types() throws {
        #expect(
            body(try SourceDraft(Options(name: "N", type: .catalog)))
                == #"{"sourceType":"CATALOG","name":"N","sourceVisibility":"SHARED","streamEnabled":true}"#)
        #expect(
            body(try SourceDraft(Options(name: "N", type: .custom)))
                == #"{"sourceType":"CUSTOM","name":"N","sourceVisibility":"SHARED"}"#)
        #expect(
            body(try SourceDraft(Options(name: "N", stream: true))) == """
                {"sourceType":"PUSH","name":"N","sourceVisibility":"SHARED","pushEnabled":true,"streamEnabled":true}
                """)
    }

    @Test("a model is sent as it is: no default of ours changes it")
    func model() throws {
        let texts = [
            #"{"sourceType":"PUSH","name":"S","sourceVisibility":"SECURED","pushEnabled":true,"securityProviderReferences":["mySecurityProvider"]}"#,
            #"{"name":"S","future":{"b":1.0,"a":1e400},"customParameters":{"z":"1"}}"#,
            #"{"name":"S","sourceType":"NEWER_THAN_US"}"#,
        ]
        for text in texts { #expect(body(try model(text)) == text) }
    }

    @Test("a secured model file does not become shared by a default, nor a model without visibility anything")
    func modelVisibility() throws {
        #expect(try model(#"{"name":"S","sourceVisibility":"SECURED"}"#).visibility == .secured)
        #expect(try model(#"{"name":"S","sourceVisibility":"SECURED"}"#).lacksProvider)
        #expect(try model(#"{"name":"S"}"#).visibility == nil)
    }

    @Test("an exported model is created anew without what the platform gave the other source")
    func exported() throws {
        let text = """
            {"sourceType":"PUSH","id":"acme-1","resourceId":"r","name":"S","owner":"ann","createdDate":1,\
            "lastModifiedDate":"x","lastModifier":"bob","information":{"a":1},"configurationError":null,\
            "sourceVisibility":"SECURED","securityProviderReferences":[{"id":"p","type":"X"},"q",{"id":"p"}],"new":1}
            """
        let draft = try model(text)
        #expect(
            body(draft) == """
                {"sourceType":"PUSH","name":"S","sourceVisibility":"SECURED","securityProviderReferences":["p","q"],\
                "new":1}
                """)
        #expect(!draft.lacksProvider)
    }

    @Test("only what was typed wins over a model")
    func typedOverModel() throws {
        let options = Options(
            type: .push, visibility: .secured, stream: true, securityProviders: ["p", "p", "q"])
        let draft = try model(#"{"sourceVisibility":"SHARED","x":1,"name":"S","sourceType":"WEB2"}"#, options)
        #expect(
            body(draft) == """
                {"sourceVisibility":"SECURED","x":1,"name":"S","sourceType":"PUSH","streamEnabled":true,\
                "securityProviderReferences":["p","q"]}
                """)
        #expect(body(try model(#"{"x":1}"#, Options(name: "S"))) == #"{"x":1,"name":"S"}"#)
        #expect(body(try model(#"{"name":"S"}"#, Options(name: "S"))) == #"{"name":"S"}"#)
    }

    @Test("a source needs one name")
    func names() throws {
        #expect(throws: SourceDraftFailure.noName) { try SourceDraft(Options()) }
        #expect(throws: SourceDraftFailure.noName) { try SourceDraft(Options(name: "")) }
        #expect(throws: SourceDraftFailure.noName) { try model("{}") }
        #expect(throws: SourceDraftFailure.noName) { try SourceDraft(Options(name: " \u{A0}\n")) }
        #expect(throws: SourceDraftFailure.noName) { try model(#"{"name":""}"#) }
        #expect(throws: SourceDraftFailure.noName) { try model(#"{"name":"  "}"#) }
        #expect(try SourceDraft(Options(name: " a ")).name == " a ")
        #expect(throws: SourceDraftFailure.twoNames(argument: "A", model: "B")) {
            try model(#"{"name":"B"}"#, Options(name: "A"))
        }
    }

    @Test("secured needs a provider, and a provider needs secured")
    func providers() {
        #expect(throws: SourceDraftFailure.securedWithoutProvider) {
            try SourceDraft(Options(name: "N", visibility: .secured))
        }
        #expect(throws: SourceDraftFailure.providerNeedsSecured(visibility: .shared)) {
            try SourceDraft(Options(name: "N", securityProviders: ["p"]))
        }
        #expect(throws: SourceDraftFailure.providerNeedsSecured(visibility: .private)) {
            try SourceDraft(Options(name: "N", visibility: .private, securityProviders: ["p"]))
        }
        #expect(throws: SourceDraftFailure.providerNeedsSecured(visibility: nil)) {
            try model(#"{"name":"N"}"#, Options(securityProviders: ["p"]))
        }
        #expect(throws: SourceDraftFailure.providerNeedsSecured(visibility: .shared)) {
            try model(
                #"{"name":"N","sourceVisibility":"SECURED","securityProviderReferences":["p"]}"#,
                Options(visibility: .shared))
        }
        #expect(throws: SourceDraftFailure.emptyProvider) {
            try SourceDraft(Options(name: "N", visibility: .secured, securityProviders: [""]))
        }
    }

    @Test("a model that is no object or has fields of wrong types is refused before anything is sent")
    func unfitModels() {
        for text in ["[]", "3", #""name""#, "null"] {
            #expect(throws: SourceDraftFailure.notAnObject) { try model(text) }
        }
        #expect(throws: SourceDraftFailure.wrongType(field: "name", expected: "string")) { try model(#"{"name":3}"#) }
        #expect(throws: SourceDraftFailure.unknownVisibility("PUBLIC")) {
            try model(#"{"name":"N","sourceVisibility":"PUBLIC"}"#)
        }
    }

    @Test("what the platform added is no difference; what was asked and is otherwise is one each")
    func comparison() throws {
        let asked = try SourceDraft(Options(name: "Docs", visibility: .secured, securityProviders: ["p", "q"])).body
        let extra = #","securityProviderReferences":[{"id":"q"},"p"],"mappings":[]"#
        let same = try Given.model(Given.pushSource(visibility: "SECURED", extra: extra))
        #expect(SourceComparison.mismatches(of: same.object, from: asked) == [])
        let other = try Given.model(#"{"id":"a","name":"Docs","sourceType":"WEB2","sourceVisibility":"SHARED"}"#)
        #expect(
            SourceComparison.mismatches(of: other.object, from: asked) == [
                SourceMismatch(field: "sourceType", expected: "PUSH", actual: "WEB2"),
                SourceMismatch(field: "sourceVisibility", expected: "SECURED", actual: "SHARED"),
                SourceMismatch(field: "pushEnabled", expected: true, actual: nil),
                SourceMismatch(field: "securityProviderReferences", expected: ["p", "q"], actual: []),
            ])
    }

    @Test("objects are compared by what was asked of them, arrays whole, numbers by value, null as nothing")
    func deepComparison() throws {
        let actual = try Given.json(#"{"a":{"b":1.0,"c":2},"l":[{"x":1,"y":2}],"information":{}}"#)
        let object = try #require(actual.object)
        func mismatches(_ text: String) throws -> [String] {
            SourceComparison.mismatches(of: object, from: try Given.json(text).object ?? [:]).map(\.field)
        }
        let matching = #"{"a":{"b":1},"l":[{"x":1}],"n":null,"information":{"q":1},"id":"x","lastModifiedDate":1}"#
        #expect(try mismatches(matching) == [])
        #expect(try mismatches(#"{"a":{"b":2,"c":3},"l":[]}"#) == ["a.b", "a.c", "l"])
    }
}
