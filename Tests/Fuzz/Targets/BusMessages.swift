@testable import Keyring

/// A message on the session's bus, as it is read without GLib.
enum BusMessages {
    static func check(_ input: [UInt8]) throws {
        try checkReading(input)
        try checkWriting(input)
    }

    private static func checkReading(_ input: [UInt8]) throws {
        guard input.count >= BusMessage.startSize else { return }
        let start = Array(input.prefix(BusMessage.startSize))
        guard let rest = BusMessage.restSize(after: start) else { return }
        try always(rest >= 0, "a message ends behind its start")
        guard rest <= input.count - start.count, let message = BusMessage(Array(input.prefix(start.count + rest)))
        else {
            return
        }
        // Each of the bodies that are read, whatever the signature says.
        var (session, search, secret) = (message.body, message.body, message.body)
        _ = (session.readSignature(), session.readBytes(), session.readString())
        for list in [search.readStrings(), search.readStrings()].compactMap(\.self) {
            try always(list.allSatisfy { $0.utf8.count < input.count }, "a string is part of its message")
        }
        _ = (secret.readString(), secret.readBytes(), secret.readBytes())
    }

    /// Texts and bytes are read as they are written.
    private static func checkWriting(_ input: [UInt8]) throws {
        let texts = input.split(separator: 0, maxSplits: 3).map { String(decoding: $0, as: UTF8.self) }
        var writer = BusWriter()
        for text in texts { writer.write(text) }
        writer.write(input)
        var reader = BusReader(writer.bytes)
        for text in texts { try always(reader.readString() == text, "a text is read as it is written") }
        try always(reader.readBytes() == input, "bytes are read as they are written")
        try always(reader.readByte() == nil, "what is written ends")
    }
}
