import Testing

@testable import Keyring

@Suite("Messages on the bus")
struct BusMessageTests {
    /// A return of OpenSession as dbus-daemon passes it on: to call 2, with a key of three bytes.
    private static let answer: [UInt8] = {
        var body = BusWriter()
        body.write(signature: "ay")
        body.write([7, 8, 9])
        body.write("/s/1")
        var message = BusWriter()
        for byte: UInt8 in [UInt8(ascii: "l"), 2, 1, 1] { message.write(byte: byte) }
        message.write(UInt32(body.bytes.count))
        message.write(UInt32(39))
        message.write(UInt32(0))
        let start = message.bytes.count
        message.write(byte: 6)
        message.write(signature: "s")
        message.write(":1.8")
        message.align(to: 8)
        message.write(byte: 8)
        message.write(signature: "g")
        message.write(signature: "vo")
        message.align(to: 8)
        message.write(byte: 5)
        message.write(signature: "u")
        message.write(UInt32(2))
        message.replace(UInt32(message.bytes.count - start), at: start - 4)
        message.align(to: 8)
        return message.bytes + body.bytes
    }()

    @Test("an answer is read: what it answers, and its body")
    func reading() throws {
        let message = try #require(BusMessage(Self.answer))
        #expect(message.kind == .methodReturn)
        #expect(message.replySerial == 2)
        #expect(message.signature == "vo")
        var body = message.body
        #expect(body.readSignature() == "ay")
        #expect(body.readBytes() == [7, 8, 9])
        #expect(body.readString() == "/s/1")
        #expect(body.readByte() == nil)
        let rest = try #require(BusMessage.restSize(after: Array(Self.answer.prefix(BusMessage.startSize))))
        #expect(BusMessage.startSize + rest == Self.answer.count)
    }

    @Test("what is cut anywhere gives nothing, or a body that ends early")
    func cut() {
        for count in 0..<Self.answer.count {
            guard let message = BusMessage(Array(Self.answer.prefix(count))) else { continue }
            var body = message.body
            let values: (String?, [UInt8]?, String?) = (body.readSignature(), body.readBytes(), body.readString())
            #expect(values.2 == nil)
        }
    }

    @Test("no byte of an answer, changed to any other, is read beyond its end")
    func noise() {
        for place in Self.answer.indices {
            for byte: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
                var bytes = Self.answer
                bytes[place] = byte
                _ = BusMessage.restSize(after: Array(bytes.prefix(BusMessage.startSize)))
                guard let message = BusMessage(bytes) else { continue }
                var body = message.body
                if body.readSignature() != nil, let key = body.readBytes() { #expect(key.count <= bytes.count) }
            }
        }
    }

    @Test("a dictionary and a list of strings are what the specification makes of them, and nothing is read beyond")
    func containers() {
        var writer = BusWriter()
        writer.write(byte: 1)
        writer.write(["k": "vw"])
        #expect(writer.bytes == [1, 0, 0, 0, 15, 0, 0, 0, 1, 0, 0, 0, 0x6B, 0, 0, 0, 2, 0, 0, 0, 0x76, 0x77, 0])
        let list: [UInt8] = [14, 0, 0, 0, 1, 0, 0, 0, 0x2F, 0, 0, 0, 1, 0, 0, 0, 0x61, 0]
        var reader = BusReader(list)
        #expect(reader.readStrings() == ["/", "a"])
        for count in 0..<list.count {
            var cut = BusReader(Array(list.prefix(count)))
            #expect(cut.readStrings() == nil)
        }
        // A string that goes on beyond the list's end, and a length that no memory has.
        var long = BusReader([10, 0, 0, 0] + list.dropFirst(4))
        #expect(long.readStrings() == nil)
        var endless = BusReader([0xFF, 0xFF, 0xFF, 0xFF])
        #expect(endless.readStrings() == nil)
    }

    @Test("a call is what the specification's alignment makes of it")
    func call() {
        let hello = BusMessage.call(serial: 1, to: "a.b", "/c", .hello, signature: "") { _ in }
        #expect(hello.count % 8 == 0)
        #expect(Array(hello.prefix(16)) == [0x6C, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 76, 0, 0, 0])
        #expect(Array(hello[16..<28]) == [1, 1, 0x6F, 0, 2, 0, 0, 0, 0x2F, 0x63, 0, 0])
    }
}
