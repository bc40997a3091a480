#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static locale_t utf8;
static pthread_once_t utf8_once = PTHREAD_ONCE_INIT;

static void make_utf8(void) { utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }

int clinux_width(uint32_t scalar) {
    pthread_once(&utf8_once, make_utf8);
    if (utf8 == (locale_t)0) return 1;
    locale_t before = uselocale(utf8);
    int width = wcwidth((wchar_t)scalar);
    uselocale(before);
    return width;
}

int clinux_pipe(int *read_end, int *write_end) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return errno;
    *read_end = ends[0];
    *write_end = ends[1];
    return 0;
}

short clinux_spawn_setsid(void) { return POSIX_SPAWN_SETSID; }

int clinux_spawn_close_from(void *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

int clinux_spawn_change_directory(void *actions, const char *path) {
    return posix_spawn_file_actions_addchdir_np(actions, path);
}

void clinux_spawn_clean_signals(void *attributes, short flags) {
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(attributes, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(attributes, &signals);
    posix_spawnattr_setflags(attributes, flags | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

enum { watched_count = 3 };
static const int watched[watched_count] = {SIGINT, SIGTERM, SIGHUP};
static struct sigaction before_watching[watched_count];
static volatile sig_atomic_t pipe_end = -1;
static volatile sig_atomic_t caught = 0;
static volatile sig_atomic_t asked = 0;

static struct termios kept;
static volatile sig_atomic_t kept_fd = -1;

static void on_signal(int number) {
    // A terminal that goes sends SIGHUP twice, and the end of a desktop's session SIGTERM beside it: nobody is in a hurry.
    if (number != SIGHUP) {
        if (asked) {
            if (kept_fd >= 0) tcsetattr(kept_fd, TCSANOW, &kept);
            _exit(128 + number);
        }
        asked = 1;
    }
    if (caught) return;
    int saved = errno;
    caught = number;
    unsigned char byte = (unsigned char)number;
    ssize_t written = write(pipe_end, &byte, 1);
    (void)written;
    errno = saved;
}

void clinux_watch_signals(int fd) {
    caught = 0;
    asked = 0;
    pipe_end = fd;
    struct sigaction action = {0};
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < watched_count; i++) sigaddset(&action.sa_mask, watched[i]);
    for (int i = 0; i < watched_count; i++) {
        sigaction(watched[i], NULL, &before_watching[i]);
        if (before_watching[i].sa_handler != SIG_IGN) sigaction(watched[i], &action, NULL);
    }
}

int clinux_unwatch_signals(void) {
    for (int i = 0; i < watched_count; i++) sigaction(watched[i], &before_watching[i], NULL);
    pipe_end = -1;
    return caught;
}

void clinux_keep_terminal(int fd, const void *settings) {
    kept_fd = -1;
    memcpy(&kept, settings, sizeof kept);
    kept_fd = fd;
}

void clinux_forget_terminal(void) { kept_fd = -1; }

void clinux_keep_memory(void) {
    // Neither can fail in a way that anything could be done about: a login has to work all the same.
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    struct rlimit limit;
    if (getrlimit(RLIMIT_CORE, &limit) != 0) return;
    limit.rlim_cur = 0;
    setrlimit(RLIMIT_CORE, &limit);
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGQUIT};
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
        struct sigaction action;
        if (sigaction(crashes[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN) signal(crashes[i], SIG_DFL);
    }
}
