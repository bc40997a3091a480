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

    @Test(
        "a bus at a socket of this machine is told from others",
        arguments: [
            ("unix:path=/run/bus", "/run/bus"), ("unix:path=/a%20b%2cc,guid=12", "/a b,c"),
            ("unix:abstract=/tmp/x;unix:path=/b", "@/tmp/x"), ("tcp:host=127.0.0.1,port=1", nil),
            ("unix:tmpdir=/tmp", nil), ("unix:path=/a,abstract=b", nil), ("unix:path=/a%2", nil),
            ("unix:path=/a%00b", nil), ("unix:path=/a%zz", nil), ("unix:", nil), ("unix:path", nil),
            ("tcp:host=h,port=1;unix:path=/b", nil),
        ])
    func unixSocket(_ address: String, _ wanted: String?) throws {
        let environment = Environment(["DBUS_SESSION_BUS_ADDRESS": address])
        let socket = try SessionBusAddress(environment: environment).unixSocket
        #expect(socket.map { ($0.isAbstract ? "@" : "") + $0.name } == wanted)
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
