package import Ports

/// The executable of this process, started anew.
package struct OwnExecutable: OwnProgram {
    private let environment: Environment

    package init(environment: Environment) {
        self.environment = environment
    }

    package func start(_ arguments: [String]) {
        // It is not waited for: this process ends first, and whatever comes of it is told nobody.
        _ = DetachedProcess("/proc/self/exe", ["coveo"] + arguments, environment: environment.all)
    }
}
