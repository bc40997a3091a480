import ArgumentParser
import OAuth2
import Ports
import TokenCache

/// How a person or a script logs in.
enum LoginWay: String, EnumerableFlag, Sendable {
    case browser
    case noBrowser
    case device
    case withToken

    static func help(for value: LoginWay) -> ArgumentHelp? { ArgumentHelp(stringLiteral: value.words) }

    /// What it does, in a sentence.
    var words: String {
        switch self {
        case .browser: "Log in with a browser on this machine."
        case .noBrowser: "Print the address; open it in any browser, and paste the redirected address here."
        case .device: "Show a code to type on another device, where the server offers that; the platform does not."
        case .withToken: "Read an access token or API key from stdin."
        }
    }

    /// The way that was typed; nil where none was.
    ///
    /// - Throws: 64 where several were.
    static func single(_ typed: [LoginWay]) throws(Failure) -> LoginWay? {
        guard let way = typed.first else { return nil }
        if let other = typed.first(where: { $0 != way }) {
            throw Failure(
                .usage, "\(way.option) and \(other.option) are two ways to log in", hint: "give one of them")
        }
        return way
    }

    /// As it is typed.
    var option: String { "--\(sessionWay.rawValue)" }

    /// What can be said before anything is opened.
    ///
    /// - Throws: 64 where nothing was typed and nobody can act.
    static func check(typed: LoginWay?, context: Context) throws(Failure) {
        guard typed == nil, context.settings.noInput else { return }
        throw Failure(
            .usage, "no way to log in is named, and nobody can be asked here (--no-input, COVEO_NO_INPUT or CI)",
            hints: [
                .settingToken("in CI, set COVEO_ACCESS_TOKEN; no login is needed then"),
                "or pipe a token or API key into '\(coveo: "login --with-token")'",
            ])
    }

    /// The way that fits where none was typed: the browser here, else another device's, else any browser at all.
    static func fitting(_ server: LoginServer, context: Context) -> LoginWay {
        let hasDevice = server.endpoints.deviceAuthorizationEndpoint != nil
        if hasDevice, server.endpoints.authorizationEndpoint == nil { return .device }
        if context.world.browser.isAvailable { return .browser }
        return hasDevice ? .device : .noBrowser
    }
}
