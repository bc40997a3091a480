import Ports
import Support
import Testing

@testable import CoveoCommands

@Suite("coveo auth doctor")
struct AuthDoctorTests {
    /// What a service tells that works.
    private static let facts: [StoreFact] = [
        .library(name: "libsecret-1.so.0", version: "0.20.5"), .busAddress("unix:path=/run/user/1000/bus"),
        .owner(name: ":1.42", process: 812, program: "/usr/bin/gnome-keyring-daemon"),
        .collection(path: "/org/freedesktop/secrets/collection/login", label: "Login\u{1B}[2J", isLocked: false),
        .collection(path: "/org/freedesktop/secrets/collection/old", label: "Old", isLocked: true),
        .defaultCollection(path: "/org/freedesktop/secrets/collection/login"),
        .protection(.encrypted(algorithm: "dh-ietf1024-sha256-aes128-cbc-pkcs7")), .roundTrip(.microseconds(1_449)),
        .items(count: 3, locked: 1),
    ]

    private func desk(_ configuration: String? = nil, places: ProgramPlaces? = nil) -> Desk {
        var desk = Desk()
        let own = ProgramPlaces(own: "/usr/local/bin/coveo", onPath: [.init(path: "/usr/local/bin/coveo", isOwn: true)])
        desk.files = MemoryFiles(
            configuration.map { [Desk.configuration: $0] } ?? [:], places: places ?? own)
        desk.store.tell(Self.facts)
        return desk
    }

    @Test("tells what is known of the store in force, and exits 0 where it can be used")
    func usable() async throws {
        let desk = desk()
        let ran = await desk.coveo(
            "auth", "doctor", environment: ["DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus", "DISPLAY": ""])
        #expect(ran.code == 0)
        #expect(ran.error.isEmpty)
        try Golden.expect(ran.output, "auth-doctor.txt")
        #expect(desk.store.calls == ["probe"])
    }

    @Test("several stores in use are told, and the current profile's decides")
    func several() async throws {
        let configuration =
            #"{"profile":"w","profiles":{"w":{"store":"helper:pass"},"f":{"store":"file"},"s":{"organization":"a"}}}"#
        let desk = desk(configuration)
        desk[.helper("pass")].tell([
            .program(name: "docker-credential-pass", path: "/usr/bin/docker-credential-pass"),
            .version("docker-credential-pass (github.com/docker/docker-credential-helpers) v0.6.3"),
        ])
        desk[.file].tell([
            .path("/home/ann/.local/share/coveo", .own(mode: 0o700)), .path("/home/ann/.local/share/coveo/l", .missing),
        ])
        desk.store.fail(with: .noService)
        let ran = await desk.coveo("auth", "doctor", environment: ["SSH_TTY": "/dev/pts/1", "WSL_INTEROP": "/run/w"])
        #expect(ran.code == 0)
        try Golden.expect(ran.output, "auth-doctor-several.txt")
        #expect(await desk.coveo("auth", "doctor", "--profile", "s").code == 78)
    }

