import JSON
import Ports

extension Diagnosis {
    /// Prints it for people.
    func print(_ output: Output) throws {
        try output.result("coveo \(Version.current)")
        try line("program", programs.own ?? "unknown", output)
        for words in otherPrograms { try line("on PATH", words, output) }
        try line("settings", configurationPath ?? "no place: HOME is not set", output)
        try line("locks", lockFolder ?? "no place: HOME and XDG_RUNTIME_DIR are not set", output)
        for place in surroundings.places { try line("inside", place.words, output) }
        try line("profile", profile, output)
        try output.result("\nenvironment")
        for variable in surroundings.variables {
            try output.result("  \(variable.name.padded(to: 26))\(Visible(variable.words))")
        }
        try output.result("\nnetwork")
        for variable in surroundings.network.all {
            try output.result("  \(variable.name.padded(to: 26))\(Visible(variable.words))")
            for remark in surroundings.network.remarks where remark.variable == variable.name {
                try output.result("  \("".padded(to: 26))\(Visible(remark.words))")
            }
        }
        for found in findings { try print(found, output) }
    }

    private func print(_ found: Findings, _ output: Output) throws {
        let style = output.style
        let sign = found.failure == nil ? style.green("✓") : style.red("✗")
        let why = found.store == choice?.name ? " (\(origin))" : " (of other profiles)"
        try output.result("\n\(sign) store \(found.store.text)\(why): \(Visible(found.words))")
        for fact in found.facts {
            let (label, text) = fact.words
            try line(label, text, output)
        }
    }

    /// What chooses the store in force.
    private var origin: String {
        switch choice?.origin {
        case .environment: "by \(StoreChoice.variable)"
        case .configuration: "by the profile's settings"
        case .flag, .standard, nil: "by default"
        }
    }

    /// What a shell finds under this program's name.
    private var otherPrograms: [String] {
        let own = programs.onPath.firstIndex(where: \.isOwn)
        let lines = programs.onPath.enumerated().map { index, place in
            if place.isOwn { return "\(place.path), this one" }
            if index == 0 { return "\(place.path), ANOTHER one, which a shell runs instead of this one" }
            return
                "\(place.path), another one\(own.map { index < $0 ? ", before this one" : ", behind this one" } ?? "")"
        }
        return own == nil ? lines + ["this one is not there"] : lines
    }

    private func line(_ label: String, _ text: String, _ output: Output) throws {
        try output.result(output.field("  " + label.padded(to: 12), Visible(text).text))
    }

    /// The same for scripts.
    var json: JSONValue {
        let environment = (surroundings.variables + surroundings.network.all).map { ($0.name, $0.json) }
        return [
            "version": .string(Version.current), "program": programs.own.map { .string($0) } ?? .null,
            "programsOnPath": .array(
                programs.onPath.map { ["path": .string($0.path), "own": .bool($0.isOwn)] }),
            "configuration": configurationPath.map { .string($0) } ?? .null,
            "locks": lockFolder.map { .string($0) } ?? .null,
            "surroundings": .array(surroundings.places.map { .string($0.rawValue) }),
            "environment": .object(JSONObject(environment)),
            "certificates": .array(
                surroundings.network.certificates.map {
                    ["variable": .string($0.variable), "path": .string($0.path), "readable": .bool($0.isReadable)]
                }),
            "profile": .string(profile),
            "stores": .array(
                findings.map { found in
                    [
                        "store": .string(found.store.text), "inForce": .bool(found.store == choice?.name),
                        "usable": .bool(found.failure == nil), "state": .string(found.word.rawValue),
                        "facts": .array(found.facts.map { .object($0.members) }),
                    ]
                }),
        ]
    }
}

extension Diagnosis.Findings {
    /// Its state, as `auth status` calls it.
    fileprivate var word: StatusReport.StoreState.Word {
        failure.map { StatusReport.StoreState.unusable($0).word } ?? .usable
    }

    fileprivate var words: String { failure.map { StatusReport.StoreState.unusable($0).words } ?? "can be used" }
}
