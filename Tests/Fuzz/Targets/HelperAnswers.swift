import FoundationEssentials
import Ports

@testable import Keyring

/// What a credential helper prints, as an answer and as an error; and what stands in the file store's file.
enum HelperAnswers {
    static func check(_ input: [UInt8]) throws {
        if case .item(_, let secret)? = CredentialHelper.entry(in: input) {
            try always(
                !secret.reveal().isEmpty || String(decoding: input, as: UTF8.self).contains("base64:"),
                "an item has a secret")
        }
        for (address, _) in CredentialHelper.items(in: input) ?? [] {
            try always(HelperAddress(url: address.url) == address, "an address is read as it is written")
            try always(address.url.utf8.allSatisfy { 0x21...0x7E ~= $0 }, "an address is visible ASCII")
        }
        try checkMessage(input)
        let text = HelperSecret.text(Redacted(input)).reveal()
        try always(text.utf8.allSatisfy { 0x20...0x7E ~= $0 }, "a secret is kept as one line of ASCII")
        try always(HelperSecret.bytes(text)?.reveal() == input, "a secret is read as it was written")
    }

    /// It is one short line, without what looks like a token.
    private static func checkMessage(_ input: [UInt8]) throws {
        let message = HelperMessage(input).text
        try always(message.count <= 300 && !message.contains(where: \.isNewline), "a message is one short line")
        try always(!message.utf8.starts(with: "{".utf8), "an item is no message")
        let words = message.utf8.split { !("0"..."9" ~= $0.letter || "A"..."Z" ~= $0.letter || "a"..."z" ~= $0.letter) }
        try always(
            !words.contains { $0.count >= 20 && $0.contains { "0"..."9" ~= $0.letter } }, "a token does not show")
        let failure = StoreFailure.helper(program: "docker-credential-x", .failed(status: 1, message: message))
        _ = try ShownText.words(for: failure)
    }
}

extension UInt8 {
    fileprivate var letter: Unicode.Scalar { Unicode.Scalar(self) }
}
