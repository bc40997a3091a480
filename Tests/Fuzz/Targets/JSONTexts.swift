import JSON
import Ports

/// A JSON text; after a byte that is none, a second one that is compared with it and laid over it.
enum JSONTexts {
    static func check(_ input: [UInt8]) throws {
        let parts = input.split(separator: 0xFF, maxSplits: 1, omittingEmptySubsequences: false).map(Array.init)
        guard let one = try value(parts[0]) else { return }
        try checkPrinting(one)
        guard parts.count == 2, let other = try value(parts[1]) else { return }
        try checkPatch(from: one, to: other)
        try checkMerging(other, over: one)
    }

    /// The value; nil where there is none, which is said with a place in the text.
    static func value(_ bytes: [UInt8]) throws -> JSONValue? {
        do throws(JSONFailure) {
            return try JSONValue(parsing: bytes)
        } catch {
            _ = try ShownText.words(for: error)
            switch error {
            case .syntax(let line, let column, _), .duplicateKey(_, let line, let column),
                .notUTF8(let line, let column), .trailing(let line, let column):
                try always((1...bytes.count + 1).contains(line), "a line is one of the text")
                try always((1...bytes.count + 1).contains(column), "a column is one of the text")
            case .empty, .tooDeep, .notAnObject: break
            }
            return nil
        }
    }

    /// Printed and read again it is the same value, and what is for a terminal hides nothing.
    static func checkPrinting(_ value: JSONValue) throws {
        for style in [JSONValue.Style.compact, .pretty] {
            for escapes in [false, true] {
                let text = value.text(style, escapingInvisible: escapes)
                // nil where it can't be read, which is not the same.
                let again = try? JSONValue(parsing: Array(text.utf8))
                try always(again == value, "a value is read as it is printed")
                let shown = text.unicodeScalars.filter { $0 != "\n" }
                try always(
                    !escapes || !shown.contains(where: Visible.mustBeEscaped), "a value for a terminal hides nothing")
            }
        }
    }

    private static func checkPatch(from one: JSONValue, to other: JSONValue) throws {
        let differences = one.differences(to: other)
        try always(differences.isEmpty == one.isEquivalent(to: other), "equivalent is what has no differences")
        // nil where it can't be applied, which is not the same.
        let patched = try? JSONPatch(differences).applied(to: one)
        try always(patched?.isEquivalent(to: other) ?? false, "a value becomes another by the patch between them")
    }

    private static func checkMerging(_ patch: JSONValue, over value: JSONValue) throws {
        let merged = value.merging(patch)
        try always(merged.holds(patch), "what is merged holds what was asked for")
        try always(merged.merging(patch) == merged, "to merge the same again changes nothing")
    }
}
