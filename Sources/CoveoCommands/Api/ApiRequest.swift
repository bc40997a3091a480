import CoveoPlatform
import HTTP
import HTTPTypes
import Ports

/// What was typed for `coveo api`, checked without asking anybody.
struct ApiRequest: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let fields: HTTPFields
    private let data: String?

    /// In the order of use.
    static let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete, .head, .options]

    /// - Throws: 64.
    init(_ command: ApiCommand) throws(Failure) {
        data = try single(command.data, "-d")
        (method, path) = try Self.target(command.request, hasBody: data != nil)
        fields = try Self.fields(command.header)
        if data != nil, method == .get || method == .head {
            throw Failure(
                .usage, "\(method.rawValue) has no body, and -d gives one",
                hint: "leave out -d, or name the method, as in '\(coveo: "api POST PATH -d DATA")'")
        }
        if command.include, command.globals.json {
            throw Failure(
                .usage, "-i prints text before the body, and --json is for JSON alone", hint: "give one of them")
        }
        guard command.paginate else { return }
        guard method == .get else {
            throw Failure(.usage, "--paginate is for GET, not \(method.rawValue)", hint: "leave out --paginate")
        }
        if command.include {
            throw Failure(
                .usage, "-i shows one answer's fields, and --paginate gets several answers", hint: "give one of them")
        }
    }

    /// 64 MiB: what the Push API takes in a batch is less.
    private static let bodyLimit = 64 << 20

    /// The body.
    ///
    /// - Throws: 66 for a file that can't be read, 64 where stdin is a terminal.
    func body(in context: Context) async throws -> [UInt8] {
        guard let data else { return [] }
        guard data.hasPrefix("@") else { return Array(data.utf8) }
        let input = TextInput(path: String(data.dropFirst()), limit: Self.bodyLimit, mark: "@")
        if input.path.isEmpty {
            throw Failure(.usage, "-d @ names no file", hint: "as in -d @body.json, or -d @- for standard input")
        }
        do {
            return try await input.read(
                in: context, option: "-d", example: "\(coveo: "api POST PATH -d @-") < body.json")
        } catch let failure as FileFailure {
            throw Failure(failure, mark: input.mark)
        }
    }

    private static func target(
        _ words: [String], hasBody: Bool
    ) throws(Failure) -> (method: HTTPRequest.Method, path: String) {
        let example: Hint = "as in: \(coveo: "api GET '/rest/organizations/{org}/status'")"
        guard let first = words.first else { throw Failure(.usage, "no path is named", hint: example) }
        let method = methods.first { $0.rawValue == first.uppercased() }
        switch words.count {
        case 1 where method != nil:
            throw Failure(.usage, "a path has to follow the method \(first.uppercased())", hint: example)
        case 1: return (hasBody ? .post : .get, first)
        case 2:
            if let method { return (method, words[1]) }
            let list = methods.map(\.rawValue).joined(separator: ", ")
            throw Failure(
                .usage, "'\(Visible(first))' is no method: it is one of \(list)",
                hint: "the method comes before the path; \(example)")
        default:
            throw Failure(
                .usage, "there are \(words.count) words where a method and a path should be",
                hint: "put the path in quotes; \(example)")
        }
    }

    /// - Throws: 64; a value may be a secret, and no text repeats it.
    private static func fields(_ headers: [String]) throws(Failure) -> HTTPFields {
        var fields = HTTPFields()
        for header in headers {
            guard let colon = header.firstIndex(of: ":"), let name = HTTPField.Name(String(header[..<colon])) else {
                throw Failure(
                    .usage, "-H is no header field", hint: "as in -H 'Accept: text/csv': a name, a colon, a value")
            }
            let value = String(header[colon...].dropFirst()).trimmed
            guard HTTPField.isValidValue(value) else {
                throw Failure(
                    .usage, "the value of -H '\(Visible(name.rawName))' holds a control character",
                    hint: "leave out what can't be seen, line ends too")
            }
            if name.isReserved {
                throw Failure(
                    .usage, "-H '\(Visible(name.rawName))' can't be set: this program decides it",
                    hint: name == .authorization
                        ? "the login's token is sent by itself; COVEO_ACCESS_TOKEN takes another one"
                        : "leave it out")
            }
            fields.append(HTTPField(name: name, value: value))
        }
        return fields
    }
}
