import Ports

/// `coveo login`, with the profile that it is for, as it can be pasted.
struct LoginCommandLine: CustomStringConvertible {
    let description: String

    init(_ profile: String) {
        description = "coveo login\(ProfileFlag(profile))"
    }
}
