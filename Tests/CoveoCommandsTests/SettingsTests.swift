import HTTPTypes
import Ports
import Support
import Testing

@Suite("Which setting holds")
struct SettingsTests {
    private func organizationAsked(_ desk: Desk) -> String? {
        desk.platform.lines.last { $0.contains("/sources") }?.split(separator: "/").dropFirst(3).first.map(String.init)
    }

    private func desk(_ configuration: String? = nil) async throws -> Desk {
        var desk = try await Desk.loggedIn(session: Given.session(organization: "ofsession"))
        for id in ["ofsession", "ofprofile", "ofvariable", "offlag", "acme"] {
            desk.platform.answer("GET /rest/organizations/\(id)/sources/pages", .success(Given.page()))
        }
        if let configuration { desk.files = MemoryFiles([Desk.configuration: configuration]) }
        return desk
    }

    @Test("flag, then environment, then profile, then the login's own")
    func precedence() async throws {
        let configuration = #"{"profiles":{"default":{"organization":"ofprofile"}}}"#
        let session = try await desk()
        _ = await session.coveo("sources", "list")
        #expect(organizationAsked(session) == "ofsession")
        let profile = try await desk(configuration)
        _ = await profile.coveo("sources", "list")
        #expect(organizationAsked(profile) == "ofprofile")
        for name in ["COVEO_ORGANIZATION", "COVEO_ORGANIZATION_ID"] {
            let variable = try await desk(configuration)
            _ = await variable.coveo("sources", "list", environment: [name: "ofvariable"])
            #expect(organizationAsked(variable) == "ofvariable")
        }
        let flag = try await desk(configuration)
        _ = await flag.coveo("sources", "list", "--org", "offlag", environment: ["COVEO_ORGANIZATION": "ofvariable"])
        #expect(organizationAsked(flag) == "offlag")
    }

    @Test("a profile's name with control characters, which no store keeps as it is, is refused before anything is done")
    func controlCharacters() async throws {
        let desk = Desk()
        let typed = await desk.coveo("login", "--with-token", "--profile", "a\nb")
        #expect(typed.code == 64)
        #expect(typed.error.hasPrefix("error: --profile holds control characters: 'a\\u{a}b'\nhint: "))
        let set = await desk.coveo("sources", "list", environment: ["COVEO_PROFILE": "a\u{7F}"])
        #expect(set.code == 78 && set.error.hasPrefix("error: COVEO_PROFILE holds control characters"))
        #expect(desk.store.calls.isEmpty && desk.platform.lines.isEmpty)
    }

    @Test(
        "given twice with different values is 64; with the same it is once",
        arguments: [
            ["--org", "a", "--org", "b"], ["--profile", "a", "--profile", "b"], ["--timeout", "1", "--timeout", "2"],
            ["--color", "always", "--color", "never"],
        ])
    func twice(options: [String]) async throws {
        let ran = await (try await desk()).run(["sources", "list"] + options)
        #expect(ran.code == 64)
        #expect(ran.error.hasPrefix("error: \(options[0]) is given twice with different values\nhint: "))
        let spread = await (try await desk()).run(options.prefix(2) + ["sources", "list"] + options.suffix(2))
        #expect(spread.code == 64)
        let same = await (try await desk()).run(["--color", "never", "sources", "list", "--color", "never"])
        #expect(same.code == 0)
    }

    @Test("both names of the organization's variable, different, are 64")
    func bothVariables() async throws {
        let different = await (try await desk()).coveo(
            "sources", "list", environment: ["COVEO_ORGANIZATION": "a", "COVEO_ORGANIZATION_ID": "b"])
        #expect(different.code == 64)
        let same = await (try await desk()).coveo(
            "sources", "list", environment: ["COVEO_ORGANIZATION": "ofvariable", "COVEO_ORGANIZATION_ID": "ofvariable"])
        #expect(same.code == 0)
    }

