/// What a create that takes its time has to tell.
package enum SourceCreationNotice: Equatable, Sendable {
    /// It is not known whether the source was created: the list is looked at, for at least this long.
    case lookingUp(Duration)
    /// The list does not show it: it is created once more.
    case tryingAgain
}
