import Foundation
import Hummingbird
import NIOCore

/// What the sandbox knows about a request: its connection and who sent it.
struct SandboxContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection, to drop it where a fault asks for that.
    let channel: any Channel
    /// Whose token the request carries; set under `/rest` only.
    var caller: Caller?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// A piece of the path by its name, percent-decoded.
    func parameter(_ name: String) throws -> String {
        guard let text = parameters.get(name)?.removingPercentEncoding else {
            throw Refusal.notFound("NOT_FOUND", "The address is malformed.")
        }
        return text
    }

    /// Whose token the request carries.
    func requireCaller() throws -> Caller {
        guard let caller else { throw Refusal.unauthorized("UNAUTHORIZED", "No access token was sent.") }
        return caller
    }
}
