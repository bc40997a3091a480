#ifndef CLIBSECRET_H
#define CLIBSECRET_H

#define SECRET_WITH_UNSTABLE 1
#define SECRET_API_SUBJECT_TO_CHANGE 1
#include <gio/gio.h>
#include <libsecret/secret.h>

#include "CLibGcrypt.h"

// What is used of libsecret, GIO, GObject and GLib. Nothing of them is linked: the functions are looked up when a store
// is opened, so that the program starts without them, and starts faster.
#define CLIBSECRET_FUNCTIONS(X)                                                                                        \
    X(g_cancellable_cancel)                                                                                            \
    X(g_cancellable_connect)                                                                                           \
    X(g_cancellable_disconnect)                                                                                        \
    X(g_cancellable_is_cancelled)                                                                                      \
    X(g_cancellable_new)                                                                                               \
    X(g_dbus_connection_call)                                                                                          \
    X(g_dbus_connection_call_finish)                                                                                   \
    X(g_dbus_connection_call_sync)                                                                                     \
    X(g_dbus_connection_flush_sync)                                                                                    \
    X(g_dbus_connection_new_for_address_sync)                                                                          \
    X(g_dbus_connection_new_sync)                                                                                      \
    X(g_dbus_connection_signal_subscribe)                                                                              \
    X(g_dbus_connection_signal_unsubscribe)                                                                            \
    X(g_dbus_error_get_remote_error)                                                                                   \
    X(g_error_free)                                                                                                    \
    X(g_free)                                                                                                          \
    X(g_log_set_default_handler)                                                                                       \
    X(g_log_set_writer_func)                                                                                           \
    X(g_main_context_iteration)                                                                                        \
    X(g_main_context_new)                                                                                              \
    X(g_main_context_pop_thread_default)                                                                               \
    X(g_main_context_push_thread_default)                                                                              \
    X(g_main_context_unref)                                                                                            \
    X(g_main_context_wakeup)                                                                                           \
    X(g_object_new)                                                                                                    \
    X(g_object_ref)                                                                                                    \
    X(g_object_unref)                                                                                                  \
    X(g_quark_to_string)                                                                                               \
    X(g_socket_connection_factory_create_connection)                                                                   \
    X(g_socket_new_from_fd)                                                                                            \
    X(g_source_attach)                                                                                                 \
    X(g_source_destroy)                                                                                                \
    X(g_source_set_callback)                                                                                           \
    X(g_source_unref)                                                                                                  \
    X(g_timeout_source_new)                                                                                            \
    X(g_variant_get_boolean)                                                                                           \
    X(g_variant_get_child_value)                                                                                       \
    X(g_variant_get_fixed_array)                                                                                       \
    X(g_variant_get_string)                                                                                            \
    X(g_variant_get_type_string)                                                                                       \
    X(g_variant_get_uint32)                                                                                            \
    X(g_variant_get_uint64)                                                                                            \
    X(g_variant_get_variant)                                                                                           \
    X(g_variant_n_children)                                                                                            \
    X(g_variant_new_array)                                                                                             \
    X(g_variant_new_boolean)                                                                                           \
    X(g_variant_new_dict_entry)                                                                                        \
    X(g_variant_new_fixed_array)                                                                                       \
    X(g_variant_new_object_path)                                                                                       \
    X(g_variant_new_string)                                                                                            \
    X(g_variant_new_tuple)                                                                                             \
    X(g_variant_new_uint32)                                                                                            \
    X(g_variant_new_variant)                                                                                           \
    X(g_variant_ref)                                                                                                   \
    X(g_variant_type_free)                                                                                             \
    X(g_variant_type_new)                                                                                              \
    X(g_variant_unref)                                                                                                 \
    X(secret_service_decode_dbus_secret)                                                                               \
    X(secret_service_encode_dbus_secret)                                                                               \
    X(secret_service_ensure_session_sync)                                                                              \
    X(secret_service_get_session_algorithms)                                                                           \
    X(secret_service_get_session_dbus_path)                                                                            \
    X(secret_service_get_type)                                                                                         \
    X(secret_value_get)                                                                                                \
    X(secret_value_new)                                                                                                \
    X(secret_value_unref)

#define CLIBSECRET_FIELD(name) __typeof__(name) *name;

/// The functions of `CLIBSECRET_FUNCTIONS`, each under its own name.
struct clibsecret {
    CLIBSECRET_FUNCTIONS(CLIBSECRET_FIELD)
};

#undef CLIBSECRET_FIELD

/// The table, filled at the first call, from any thread; GLib's warnings are silenced by then.
///
/// Returns NULL where the library or one of the functions is missing, and its name in `missing`.
const struct clibsecret *clibsecret_load(const char **missing);

/// The version of GLib that libsecret runs on; NULL where it doesn't tell. The text is good for the calling thread until
/// its next call.
const char *clibsecret_glib_version(void);

/// A service object on `connection` that has made no bus call: a proxy to the service's name, for its session and its
/// secrets' encryption. Owned by the caller. (libsecret's own constructors load properties and subscribe to signals
/// first, which takes five calls that a read has no use for.)
SecretService *clibsecret_service(GDBusConnection *connection);

/// Makes whoever iterates `context` look up when `cancellable` is cancelled, now or later.
///
/// Returns what `g_cancellable_disconnect` takes; 0 where it is cancelled already.
gulong clibsecret_wake(GCancellable *cancellable, GMainContext *context);

#endif
