#ifndef CLIBGCRYPT_H
#define CLIBGCRYPT_H

#include <gcrypt.h>

// What is used of libgcrypt, which libsecret's own arithmetic stands on. The functions are
// looked up where libsecret has brought it, or ahead of that.
#define CLIBGCRYPT_FUNCTIONS(X)                                                                                        \
    X(gcry_check_version)                                                                                              \
    X(gcry_cipher_close)                                                                                               \
    X(gcry_cipher_decrypt)                                                                                             \
    X(gcry_cipher_encrypt)                                                                                             \
    X(gcry_cipher_open)                                                                                                \
    X(gcry_cipher_setiv)                                                                                               \
    X(gcry_cipher_setkey)                                                                                              \
    X(gcry_md_close)                                                                                                   \
    X(gcry_md_open)                                                                                                    \
    X(gcry_md_read)                                                                                                    \
    X(gcry_md_setkey)                                                                                                  \
    X(gcry_md_write)                                                                                                   \
    X(gcry_mpi_cmp)                                                                                                    \
    X(gcry_mpi_cmp_ui)                                                                                                 \
    X(gcry_mpi_new)                                                                                                    \
    X(gcry_mpi_powm)                                                                                                   \
    X(gcry_mpi_print)                                                                                                  \
    X(gcry_mpi_release)                                                                                                \
    X(gcry_mpi_scan)                                                                                                   \
    X(gcry_mpi_sub_ui)

#define CLIBGCRYPT_FIELD(name) __typeof__(name) *name;

/// The functions of `CLIBGCRYPT_FUNCTIONS`, each under its own name.
struct clibgcrypt {
    CLIBGCRYPT_FUNCTIONS(CLIBGCRYPT_FIELD)
};

#undef CLIBGCRYPT_FIELD

/// The table, filled at the first call, from any thread; the library is initialized by then.
///
/// Returns NULL where libgcrypt is not in this process, or lacks one of the functions.
const struct clibgcrypt *clibgcrypt_present(void);

/// The same, loaded by name where it is not in this process yet: for what is done before libsecret is loaded.
const struct clibgcrypt *clibgcrypt_load(void);

#endif
