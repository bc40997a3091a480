import ArgumentParser
import Ports

/// How a person or a script logs in.
enum LoginWay: String, EnumerableFlag, Sendable {
    case browser
    case noBrowser
    case device
    case withToken

    static func help(for value: LoginWay) -> ArgumentHelp? {
        switch value {
        case .browser: "Log in with a browser on this machine."
        case .noBrowser: "Print the address; open it in any browser, and paste the redirected address here."
        case .device: "Log in on another device, where the server offers that; the platform does not."
        case .withToken: "Read an access token or API key from stdin."
        }
    }

    /// The way that was typed, or the one that fits.
    ///
    /// - Throws: 64 for `--device` where no server of this version offers it, and where nothing was typed and nobody
    ///   can act.
    static func choose(typed: LoginWay?, context: Context) throws(Failure) -> LoginWay {
        switch typed {
        case .device:
            throw Failure(
                .usage, "the platform's own client has no device grant as far as its vendor has published",
                hints: ["use 'coveo login --no-browser': the address can be opened on any device"])
        case .some(let way): return way
        case .none: break
        }
        if context.settings.noInput {
            throw Failure(
                .usage, "no way to log in is named, and nobody can be asked here (--no-input, COVEO_NO_INPUT or CI)",
                hints: [
                    "in CI, set COVEO_ACCESS_TOKEN; no login is needed then",
                    "or pipe a token or API key into 'coveo login --with-token'",
                ])
        }
        return context.world.browser.isAvailable ? .browser : .noBrowser
    }
}
