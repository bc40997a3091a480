import FoundationEssentials
import HTTP
import Ports

@testable import OAuth2

/// What the device authorization endpoint answers.
enum DeviceAnswers {
    static func check(_ input: [UInt8]) throws {
        let response = ScriptedAnswer(input).response
        let authorization: DeviceAuthorization
        do throws(OAuth2Failure) {
            authorization = try DeviceAnswer.read(response, now: TokenAnswers.sentAt)
        } catch {
            _ = try ShownText.words(for: error)
            return
        }
        try always(!authorization.deviceCode.reveal().isEmpty, "there is a device code")
        for text in [authorization.userCode, authorization.verificationURI] + [authorization.completeURI ?? "x"] {
            try always(
                !text.allSatisfy(\.isWhitespace) && text.utf8.count <= DeviceAnswer.longestText,
                "what a person types is neither blank nor endless")
        }
        let day = Duration.seconds(86_400)
        try always(
            authorization.interval >= .seconds(1) && authorization.interval <= day, "an interval is no rush and no rest"
        )
        if let lifetime = authorization.lifetime {
            try always(lifetime > .zero && lifetime <= day, "a life is neither over nor endless")
        }
        for address in [authorization.address, authorization.completeAddress].compactMap(\.self) {
            try always(
                address.scheme == "https" || ["localhost", "::1"].contains(address.host)
                    || address.host.hasPrefix("127."), "a browser opens only what is safe")
        }
        try ShownText.check(
            authorization, hides: authorization.deviceCode,
            besides: [authorization.userCode, authorization.verificationURI, authorization.completeURI ?? ""])
        try poll(authorization)
    }

    /// A poll is never earlier than the interval says, and the wait has an end.
    private static func poll(_ authorization: DeviceAuthorization) throws {
        var polling = DevicePolling(authorization, timeout: .seconds(600), start: .zero, isReached: true)
        var step = polling.begin()
        var now = Duration.zero
        for _ in 0..<8 {
            guard case .poll(let wait, _) = step else { return }
            now += wait
            try always(wait >= .zero && now <= polling.deadline, "nobody waits longer than the deadline")
            let pending = OAuth2Failure.tokenRefused(status: 400, OAuthError(code: "slow_down"))
            step = polling.step(after: .failure(pending), at: now)
        }
    }
}
