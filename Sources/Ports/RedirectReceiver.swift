/// A request that reached the loopback port.
package struct RedirectRequest: Sendable {
    /// `GET`, …, as sent.
    package let method: String
    /// Path and query, as sent.
    package let target: String
    /// The `Host` header, empty where absent.
    package let host: String

    package init(method: String, target: String, host: String) {
        self.method = method
        self.target = target
        self.host = host
    }
}

/// What the loopback port answers.
package struct RedirectAnswer: Equatable, Sendable {
    /// The HTTP status: 200, 404, 405.
    package let status: Int
    /// Header fields besides `Content-Length` and `Connection`, in order.
    package let fields: [Field]
    /// The page, UTF-8.
    package let body: String

    /// A header field.
    package struct Field: Equatable, Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(status: Int, fields: [Field], body: String) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}

/// Why no port could be listened on.
package enum RedirectFailure: Error, Equatable, Sendable {
    /// Every wanted port is taken. `holders` names the process by port where it can be known (`node (pid 812)`).
    case portsTaken(ports: [UInt16], holders: [UInt16: String])
    /// The system refused for another reason (`errno`).
    case refused(port: UInt16, code: Int32)
}

/// The loopback side of a login: listens on 127.0.0.1 while a login runs, and hands over each request.
package protocol RedirectReceiver: Sendable {
    /// Listens on the first free one of `ports` (0: any free port).
    ///
    /// - Parameter answer: called for every complete request, on any thread, until the listener is closed.
    func listen(
        on ports: [UInt16], answer: @escaping @Sendable (RedirectRequest) -> RedirectAnswer
    ) async throws(RedirectFailure) -> any RedirectListener
}

/// A port that is listened on until it is closed.
package protocol RedirectListener: Sendable {
    /// The port that was bound.
    var port: UInt16 { get }

    /// Stops listening. Answers under way are delivered first, for one second at most.
    func close() async
}
