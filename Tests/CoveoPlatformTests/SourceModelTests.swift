import CoveoPlatform
import Foundation
import JSON
import Testing

@Suite("A source's model")
struct SourceModelTests {
    @Test("what we know is read; what we don't know stays")
    func accessors() throws {
        let text = """
            {"zeta":1.0,"id":"acme-1","name":"Docs","sourceType":"PUSH","sourceVisibility":"SECURED",\
            "pushEnabled":true,"streamEnabled":false,"owner":"o","lastModifiedDate":1767323045500,\
            "createdDate":"2026-01-02T03:04:05Z","securityProviderReferences":["p",{"id":"q","type":"SOURCE"},"p"],\
            "information":{"sourceStatus":{"type":"IDLE","extendedCurrentStatus":"RESUMING"},"numberOfDocuments":12,\
            "documentsTotalSize":3456}}
            """
        let model = try Given.model(text)
        #expect(model.id == "acme-1" && model.name == "Docs" && model.sourceType == "PUSH")
        #expect(model.visibility == .secured && model.pushEnabled == true && model.streamEnabled == false)
        #expect(model.securityProviderIDs == ["p", "q"])
        #expect(model.status == "IDLE" && model.extendedStatus == "RESUMING")
        #expect(model.documents == 12 && model.documentsSize == 3456 && model.owner == "o")
        #expect(model.modified == Date(timeIntervalSince1970: 1_767_323_045.5))
        #expect(model.created == Date(timeIntervalSince1970: 1_767_323_045))
        #expect(model.configurationError == nil)
        #expect(JSONValue.object(model.object).text(.compact) == text)
    }

    @Test(
        "dates come with and without fractions and as milliseconds; what is none is none",
        arguments: [
            (#""2026-01-02T03:04:05.250Z""#, 1_767_323_045.25), (#""2026-01-02T04:04:05+01:00""#, 1_767_323_045),
            ("1767323045000", 1_767_323_045), (#""2026-01-02T03:04:05.250+0000""#, 1_767_323_045.25),
            (#""2026-01-02T05:04:05+0200""#, 1_767_323_045), (#""2026-01-02T03:04:05.25Z""#, 1_767_323_045.25),
            (#""2026-01-02T03:04:05.250123Z""#, 1_767_323_045.25),
            (#""yesterday""#, nil), ("null", nil),
        ] as [(String, Double?)])
    func dates(value: String, seconds: Double?) throws {
        let model = try Given.model(#"{"id":"a","lastModifiedDate":\#(value)}"#)
        #expect(model.modified.map { ($0.timeIntervalSince1970 * 1_000).rounded() } == seconds.map { $0 * 1_000 })
    }

    @Test("what only the platform reports is not sent back")
    func writable() throws {
        let model = try Given.model(#"{"id":"a","information":{"x":1},"b":2,"configurationError":{"errorCode":"E"}}"#)
        #expect(JSONValue.object(model.writable).text(.compact) == #"{"id":"a","b":2}"#)
        #expect(model.configurationError == "E")
    }

    @Test("dates go back as text as they came, and not at all as numbers, which the contract doesn't allow")
    func writableDates() throws {
        let text = #"{"id":"a","createdDate":"2026-01-02T03:04:05Z","lastModifiedDate":"x","lastModifier":"ann"}"#
        #expect(JSONValue.object(try Given.model(text).writable).text(.compact) == text)
        let numbers = try Given.model(#"{"id":"a","createdDate":1767323045000,"lastModifiedDate":1.5e12,"z":1}"#)
        #expect(JSONValue.object(numbers.writable).text(.compact) == #"{"id":"a","z":1}"#)
        #expect(numbers.modifiedValue != nil)
    }

    @Test(
        "a source has changed where its date moved; without one, where what can be written did",
        arguments: [
            (#""lastModifiedDate":1,"a":1"#, #""a":2,"lastModifiedDate":1.0"#, true),
            (#""lastModifiedDate":1,"a":1"#, #""lastModifiedDate":2,"a":1"#, false),
            (#""lastModifiedDate":"x""#, #""lastModifiedDate":"y""#, false),
            (#""a":1,"b":[1e1]"#, #""b":[10],"a":1,"information":{}"#, true),
            (#""a":1"#, #""a":2"#, false),
            (#""a":1,"lastModifiedDate":null"#, #""a":2,"lastModifiedDate":null"#, false),
            (#""a":1"#, #""a":2,"lastModifiedDate":1"#, false),
            (#""a":1"#, #""a":1,"lastModifiedDate":1"#, true),
        ])
    func unchanged(before: String, now: String, isUnchanged: Bool) throws {
        let earlier = try Given.model(#"{"id":"s",\#(before)}"#)
        #expect(try Given.model(#"{"id":"s",\#(now)}"#).isUnchanged(since: earlier) == isUnchanged)
        #expect(try !Given.model(#"{"id":"t",\#(before)}"#).isUnchanged(since: earlier))
    }

    @Test("a value without an ID is no source", arguments: ["[]", "{}", #"{"id":""}"#, #"{"id":7}"#, "null"])
    func noSource(text: String) throws {
        #expect(SourceModel(try Given.json(text)) == nil)
    }

    @Test("an ID wins over another source's name")
    func idFirst() throws {
        let models = [try Given.model(#"{"id":"1","name":"2"}"#), try Given.model(#"{"id":"2","name":"x"}"#)]
        #expect(try SourceIndex(models).resolve("2").name == "x")
    }

    @Test("an ambiguous name lists the IDs, an absent one the near names")
    func unresolved() throws {
        let models = [("1", "Docs"), ("2", "Docs"), ("3", "Dogs"), ("4", "Invoices")].compactMap { id, name in
            SourceModel(["id": .string(id), "name": .string(name)])
        }
        let index = SourceIndex(models)
        #expect(throws: SourceResolutionFailure.ambiguous(name: "Docs", ids: ["1", "2"])) {
            try index.resolve("Docs")
        }
        #expect(throws: SourceResolutionFailure.absent(reference: "dogz", near: ["Dogs"])) {
            try index.resolve("dogz")
        }
        #expect(throws: SourceResolutionFailure.absent(reference: "", near: [])) { try index.resolve("") }
    }

    @Test("names are told apart by their bytes")
    func bytes() throws {
        let models = ["e\u{301}", "\u{e9}"].enumerated().compactMap { index, name in
            SourceModel(["id": "\(index)", "name": .string(name)])
        }
        #expect(try SourceIndex(models).resolve("\u{e9}").id == "1")
        #expect(try SourceIndex(models).resolve("e\u{301}").id == "0")
    }

    @Test("types are read in any case, with - for _, and an unknown one names the nearest")
    func types() throws {
        #expect(try SourceType(typed: "push") == .push)
        #expect(try SourceType(typed: "Box-Enterprise2").rawValue == "BOX_ENTERPRISE2")
        #expect(throws: SourceTypeFailure(text: "pusch", nearest: "push")) { try SourceType(typed: "pusch") }
        #expect(throws: SourceTypeFailure(text: "spreadsheets!", nearest: nil)) {
            try SourceType(typed: "spreadsheets!")
        }
        #expect(SourceVisibility(typed: "Secured") == .secured)
        #expect(SourceVisibility(typed: "public") == nil)
    }
}
