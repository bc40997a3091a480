import Ports

extension PrivateSession {
    /// The session's variables, for a child of a test that knows no ports.
    package var variables: [String: String] { environment.all }
}
