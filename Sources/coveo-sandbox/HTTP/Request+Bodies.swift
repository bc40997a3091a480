import Foundation
import Hummingbird

extension Request {
    /// The most that a body may hold where nothing else is said: 2 MiB, in bytes.
    static let bodyLimit = 2 * 1024 * 1024

    /// The whole body. One that is too large is read to its end all the same, for two seconds, since many clients listen
    /// only once they have sent everything.
    /// - Parameter limit: in bytes.
    /// - Throws: `Refusal` 413 where it is larger.
    func bytes(upTo limit: Int = bodyLimit) async throws -> [UInt8] {
        let announced = headers[.contentLength].flatMap { Int($0) } ?? 0
        let body = body
        guard announced <= limit else {
            try await withThrowingTaskGroup { group in
                group.addTask { for try await _ in body {} }
                group.addTask { try await Task.sleep(for: .seconds(2)) }
                try await group.next()
                group.cancelAll()
            }
            throw Self.tooLarge(limit)
        }
        var kept: [UInt8] = []
        kept.reserveCapacity(announced)
        var count = 0
        for try await chunk in body {
            count += chunk.readableBytes
            if count <= limit { kept += chunk.readableBytesView }
        }
        guard count <= limit else { throw Self.tooLarge(limit) }
        return kept
    }

    private static func tooLarge(_ limit: Int) -> Refusal {
        Refusal(.contentTooLarge, "REQUEST_TOO_LARGE", "The body is larger than \(limit) bytes.")
    }

    /// The media type without its parameters, in lower case.
    var mediaType: String? {
        headers[.contentType]?.split(separator: ";").first?.trimmingCharacters(in: .whitespaces).lowercased()
    }

    /// The body as a JSON object.
    /// - Parameter limit: in bytes.
    /// - Throws: `Refusal` 415, 413 or 400.
    func jsonObject(upTo limit: Int = bodyLimit) async throws -> Value {
        guard mediaType == "application/json" else {
            throw Refusal(.unsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be application/json.")
        }
        let value: Value
        do {
            value = try ValueReader.read(try await bytes(upTo: limit))
        } catch let failure as ValueReader.Failure {
            throw Refusal.invalid("INVALID_JSON", "The body is no JSON: \(failure.reason).")
        }
        guard value.members != nil else { throw Refusal.invalid("INVALID_JSON", "The body must be a JSON object.") }
        return value
    }

    /// The body as form fields, URL-encoded or (where allowed) multipart.
    /// - Throws: `Refusal` of the OAuth form.
    func form(multipartToo: Bool = false) async throws -> FormFields {
        let content = try await bytes()
        let type = headers[.contentType] ?? ""
        do {
            if mediaType == "application/x-www-form-urlencoded" {
                return try FormFields(urlEncoded: String(decoding: content, as: UTF8.self))
            }
            if multipartToo, mediaType == "multipart/form-data",
                let mark = type.range(of: "boundary=", options: .caseInsensitive)
            {
                let boundary = type[mark.upperBound...].prefix { $0 != ";" }.trimmingCharacters(
                    in: CharacterSet(charactersIn: "\" "))
                return try FormFields(multipart: Data(content), boundary: boundary)
            }
        } catch {
            throw Refusal(oauth: "invalid_request", "The form is malformed.")
        }
        throw Refusal(oauth: "invalid_request", "The content type '\(type)' is not accepted here.")
    }

    /// The query's fields.
    /// - Throws: `Refusal` 400 where its percent-encoding is broken.
    func query() throws -> FormFields {
        do {
            return try FormFields(urlEncoded: uri.query ?? "")
        } catch {
            throw Refusal.invalid("INVALID_PARAMETER", "The query is malformed.")
        }
    }
}
