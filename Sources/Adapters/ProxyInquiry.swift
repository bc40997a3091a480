import NIOCore
import Ports

/// Asks a proxy that did not connect to a server once more, to be able to say how it refuses: the library keeps its status
/// to itself. Nothing is sent to the server.
struct ProxyInquiry {
    let authority: Authority
    let proxy: Proxy
    let deadline: NIODeadline

    /// The status of its answer; nil where none comes.
    func status(on eventLoop: any EventLoop) async -> Int? {
        await Inquiry.answer(of: proxy.host, port: proxy.port, else: nil, until: deadline, on: eventLoop) {
            [authority, proxy] pipeline, found in
            try pipeline.addHandler(
                ProxyTunnel(to: authority, through: proxy, then: nil) { found.succeed($0) })
        }
    }
}
