import CQREncode
import Ports

/// QR codes by libqrencode, where it is installed.
package struct QREncodeLibrary: Sendable {
    /// The largest code, version 40, is so wide.
    private static let widest = 177

    package init() {}
}

extension QREncodeLibrary: QRCodes {
    package func modules(of text: String) -> [[Bool]]? {
        guard !text.isEmpty, !text.utf8.contains(0) else { return nil }
        var modules = [UInt8](repeating: 0, count: Self.widest * Self.widest)
        let width = Int(cqrencode_modules(text, &modules, Int32(modules.count)))
        guard width > 0 else { return nil }
        return (0..<width).map { row in modules[row * width..<(row + 1) * width].map { $0 == 1 } }
    }
}
