import JSON
import Ports
import Support

@testable import CoveoCommands

/// Our own `config.json`.
enum Configurations {
    private static let environment = Environment(["COVEO_CONFIG_DIR": "/c"])
    private static let path = "/c/config.json"

    static func check(_ input: [UInt8]) throws {
        let files = ByteFiles(input)
        let configuration: Configuration
        do throws(Failure) {
            configuration = try Configuration(files: files, environment: environment)
        } catch {
            try always(error.code == .configuration, "a damaged configuration is 78")
            _ = try ShownText.words(for: error)
            return
        }
        guard let before = try JSONTexts.value(input)?.object else {
            throw BrokenProperty("a configuration is an object")
        }
        try configuration.save(files)
        try always(try object(files) == before, "what nobody changes stays")
        for profile in configuration.profiles.prefix(4) { try checkSettings(of: profile, configuration) }
        try checkChange(configuration, before, files)
    }

    /// Every setting is usable, or an error that says what to do.
    private static func checkSettings(of profile: String, _ configuration: Configuration) throws {
        for key in ConfigurationKey.allCases {
            do throws(Failure) {
                guard let value = try configuration.usable(key, of: profile) else { continue }
                // `170.0` is a port, too, and is typed as 170.
                let ports = ConfigurationKey.ports(value).map { $0.map { JSONValue.number(JSONNumber(Int($0))) } }
                let text = ConfigurationKey.text(ports.map { .array($0) } ?? value)
                if key != .timeout {
                    // nil where it can't be typed, which is not the same.
                    let typed = try? key.value(typed: text)
                    if typed?.isEquivalent(to: value) != true { throw Failure(.software, text) }
                }
            } catch {
                try always(error.code == .configuration, "a value that is shown can be typed: \(error.text)")
                _ = try ShownText.words(for: error)
            }
        }
    }

    /// A change of one key of one profile is that and nothing more.
    private static func checkChange(
        _ configuration: Configuration, _ before: JSONObject, _ files: ByteFiles
    ) throws {
        var changed = configuration
        changed.set(.timeout, to: 60, of: "work")
        try changed.save(files)
        var after = try object(files)
        var profiles = after["profiles"]?.object ?? JSONObject()
        try always(profiles["work"]?["timeout"] == 60, "what is set is there")
        var settings = profiles["work"]?.object ?? JSONObject()
        settings["timeout"] = before["profiles"]?["work"]?["timeout"]
        profiles["work"] = before["profiles"]?["work"] == nil ? .none : .object(settings)
        after["profiles"] = before["profiles"] == nil ? .none : .object(profiles)
        try always(after == before, "a change of one key is nothing more")
    }

    private static func object(_ files: ByteFiles) throws -> JSONObject {
        let again = try Configuration(files: files, environment: environment)
        guard again.path == path, let object = try JSONTexts.value(files.read(path, limit: .max))?.object else {
            throw BrokenProperty("a configuration that is written can be read")
        }
        return object
    }
}
