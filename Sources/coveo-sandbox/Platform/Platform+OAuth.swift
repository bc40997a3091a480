extension Platform {
    /// A new authorization code for a user who logged in.
    func issueCode(_ request: AuthorizationRequest, username: String) -> String {
        codes.issue(request, username: username)
    }

    /// Exchanges a code; a second use revokes what the first gave.
    /// - Throws: `Refusal` with `invalid_grant`.
    func redeem(code: String, client: Client, redirectURI: String, verifier: String?) throws -> Tokens.Issued {
        if let family = codes.spentFamily(code: code, client: client) {
            tokens.revoke(family: family)
            try save()
            throw Refusal(oauth: "invalid_grant", "The code was used before.")
        }
        let grant = try codes.redeem(code: code, client: client, redirectURI: redirectURI, verifier: verifier)
        let issued = tokens.begin(family: grant.family, username: grant.username, client: client)
        try save()
        return issued
    }

    /// Renews a login.
    /// - Throws: `Refusal` with `invalid_grant`.
    func renew(refreshToken: String, client: Client) throws -> Tokens.Issued {
        // A reused token changes the state too, and that has to be on disk before it is refused.
        let result = Result { try tokens.renew(refreshToken: refreshToken, client: client) }
        try save()
        return try result.get()
    }

    /// Revokes a token.
    /// - Throws: `Refusal` for another client's.
    func revoke(token: String, client: Client) throws {
        try tokens.revoke(token: token, client: client)
        try save()
    }

    /// New codes for a device.
    func issueDeviceCode(client: Client) -> DeviceCodes.Issued { devices.issue(client: client) }

    /// The device that waits under a user code.
    func device(userCode: String) throws(DeviceCodes.Miss) -> DeviceCodes.Request {
        try devices.find(userCode: userCode)
    }

    /// Approves a device for a user who logged in; nil denies it.
    func decide(_ request: DeviceCodes.Request, username: String?) throws(DeviceCodes.Miss) {
        try devices.decide(request, username: username)
    }

    /// Gives an approved device its tokens.
    /// - Throws: `Refusal` with an error of RFC 8628 section 3.5.
    func poll(deviceCode: String, client: Client) throws -> Tokens.Issued {
        let username = try devices.poll(deviceCode: deviceCode, client: client)
        let issued = tokens.begin(family: Secret.make(), username: username, client: client)
        try save()
        return issued
    }
}
