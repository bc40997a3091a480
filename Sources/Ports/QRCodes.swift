/// Makes QR codes.
package protocol QRCodes: Sendable {
    /// The code's modules, row by row, true for dark, without a margin; nil where none can be made here.
    func modules(of text: String) -> [[Bool]]?
}
