import Ports

extension LoginFlow {
    /// A secret that a person or a script hands over.
    struct TypedSecret: Sendable {
        let option: String
        let name: String
        let prompt: String
        /// What it may hold: visible ASCII, and blanks in its middle where they are allowed.
        let allowsBlanks: Bool

        static let token = TypedSecret(
            option: "--with-token", name: "token", prompt: "Access token or API key (not shown): ",
            allowsBlanks: false)
        /// RFC 6749 appendix A.2.
        static let clientSecret = TypedSecret(
            option: "--client-secret-stdin", name: "client secret", prompt: "Client secret (not shown): ",
            allowsBlanks: true)

        fileprivate func isFit(_ text: String) -> Bool {
            text.utf8.allSatisfy { (allowsBlanks ? 0x20 : 0x21)...0x7E ~= $0 }
        }
    }

    /// A secret from stdin, or typed without echo.
    ///
    /// - Throws: 64 where nobody can be asked, 65 where nothing came or what came can't be one.
    func typedSecret(_ secret: TypedSecret) async throws -> Redacted<String> {
        let terminal = context.world.terminal
        let file: Hint = "as in '\(coveo: "login \(secret.option)") < file'"
        let text: String
        if terminal.inputIsTerminal {
            guard context.isInteractive else {
                throw Failure(
                    .usage, "\(secret.option) reads the \(secret.name) from stdin, and nothing is piped in", hint: file)
            }
            text = try await terminal.readLine(prompt: secret.prompt, echo: false) ?? ""
        } else {
            text = String(decoding: try await terminal.readInput(limit: 65_536), as: UTF8.self)
        }
        let value = text.trimmed
        if value.isEmpty { throw Failure(.data, "no \(secret.name) came on stdin", hint: file) }
        guard secret.isFit(value) else {
            throw Failure(
                .data,
                "what came on stdin is no \(secret.name): it holds \(secret.allowsBlanks ? "" : "spaces, ")line breaks or "
                    + "other characters in its middle",
                hint: "pipe the \(secret.name) alone")
        }
        return Redacted(value)
    }
}
