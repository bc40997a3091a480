import CoveoPlatform
import Manifests
import Ports

/// The manifest that `-f` names, of one file or several together.
struct ManifestInput {
    let paths: [String]
    /// 64 MiB for each: 25,000 sources as an organization exports them.
    private static let limit = 64 << 20

    /// Reads all of them.
    ///
    /// - Throws: 64 where none is named, or stdin twice; 66 for a file that can't be read; 65 for what is no manifest.
    func read(in context: Context) async throws -> Manifest {
        guard !paths.isEmpty else {
            throw Failure(.usage, "no manifest is named", hint: "name it with -f FILE; '-' reads standard input")
        }
        let inputs = paths.map { TextInput(path: $0, limit: Self.limit) }
        guard inputs.count(where: \.isStandardInput) <= 1 else {
            throw Failure(.usage, "-f - is given twice: stdin can be read once only", hint: "name each file once")
        }
        var files: [ManifestFile] = []
        for input in inputs {
            do {
                let bytes = try await input.read(
                    in: context, option: "-f", example: "\(coveo: "sources diff -f -") < sources.yaml")
                files.append(ManifestFile(name: input.path, bytes: bytes))
            } catch let failure as FileFailure {
                guard case .tooLarge = failure else { throw failure }
                throw Failure(.noInput, Failure.words(for: failure), hint: Self.split)
            } catch TerminalFailure.inputTooLarge(let limit) {
                throw Failure(
                    .data, "standard input holds more than \(Failure.words(forBytes: limit))", hint: Self.split)
            }
        }
        return try ManifestReader.read(files)
    }

    private static let split: Hint = "split the manifest: -f can be given several times"
}

extension Connection {
    /// The organization that a manifest is applied to: what command or profile names, and else what it names itself.
    ///
    /// - Throws: 64 where it is for another organization or platform than these; no request has been made then.
    func organization(for manifest: Manifest) async throws -> OrganizationID {
        if let url = manifest.platformURL {
            let platform: PlatformAddress
            do {
                platform = try PlatformAddress(platformURL: url)
            } catch {
                let failure = Failure(error)
                throw Failure(.data, "the manifest's platformUrl: \(failure.text)", hints: failure.hints)
            }
            guard platform.platform == address.platform else {
                throw Failure(
                    .usage,
                    "the manifest is for the platform \(Visible(platform.platformText)), and this is "
                        + "\(Visible(address.platformText))",
                    hint: "take a profile of that platform with --profile, or another manifest")
            }
        }
        let wanted = try manifest.organization.map { try OrganizationID($0, code: .data) }
        guard let stated = try statedOrganization() else {
            if let wanted { return wanted }
            return try await organization()
        }
        guard wanted == nil || wanted == stated else {
            throw Failure(
                .usage, "the manifest is for the organization '\(wanted?.text ?? "")', and this is '\(stated)'",
                hint: "name the organization with --org, or take another manifest")
        }
        return stated
    }
}