    @Test("what is wrong with a file is told, by its mode, owner or target, and stays as it is")
    func files() async throws {
        let desk = desk(#"{"profiles":{"default":{"store":"file"}}}"#)
        desk[.file].tell([
            .path("/h/coveo", .own(mode: 0o755)), .path("/h/a", .own(mode: 0o666)),
            .path("/h/b", .foreign(mode: 0o600, owner: 0)), .path("/h/c", .link(to: "/etc/\u{1B}[2Jd")),
            .path("/h/e", .unknown(code: 13)),
        ])
        let ran = await desk.coveo("auth", "doctor")
        #expect(ran.code == 0)
        #expect(
            ran.output.hasSuffix(
                #"""
                  path        /h/coveo, mode 755: others have access, which the next command takes from them
                  path        /h/a, mode 666: others may write to it
                  path        /h/b, mode 600, of another user (number 0)
                  path        /h/c, a link to /etc/\u{1b}[2Jd
                  path        /h/e, out of sight: permission denied (errno 13)

                """#), "\(ran.output)")
        let json = await desk.coveo("auth", "doctor", "--json").output
        #expect(json.contains(#"{"fact":"path","path":"/h/b","mode":"600","owner":0,"link":null}"#))
        #expect(json.contains(#""path":"/h/c","mode":null,"owner":null,"link":"/etc/\u001b[2Jd"}"#), "\(json)")
        #expect(desk[.file].calls.isEmpty, "a probe would mend")
    }

    @Test("tells which proxy is in force, without its password, and whether certificates can be read")
    func network() async throws {
        let desk = desk()
        desk.files.put("-----BEGIN", "/etc/own.pem")
        let variables = [
            "HTTPS_PROXY": "http://ann:canary@proxy.example:3128", "https_proxy": "canary:p@ss@10.0.0.1:8080/",
            "NO_PROXY": "127.0.0.1,.example", "SSL_CERT_FILE": "/etc/own.pem", "SSL_CERT_DIR": "/etc/own.pem:/nowhere",
        ]
        let ran = await desk.coveo("auth", "doctor", environment: variables)
        #expect(ran.code == 0)
        #expect(
            ran.output.contains(
                """

                network
                  HTTPS_PROXY               http://[redacted]@proxy.example:3128
                                            not used: https_proxy goes before it
                  https_proxy               [redacted]@10.0.0.1:8080/
                  NO_PROXY                  127.0.0.1,.example
                  no_proxy                  not set
                  SSL_CERT_FILE             /etc/own.pem
                  SSL_CERT_DIR              /etc/own.pem:/nowhere
                                            /nowhere CAN'T BE READ: every request fails

                """), "\(ran.output)")
        let json = await desk.coveo("auth", "doctor", "--json", environment: variables).output
        #expect(json.contains(#""HTTPS_PROXY":"http://[redacted]@proxy.example:3128","#), "\(json)")
        #expect(
            json.contains(
                #""certificates":[{"variable":"SSL_CERT_FILE","path":"/etc/own.pem","readable":true},"#
                    + #"{"variable":"SSL_CERT_DIR","path":"/etc/own.pem","readable":true},"#
                    + #"{"variable":"SSL_CERT_DIR","path":"/nowhere","readable":false}]"#), "\(json)")
    }

    @Test(
        "of what is no address of a proxy nothing is shown",
        arguments: [
            "http://user:can#canary", "user:canary", "http://user:canary/@h/x", "canary word", "http://canary/p",
        ])
    func noProxy(text: String) async throws {
        let desk = desk()
        let ran = await desk.coveo("auth", "doctor", environment: ["https_proxy": text])
        #expect(
            ran.code == 0
                && ran.output.contains(
                    "https_proxy               set, and no address (not shown: it may hold a password)")
        )
        let json = await desk.coveo("auth", "doctor", "--json", environment: ["https_proxy": text]).output
        #expect(json.contains(#""https_proxy":"[redacted]""#), "\(json)")
    }

    @Test("--json has all of it, and no secret")
    func json() async throws {
        let desk = try await Desk.loggedIn()
        desk.store.tell([.roundTrip(.microseconds(900)), .path("/f", .own(mode: 0o600))])
        let ran = await desk.coveo(
            "auth", "doctor", "--json",
            environment: ["COVEO_ACCESS_TOKEN": "canary-variable", "CI": "true", "container": "podman"])
        #expect(ran.code == 0)
        #expect(
            ran.output == """
                {"version":"\(Version.current)","program":null,"programsOnPath":[],\
                "configuration":"\(Desk.configuration)","locks":"/run/user/1000/coveo",\
                "surroundings":["container","ci"],\
                "environment":{"DBUS_SESSION_BUS_ADDRESS":null,"XDG_RUNTIME_DIR":null,"DISPLAY":null,\
                "WAYLAND_DISPLAY":null,"COVEO_CREDENTIAL_STORE":null,"COVEO_STORE_TIMEOUT":null,"COVEO_PROFILE":null,\
                "COVEO_CONFIG_DIR":null,"XDG_CONFIG_HOME":null,"XDG_DATA_HOME":null,"XDG_STATE_HOME":null,\
                "PASSWORD_STORE_DIR":null,"GNUPGHOME":null,"GPG_TTY":null,"COVEO_ACCESS_TOKEN":true,\
                "HTTPS_PROXY":null,"https_proxy":null,"NO_PROXY":null,"no_proxy":null,"SSL_CERT_FILE":null,\
                "SSL_CERT_DIR":null},"certificates":[],"profile":"default","stores":[{"store":"secret-service","inForce":true,"usable":true,\
                "state":"usable","facts":[{"fact":"roundTrip","microseconds":900},\
                {"fact":"path","path":"/f","mode":"600","owner":null,"link":null}]}]}

                """)
    }

    @Test(
        "a store that can't be used is 78 after all that is known was printed",
        arguments: [
            StoreFailure.notInstalled(library: "libsecret-1.so.0"), .noSessionBus, .noService, .locked, .dismissed,
            .noAnswer(after: .seconds(5)), .denied, .garbled, .other(domain: "d", code: 1),
        ])
    func unusable(failure: StoreFailure) async {
        let desk = desk()
        desk.store.fail(with: failure)
        let ran = await desk.coveo("auth", "doctor")
        #expect(ran.code == 78)
        #expect(ran.output.contains("✗ store secret-service (by default): "))
        #expect(ran.output.contains("\n  bus         unix:path=/run/user/1000/bus\n"))
        #expect(ran.error.hasPrefix("error: "))
        #expect(desk.store.calls.isEmpty)
    }

    @Test("a keyring that is locked is found by the probe, and no dialog is opened")
    func locked() async {
        let desk = desk()
        desk.store.lock(true)
        let ran = await desk.coveo("auth", "doctor", terminal: .person())
        #expect(ran.code == 78)
        #expect(ran.output.contains("store secret-service (by default): locked\n"))
    }

    @Test("what chooses no store, and a configuration that can't be read, are findings too: 78")
    func misconfigured() async {
        for (configuration, environment, words) in [
            ("{", [:], "error: the configuration \(Desk.configuration) is damaged"),
            (
                "{}", ["COVEO_CREDENTIAL_STORE": "keychain"],
                "error: COVEO_CREDENTIAL_STORE is 'keychain', not secret-service,"
            ),
            (#"{"profiles":{"default":{"store":"keychain"}}}"#, [:], "error: the store of profile 'default' in "),
            (#"{"profiles":{"other":{"store":"keychain"}}}"#, [:], "error: the store of profile 'other' in "),
        ] {
            let ran = await desk(configuration).coveo("auth", "doctor", environment: environment)
            #expect(ran.code == 78)
            #expect(ran.error.hasPrefix(words), "\(ran.error)")
            #expect(ran.output.contains("\nenvironment\n"))
        }
        #expect(await desk("{").coveo("auth", "doctor").output.contains("gnome-keyring-daemon"))
    }

    @Test("where the variable names no store, the profile's own is shown all the same: 78")
    func wrongVariable() async {
        let desk = desk(#"{"profiles":{"default":{"store":"file"}}}"#)
        desk[.file].tell([.path("/home/ann/.local/share/coveo", .own(mode: 0o700))])
        let ran = await desk.coveo("auth", "doctor", environment: ["COVEO_CREDENTIAL_STORE": "pass"])
        #expect(ran.code == 78)
        #expect(
            ran.output.contains(
                "✓ store file (by the profile's settings): can be used\n  path        /home/ann/.local/share/coveo, mode"
            ))
        #expect(
            ran.error.hasPrefix(
                "error: COVEO_CREDENTIAL_STORE is 'pass', not secret-service, helper:NAME or file\n"
                    + "hint: did you mean 'helper:pass'?\n"))
        let standard = await self.desk().coveo("auth", "doctor", environment: ["COVEO_CREDENTIAL_STORE": "x y"])
        #expect(standard.code == 78 && standard.output.contains("✓ store secret-service (by default): can be used\n"))
    }

    @Test(
        "another program of this name is named, before this one on PATH or behind it",
        arguments: [
            (
                [("/a/coveo", false), ("/b/coveo", true)],
                "  on PATH     /a/coveo, ANOTHER one, which a shell runs instead"
            ),
            ([("/b/coveo", true), ("/c/coveo", false)], "  on PATH     /c/coveo, another one, behind this one\n"),
            ([("/a/coveo", false)], "  on PATH     this one is not there\n"),
            ([], "  on PATH     this one is not there\n"),
        ] as [([(String, Bool)], String)])
    func programs(places: [(String, Bool)], words: String) async {
        let places = ProgramPlaces(own: "/b/coveo", onPath: places.map { .init(path: $0.0, isOwn: $0.1) })
        let ran = await desk(places: places).coveo("auth", "doctor")
        #expect(ran.output.contains(words), "\(ran.output)")
    }

    @Test("a container is known by its files")
    func container() async {
        for (path, text) in [("/.dockerenv", ""), ("/run/.containerenv", "engine=podman")] {
            let desk = desk()
            desk.files.put(text, path)
            #expect(await desk.coveo("auth", "doctor").output.contains("\n  inside      a container\n"))
        }
    }
}
