import HTTP
import Testing

@Suite("percent-encoding")
struct PercentEncodingTests {
    @Test("only unreserved characters stay")
    func encode() {
        #expect(PercentEncoding.encode("AZaz09-._~") == "AZaz09-._~")
        #expect(
            PercentEncoding.encode(" !\"#$%&'()*+,/:;<=>?@[\\]^`{|}")
                == "%20%21%22%23%24%25%26%27%28%29%2A%2B%2C%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D")
        #expect(PercentEncoding.encode("é😀\n\0") == "%C3%A9%F0%9F%98%80%0A%00")
        #expect(PercentEncoding.encode("") == "")
    }

    @Test("what was encoded is decoded to the same bytes")
    func decode() {
        for text in ["a/b?c#d%e ..", "e\u{301}", "👩‍🚀", "+", "\r\n\0", ""] {
            #expect(PercentEncoding.decode(PercentEncoding.encode(text)).map { Array($0.utf8) } == Array(text.utf8))
        }
        #expect(PercentEncoding.decode("%c3%A9+") == "é+")
    }

    @Test(
        "broken sequences and bytes that are no UTF-8 are refused",
        arguments: ["%", "%4", "a%zz", "%+1", "%ff", "%C3", "%ED%A0%80"])
    func refuse(text: String) {
        #expect(PercentEncoding.decode(text) == nil)
        #expect(PercentEncoding.decodeForm("a=\(text)") == nil)
        #expect(PercentEncoding.decodeForm("\(text)=a") == nil)
    }

    @Test("a form's space is a plus, and a plus is encoded")
    func form() {
        #expect(PercentEncoding.encodeForm("a b+c&d=e*-._~é") == "a+b%2Bc%26d%3De*-._%7E%C3%A9")
        #expect(
            PercentEncoding.encodeForm([("grant_type", "x y"), ("empty", ""), ("k&", "=")])
                == "grant_type=x+y&empty=&k%26=%3D")
    }

    @Test("a form is read in order, with repeated, empty and bare names")
    func decodeForm() throws {
        let fields = try #require(PercentEncoding.decodeForm("code=a%2Bb+c&state=&bare&code=2&&x=y=z"))
        #expect(fields.map(\.name) == ["code", "state", "bare", "code", "x"])
        #expect(fields.map(\.value) == ["a+b c", "", "", "2", "y=z"])
        #expect(PercentEncoding.decodeForm("")?.isEmpty == true)
    }

    @Test("a form's signs count with an accent on them, too")
    func accents() throws {
        let fields = try #require(PercentEncoding.decodeForm("code=a&\u{301}x=\u{302}b"))
        #expect(fields.map { Array($0.name.unicodeScalars) } == [Array("code".unicodeScalars), ["\u{301}", "x"]])
        #expect(fields.map { Array($0.value.unicodeScalars) } == [["a"], ["\u{302}", "b"]])
    }
}
