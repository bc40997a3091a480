import Foundation
import Glibc
import JSON
import Support
import Synchronization
import Testing

/// A machine whose every secret is a `Canary`, and everything that was said on it, written to it, sent by it, and handed
/// to its children.
final class CanaryMachine: Sendable {
    /// Something that may be read by others.
    struct Place: Sendable {
        let name: String
        let bytes: [UInt8]
        /// The secrets that it is for.
        var allowed: Set<String> = []
    }

    /// The files that may hold secrets, and why; besides these, only the stdout that a line of `EveryCommand` names.
    static let exceptions = [
        "vendor.json":
            "the file of the vendor's CLI, which keeps its token in clear; --scrub takes that out on a good day",
        "data/coveo/credentials.json": "the store 'file', which is not encrypted, and says so at each login",
        "vault/items.json": "where the helper of these tests keeps what it is given",
    ]

    let stage: Stage
    let platform: CanaryPlatform
    private let shown = Mutex<[Place]>([])
    private let known = Mutex<[String: String]>([:])
    private let folders = ["home", "tmp", "config", "data", "cache", "state", "run", "vault"]

    init(_ stage: Stage) throws {
        self.stage = stage
        platform = try CanaryPlatform(stage.sandbox)
        for folder in folders + ["bin"] {
            try FileManager.default.createDirectory(
                atPath: stage.folder + "/" + folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        try FileManager.default.createSymbolicLink(
            atPath: stage.folder + "/bin/docker-credential-canary",
            withDestinationPath: Rig.path("credential-helper"))
        let manifest = try stage.write("manifest.yaml", "name: Docs\nsourceType: PUSH\nsourceVisibility: SHARED\n")
        let token = Canary.values["access token"] ?? ""
        let vendor = try stage.write(
            "vendor.json",
            #"{"version":"1.0.0","organization":"acmesandbox","accessToken":"\#(token)"}"#
        )
        known.withLock { $0 = ["manifest": manifest, "vendor": vendor, "access token": token, "key": "none"] }
        _ = try stage.write("browser", browser, isExecutable: true)
    }

    /// Whoever is started to open an address: writes down what it got, and goes where the person would be led.
    private var browser: String {
        let unreserved = CharacterSet(charactersIn: "-._~").union(.alphanumerics)
        let code = Canary.values["code"]?.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
        return #"""
            #!/bin/sh
            { tr '\0' '\n' </proc/$$/cmdline; tr '\0' '\n' </proc/$$/environ; } >>'\#(stage.folder)/children'
            port=$(printf %s "$1" | sed -n 's/.*redirect_uri=http%3A%2F%2F127.0.0.1%3A\([0-9]*\).*/\1/p')
            state=$(printf %s "$1" | sed -n 's/.*[?&]state=\([^&]*\).*/\1/p')
            [ -n "$port" ] || exit 0
            exec curl -s --noproxy '*' "http://127.0.0.1:$port/?code=\#(code)&state=$state" >>'\#(stage.folder)/pages'
            """#
    }

    /// The variables of every command: folders of its own for each use, and a proxy that no loopback address goes by.
    var variables: [String: String] {
        let folder = stage.folder
        return [
            "PATH": "\(folder)/bin:/usr/bin:/bin", "TMPDIR": folder + "/tmp", "XDG_CONFIG_HOME": folder + "/config",
            "XDG_DATA_HOME": folder + "/data", "XDG_CACHE_HOME": folder + "/cache",
            "XDG_STATE_HOME": folder + "/state", "XDG_RUNTIME_DIR": folder + "/run", "HELPER_DATA": folder + "/vault",
            "HELPER_MOOD": "spy", "BROWSER": folder + "/browser", "COVEO_PLATFORM_URL": platform.url,
            "COVEO_PUSH_URL": platform.url, "COVEO_CREDENTIAL_STORE": "file",
        ]
    }

    /// Runs a line, verbose, and keeps all that it said.
    @discardableResult
    func run(_ line: EveryCommand.Line) async throws -> ChildProcess.Outcome {
        let known = known.withLock { $0 }
        let words = line.words.map { word in
            known.reduce(word) { $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value) }
        }
        var input = line.input
        if case .text(let text) = input {
            input = .text(known.reduce(text) { $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value) })
        }
        var variables = variables
        if words.contains("helper:canary") { variables["COVEO_CREDENTIAL_STORE"] = nil }
        // Completion takes every word for one of the line that it completes.
        let verbose = words[0] == "__complete" ? [] : ["-v"]
        let outcome = try await stage.run(words + verbose, input: input, adding: variables)
        let name = words.joined(separator: " ")
        // A success is data, and `api` prints it to the byte, whatever a server quotes in it.
        let quoted: Set<String> = words[0] == "api" && platform.quotesInSuccess ? ["access token"] : []
        add(Place(name: "stdout of \(name)", bytes: outcome.outputBytes, allowed: line.prints.union(quoted)))
        add(Place(name: "stderr of \(name)", bytes: outcome.errorBytes))
        if let id = outcome.errors.firstMatch(of: /API key ([a-z0-9]{20,})/)?.output.1 {
            self.known.withLock { $0["key"] = String(id) }
        }
        return outcome
    }

    /// Keeps something to be searched.
    func add(_ place: Place) { shown.withLock { $0.append(place) } }

    /// All that may be read by others.
    func places() throws -> [Place] {
        var places = shown.withLock { $0 }
        places.append(Place(name: "the addresses of requests", bytes: Array(platform.targets.utf8)))
        places.append(Place(name: "the sandbox's log", bytes: Array(stage.sandbox.logged.utf8)))
        for name in ["children", "pages"] where isThere(name) {
            places.append(Place(name: name, bytes: try bytes(name)))
        }
        for folder in folders {
            let root = stage.folder + "/" + folder
            for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
                let name = "\(folder)/\(path)"
                guard Self.exceptions[name] == nil, isThere(name) else { continue }
                places.append(Place(name: name, bytes: Array(name.utf8) + (try bytes(name))))
            }
        }
        return places
    }

    /// Whether the vendor's file still holds its token.
    func isVendorLoggedIn() throws -> Bool {
        try Canary.all.contains { try $0.isIn(bytes("vendor.json")) }
    }

    /// Looks everywhere for everything.
    func search() throws {
        for place in try places() {
            for canary in Canary.all where !place.allowed.contains(canary.name) {
                #expect(!canary.isIn(place.bytes), "the \(canary.name) is in \(place.name)")
            }
        }
    }

    private func isThere(_ name: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: stage.folder + "/" + name, isDirectory: &isFolder)
            && !isFolder.boolValue
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(filePath: stage.folder + "/" + name)))
    }
}
