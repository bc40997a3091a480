import Foundation
import Ports
import Testing

@testable import Keyring

@Suite("Where the session bus is")
struct SessionBusAddressTests {
    @Test("the variable wins, without what would start a bus")
    func variable() throws {
        let given = ["DBUS_SESSION_BUS_ADDRESS": "autolaunch:;unix:path=/a,guid=1;unix:abstract=b"]
        #expect(try SessionBusAddress(environment: Environment(given)).text == "unix:path=/a,guid=1;unix:abstract=b")
    }

    @Test(
        "there is none where nothing names one, and none is started",
        arguments: [
            [:], ["DBUS_SESSION_BUS_ADDRESS": ""], ["DBUS_SESSION_BUS_ADDRESS": "autolaunch:"],
            ["XDG_RUNTIME_DIR": "/nonexistent"], ["XDG_RUNTIME_DIR": ""], ["DISPLAY": ":0"],
        ])
    func none(_ variables: [String: String]) {
        #expect(throws: StoreFailure.noSessionBus) {
            try SessionBusAddress(environment: Environment(variables))
        }
    }

    @Test("a bus whose socket is gone is none")
    func gone() async {
        let environment = Environment(["DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus"])
        let store = SecretServiceStore(timeout: .seconds(30), environment: environment)
        await #expect(throws: StoreFailure.noSessionBus) { try await store.probe(interaction: .never) }
    }

    @Test("the socket of the systemd user bus is found where the variable is not set")
    func userBus() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "user bus,\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
        let environment = Environment(["XDG_RUNTIME_DIR": folder.path])
        #expect(FileManager.default.createFile(atPath: folder.path + "/bus", contents: nil))
        #expect(throws: StoreFailure.noSessionBus, "a file is no bus") {
            try SessionBusAddress(environment: environment)
        }
        try FileManager.default.removeItem(atPath: folder.path + "/bus")
        let listener = try Listener(folder.path + "/bus")
        defer { listener.close() }
        let wanted = "unix:path=\(folder.path)/bus".replacingOccurrences(of: " ", with: "%20")
            .replacingOccurrences(of: ",", with: "%2c")
        #expect(try SessionBusAddress(environment: environment).text == wanted)
    }
}
