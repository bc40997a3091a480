import HTTPTypes
import JSON
import Ports
import Support
import Synchronization
import Testing

@Suite("What a model goes through unharmed")
struct FidelityTests {
    /// The bodies of all PUTs.
    private final class Bodies: Sendable {
        private let texts = Mutex<[String]>([])
        var all: [String] { texts.withLock { $0 } }
        func add(_ text: String) { texts.withLock { $0.append(text) } }
    }

    /// Updates each source by one more field, and expects nothing else to change, to the byte.
    private func expectKept(_ models: [JSONObject]) async throws {
        let bodies = Bodies()
        let platform = try StandingPlatform(
            trouble: { request, _ in
                if request.head.method == .put { bodies.add(request.text) }
                return nil
            })
        for model in models { platform.add(model) }
        let desk = try await Desk.standing(platform)
        for model in models {
            let id = try #require(model["id"]?.string)
            let shown = await desk.coveo("sources", "show", id, "--json")
            #expect(shown.output == JSONValue.object(model).text(.compact) + "\n", "\(shown.error)")
            let ran = await desk.coveo("sources", "update", id, "--set", "added=1.00")
            #expect(ran.code == 0, "\(ran.error)\n\(JSONValue.object(model).text(.compact))")
            var expected = model
            for key in ["information", "configurationError"] { expected[key] = nil }
            expected["added"] = .number(JSONNumber(checked: "1.00"))
            #expect(bodies.all.last == JSONValue.object(expected).text(.compact))
        }
        #expect(bodies.all.count == models.count)
    }

    @Test("two hundred models of any kind are read, changed and written with nothing lost")
    func generated() async throws {
        var random = SeededRandom(seed: 21)
        try await expectKept(
            (0..<200).map { number in
                var model = JSONValue.random(using: &random, depth: 5).object ?? JSONObject()
                model["id"] = .string("acme-\(number)")
                model["name"] = .string("n\(number)" + String.random(using: &random))
                model["information"] = ["sourceStatus": ["type": "IDLE"]]
                return model
            })
    }

    @Test(
        "and a hundred that the vendor's data describes",
        .enabled(if: Contract.source != nil, "optional: the vendor's OpenAPI data is not present"))
    func described() async throws {
        let contract = try #require(Contract.source)
        var random = SeededRandom(seed: 22)
        try await expectKept(
            (0..<100).map { number in
                var model = try #require(contract.sample(of: "SourceModel", using: &random)?.object)
                model["id"] = .string("acme-\(number)")
                model["name"] = .string("n\(number)")
                return model
            })
    }

