/// A place in a text. Both count from 1; a column is a Unicode scalar.
package struct TextPlace: Hashable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// Where a value and what is in it began, parallel to the value; the deepest levels are left out.
package struct PlaceTree: Equatable, Sendable {
    package let place: TextPlace
    /// Of an array's elements, or of an object's keys; fewer than there are values where a merge added some.
    package var children: [PlaceTree] = []

    /// The child of that position.
    package subscript(_ index: Int) -> PlaceTree? {
        children.indices.contains(index) ? children[index] : nil
    }
}
