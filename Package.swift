// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// What `pkg-config --cflags NAME` prints, as arguments; none where the package is not installed.
///
/// libsecret is compiled against and never linked: a `systemLibrary` with `pkgConfig:` would make the loader bring
/// libsecret, GLib and GIO into every start of the binary, `coveo --version` included.
func compileFlags(_ name: String) -> [String] {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["pkg-config", "--cflags", name]
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return [] }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
        .filter { $0.hasPrefix("-I") }
}

let libsecret = compileFlags("libsecret-1")

/// A third less of what the loader does at each start: the C++ library, zlib and libgcc are in the binary (`Linker`
/// names their archives), and its symbols are not exported, which nothing looks up.
let quickStart = [
    "-L\(Context.packageDirectory)/Sources/coveo/Linker", "-Xclang-linker", "-static-libgcc", "-Xlinker",
    "--no-export-dynamic",
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "coveo",
    products: [
        .executable(name: "coveo", targets: ["coveo"]),
        .executable(name: "coveo-sandbox", targets: ["coveo-sandbox"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        .target(name: "CLinux"),
        .target(name: "CQREncode"),
        // The archive by its name: a shared libyaml would be loaded at every start.
        .target(name: "CYaml", linkerSettings: [.linkedLibrary(":libyaml.a")]),
        .target(name: "CLibSecret", cSettings: [.unsafeFlags(libsecret)]),
        .target(name: "Ports", dependencies: [httpTypes]),
        .target(name: "JSON"),
        .target(name: "HTTP", dependencies: ["Ports", httpTypes]),
        .target(name: "OAuth2", dependencies: ["Ports", "JSON", "HTTP", crypto, httpTypes]),
        .target(name: "TokenCache", dependencies: ["OAuth2", "HTTP", "JSON", "Ports"]),
        .target(name: "Keyring", dependencies: ["Ports", "JSON", "CLibSecret", "CLinux"]),
        .target(name: "CoveoPlatform", dependencies: ["Ports", "JSON", "HTTP", httpTypes]),
        .target(name: "Manifests", dependencies: ["CoveoPlatform", "JSON", "CYaml"]),
        .target(
            name: "CoveoCommands",
            dependencies: [
                "Ports", "JSON", "HTTP", "OAuth2", "TokenCache", "CoveoPlatform", "Manifests", argumentParser,
            ]),
        .target(
            name: "Adapters",
            dependencies: [
                "Ports", "CLinux", "CQREncode", httpTypes,
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        .executableTarget(
            name: "coveo", dependencies: ["CoveoCommands", "Adapters", "Keyring", "Ports"], exclude: ["Linker"],
            linkerSettings: [.unsafeFlags(quickStart, .when(configuration: .release))]),
        .executableTarget(
            name: "coveo-sandbox",
            dependencies: [
                argumentParser, crypto, httpTypes,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        .target(
            name: "Support", dependencies: ["Ports", "JSON", "CLinux", httpTypes], path: "Tests/Support"),
        .testTarget(name: "JSONTests", dependencies: ["JSON", "Support"]),
        .testTarget(name: "HTTPTests", dependencies: ["HTTP", "Ports", "Support", httpTypes]),
        .testTarget(name: "OAuth2Tests", dependencies: ["OAuth2", "JSON", "HTTP", "Ports", "Support", httpTypes]),
        .testTarget(
            name: "TokenCacheTests",
            dependencies: ["TokenCache", "OAuth2", "HTTP", "JSON", "Ports", "Support", httpTypes]),
        .testTarget(name: "KeyringTests", dependencies: ["Keyring", "Ports", "Support"]),
        .testTarget(
            name: "CoveoPlatformTests",
            dependencies: ["CoveoPlatform", "JSON", "HTTP", "Ports", "Support", httpTypes]),
        .testTarget(name: "ManifestsTests", dependencies: ["Manifests", "CoveoPlatform", "JSON", "Support"]),
        .testTarget(
            name: "CoveoCommandsTests",
            dependencies: [
                "CoveoCommands", "CoveoPlatform", "Manifests", "TokenCache", "OAuth2", "JSON", "HTTP", "Ports",
                "Support", httpTypes, argumentParser,
            ], exclude: ["Golden"]),
        .testTarget(name: "AdaptersTests", dependencies: ["Adapters", "Ports", "Support", httpTypes]),
        .testTarget(name: "EndToEndTests", dependencies: ["Support", "JSON", "CLinux"]),
    ],
    swiftLanguageModes: [.v6]
)

/// `Tests/Fuzz` is an ordinary test target. With `COVEO_FUZZ=1` it is a fuzzer instead, the package has nothing that this
/// does not need, and our own code tells libFuzzer which way it takes. Without, nothing here counts.
let fuzzed = [
    "Ports", "JSON", "HTTP", "OAuth2", "TokenCache", "Keyring", "CoveoPlatform", "Manifests", "CoveoCommands",
]
let fuzz: [Target.Dependency] = fuzzed.map { .byName(name: $0) } + ["Adapters", "Support", httpTypes]
let isFuzzing = Context.environment["COVEO_FUZZ"] == "1"

if isFuzzing {
    package.products = []
    package.targets.removeAll { target in
        target.type == .test || ["coveo", "coveo-sandbox", "Adapters", "CQREncode"].contains(target.name)
    }
    package.targets += [
        // The parts that read what strangers send, and not NIO.
        .target(
            name: "Adapters", dependencies: ["Ports", "CLinux"],
            sources: ["RequestHeadReader.swift", "LineEditor.swift", "TextWidth.swift"]),
        .target(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
        .executableTarget(
            name: "coveo-fuzz", dependencies: fuzz + ["CFuzzer"], path: "Tests/Fuzz",
            exclude: ["CFuzzer", "Seeds", "Tests"],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]),
    ]
} else {
    package.targets.append(
        .testTarget(
            name: "FuzzTests", dependencies: fuzz, path: "Tests/Fuzz", exclude: ["CFuzzer", "Runner", "Seeds"]))
}

for target in package.targets where !["CLinux", "CLibSecret", "CQREncode", "CYaml", "CFuzzer"].contains(target.name) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
        .unsafeFlags(libsecret.flatMap { ["-Xcc", $0] } + (isFuzzing ? ["-sanitize=fuzzer"] : [])),
    ]
}
