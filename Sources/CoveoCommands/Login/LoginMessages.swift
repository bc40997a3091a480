import OAuth2
import Ports

/// What a person reads while a login waits for the browser.
struct LoginMessages: Sendable {
    let context: Context
    let way: LoginWay
    let host: String
    /// How long the login may take.
    let timeout: Duration

    /// Tells one event, on stderr.
    func tell(_ event: AuthorizationEvent) {
        let output = context.output
        switch event {
        case .listening(let port):
            output.progress(
                pastes
                    ? "The answer is awaited on http://127.0.0.1:\(port)"
                    : "Waiting up to \(Failure.words(for: timeout)) for a browser to come back to "
                        + "http://127.0.0.1:\(port) (--login-timeout SECONDS; Ctrl-C ends it)")
            if way == .noBrowser {
                output.hint("from another machine: ssh -L \(port):127.0.0.1:\(port) THIS-HOST, before you open it")
            }
        case .portsTaken(let failure):
            output.warning(
                "\(Failure(failure).text); only a pasted address can finish this login. Don't use a tunnel: "
                    + "whoever holds the port would get the answer")
        case .address(let address):
            let shown = output.errorStyle.link(Visible(address).text, to: Hyperlink(address))
            output.say("Open this address to log in to \(Visible(host)):\n\n  \(shown)\n")
            if pastes {
                output.progress(
                    "Your browser will end at an address that begins with http://127.0.0.1, often on a\n"
                        + "page that can't be loaded. That is right: copy that address and paste it here.\n"
                        + "Ctrl-C leaves.")
            }
        case .browserOpened: output.progress("Your browser was asked to open it.")
        case .browserFailed(let failure):
            output.warning("no browser could be opened (\(Self.words(failure))): open the address yourself")
        case .strayRequest:
            if context.settings.isVerbose { output.say("* a request that is not this login's was turned away") }
        case .pasteRefused(.wrongState):
            output.say("That address belongs to another login. Paste the one that this login led to.")
        case .pasteRefused(.incomplete(let part)):
            output.say("That address is not whole: \(Self.words(part)). Copy all of it, and paste it again.")
        case .pasteRefused(.question):
            output.say("That is the address to sign in at. Paste the one that your browser ends at after that.")
        case .pasteRefused(.unreadable):
            output.say("That is not the address: it begins with http://127.0.0.1 and has 'code=' and 'state=' in it.")
        }
    }

    private static func words(_ part: AuthorizationEvent.MissingPart) -> String {
        switch part {
        case .state: "'state=' or a part of what follows it is missing"
        case .code: "'code=' and what follows it are missing"
        case .end: "its end is missing"
        }
    }

    /// Whether the redirected address can be pasted.
    private var pastes: Bool { way == .noBrowser && context.isInteractive }

    private static func words(_ failure: BrowserFailure) -> String {
        switch failure {
        case .noOpener: "neither BROWSER nor xdg-open is there"
        case .failed(let program, let status): "\(Visible(program)) ended with \(status)"
        case .unfitAddress: "the address is neither https nor a loopback one"
        }
    }
}
