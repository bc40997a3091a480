import Ports
import Support
import Testing
import TokenCache

@Suite("coveo config")
struct ConfigTests {
    private func desk(_ text: String) -> Desk {
        var desk = Desk()
        desk.files = MemoryFiles([Desk.configuration: text])
        return desk
    }

    @Test(
        "what is set can be read, changed and taken out again",
        arguments: [
            ("organization", "acme", #""acme""#), ("store", "secret-service", #""secret-service""#),
            ("redirectPorts", "52296,32111", "[52296,32111]"), ("redirectPorts", "0", "[0]"), ("timeout", "60", "60"),
            ("timeout", "0.5", "0.5"), ("color", "never", #""never""#), ("profile", "default", #""default""#),
        ])
    func roundTrip(key: String, value: String, json: String) async {
        let desk = Desk()
        let set = await desk.coveo("config", "set", key, value)
        #expect(set.code == 0)
        #expect(set.output.isEmpty)
        #expect(set.error.hasSuffix(" is now \(value)\n"))
        #expect(await desk.coveo("config", "get", key).output == "\(value)\n")
        #expect(await desk.coveo("config", "get", key, "--json").output == "\(json)\n")
        #expect(await desk.coveo("config", "set", key, value).error.hasSuffix(" is already \(value)\n"))
        let unset = await desk.coveo("config", "unset", key)
        #expect(unset.code == 0)
        #expect(unset.error.hasSuffix(" is no longer set\n"))
        let absent = await desk.coveo("config", "get", key)
        #expect(absent.code == 1)
        #expect(absent.output.isEmpty)
        #expect(absent.error.hasSuffix(" is not set\n"))
        #expect(await desk.coveo("config", "get", key, "--json").output.isEmpty)
        #expect(await desk.coveo("config", "unset", key).error.hasSuffix(" was not set\n"))
        #expect(desk.store.calls.isEmpty)
    }

    @Test("--json says which key of which profile has which value, and whether that is new")
    func json() async {
        let desk = desk(#"{"profile":"work","profiles":{"work":{}}}"#)
        let set = #"{"key":"timeout","profile":"work","value":5,"changed":true}"# + "\n"
        #expect(await desk.coveo("config", "set", "timeout", "5", "--json").output == set)
        let again = #"{"key":"timeout","profile":"work","value":5,"changed":false}"# + "\n"
        #expect(await desk.coveo("config", "set", "timeout", "5", "--json").output == again)
        let unset = #"{"key":"timeout","profile":"work","value":null,"changed":true}"# + "\n"
        #expect(await desk.coveo("config", "unset", "timeout", "--json").output == unset)
        let current = #"{"key":"profile","profile":null,"value":"default","changed":true}"# + "\n"
        #expect(await desk.coveo("config", "set", "profile", "default", "--json").output == current)
    }

    @Test("--profile, COVEO_PROFILE or the current profile says whose setting it is")
    func profiles() async {
        let desk = desk(#"{"profile":"b","profiles":{"a":{},"b":{},"c":{}}}"#)
        _ = await desk.coveo("config", "set", "timeout", "1", "--profile", "a")
        _ = await desk.coveo("config", "set", "timeout", "2")
        _ = await desk.coveo("config", "set", "timeout", "3", environment: ["COVEO_PROFILE": "c"])
        for (profile, seconds) in [("a", "1\n"), ("b", "2\n"), ("c", "3\n")] {
            #expect(await desk.coveo("config", "get", "timeout", "--profile", profile).output == seconds)
        }
    }

    @Test(
        "a value that can't be is 64, and nothing is written",
        arguments: [
            ("organization", "My Org", "did you mean 'myorg'?"), ("store", "keychain", "secret-service, helper:NAME"),
            ("store", "secret-servise", "did you mean 'secret-service'?"), ("store", "helper:", "helper:NAME"),
            ("store", "helper:coveo", "helper:NAME"), ("store", "helper:a/b", "helper:NAME"),
            ("redirectPorts", "65536", "ports from 0 to 65535"), ("redirectPorts", "52296,", "ports from"),
            ("redirectPorts", "", "ports from"), ("redirectPorts", "52296;32111", "52296,32111"),
            ("timeout", "0", "seconds between 0.1 and 86400"), ("timeout", "soon", "seconds between"),
            ("timeout", "nan", "seconds between"), ("timeout", "86401", "seconds between"),
            ("color", "alway", "did you mean 'always'?"), ("color", "Never", "did you mean 'never'?"),
            ("profile", "", "a profile's name"),
        ])
    func wrongValues(key: String, value: String, words: String) async {
        let desk = Desk()
        let ran = await desk.coveo("config", "set", key, value)
        #expect(ran.code == 64)
        #expect(ran.error.hasPrefix("error: ") && ran.error.contains("\nhint: "))
        #expect(ran.error.contains(words), "\(ran.error)")
        #expect(desk.files.text(Desk.configuration) == nil)
    }

    @Test("an unknown key is 64, with the near one", arguments: [["get"], ["set"], ["unset"]])
    func unknownKey(command: [String]) async {
        let ran = await Desk().run(["config"] + command + ["timeuot"] + (command == ["set"] ? ["1"] : []))
        #expect(ran.code == 64)
        #expect(
            ran.error == """
                error: 'timeuot' is no key of the configuration: there are profile, organization, store, \
                redirectPorts, timeout, color
                hint: did you mean 'timeout'?

                """)
    }

    @Test("another store can be set, which moves no login, and that is said", arguments: ["file", "helper:pass"])
    func otherStore(store: String) async {
        let desk = Desk(files: MemoryFiles(programs: ["docker-credential-pass"]))
        let ran = await desk.coveo("config", "set", "store", store)
        #expect(ran.code == 0)
        #expect(ran.error.contains("is now \(store)\nhint: this moves no login: 'coveo auth move --to STORE'"))
        #expect(await desk.coveo("config", "get", "store").output == "\(store)\n")
        let damaged = Desk()
        damaged.files.put(#"{"profiles":{"default":{"store":"keychain"}}}"#, Desk.configuration)
        #expect(await damaged.coveo("config", "unset", "store").code == 0)
    }

    @Test("an unknown profile is 78 with the list and the near one")
    func unknownProfile() async throws {
        let desk = desk(#"{"profiles":{"work":{}}}"#)
        try await desk.logIn(Given.session(), profile: "play")
        for arguments in [
            ["set", "profile", "wrok"], ["set", "timeout", "1", "--profile", "wrok"], ["list", "--profile", "wrok"],
            ["get", "timeout", "--profile", "wrok"], ["unset", "timeout", "--profile", "wrok"],
        ] {
            let ran = await desk.run(["config"] + arguments)
            #expect(ran.code == 78)
            #expect(
                ran.error == """
                    error: there is no profile 'wrok'; there are: default, play, work
                    hint: did you mean 'work'?
                    hint: 'coveo login --profile wrok' makes it

                    """)
        }
        #expect(await desk.coveo("config", "set", "profile", "play").code == 0)
        #expect(await desk.coveo("config", "get", "profile").output == "play\n")
    }

    @Test("unknown keys, the order of keys and the text of numbers survive")
    func survival() async {
        let desk = desk(#"{"z":1.50,"profiles":{"default":{"later":[1e2],"timeout":7.0}},"a":{"x":null}}"#)
        #expect(await desk.coveo("config", "set", "color", "never").code == 0)
        #expect(
            desk.files.text(Desk.configuration) == """
                {
                  "z": 1.50,
                  "profiles": {
                    "default": {
                      "later": [
                        1e2
                      ],
                      "timeout": 7.0,
                      "color": "never"
                    }
                  },
                  "a": {
                    "x": null
                  }
                }

                """)
    }

    @Test("what is there already is not written again")
    func noWrite() async {
        let desk = desk(#"{"profiles":{"default":{"timeout":7}}}"#)
        desk.files.failWrites(with: .denied(path: "/home/ann/.config"))
        #expect(await desk.coveo("config", "set", "timeout", "7").code == 0)
        #expect(await desk.coveo("config", "unset", "color").code == 0)
        let ran = await desk.coveo("config", "set", "timeout", "8")
        #expect(ran.code == 78)
        #expect(
            ran.error.hasPrefix("error: the configuration can't be written: /home/ann/.config may not be accessed\n"))
    }

    @Test(
        "a key of another type is damage, 78 with its place, and left alone",
        arguments: [
            (#"{"profiles":{"a":{"timeout":"5"}}}"#, "profiles.a.timeout"),
            (#"{"profiles":{"a":{"color":1}}}"#, "profiles.a.color"),
            (#"{"profiles":{"a":{"store":[]}}}"#, "profiles.a.store"),
            (#"{"profiles":{"a":{"redirectPorts":"1"}}}"#, "profiles.a.redirectPorts"),
            (#"{"profiles":{"a":{"redirectPorts":["1"]}}}"#, "profiles.a.redirectPorts"),
            (#"{"profiles":{"a":{"organization":null}}}"#, "profiles.a.organization"), (#"{"profile":1}"#, "profile"),
        ])
    func damaged(text: String, place: String) async {
        let desk = desk(text)
        for arguments in [["config", "set", "timeout", "1"], ["config", "list"], ["profiles", "list"], ["logout"]] {
            let ran = await desk.run(arguments)
            #expect(ran.code == 78)
            #expect(
                ran.error.hasPrefix(
                    "error: the configuration \(Desk.configuration) is damaged: '\(place)' has another type"))
        }
        #expect(desk.files.text(Desk.configuration) == text)
    }

    @Test("path says where it is, there or not, damaged or not")
    func path() async {
        for desk in [Desk(), desk("{")] {
            #expect(await desk.coveo("config", "path").output == "\(Desk.configuration)\n")
            #expect(await desk.coveo("config", "path", "--json").output == "\"\(Desk.configuration)\"\n")
        }
        let moved = await Desk().coveo("config", "path", environment: ["COVEO_CONFIG_DIR": "/c\u{1B}"])
        #expect(moved.output == "/c\\u{1b}/config.json\n")
        for arguments in [["path"], ["set", "timeout", "1"]] {
            let nowhere = await Desk().run(["config"] + arguments, environment: ["HOME": ""])
            #expect(nowhere.code == 78)
            #expect(nowhere.error.contains("hint: name a folder with COVEO_CONFIG_DIR"))
        }
    }

    @Test("who makes another profile current is told which variable goes before it")
    func overriding() async {
        let desk = desk(#"{"profiles":{"a":{},"b":{}}}"#)
        let profile = await desk.coveo("config", "set", "profile", "a", environment: ["COVEO_PROFILE": "b"])
        #expect(profile.code == 0)
        #expect(profile.error.contains("warning: COVEO_PROFILE is set, and 'b' goes before the current profile\n"))
        let token = await desk.coveo("config", "set", "profile", "b", environment: ["COVEO_ACCESS_TOKEN": "canary-v"])
        #expect(token.error.contains("warning: COVEO_ACCESS_TOKEN is set and goes before every profile\n"))
        let same = await desk.coveo("config", "set", "profile", "b", environment: ["COVEO_PROFILE": "b"])
        #expect(!same.error.contains("warning"))
    }
}
