/// What a create that takes its time has to tell.
package enum SourceCreationNotice: Equatable, Sendable {
    /// It is not known whether anything was created: it is looked for, for at least this long. Where it is not there then,
    /// so many more tries may follow.
    case lookingUp(Duration, triesLeft: Int)
    /// It is not there: it is created once more.
    case tryingAgain
}
