import HTTP
import HTTPTypes
import Support
import Testing

@Suite("Any text, in addresses and in what is logged of them")
struct AddressPropertyTests {
    @Test("is read as it was encoded, as a segment, as a value and in a form")
    func encoding() throws {
        var random = SeededRandom(seed: 3986)
        for _ in 0..<2_000 {
            let (name, value) = (String.random(using: &random), String.random(using: &random))
            #expect(PercentEncoding.decode(PercentEncoding.encodeSegment(name))?.utf8.elementsEqual(name.utf8) == true)
            let fields = try #require(
                PercentEncoding.decodeForm(PercentEncoding.encodeForm([(name, value), ("a", "b")])))
            #expect(fields.map { Array($0.name.utf8) } == [Array(name.utf8), Array("a".utf8)])
            #expect(fields.map { Array($0.value.utf8) } == [Array(value.utf8), Array("b".utf8)])
        }
    }

    @Test("is one segment and one value of an address, which is read as it is printed")
    func addresses() throws {
        var random = SeededRandom(seed: 8252)
        let base = try WebAddress("https://a.example:8443/base?x=1")
        for _ in 0..<2_000 {
            let (name, value) = (String.random(using: &random), String.random(using: &random))
            let address = base.appending([name], query: [(name, value)])
            #expect(try WebAddress(address.description) == address)
            #expect(address.origin == base.origin)
            #expect(address.path.utf8.count { $0 == UInt8(ascii: "/") } == 2)
            #expect((address.query ?? "").utf8.count { $0 == UInt8(ascii: "&") } == 1)
        }
    }

    @Test("shows nothing of a query, a fragment or a user where a server names an address")
    func logged() throws {
        var random = SeededRandom(seed: 7230)
        for _ in 0..<2_000 {
            var texts = (0..<3).map { _ in
                String(
                    String.random(using: &random).unicodeScalars.filter { !"<>\"',;/\\?#@".unicodeScalars.contains($0) }
                )
            }
            // White space ends an address in such a field, and no field holds a line break.
            texts = texts.map { String($0.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }) }
            let value = "https://\(texts[0])canary@a.example/x?\(texts[1])canary#\(texts[2])canary"
            guard HTTPField.isValidValue(value) else { continue }
            let shown = ShownField(HTTPField(name: .location, value: value)).value
            #expect(!shown.contains("canary"), "\(shown)")
        }
    }
}
