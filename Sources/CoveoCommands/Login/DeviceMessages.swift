import HTTP
import OAuth2
import Ports

/// What a person reads while a device login waits: where to go, what to type, how long it is good.
struct DeviceMessages: Sendable {
    let context: Context
    /// The authorization server's host.
    let host: String

    /// Tells one event, on stderr.
    func tell(_ event: DeviceEvent) {
        let output = context.output
        switch event {
        case .prompt(let authorization, let deadline): prompt(authorization, deadline: deadline)
        case .slowedDown(let interval):
            if context.settings.isVerbose {
                output.say("* the server asks for slower polls: every \(Failure.words(for: interval))")
            }
        case .retrying(let trouble, let wait):
            output.progress("\(trouble.words); asking again in \(Failure.words(for: wait))")
        }
    }

    private func prompt(_ authorization: DeviceAuthorization, deadline: Duration) {
        let output = context.output
        let code = output.errorStyle.bold(Visible(authorization.userCode).text)
        output.say("To log in to \(Visible(host)), open this address on any device:\n")
        let style = output.errorStyle
        let address = style.link(
            Visible(authorization.verificationURI).text, to: Hyperlink(authorization.address?.description))
        output.say("  \(address)\n\nand type this code there:\n\n  \(code)\n")
        if let complete = authorization.completeURI {
            let shown = style.link(
                Visible(complete).text, to: Hyperlink(authorization.completeAddress?.description))
            output.say("Or open the address that has the code in it, and compare the code:\n\n  \(shown)\n")
        }
        if authorization.address == nil || authorization.completeURI != nil && authorization.completeAddress == nil {
            output.warning(
                "an address that the server gave is neither https nor a loopback one: open it only if you know it")
        }
        if let picture = picture(authorization) {
            output.progress(picture.lines(output.errorStyle).joined(separator: "\n") + "\n")
        }
        let left = deadline - context.world.clock.uptime
        output.say(
            "Go on only if you started this login yourself.\nIt waits \(Failure.words(for: left)); Ctrl-C leaves.")
    }

    /// A QR code leads only where a browser may be sent.
    private func picture(_ authorization: DeviceAuthorization) -> QRPicture? {
        let terminal = context.world.terminal
        guard terminal.errorIsTerminal, !context.output.isQuiet, let columns = terminal.columns,
            let address = authorization.completeAddress ?? authorization.address,
            let modules = context.world.qrCodes.modules(of: address.description)
        else { return nil }
        let picture = QRPicture(modules)
        return picture.width <= columns ? picture : nil
    }
}

extension DeviceEvent.Trouble {
    /// At the beginning of a line.
    fileprivate var words: String {
        switch self {
        case .timedOut: "The authorization server did not answer in time"
        case .connectionLost: "The connection to the authorization server was lost"
        case .busy(let status): "The authorization server wants fewer requests (HTTP \(status))"
        case .serverError(let status): "The authorization server failed (HTTP \(status))"
        }
    }
}