    @Test(
        "a wrong value in a flag is 64",
        arguments: [
            (["sources", "list", "--org", "My Org"], "did you mean 'myorg'?"),
            (["sources", "list", "--timeout", "0"], "--timeout"), (["sources", "list", "--profile", ""], "--profile"),
            (["login", "--region", "uk"], "--region 'uk' is unknown: it is one of us, ca, eu, au"),
            (["login", "--environment", "prod"], "--environment 'prod' is unknown"),
            (
                ["login", "--environment", "hipaa", "--region", "eu"],
                "the hipaa environment does not exist in the region eu"
            ),
            (["login", "--platform-url", "http://platform.example"], "must be https"),
            (["login", "--platform-url", "platform.example"], "no absolute https URL"),
            (["login", "--platform-url", "https://u:canary@platform.example"], "user name or password"),
            (["login", "--platform-url", "https://a.example?x=canary"], "must not have a query"),
            (["login", "--platform-url", "https://a.example", "--region", "us"], "--platform-url replaces"),
            (["login", "--push-url", "https://a.example"], "--push-url stands beside --platform-url only"),
            (["login", "--login-timeout", "0"], "--login-timeout"),
            (
                ["login", "--store", "keychain"],
                "--store 'keychain' is no store: it is secret-service, helper:NAME or file"
            ),
            (["login", "--store", "helper:a/b"], "--store 'helper:a/b' is no store"),
            (["login", "--store", "file", "--store", "helper:a"], "--store is given twice with different values"),
            (["login", "--store", "fiel"], "hint: did you mean 'file'?"), (["auth", "move", "--to", ""], "--to ''"),
            (["auth", "move"], "no store is named"),
        ])
    func wrongFlags(arguments: [String], words: String) async {
        let desk = Desk()
        let ran = await desk.run(arguments, terminal: .person())
        #expect(ran.code == 64)
        #expect(ran.error.contains(words), "\(ran.error)")
        #expect(ran.error.contains("hint: "))
        #expect(desk.platform.lines.isEmpty && desk.store.calls.isEmpty)
    }

    @Test(
        "the same in a variable is 78",
        arguments: [
            ("COVEO_ORGANIZATION", "My Org"), ("COVEO_TIMEOUT", "soon"), ("COVEO_STORE_TIMEOUT", "0"),
            ("COVEO_REGION", "uk"), ("COVEO_ENVIRONMENT", "prod"), ("COVEO_PLATFORM_URL", "http://platform.example"),
            ("COVEO_CREDENTIAL_STORE", "keychain"), ("COVEO_CREDENTIAL_STORE", "helper:coveo"),
        ])
    func wrongVariables(name: String, value: String) async {
        let desk = Desk()
        let ran = await desk.run(["login"], environment: [name: value], terminal: .person())
        #expect(ran.code == 78)
        #expect(ran.error.contains("hint: "))
        #expect(desk.platform.lines.isEmpty && desk.redirects.asked.isEmpty)
        let flag = await (Desk()).run(["sources", "list", "--timeout", "5"], environment: ["COVEO_TIMEOUT": "soon"])
        #expect(flag.code == 77)
    }

