import Testing

@testable import Keyring

@Suite("What a helper says of its failure")
struct HelperMessageTests {
    @Test(
        "an item is no message, whatever stands on its brace or before it",
        arguments: [
            #"{"Secret":"canary"}"#, "  {\"Secret\":\"canary\"}", "\u{FEFF}{\"Secret\":\"canary\"}",
            "{\u{301}\"Secret\":\"canary\"}", "\n\n{",
        ])
    func item(output: String) {
        #expect(HelperMessage(Array(output.utf8)).text == "")
    }

    @Test("a message that mentions a brace is one")
    func message() {
        #expect(HelperMessage(Array("no vault {x}".utf8)).text == "no vault {x}")
    }
}
