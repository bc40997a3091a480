import OAuth2
import Ports
import TokenCache

/// The last lines of a login.
struct LoginSummary {
    let session: Session
    let profile: String
    let context: Context

    init(_ session: Session, profile: String, context: Context) {
        self.session = session
        self.profile = profile
        self.context = context
    }

    /// What a login lacks for pushing, and how it gets that.
    private var pushHint: Hint {
        let command = scope.line(.loginWithPushHost(session.loginCommand, at: session.platformURL))
        return "pushing ('coveo api' with /push/v1/…) needs the Push API's address too: '\(command)'"
    }

    /// Commands about this login: it need not be that of the command's own profile.
    private var scope: CommandScope {
        var scope = context.output.scope
        if scope.profile != nil || profile != "default" { scope.profile = profile }
        return scope
    }

    /// Says who is logged in where, until when, and what overrides it.
    func say() {
        let output = context.output
        let check = output.errorStyle.green("✓")
        let account = session.account.map { " as \(Visible($0))" } ?? ""
        let organization = session.organization.map { ", organization \(Visible($0))" } ?? ""
        output.progress("\(check) Logged in to \(Visible(session.platformURL))\(account)\(organization)")
        if session.isRenewable {
            output.progress("  It is renewed by itself, as long as the authorization server does it")
        } else if session.isExpired(at: context.world.clock.now) {
            output.warning(
                "its token has ended already, as the authorization server says: commands will ask for another login")
        } else if let end = session.tokens.expiresAt {
            output.progress(
                "  It ends \(Moment.people(end, from: context.world.clock.now)); then run '\(scope.line(session.loginCommand))' again"
            )
        } else {
            output.progress("  The platform did not say when it ends")
        }
        if session.pushURL == nil { output.hint(pushHint) }
    }
}
