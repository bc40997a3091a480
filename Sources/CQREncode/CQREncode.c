#include "CQREncode.h"

#include <dlfcn.h>
#include <pthread.h>
#include <qrencode.h>
#include <stddef.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static __typeof__(QRcode_encodeString8bit) *encode;
static __typeof__(QRcode_free) *release;

static void load(void) {
    void *handle = dlopen("libqrencode.so.4", RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) return;
    encode = (__typeof__(encode))dlsym(handle, "QRcode_encodeString8bit");
    release = (__typeof__(release))dlsym(handle, "QRcode_free");
}

int cqrencode_modules(const char *text, unsigned char *modules, int capacity) {
    pthread_once(&once, load);
    if (encode == NULL || release == NULL) return 0;
    QRcode *code = encode(text, 0, QR_ECLEVEL_M);
    if (code == NULL) return 0;
    int width = code->width;
    int fits = width * width <= capacity;
    for (int i = 0; fits && i < width * width; i++) modules[i] = code->data[i] & 1;
    release(code);
    return fits ? width : 0;
}
