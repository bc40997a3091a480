#ifndef CLINUX_H
#define CLINUX_H

#include <stdint.h>

// What Swift's Glibc can't see, and the little that has to run inside a signal handler. The types of <spawn.h> and
// <termios.h> pass as void *: a header included here would make Swift look for them in this module.

// Columns that a Unicode scalar takes (wcwidth in the locale C.UTF-8, whatever the process's locale is): 0, 1 or 2;
// -1 for what is not printable.
int clinux_width(uint32_t scalar);

// A pipe whose ends don't block and are closed in children. 0, or errno.
int clinux_pipe(int *read_end, int *write_end);

// posix_spawn (`actions` is a posix_spawn_file_actions_t): the flag for a session of its own, the closing of every
// descriptor from `first` on, and the child's working directory.
short clinux_spawn_setsid(void);
int clinux_spawn_close_from(void *actions, int first);
int clinux_spawn_change_directory(void *actions, const char *path);

// The same: a child (`attributes` is a posix_spawnattr_t) with no signal blocked or ignored, and these other flags.
void clinux_spawn_clean_signals(void *attributes, short flags);

// Makes the first of SIGINT, SIGTERM and SIGHUP write its number, one byte, to `fd` (non-blocking). One that is ignored
// stays ignored. A second SIGINT or SIGTERM restores the terminal kept below and ends the process at once with 128 + its
// number; what comes beside SIGHUP does not.
void clinux_watch_signals(int fd);

// Puts back what clinux_watch_signals found. The number of the first signal that came, or 0.
int clinux_unwatch_signals(void);

// Keeps the settings (a struct termios) that a second signal restores on `fd`; forget them once they are restored.
void clinux_keep_terminal(int fd, const void *settings);
void clinux_forget_terminal(void);

// Keeps this process's memory to itself: no core file, and for other processes of the same user no /proc/PID/mem,
// /proc/PID/environ or ptrace. Children inherit that they leave no core file (they may take it back), the rest not.
// Also takes away the Swift runtime's own report of a crash, which shows registers and what they point to.
void clinux_keep_memory(void);

#endif
