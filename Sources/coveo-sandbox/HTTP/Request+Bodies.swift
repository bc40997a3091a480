import Foundation
import Hummingbird

extension Request {
    /// The most that a body may hold, in bytes.
    private static let bodyLimit = 2 * 1024 * 1024

    /// The whole body.
    /// - Throws: `Refusal` 413 where it is larger than 2 MiB.
    func bytes() async throws -> [UInt8] {
        do {
            let buffer = try await body.collect(upTo: Self.bodyLimit)
            return Array(buffer.readableBytesView)
        } catch {
            throw Refusal(.contentTooLarge, "REQUEST_TOO_LARGE", "The body is larger than \(Self.bodyLimit) bytes.")
        }
    }

    /// The media type without its parameters, in lower case.
    var mediaType: String? {
        headers[.contentType]?.split(separator: ";").first?.trimmingCharacters(in: .whitespaces).lowercased()
    }

    /// The body as a JSON object.
    /// - Throws: `Refusal` 415 or 400.
    func jsonObject() async throws -> Value {
        guard mediaType == "application/json" else {
            throw Refusal(.unsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be application/json.")
        }
        let value: Value
        do {
            value = try ValueReader.read(try await bytes())
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
