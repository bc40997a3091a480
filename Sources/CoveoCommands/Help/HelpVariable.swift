/// An environment variable that changes what this program does: the one table of them.
enum HelpVariable: String, CaseIterable, Sendable {
    case accessToken = "COVEO_ACCESS_TOKEN"
    case profile = "COVEO_PROFILE"
    case organization = "COVEO_ORGANIZATION"
    case organizationID = "COVEO_ORGANIZATION_ID"
    case region = "COVEO_REGION"
    case environment = "COVEO_ENVIRONMENT"
    case platformURL = "COVEO_PLATFORM_URL"
    case pushURL = "COVEO_PUSH_URL"
    case credentialStore = "COVEO_CREDENTIAL_STORE"
    case storeTimeout = "COVEO_STORE_TIMEOUT"
    case configDir = "COVEO_CONFIG_DIR"
    case noInput = "COVEO_NO_INPUT"
    case timeout = "COVEO_TIMEOUT"
    case debug = "COVEO_DEBUG"
    case ci = "CI"
    case browser = "BROWSER"
    case noColor = "NO_COLOR"
    case forceColor = "CLICOLOR_FORCE"
    case term = "TERM"
    case forceHyperlink = "FORCE_HYPERLINK"
    case columns = "COLUMNS"
    case pager = "COVEO_PAGER"
    case httpsProxy = "HTTPS_PROXY"
    case noProxy = "NO_PROXY"
    case certFile = "SSL_CERT_FILE"
    case certDir = "SSL_CERT_DIR"
    case bus = "DBUS_SESSION_BUS_ADDRESS"
    case configHome = "XDG_CONFIG_HOME"
    case dataHome = "XDG_DATA_HOME"
    case stateHome = "XDG_STATE_HOME"
    case runtimeDir = "XDG_RUNTIME_DIR"

    /// What it means, in a sentence.
    var words: String {
        switch self {
        case .accessToken: "An access token or API key to use as it is: no store, no profile, no file."
        case .profile: "Which login and settings to use, as --profile."
        case .organization: "The organization's ID, as --org."
        case .organizationID: "The same, under the vendor's name; both, and different, is an error."
        case .region: "Where the organization lives: us, ca, eu or au; for a login, or beside COVEO_ACCESS_TOKEN."
        case .environment: "production, hipaa, staging or development, as --environment of a login."
        case .platformURL: "A base URL that replaces region and environment."
        case .pushURL: "The Push API's base URL, beside COVEO_PLATFORM_URL."
        case .credentialStore: "Where logins are kept, whatever the profiles say: secret-service, helper:NAME or file."
        case .storeTimeout: "How many seconds the keyring may take in one command (default 5)."
        case .configDir: "The folder of config.json."
        case .noInput: "Never prompt and never open a browser, as --no-input; 0 and false don't count."
        case .timeout: "The limit for one HTTP request in seconds, as --timeout."
        case .debug: "Show each HTTP request and store access on stderr, as --verbose."
        case .ci: "As COVEO_NO_INPUT: nobody is there."
        case .browser: "The program that opens login pages."
        case .noColor: "No colour, whatever it holds."
        case .forceColor: "Colour in pipes, too."
        case .term: "No colour where it is dumb."
        case .forceHyperlink: "Links at a terminal that is not known to show them; 0: none at any."
        case .pager:
            "The program that shows lists and help page by page at a terminal, such as 'less'; words between blanks, no shell."
        case .columns: "How wide help is laid out, in place of the terminal's width."
        case .httpsProxy: "The proxy for the platform: http://[USER:PASSWORD@]HOST[:PORT]."
        case .noProxy: "What is reached without the proxy: names with all below them, addresses, networks, *."
        case .certFile: "A file of certificate authorities to trust, in place of the system's."
        case .certDir: "A folder of them."
        case .bus: "The session bus, on which the keyring answers."
        case .configHome: "config.json is in its folder coveo (default ~/.config)."
        case .dataHome: "The store 'file' is in its folder coveo (default ~/.local/share)."
        case .stateHome: "Locks are in its folder coveo, where there is no XDG_RUNTIME_DIR (default ~/.local/state)."
        case .runtimeDir: "Locks between processes are in its folder coveo."
        }
    }

    /// The variables by what they are about.
    static let groups: [(title: String, variables: [HelpVariable])] = [
        (
            "Login and platform",
            [.accessToken, .profile, .organization, .organizationID, .region, .environment, .platformURL, .pushURL]
        ),
        (
            "Stores and files",
            [.credentialStore, .storeTimeout, .configDir, .bus, .configHome, .dataHome, .runtimeDir, .stateHome]
        ),
        (
            "Behaviour",
            [
                .noInput, .ci, .browser, .timeout, .debug, .noColor, .forceColor, .term, .forceHyperlink,
                .columns, .pager,
            ]
        ),
        ("Network", [.httpsProxy, .noProxy, .certFile, .certDir]),
    ]

    /// What matters to every command that speaks to the platform.
    static let onPlatform: [HelpVariable] = [.accessToken, .organization, .profile]

    /// As a row of a page.
    var row: HelpBlock.Row { HelpBlock.Row(rawValue, words) }
}
