/// What is meant by options of `curl` and `gh api` that `coveo api` has another way for.
extension CommandLineAdvice {
    private static let others: [(options: [String], hint: Hint)] = [
        (["-X", "--method", "--request"], "the method stands before the path: \(coveo: "api POST PATH")"),
        (
            ["-f", "-F", "--field", "--raw-field", "--input", "--data-binary", "--data-raw"],
            "the body is given whole: -d DATA, -d @FILE, or -d @- for standard input"
        ),
        (["--jq", "--template", "-t"], "the answer is JSON: pick from it with jq, as in '| jq .id'"),
        (
            ["-u", "--user", "-b", "--cookie"],
            "the login's token is sent by itself; COVEO_ACCESS_TOKEN takes another one"
        ),
        (["-L", "--location"], "redirects are not followed: a token would go elsewhere"),
    ]

    /// - Parameter names: of the command that was typed.
    func apiHint(_ names: [String]) -> Hint? {
        guard names == ["api"] else { return nil }
        for argument in arguments.prefix(while: { $0 != "--" }) {
            for (options, hint) in Self.others where options.contains(where: { Self.isOption(argument, $0) }) {
                return hint
            }
        }
        return nil
    }

    /// Whether an argument is the option, with a value joined to it or not.
    private static func isOption(_ argument: String, _ option: String) -> Bool {
        argument == option || (option.hasPrefix("--") ? argument.hasPrefix(option + "=") : argument.hasPrefix(option))
    }
}
