import Ports

extension Failure {
    private static let loginPage: Hint = "in a network with a login page, log in there first"

    /// What is wrong with a certificate, and what to do about it. No option and no variable takes one that is refused.
    static func words(for problem: CertificateProblem) -> (words: String, hints: [Hint]) {
        switch problem {
        case .untrusted(let authority):
            (
                "its authority\(authority.map { ", \"\(Visible($0))\"," } ?? "") is none that is trusted here",
                ["where it is your company's or your own, name that authority's file in SSL_CERT_FILE", loginPage]
            )
        case .selfSigned:
            (
                "it is signed by itself",
                ["where the server is your own, name that certificate's file in SSL_CERT_FILE", loginPage]
            )
        case .expired(let date):
            (
                "it ended at \(Moment.people(date))",
                ["check this machine's clock; where that is right, whoever runs the server has to renew it"]
            )
        case .notYetValid(let date):
            (
                "it begins only at \(Moment.people(date))",
                ["check this machine's clock; where that is right, whoever runs the server has to replace it"]
            )
        case .otherHost(let names):
            (
                "it is for \(names.isEmpty ? "another host" : names.map { "\(Visible($0))" }.joined(separator: ", "))",
                ["check the URL of the platform", loginPage]
            )
        }
    }
}
