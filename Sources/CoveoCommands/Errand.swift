/// What a command is about, which decides what helps where a store fails.
enum Errand: CaseIterable, Sendable {
    /// It uses a login, or tells of one.
    case use
    /// It makes a login.
    case login
    /// It ends logins.
    case ending
    /// It tells what is wrong with stores.
    case diagnosis
}
