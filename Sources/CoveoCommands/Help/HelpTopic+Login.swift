extension HelpTopic {
    /// The ways of a login, from the options' own table.
    static var loginText: [HelpBlock] {
        [
            .paragraph(
                "'coveo login' makes a login, tries it on the platform, and keeps it. Nothing is stored before the platform has accepted the token, and a login that fails leaves the one before as it was."
            ),
            .heading("Ways"),
            .rows(
                LoginWay.allCases.map { HelpBlock.Row($0.option, $0.words) } + [
                    HelpBlock.Row("coveo auth import", "Takes over the login of the vendor's CLI."),
                    HelpBlock.Row(
                        HelpVariable.accessToken.rawValue,
                        "No login at all: a token or API key by the environment, as in CI."),
                ]),
            .paragraph(
                "Where none is typed: the browser, where one can be opened; else --device, where the authorization server offers it; else --no-browser. With --no-input or CI a login without a way ends at once."
            ),
            .heading("Where"),
            .paragraph(
                "--region and --environment say where the organization lives, or --platform-url. A login belongs to its platform: its token goes to no other."
            ),
            .heading("Which organization"),
            .paragraph(
                "--org ID; else the only one that the login sees; else you are asked, or told which there are. 'coveo orgs use ID' changes it later."
            ),
            .heading("How long"),
            .paragraph(
                "The platform's own client gets no refresh token: its logins end, and 'coveo auth status' says when. A login with one, by a client of your own, is renewed when it has less than a minute left, once for however many commands run at a time."
            ),
            .heading("Profiles"),
            .paragraph(
                "A profile is a login with its settings. 'coveo login --profile work' makes one, 'coveo profiles use work' makes it the current one."
            ),
        ]
    }

    /// The stores.
    static var storesText: [HelpBlock] {
        [
            .paragraph(
                "A login is one item in a store: tokens, client, endpoints, account, organization. The settings hold no secret, and there is no silent fallback: where a store can't be used, the command says what is wrong and ends with \(ExitCode.configuration.rawValue)."
            ),
            .heading("Stores"),
            .rows([
                HelpBlock.Row(
                    "secret-service", "The desktop's keyring (GNOME Keyring, KWallet, KeePassXC); the default."),
                HelpBlock.Row(
                    "helper:NAME", "The program docker-credential-NAME, for servers: helper:pass encrypts by GPG."),
                HelpBlock.Row("file", "A file that only you may read. It is NOT encrypted."),
            ]),
            .paragraph(
                "Which one: --store at a login; else COVEO_CREDENTIAL_STORE; else the profile's setting 'store'; else secret-service."
            ),
            .heading("Where there is no keyring"),
            .rows([
                HelpBlock.Row(
                    "in CI, in a container",
                    "Set COVEO_ACCESS_TOKEN. No store is touched, nothing is written to the home."),
                HelpBlock.Row("on a server", "One of the ways below."),
                HelpBlock.Row("in WSL", "'coveo login --store helper:wincred.exe', the Windows Credential Manager."),
                HelpBlock.Row(
                    "over SSH",
                    "Where you are logged in at the desktop too, its keyring is used; unlock it there. Else one of the ways below."
                ),
            ]),
            .heading("Ways on a server"),
            .commands([
                "# a keyring for as long as a shell lives (apt install dbus gnome-keyring); the first password makes it",
                "dbus-run-session -- bash", "read -rsp 'Password of the keyring: ' p",
                #"printf %s "$p" | gnome-keyring-daemon --unlock --components=secrets >/dev/null; unset p"#,
                "coveo login --no-browser",
                "# where it stays locked, after a wrong password or a command before it: the same with --replace --unlock",
                "# pass, by a GPG key (apt install pass gnupg golang-docker-credential-helpers); this one has no passphrase",
                "gpg --batch --passphrase '' --quick-generate-key coveo default default never", "pass init coveo",
                "coveo login --store helper:pass --no-browser",
                "# a token or an API key, for as long as a shell lives: in no store",
                "read -rsp 'Token: ' COVEO_ACCESS_TOKEN; export COVEO_ACCESS_TOKEN",
                "# a file, which is NOT encrypted", "coveo login --store file --no-browser",
            ]),
            .paragraph(
                "The keyring has \(HelpVariable.storeTimeout.rawValue) seconds (5) to answer; while its dialog is open the clock stands still. Without a terminal no dialog is opened."
            ),
        ]
    }

    /// The file of sources.
    static var manifestsText: [HelpBlock] {
        [
            .paragraph(
                "A manifest says what an organization's sources should be like: one model, a list of them, or an object with 'sources' and, if you like, 'organization' and 'platformUrl'; YAML or JSON, in one document or several."
            ),
            .rows([
                HelpBlock.Row("diff", "Tells what would change; exits 1 where something would."),
                HelpBlock.Row("apply", "Makes it so. Creates nothing twice: run it as often as you like."),
                HelpBlock.Row("export", "Writes one of what is there."),
            ]),
            .heading("Rules"),
            .paragraph(
                "A source is matched by its exact name. What a model leaves out stays as it is, at every level; null removes a value, a list is replaced whole. What the platform writes by itself is neither compared nor sent."
            ),
            .paragraph(
                "What makes content visible to more people is marked in 'diff', and 'apply' asks for it; without a terminal it wants --yes. --prune deletes what the manifest doesn't name, among the sources that are pushed to and whose name begins with --prune-prefix, after everything else; it asks, too."
            ),
            .paragraph(
                "A failure of one source leaves the others done. A second 'apply' does only what is left."),
        ]
    }
}
