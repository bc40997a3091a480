import CoveoPlatform
import HTTPTypes
import Support
import Testing

@Suite(
    "The contract reader", .enabled(if: Contract.source != nil, "optional: the vendor's OpenAPI data is not present"))
struct ContractTests {
    private func violations(_ method: HTTPRequest.Method, _ path: String, _ body: String = "") throws -> [String] {
        try #require(Contract.source).violations(method, "/rest/organizations/o/sources" + path, body: Array(body.utf8))
    }

    @Test("right requests have no violations")
    func right() throws {
        #expect(try violations(.get, "/pages?page=0&perPage=100&sortingType=NAME&sortingOrder=ASC") == [])
        #expect(try violations(.get, "/a%2Fb") == [])
        let body = #"{"sourceType":"PUSH","name":"N","sourceVisibility":"SHARED","pushEnabled":true}"#
        #expect(try violations(.post, "?rebuild=false", body) == [])
    }

    @Test("wrong paths, methods and queries are found")
    func wrongHeads() throws {
        #expect(try violations(.patch, "/a") == ["no such operation: PATCH /rest/organizations/o/sources/a"])
        #expect(try violations(.get, "/a/b") == ["no such operation: GET /rest/organizations/o/sources/a/b"])
        #expect(try violations(.get, "/..").count == 1)
        #expect(try violations(.get, "/").count == 1)
        #expect(try violations(.get, "/pages?sortingType=AGE") == ["query parameter sortingType can't be AGE"])
        #expect(try violations(.get, "/pages?page=x&page=1").count == 2)
        #expect(try violations(.get, "/pages?limit=3") == ["unknown query parameter limit"])
        #expect(try violations(.get, "/a", "{}") == ["a body where none is due"])
    }

    @Test("wrong bodies are found, by their path")
    func wrongBodies() throws {
        #expect(try violations(.post, "", "") == ["no body"])
        #expect(try violations(.post, "", "{") == ["a body that is no JSON"])
        #expect(try violations(.post, "", "[]") == ["body is no object"])
        #expect(try violations(.post, "", #"{"sourceType":"push"}"#) == [#"body.sourceType can't be "push""#])
        #expect(try violations(.post, "", #"{"visibility":1}"#) == ["body.visibility is unknown"])
        #expect(try violations(.post, "", #"{"name":1}"#) == ["body.name is no string"])
        #expect(
            try violations(.post, "", #"{"securityProviderReferences":["p",{"id":"q"},"p"]}"#) == [
                "body.securityProviderReferences names something twice",
                "body.securityProviderReferences[1] is no string",
            ])
    }

    @Test("the types of sources are the vendor's")
    func types() throws {
        let types = try #require(Contract.source).values(of: "sourceType", in: "SourceModel")
        #expect(SourceType.all.map(\.rawValue) == types)
        let visibilities = try #require(Contract.source).values(of: "sourceVisibility", in: "SourceModel")
        #expect(Set(SourceVisibility.allCases.map(\.rawValue)) == Set(visibilities))
    }
}
