enum PlaceholderEndToEnd {}
