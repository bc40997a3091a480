import FoundationEssentials
import NIOSSL
import Ports

/// A certificate that was refused, with those that came with it.
struct RefusedCertificate {
    /// Of so many names people are told.
    private static let nameLimit = 5

    /// The server's own first.
    private let chain: [NIOSSLCertificate]

    init(_ chain: [NIOSSLCertificate]) {
        self.chain = chain
    }

    /// What is wrong with it, as far as it can be seen; `refusal` is what the library said.
    func problem(after refusal: CertificateProblem, now: Date = Date()) -> CertificateProblem {
        guard let first = chain.first, let last = chain.last else { return refusal }
        if case .otherHost = refusal { return .otherHost(names: Self.names(of: first)) }
        for certificate in chain {
            let end = Date(timeIntervalSince1970: TimeInterval(certificate.notValidAfter))
            let begin = Date(timeIntervalSince1970: TimeInterval(certificate.notValidBefore))
            if end < now { return .expired(end) }
            if begin > now { return .notYetValid(begin) }
        }
        if chain.count == 1, Self.parties(of: first)?.isSelfIssued == true { return .selfSigned }
        return .untrusted(authority: Self.parties(of: last)?.issuerName)
    }

    private static func parties(of certificate: NIOSSLCertificate) -> CertificateParties? {
        // One that can't be written out again names nobody.
        (try? certificate.toDERBytes()).flatMap { CertificateParties($0) }
    }

    private static func names(of certificate: NIOSSLCertificate) -> [String] {
        let names = certificate._subjectAlternativeNames().compactMap { name -> String? in
            switch name.nameType {
            case .dnsName: String(decoding: name.contents, as: UTF8.self)
            case .ipAddress: IPAddress(bytes: Array(name.contents))?.text
            default: nil
            }
        }
        return Array(names.prefix(nameLimit))
    }
}