    @Test(
        "a platform of the environment that is not the login's is 77, and no request is made",
        arguments: [
            ["COVEO_REGION": "eu"], ["COVEO_PLATFORM_URL": "https://platform.example"], ["COVEO_ENVIRONMENT": "hipaa"],
        ])
    func otherPlatform(environment: [String: String]) async throws {
        let desk = try await desk()
        let ran = await desk.run(["sources", "list"], environment: environment)
        #expect(ran.code == 77)
        #expect(ran.error.contains("is for platform.cloud.coveo.com: its token goes nowhere else"))
        #expect(ran.error.contains("hint: log in there with 'coveo login --platform-url https://"))
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("the same platform by another name is the same")
    func samePlatform() async throws {
        for environment in [["COVEO_REGION": "us"], ["COVEO_PLATFORM_URL": "https://platform.cloud.coveo.com"]] {
            #expect(await (try await desk()).run(["sources", "list"], environment: environment).code == 0)
        }
    }

    @Test("COVEO_ACCESS_TOKEN takes platform and organization from flag, environment or the key, never from a profile")
    func variableToken() async throws {
        let desk = try await desk(#"{"profile":"default","profiles":{"default":{"organization":"ofprofile"}}}"#)
        let environment = ["COVEO_ACCESS_TOKEN": "canary-variable", "COVEO_REGION": "eu"]
        let ran = await desk.run(["sources", "list"], environment: environment)
        #expect(ran.code == 0)
        #expect(organizationAsked(desk) == "acme")
        #expect(desk.platform.requests.allSatisfy { $0.head.authority == "platform-eu.cloud.coveo.com" })
        #expect(desk.platform.requests.allSatisfy { $0.head.headerFields[.authorization] == "Bearer canary-variable" })
        #expect(desk.store.calls == ["write default"])
        #expect(ran.error.isEmpty)
        desk.platform.answer("GET /rest/organizations", .success(Given.organizations("a", "b")))
        let several = await desk.run(["sources", "list"], environment: environment)
        #expect(several.code == 64)
        #expect(several.error.contains("2 organizations"))
    }

    @Test("at a terminal one line says that the variable is in force, where a profile is named or --verbose asks")
    func variableSaid() async throws {
        let words = "COVEO_ACCESS_TOKEN is set: its token is used, and no profile"
        for (options, environment, isSaid) in [
            ([], [:], false), (["--verbose"], [:], true), ([], ["COVEO_PROFILE": "work"], true),
            (["--quiet"], ["COVEO_PROFILE": "work"], false),
        ] as [([String], [String: String], Bool)] {
            let variables = environment.merging(["COVEO_ACCESS_TOKEN": "canary-variable"]) { $1 }
            let ran = await (try await desk()).run(
                ["sources", "list"] + options, environment: variables, terminal: .person())
            #expect(ran.code == 0 && ran.errorLines.contains(words) == isSaid, "\(ran.error)")
            let piped = await (try await desk()).run(["sources", "list"] + options, environment: variables)
            #expect(!piped.error.contains("is used, and no profile"))
        }
    }

    @Test("what fails for want of a right, or is not there, tells at a terminal whose token it was")
    func variableBlamed() async throws {
        let variables = ["COVEO_ACCESS_TOKEN": "canary-variable", "COVEO_ORGANIZATION": "acme"]
        let hint = "hint: COVEO_ACCESS_TOKEN is set: its token was used, and no profile"
        for (answer, code) in [(Given.refusal(403), Int32(77)), (Given.refusal(404), 65)] {
            let desk = Desk(
                platform: ScriptedPlatform(["GET /rest/organizations/acme/sources/pages": [.success(answer)]]))
            let ran = await desk.run(["sources", "list"], environment: variables, terminal: .person())
            #expect(ran.code == code)
            #expect(ran.errorLines.last == hint, "\(ran.error)")
            #expect(await desk.run(["sources", "list"], environment: variables).error.contains(hint) == false)
        }
        let own = try await Desk.loggedIn(["GET \(Given.sources)/pages": [.success(Given.refusal(403))]])
        #expect(await own.run(["sources", "list"], terminal: .person()).error.contains("COVEO_ACCESS_TOKEN") == false)
    }

    @Test(
        "an unknown profile is 78 with the list, except in login",
        arguments: [
            ["sources", "list"], ["auth", "token"], ["auth", "status"], ["logout"],
        ])
    func unknownProfile(arguments: [String]) async throws {
        let desk = try await desk()
        try await desk.logIn(Given.session(), profile: "work")
        for (options, environment) in [(["--profile", "wrok"], [:]), ([], ["COVEO_PROFILE": "wrok"])] {
            let ran = await desk.run(arguments + options, environment: environment)
            #expect(ran.code == 78)
            #expect(ran.error.contains("there is no profile 'wrok'; there are: default, work"))
        }
        let login = await desk.coveo("login", "--with-token", "--profile", "wrok", terminal: .pipe("canary-token"))
        #expect(login.code == 0)
    }

    @Test(
        "a damaged configuration is 78 that says where, and is left as it is",
        arguments: ["{", "[]", "{\"a\":1,\"a\":2}", ""])
    func damaged(text: String) async throws {
        let desk = try await desk(text)
        for arguments in [["sources", "list"], ["login", "--with-token"], ["logout"]] {
            let ran = await desk.run(arguments, terminal: .pipe("canary-token"))
            #expect(ran.code == 78)
            #expect(ran.error.contains("error: the configuration \(Desk.configuration) is damaged: "))
        }
        #expect(desk.files.text(Desk.configuration) == text)
    }

    @Test(
        "COVEO_CONFIG_DIR and XDG_CONFIG_HOME say where it is",
        arguments: [
            (["COVEO_CONFIG_DIR": "/c"], "/c/config.json"), (["XDG_CONFIG_HOME": "/x"], "/x/coveo/config.json"),
            (["XDG_CONFIG_HOME": "relative"], Desk.configuration),
        ])
    func places(environment: [String: String], path: String) async throws {
        let desk = Desk()
        _ = await desk.run(["login", "--with-token"], environment: environment, terminal: .pipe("canary-token"))
        #expect(desk.files.text(path)?.contains(#""profile": "default""#) == true)
    }
}
