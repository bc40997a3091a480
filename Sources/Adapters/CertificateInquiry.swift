import NIOCore
import NIOSSL
import Ports

/// Asks a server whose certificate was refused for it once more, to be able to say what is wrong with it: the library
/// tells no more than that it was refused. This handshake ends with the certificate, whatever it is, so that nothing can
/// ever be sent after it.
struct CertificateInquiry {
    let authority: Authority
    /// The server's where its address names none.
    var usualPort = 443
    let proxy: Proxy?
    let deadline: NIODeadline

    /// What the server presents, its own certificate first; empty where it can't be had any more.
    func certificates(on eventLoop: any EventLoop) async -> [NIOSSLCertificate] {
        let (host, port) = (proxy?.host ?? authority.host, proxy?.port ?? authority.port ?? usualPort)
        return await Inquiry.answer(of: host, port: port, else: [], until: deadline, on: eventLoop) { pipeline, found in
            let tls = try handshake(found)
            if let proxy {
                try pipeline.addHandler(ProxyTunnel(to: authority, through: proxy, then: tls) { _ in })
            } else {
                try pipeline.addHandler(tls)
            }
        }
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
