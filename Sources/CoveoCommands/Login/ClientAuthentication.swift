import ArgumentParser
import OAuth2
import Ports

/// `--client-auth`: how a client shows at the token endpoint that it is the client.
enum ClientAuthentication: String, ExpressibleByArgument, CaseIterable, Sendable {
    case basic
    case post
    case none

    /// The client's authentication with `secret`; nil where the method needs one and there is none, or the other way
    /// round.
    func authentication(_ secret: Redacted<String>?) -> OAuthClient.Authentication? {
        switch (self, secret) {
        case (.basic, let secret?): .basic(secret)
        case (.post, let secret?): .post(secret)
        case (.none, nil): OAuthClient.Authentication.none
        case (.basic, nil), (.post, nil), (.none, _?): nil
        }
    }
}

extension OAuthClient.Authentication {
    /// The method, and the secret that it shows.
    var parts: (method: ClientAuthentication, secret: Redacted<String>?) {
        switch self {
        case .none: (ClientAuthentication.none, nil)
        case .basic(let secret): (.basic, secret)
        case .post(let secret): (.post, secret)
        }
    }
}
