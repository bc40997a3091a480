#include "CLibGcrypt.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct clibgcrypt table;
static int is_complete;

static void look_up(void) {
    // Only where it is there already: a libsecret that was built on another library has no use for a second one.
    void *handle = dlopen("libgcrypt.so.20", RTLD_LAZY | RTLD_LOCAL | RTLD_NOLOAD);
    if (handle == NULL) return;
#define CLIBGCRYPT_LOOK_UP(name)                                                                                       \
    table.name = (__typeof__(table.name))dlsym(handle, #name);                                                         \
    if (table.name == NULL) return;
    CLIBGCRYPT_FUNCTIONS(CLIBGCRYPT_LOOK_UP)
#undef CLIBGCRYPT_LOOK_UP
    __typeof__(gcry_control) *control = (__typeof__(gcry_control) *)dlsym(handle, "gcry_control");
    if (control == NULL) return;
    // Whoever comes first initializes it, libsecret or we. libsecret keeps its secrets in locked memory of its own, which
    // this leaves alone; it would lend that to libgcrypt, whose numbers are in ordinary memory where we come first. They
    // live as long as this process, which leaves no core and no debugger in.
    if (!control(GCRYCTL_INITIALIZATION_FINISHED_P)) {
        if (table.gcry_check_version(NULL) == NULL) return;
        control(GCRYCTL_DISABLE_SECMEM, 0);
        control(GCRYCTL_INITIALIZATION_FINISHED, 0);
    }
    is_complete = 1;
}

const struct clibgcrypt *clibgcrypt_load(void) {
    // Kept for good: what is looked up above points into it.
    if (dlopen("libgcrypt.so.20", RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE) == NULL) return NULL;
    return clibgcrypt_present();
}

const struct clibgcrypt *clibgcrypt_present(void) {
    pthread_once(&once, look_up);
    return is_complete ? &table : NULL;
}
