import Testing

@testable import Adapters

@Suite("the width of text")
struct TextWidthTests {
    @Test(
        "is counted in columns of a terminal",
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("界", 2), ("日本語", 6), ("한글", 4), ("👍", 2),
            ("👩‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇨🇭", 2), ("❤️", 2), ("✓", 1), ("\u{200D}", 0), ("a\u{200C}b", 2), ("ñandú", 5),
            ("क्षि", 3), ("กำ", 2), ("각", 2), ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2), ("🏳️‍🌈", 2), ("1️⃣", 2), ("ﾊﾞ", 2), ("ｱ", 1), ("🇨", 1), ("…", 1),
            ("\u{301}", 0), ("a\u{300}\u{301}\u{302}", 1), ("👨🏿‍🚀 x", 4),
        ])
    func columns(text: String, expected: Int) {
        #expect(TextWidth.columns(of: text) == expected)
    }
}
