/// ` --profile NAME` as it can be pasted behind a command; empty for the default one.
struct ProfileFlag: CustomStringConvertible {
    let description: String

    init(_ profile: String) {
        description = profile == "default" ? "" : " --profile \(ShellWord(profile))"
    }
}
