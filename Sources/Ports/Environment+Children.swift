extension Environment {
    /// The variables for a program of the person's: all of them without what is, or could be, a secret.
    ///
    /// Not a list of the allowed: each program has variables of its own (`PASSWORD_STORE_DIR`, `GNUPGHOME`, `LESS`, …).
    package var withoutSecrets: [String: String] {
        let token = self["COVEO_ACCESS_TOKEN"]?.split(whereSeparator: \.isWhitespace).first.map(String.init)
        return all.filter { name, value in
            !Self.isSecret(name) && !Self.hasPassword(value, isProxy: name.lowercased().hasSuffix("_proxy"))
                && !(token.map { value.contains($0) } ?? false)
        }
    }

    /// Ours, and names whose last word, numbers apart, says that they hold a secret. `PASSWORD_STORE_…` is of pass: where
    /// it keeps things and for which keys.
    private static func isSecret(_ name: String) -> Bool {
        let name = name.uppercased()
        if name.hasPrefix("COVEO_") { return true }
        if name.hasPrefix("PASSWORD_STORE_") { return false }
        let words = name.split(separator: "_").filter { !$0.allSatisfy(\.isNumber) }
        guard let last = words.last else { return false }
        return ["TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "KEY"].contains { last.hasSuffix($0) }
            || ["PASS", "PAT"].contains(last) || (last == "PWD" && words.count > 1)
    }

    /// `https://user:password@host`, or `user:password@host` where a proxy stands.
    private static func hasPassword(_ value: String, isProxy: Bool) -> Bool {
        // By bytes: a sign with a combining mark on it is another character than the sign.
        let ends = Array("/?#".utf8)
        var rest = Array(value.utf8)[...]
        var isAuthority = isProxy
        while true {
            let mark = rest.firstRange(of: Array("://".utf8))
            let part = rest[..<(mark?.lowerBound ?? rest.endIndex)]
            if isAuthority, part.prefix(while: { !ends.contains($0) }).contains(UInt8(ascii: "@")) { return true }
            guard let mark else { return false }
            (rest, isAuthority) = (rest[mark.upperBound...], true)
        }
    }
}
