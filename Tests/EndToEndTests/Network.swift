import Foundation
import Support
import Testing

/// Two machines with one cable between them (`Tests/rigs/network`): `coveo` runs on the near one, with the files of a
/// stage; the platform is on the far one.
struct Network {
    let rig: Rig
    let stage: Stage

    /// Sets it up, and takes it down whatever happens.
    static func with(_ body: (Network) async throws -> Void) async throws {
        try await Stage.with(keyring: nil) { stage in
            let rig = try await Rig.start("network", ["--sandbox", Binaries.sandbox])
            do {
                try await body(Network(rig: rig, stage: stage))
            } catch {
                await rig.stop()
                throw error
            }
            await rig.stop()
        }
    }

    /// The path of a file of the far machine.
    func path(_ name: String) throws -> String { try rig.text("folder") + "/" + name }

    /// What is in it; empty where it is not there.
    func contents(_ name: String) throws -> String {
        let path = try path(name)
        // What was never written is empty.
        return String(decoding: (try? Data(contentsOf: URL(fileURLWithPath: path))) ?? Data(), as: UTF8.self)
    }

    /// The proxy that asks who we are, as `HTTPS_PROXY` names it.
    func proxy(password: String? = nil) throws -> String {
        let password = try password ?? rig.text("password").replacingOccurrences(of: "-", with: "%2D")
        return try "http://\(rig.text("user")):\(password)@10.77.0.2:3128"
    }

    /// Runs `coveo`, which trusts the far machine's authority.
    @discardableResult
    func coveo(
        _ arguments: String..., at host: String = "platform.test", input: String? = nil, adding: [String: String] = [:]
    ) async throws -> ChildProcess.Outcome {
        let own = [
            "PATH": "/usr/bin:/bin", "HOME": stage.home, "LANG": "C.UTF-8", "COVEO_PLATFORM_URL": "https://\(host)",
            "COVEO_CREDENTIAL_STORE": "file", "SSL_CERT_FILE": try path("authority.pem"),
        ]
        return try await run("near", Binaries.coveo, arguments, input: input, own.merging(adding) { $1 })
    }

    /// Starts it there, at a terminal.
    func terminal(
        _ arguments: String..., at host: String = "platform.test", adding: [String: String] = [:]
    ) throws -> PtyProcess {
        try PtyProcess(
            "/usr/bin/nsenter", way(to: "near") + [Binaries.coveo] + arguments,
            environment: [
                "PATH": "/usr/bin:/bin", "HOME": stage.home, "LANG": "C.UTF-8", "TERM": "xterm",
                "COVEO_PLATFORM_URL": "https://\(host)", "COVEO_CREDENTIAL_STORE": "file",
                "SSL_CERT_FILE": try path("authority.pem"),
            ].merging(adding) { $1 })
    }

    /// Whoever types the code of a device login, on the far machine.
    func approve(_ code: String) async throws {
        let script = """
            import ssl, sys, urllib.request
            context = ssl._create_unverified_context()
            body = "user_code=" + sys.argv[1] + "&approve=true&username=alice&password=alice"
            urllib.request.urlopen("https://127.0.0.1:9444/oauth/device", body.encode(), context=context).read()
            """
        let done = try await run(
            "far", "/usr/bin/python3", ["-c", script, code], input: nil, ["PATH": "/usr/bin:/bin"])
        try #require(done.end == .exited(0), "\(done.errors)")
    }

    /// Pulls the plug on the far side, or puts it back.
    func plug(_ state: String) async throws {
        let done = try await run(
            "far", "/bin/sh", ["-c", "exec ip link set cable \(state)"], input: nil,
            ["PATH": "/usr/sbin:/sbin:/usr/bin:/bin"])
        try #require(done.end == .exited(0), "\(done.errors)")
    }

    private func run(
        _ machine: String, _ program: String, _ arguments: [String], input: String?, _ environment: [String: String]
    ) async throws -> ChildProcess.Outcome {
        let process = ChildProcess(
            "/usr/bin/nsenter", try way(to: machine) + [program] + arguments, environment: environment)
        return try await process.run(input: input.map { .text($0) } ?? .none, deadline: .seconds(60))
    }

    private func way(to machine: String) throws -> [String] {
        ["--user", "--net", "--mount", "--preserve-credentials", "--target", String(try rig.number(machine)), "--"]
    }

    /// The login as it lies in its file.
    func login() throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: stage.home + "/.local/share/coveo/credentials.json"))
    }

    /// Logs in, by a key that the platform knows.
    func logIn(adding: [String: String] = [:]) async throws {
        let login = try await coveo(
            "login", "--with-token", "--org", "acmesandbox", input: "xx-sandbox-key", adding: adding)
        try #require(login.end == .exited(0), "\(login.errors)")
    }
}