    @Test("numbers keep their spelling, keys their order, texts their characters, through update, apply and export")
    func written() async throws {
        let sent = #"""
            {"name":"Docs","z":1.0,"id":"acme-1","a":[1e400,-0.0,9223372036854775809,1E+2,{"":null}],\#
            "e":"\u00e9\/\ud83d\ude00\u0000\u202e","é":1,"e\u0301":2,"sourceType":"PUSH"}
            """#
        let kept = #"""
            {"name":"Docs","z":1.0,"id":"acme-1","a":[1e400,-0.0,9223372036854775809,1E+2,{"":null}],\#
            "e":"é/😀\u0000\#u{202E}","é":1,"e\#u{301}":2,"sourceType":"PUSH","b":2.50}
            """#
        let bodies = Bodies()
        let platform = try StandingPlatform(
            [sent],
            trouble: { request, _ in
                if request.head.method == .put { bodies.add(request.text) }
                return nil
            })
        let desk = try await Desk.standing(platform, manifest: "name: Docs\nb: 2.50\n")
        desk.files.put(#"{"b":2.50}"#, "model.json")
        #expect(await desk.coveo("sources", "update", "acme-1", "--model", "model.json").code == 0)
        platform.remove("acme-1")
        platform.add(try #require(try JSONValue(parsing: Array(sent.utf8)).object))
        #expect(await desk.coveo("sources", "apply", "-f", "m.yaml").code == 0)
        #expect(bodies.all == [kept, kept])
        for format in ["yaml", "json"] {
            let exported = await desk.coveo("sources", "export", "--format", format)
            for number in ["1.0", "1e400", "-0.0", "9223372036854775809", "1E+2", "2.50"] {
                #expect(exported.output.contains(number), "\(exported.output)")
            }
            desk.files.put(exported.output, "all.\(format)")
            let diff = await desk.coveo("sources", "diff", "-f", "all.\(format)")
            #expect(diff.code == 0, "\(diff.output)")
        }
    }

    /// What can't be taken for what it is, wherever it comes from.
    private static let unfit = [
        (#"{"name":"N","a":1,"a":2}"#, "the key 'a' stands there twice"),
        (#"{"name":"N","\u0061":1,"a":2}"#, "the key 'a' stands there twice"),
        (
            #"{"name":"N","a":"# + String(repeating: "[", count: 600) + String(repeating: "]", count: 600) + "}",
            "512 deep"
        ),
        (#"{"name":"N","a":01}"#, "line 1, column 18"),
        (#"{"name":"N","a":"\ud800"}"#, "line 1"),
        (#"{"name":"N"} {}"#, "something follows the value"),
    ]

    @Test(
        "keys that stand twice, what is too deep and what is no JSON: 65 by --model, from stdin, in a manifest, by --set"
    )
    func unfitInput() async throws {
        let desk = try await Desk.loggedIn()
        for (text, words) in Self.unfit {
            desk.files.put(text, "model.json")
            for line in [
                ["sources", "create", "--model"], ["sources", "update", "acme-1", "--model"],
                ["sources", "verify", "acme-1", "--model"], ["providers", "create", "--model"],
            ] {
                for path in ["model.json", "-"] {
                    let ran = await desk.run(line + [path], terminal: .pipe(text))
                    #expect(ran.code == 65 && ran.error.contains(words), "\(line): \(ran.error)")
                    #expect(ran.error.contains(path == "-" ? "standard input" : "model.json"), "\(ran.error)")
                    #expect(ran.output.isEmpty)
                }
            }
            for command in ["diff", "apply"] {
                for path in ["model.json", "-"] {
                    let ran = await desk.run(["sources", command, "-f", path], terminal: .pipe(text))
                    #expect(ran.code == 65, "\(command): \(ran.error)")
                }
            }
        }
        let set = await desk.coveo("sources", "update", "acme-1", "--set", #"a={"b":1,"b":2}"#)
        #expect(set.code == 64 && set.error.contains("--set a: the key 'b' stands there twice"), "\(set.error)")
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("the same of a platform breaks its protocol: 76, and nothing is written")
    func unfitAnswers() async throws {
        for (text, _) in Self.unfit {
            let desk = try await Desk.loggedIn([
                "GET \(Given.sources)/acme-1": [.success(.json(text))],
                "GET \(Given.sources)/pages": [.success(.json(#"{"totalPages":1,"sourceModels":[\#(text)]}"#))],
            ])
            for line in [
                ["show", "acme-1"], ["list"], ["update", "acme-1", "--set", "a=1"], ["export"], ["verify", "x"],
            ] {
                let ran = await desk.run(["sources"] + line)
                #expect(ran.code == 76, "\(line): \(ran.error)")
            }
            #expect(desk.platform.requests(.put).isEmpty)
        }
    }

    @Test("what is larger than any model or manifest is refused by its size, before it is parsed")
    func sizes() async throws {
        let desk = try await Desk.loggedIn()
        let model = String(repeating: " ", count: 16 << 20) + "{}"
        desk.files.put(model, "model.json")
        for line in [
            ["sources", "create"], ["sources", "update", "x"], ["sources", "verify", "x"], ["providers", "create"],
        ] {
            let file = await desk.run(line + ["--model", "model.json"])
            #expect(file.code == 66)
            #expect(file.error == "error: model.json is larger than 16 MiB\nhint: see that it is the right file\n")
            let piped = await desk.run(line + ["--model", "-"], terminal: .pipe(model))
            #expect(piped.code == 65)
            #expect(piped.error.hasPrefix("error: standard input holds more than 16 MiB\nhint: "))
        }
        let manifest = String(repeating: "#", count: (64 << 20) + 1)
        desk.files.put(manifest, "m.yaml")
        let split = "hint: split the manifest: -f can be given several times\n"
        let file = await desk.coveo("sources", "diff", "-f", "m.yaml")
        #expect(file.code == 66 && file.error == "error: m.yaml is larger than 64 MiB\n" + split)
        let piped = await desk.coveo("sources", "apply", "-f", "-", terminal: .pipe(manifest))
        #expect(piped.code == 65 && piped.error == "error: standard input holds more than 64 MiB\n" + split)
        desk.platform.answer(
            "GET \(Given.sources)/pages", .failure(.tooLarge(host: "platform.cloud.coveo.com", limit: 64 << 20)))
        let answered = await desk.coveo("sources", "list")
        #expect(answered.code == 76)
        #expect(answered.error.hasPrefix("error: the answer of platform.cloud.coveo.com is larger than 64 MiB\n"))
    }
}
