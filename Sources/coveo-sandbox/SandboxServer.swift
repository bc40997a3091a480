import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL

/// Another program listens on the port that was asked for.
struct PortTaken: Error, CustomStringConvertible {
    let port: Int

    var description: String { "port \(port) is taken; name another with --port, or 0 for a free one" }
}

/// A file of TLS that can't be used, in words.
struct UnfitTLSFile: Error, CustomStringConvertible {
    let description: String
}

/// The one HTTP server: its routes, its address, and the line that says it is ready.
struct SandboxServer {
    let platform: Platform
    let faults: FaultQueue
    /// Added to each request.
    let latency: Duration
    let log: LogFile?
    /// 0 for any free one.
    let port: Int
    /// PEM files of certificate chain and key; nil for plain HTTP.
    let tls: (certificates: String, key: String)?

    /// Serves until the process ends.
    func run() async throws {
        let router = Router(context: SandboxContext.self)
        router.add(middleware: RequestLog(file: log))
        router.add(middleware: Latency(delay: latency))
        router.add(middleware: Faults(queue: faults))
        ControlRoutes(platform: platform, faults: faults).add(to: router)
        let scheme = tls == nil ? "http" : "https"
        MetadataRoutes(scheme: scheme).add(to: router)
        AuthorizationRoutes(platform: platform, scheme: scheme).add(to: router)
        DeviceRoutes(platform: platform, scheme: scheme).add(to: router)
        RevocationRoutes(platform: platform).add(to: router)
        TokenRoutes(platform: platform).add(to: router)
        let rest = router.group("rest").add(middleware: BearerCheck(platform: platform))
        OrganizationRoutes(platform: platform, scheme: scheme).add(to: rest)
        SourceRoutes(platform: platform).add(to: rest)
        SourceActionRoutes(platform: platform).add(to: rest)
        SecurityProviderRoutes(platform: platform).add(to: rest)
        PrivilegeRoutes(platform: platform).add(to: rest)
        ApiKeyRoutes(platform: platform).add(to: rest)
        let push = router.group("push/v1").add(middleware: BearerCheck(platform: platform))
        PushRoutes(platform: platform, scheme: scheme).add(to: push)
        UploadRoutes(platform: platform).add(to: router)

        var logger = Logger(label: "coveo-sandbox")
        logger.logLevel = .critical
        let application = Application(
            router: router,
            server: try channel(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { Self.announce($0, scheme: scheme) },
            logger: logger)
        do {
            try await application.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw PortTaken(port: port)
        }
    }

    private func channel() throws -> HTTPServerBuilder {
        guard let tls else { return .http1() }
        let chain = try Self.reading(tls.certificates, "--tls-cert") { try NIOSSLCertificate.fromPEMFile($0) }
        let key = try Self.reading(tls.key, "--tls-key") { try NIOSSLPrivateKey(file: $0, format: .pem) }
        do {
            return try .tls(
                .http1(),
                tlsConfiguration: .makeServerConfiguration(
                    certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)))
        } catch {
            throw UnfitTLSFile(description: "\(tls.certificates) and \(tls.key) are no certificate and its key")
        }
    }

    private static func reading<Part>(_ path: String, _ option: String, _ read: (String) throws -> Part) throws -> Part
    {
        do {
            return try read(path)
        } catch {
            throw UnfitTLSFile(description: "\(option) \(path) can't be read, or is not what it should be (PEM)")
        }
    }

    private static func announce(_ channel: any Channel, scheme: String) {
        let origin = Origin(scheme: scheme, channel: channel)
        let line: Value = [
            "url": .string(origin.url), "issuer": .string(origin.url),
            "authorizationEndpoint": .string(origin.authorization), "tokenEndpoint": .string(origin.token),
            "deviceAuthorizationEndpoint": .string(origin.deviceAuthorization),
            "revocationEndpoint": .string(origin.revocation), "pushUrl": .string(origin.url),
            "port": Value(channel.localAddress?.port ?? 0),
            "pid": Value(Int(ProcessInfo.processInfo.processIdentifier)),
        ]
        // A reader that has gone is no reason to stop: the port may be known otherwise.
        try? FileHandle.standardOutput.write(contentsOf: Data((line.text + "\n").utf8))
    }
}
