import CoveoPlatform
import JSON
import OAuth2
import Ports

@testable import CoveoCommands

/// The `config.json` of the vendor's CLI, from which a login is taken over.
enum VendorFiles {
    static func check(_ input: [UInt8]) throws {
        let file: AuthImportFile
        do throws(Failure) {
            file = try AuthImportFile(path: "/v/config.json", files: ByteFiles(input))
        } catch {
            return try check(error)
        }
        do throws(Failure) {
            let token = try file.token()
            if !TokenSet.isFit(token.reveal()) || !file.holds(token) { throw Failure(.software, "unfit") }
        } catch {
            try check(error)
        }
        do throws(Failure) {
            _ = try (file.organization(), file.isGiven())
            // Checked by the address itself.
            if let address = try file.address(), !address.isVendors { throw Failure(.software, "foreign") }
        } catch {
            try check(error)
        }
        try checkScrubbing(file, input)
    }

    private static func check(_ failure: Failure) throws {
        let words = try ShownText.words(for: failure)
        try always([.data, .noPermission, .noInput].contains(failure.code), "an unfit file is 65, 66 or 77: \(words)")
    }

    /// The token goes, and nothing else: one piece of the text.
    private static func checkScrubbing(_ file: AuthImportFile, _ before: [UInt8]) throws {
        let after = file.scrubbed()
        guard var object = try JSONTexts.value(before)?.object, let rest = try JSONTexts.value(after)?.object else {
            throw BrokenProperty("a file without its token can be read")
        }
        object["accessToken"] = nil
        try always(rest == object, "the token goes, and nothing else")
        let start = zip(before, after).prefix { $0 == $1 }.count
        try always(
            before.count >= after.count && before.suffix(after.count - start).elementsEqual(after[start...]),
            "every other byte stays")
    }
}
