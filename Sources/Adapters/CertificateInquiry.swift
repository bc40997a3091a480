import NIOCore
import NIOPosix
import NIOSSL
import Ports

/// Asks a server whose certificate was refused for it once more, to be able to say what is wrong with it: the library
/// tells no more than that it was refused. This handshake ends with the certificate, whatever it is, so that nothing can
/// ever be sent after it.
struct CertificateInquiry {
    /// An inquiry is worth no longer wait than this.
    private static let patience = TimeAmount.seconds(5)

    let authority: Authority
    let proxy: Proxy?
    let deadline: NIODeadline

    /// What the server presents, its own certificate first; empty where it can't be had any more.
    func certificates(on eventLoop: any EventLoop) async -> [NIOSSLCertificate] {
        let found = eventLoop.makePromise(of: [NIOSSLCertificate].self)
        let limit = min(deadline, .now() + Self.patience)
        let timer = eventLoop.scheduleTask(deadline: limit) { found.succeed([]) }
        let connection = ClientBootstrap(group: eventLoop).connectTimeout(Self.patience)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    let tls = try handshake(found)
                    if let proxy {
                        try pipeline.addHandler(ProxyTunnel(to: authority, through: proxy, then: tls) { _ in })
                    } else {
                        try pipeline.addHandler(tls)
                    }
                    try pipeline.addHandler(ConnectionEnd { found.succeed([]) })
                }
            }
            .connect(host: proxy?.host ?? authority.host, port: proxy?.port ?? authority.port ?? 443)
        connection.whenFailure { _ in found.succeed([]) }
        // Never fails: what goes wrong is an empty answer.
        let certificates = (try? await found.futureResult.get()) ?? []
        timer.cancel()
        connection.whenSuccess { $0.close(promise: nil) }
        return certificates
    }

    private func handshake(_ found: EventLoopPromise<[NIOSSLCertificate]>) throws -> NIOSSLClientHandler {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        // None is trusted.
        configuration.trustRoots = .certificates([])
        let isAddress = IPAddress(authority.host) != nil
        return try NIOSSLClientHandler(
            context: NIOSSLContext(configuration: configuration), serverHostname: isAddress ? nil : authority.host,
            customVerificationCallback: { certificates, verdict in
                found.succeed(certificates)
                verdict.succeed(.failed)
            })
    }
}
