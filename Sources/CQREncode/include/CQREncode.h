#ifndef CQRENCODE_H
#define CQRENCODE_H

// libqrencode, looked up when a code is first wanted: nothing is linked, and nothing is missing where it is not
// installed.

/// Writes the modules of the QR code (error correction M, bytes mode) of a text without NUL into `modules`, row by row,
/// 1 for dark.
///
/// Returns the width; 0 where the library is not installed, the text is too long, or `capacity` bytes are too few.
int cqrencode_modules(const char *text, unsigned char *modules, int capacity);

#endif
