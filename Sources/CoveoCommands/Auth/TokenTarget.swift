import HTTP
import Ports
import TokenCache

/// `--for URL`: where another program wants to send a token.
struct TokenTarget {
    private let text: String
    private let address: WebAddress

    /// nil where nothing was typed.
    ///
    /// - Throws: 64 for what is no URL; 77 for plain http to another machine and for a URL with a user in it, which never
    ///   get a token.
    init?(_ text: String?) throws(Failure) {
        guard let text else { return nil }
        self.text = text
        do {
            address = try WebAddress(text)
        } catch .insecure(let host) {
            throw Failure(
                .noPermission, "the token does not go to \(Visible(host)) by plain http", hint: "use its https URL")
        } catch .hasUserInfo {
            // It may hold a password, which is not repeated.
            throw Failure(
                .noPermission, "the token does not go to a URL with a user name or password in it",
                hint: "leave out what stands before '@'")
        } catch {
            throw Failure(
                .usage, "--for '\(Visible(text))' is no absolute https URL",
                hint: "as in --for https://platform.cloud.coveo.com/rest/organizations")
        }
    }

    /// - Throws: 77 where none of `origins` is meant.
    func check(_ origins: Set<Origin>) throws(Failure) {
        if origins.contains(address.origin) { return }
        let list = origins.map(\.description).sorted().joined(separator: ", ")
        throw Failure(
            .noPermission, "the token does not go to \(Visible(address.origin.description))",
            hint: "it is for \(Visible(list)) only")
    }
}

extension Session {
    /// The authorization server's hosts, which gave the token.
    var serverOrigins: Set<Origin> {
        // A stranger's address in a record counts as none.
        Set([tokenEndpoint, revocationEndpoint].compactMap { $0.flatMap { try? WebAddress($0) }?.origin })
    }
}
