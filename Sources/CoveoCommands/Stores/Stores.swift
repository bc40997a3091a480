import Ports
import Synchronization

/// The stores of one command, each made once: its time-out is for all of the command's accesses together.
final class Stores: Sendable {
    private let make: @Sendable (StoreName) -> any Store
    private let made = Mutex<[StoreName: any Store]>([:])

    /// - Parameter make: makes a store, which opens nothing yet.
    init(_ make: @escaping @Sendable (StoreName) -> any Store) {
        self.make = make
    }

    subscript(_ name: StoreName) -> any Store {
        made.withLock { made in
            if let store = made[name] { return store }
            let store = make(name)
            made[name] = store
            return store
        }
    }
}

extension Stores {
    /// The stores of a command that runs in `world`: what they have to tell goes to stderr, and with `--verbose` each
    /// access.
    convenience init(_ world: World, settings: Settings, output: Output) {
        let terminal = world.terminal
        self.init { name in
            let store = world.makeStore(name, settings.storeTimeout) { notice in
                switch notice {
                case .dialog: output.say("waiting for the keyring's dialog")
                case .madePrivate(let path, let mode):
                    output.warning(
                        "others had access to \(Visible(path)) (mode \(String(mode, radix: 8))); now it is yours alone")
                }
            }
            return settings.isVerbose
                ? LoggingStore(base: store, name: name, clock: world.clock) { terminal.writeError($0 + "\n") } : store
        }
    }
}
