#include "CLibSecret.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct clibsecret table;
static const char *missing_name;

// Warnings of GLib are no words of this program's.
static GLogWriterOutput write_nothing(GLogLevelFlags level, const GLogField *fields, gsize count, gpointer data) {
    return G_LOG_WRITER_HANDLED;
}

static void log_nothing(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {}

static void *handle;

static void load(void) {
    static const char library[] = "libsecret-1.so.0";
    // GLib registers types for the life of the process, so the library is never unloaded.
    handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
    if (handle == NULL) {
        missing_name = library;
        return;
    }
#define CLIBSECRET_LOOK_UP(name)                                                                                       \
    table.name = (__typeof__(table.name))dlsym(handle, #name);                                                         \
    if (table.name == NULL) {                                                                                          \
        missing_name = #name;                                                                                          \
        return;                                                                                                        \
    }
    CLIBSECRET_FUNCTIONS(CLIBSECRET_LOOK_UP)
#undef CLIBSECRET_LOOK_UP
    table.g_log_set_default_handler(log_nothing, NULL);
    table.g_log_set_writer_func(write_nothing, NULL, NULL);
}

const struct clibsecret *clibsecret_load(const char **missing) {
    pthread_once(&once, load);
    *missing = missing_name;
    return missing_name == NULL ? &table : NULL;
}

const char *clibsecret_glib_version(void) {
    static _Thread_local char text[40];
    static const char *const names[] = {"glib_major_version", "glib_minor_version", "glib_micro_version"};
    unsigned numbers[3];
    for (int index = 0; index < 3; index++) {
        const unsigned *number = handle == NULL ? NULL : dlsym(handle, names[index]);
        if (number == NULL) return NULL;
        numbers[index] = *number;
    }
    snprintf(text, sizeof text, "%u.%u.%u", numbers[0], numbers[1], numbers[2]);
    return text;
}

SecretService *clibsecret_service(GDBusConnection *connection) {
    return table.g_object_new(table.secret_service_get_type(), "g-connection", connection, NULL);
}

static void wake(GCancellable *cancellable, gpointer context) {
    table.g_main_context_wakeup(context);
}

gulong clibsecret_wake(GCancellable *cancellable, GMainContext *context) {
    return table.g_cancellable_connect(cancellable, (GCallback)wake, context, NULL);
}
