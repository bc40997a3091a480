import CoveoPlatform
import JSON
import Manifests

@testable import CoveoCommands

extension FailureCatalogue {
    static let manifests: [Entry] =
        manifestReasons.map {
            Entry(
                ManifestFailure($0, at: ManifestOrigin(file: "sources.yaml", place: TextPlace(line: 3, column: 5))),
                .data)
        } + [
            Entry(
                ManifestFailure(
                    .yaml(.unknownTag("!secret\u{1B}")),
                    at: ManifestOrigin(file: "a\u{7}b.yaml", number: 2, place: TextPlace(line: 3, column: 5)),
                    name: "Do\u{202E}cs"), .data),
            Entry(ManifestFailure(.notAModel, at: ManifestOrigin(file: "-", number: 2), name: "Docs"), .data),
            Entry(ManifestFailure(.empty, at: ManifestOrigin(file: "-")), .data),
        ]

    private static let manifestReasons: [ManifestFailure.Reason] = [
        .yaml(.syntax("did not find expected key")), .yaml(.tab), .yaml(.notUTF8), .yaml(.unfitCharacter("\u{1B}")),
        .yaml(.duplicateKey("name")), .yaml(.keyNotText), .yaml(.unknownTag("!secret")), .yaml(.unfitTag("!!int")),
        .yaml(.unknownAlias("x")), .yaml(.tooManyAliases), .yaml(.unfitMerge), .yaml(.notFinite(".inf")),
        .yaml(.numberTooLarge("0x1FFFFFFFFFFFFFFFF")), .yaml(.tooDeep(limit: 512)), .yaml(.noMemory),
        .json(.syntax(line: 1, column: 2, found: "}")), .json(.empty), .empty, .notAModel,
        .unknownKey("organisation", nearest: "organization"), .unknownKey("version", nearest: nil),
        .wrongType(key: "sources", expected: "list"), .wrongType(key: "organization", expected: "string"),
        .model(.noName), .model(.wrongType(field: "name", expected: "string")), .model(.unknownVisibility("shared")),
        .nameTwice(first: ManifestOrigin(file: "sources.yaml", number: 1, place: TextPlace(line: 2, column: 3))),
        .twoOrganizations("a", "b"), .twoPlatforms("https://a.example", "https://b.example"),
    ]
}
