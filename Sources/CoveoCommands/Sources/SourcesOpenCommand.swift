import ArgumentParser
import CoveoPlatform
import JSON
import Ports

/// `coveo sources open`: a source's page in the Administration Console.
struct SourcesOpenCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open a source's page in the Administration Console.",
        usage: "coveo sources open <source> [options]",
        discussion: "Without a browser, and with --no-input, it prints the address.")

    @Argument(help: "The source's ID, or its exact name.", completion: .source)
    var source: String

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        try checkNamed([source])
        let (model, address) = try await context.connected { connection in
            let organization = try await connection.organization()
            let model = try await connection.client.resolveSource(source, in: organization)
            return (model, connection.address.consolePage(ofSource: model, in: organization))
        }
        let isOpened = await open(address, context)
        let output = context.output
        if output.isJSON {
            try output.value([
                "id": .string(model.id), "name": .string(model.name), "url": .string(address),
                "opened": .bool(isOpened),
            ])
        } else if isOpened {
            output.progress("opened \(output.errorStyle.link(address, to: Hyperlink(address)))")
        } else {
            try output.result(output.style.link(address, to: Hyperlink(address)))
        }
        return .done
    }

    private func open(_ address: String, _ context: Context) async -> Bool {
        guard context.world.browser.isAvailable, !context.settings.noInput else { return false }
        do {
            try await context.world.browser.open(address)
            return true
        } catch {
            context.output.progress("no browser could be opened")
            return false
        }
    }
}
