package import Ports

/// A parsed command that has to be run.
package struct Invocation: Sendable {
    let command: any CoveoCommand
    let environment: Environment

    /// Says why nothing can be run here.
    ///
    /// - Returns: the exit code.
    package func refuse(_ cause: MachineFailure, on terminal: any Terminal) -> Int32 {
        let failure = Failure(cause)
        if !command.isSilent {
            let scope = CommandScope(command, environment: environment)
            terminal.writeError(failure.lines(quiet: command.globals.quiet, in: scope))
        }
        return failure.code.rawValue
    }

    /// Runs it, says what failed, and gives the exit code.
    ///
    /// - Parameters:
    ///   - glance: what was read ahead of the parser, from the same environment and files.
    ///   - makeWorld: called once, with the environment that the command line was parsed with.
    package func run(after glance: Glance = Glance(), makeWorld: @Sendable (Environment) -> World) async -> Int32 {
        let world = command.isSilent ? makeWorld(environment).silenced : makeWorld(environment)
        let quiet = command.globals.quiet
        let command = self.command
        let paging =
            command.isPaged ? Paging(world.pager, environment: environment, terminal: world.terminal) : nil
        do {
            let code: ExitCode
            do {
                code = try await world.interrupts.whileWatching {
                    try await Self.run(command, in: world, glance: glance, paging: paging)
                }
            } catch {
                await paging?.finish()
                throw error
            }
            // What is said from here on is not for the pager.
            await paging?.finish()
            return code.rawValue
        } catch let interrupted as Interrupted {
            world.terminal.writeError("\ninterrupted\n")
            return interrupted.signal.status
        } catch {
            var failure = Failure(describing: error)
            if [.noPermission, .configuration].contains(failure.code), environment.hasEmptyToken {
                failure = failure.noting("COVEO_ACCESS_TOKEN is set but empty")
            }
            world.terminal.writeError(
                failure.lines(quiet: quiet, in: CommandScope(command, environment: environment)))
            return failure.code.rawValue
        }
    }

    private static func run(
        _ command: any CoveoCommand, in world: World, glance: Glance, paging: Paging?
    ) async throws -> ExitCode {
        let context = try Context(command, world: world, glance: glance, paging: paging)
        defer { context.progress.close() }
        do {
            return try await command.run(in: context)
        } catch let failure as StoreFailure where failure != .cancelled {
            throw await context.explain(failure)
        }
    }
}
