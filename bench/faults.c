/* Lets the Nth call that opens, writes, syncs or renames a file under a folder fail once.

   Loaded with LD_PRELOAD, so that whatever a run is made of (Python, Arrow, DuckDB, SQLite) meets
   it. faults_arm says where, which call and how; faults_count tells how many such calls there were
   since. Only calls of the C library are seen: none of a program that asks the kernel itself. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPEN = 1, WRITE = 2, SYNC = 4, RENAME = 8 };

static char under[PATH_MAX];
static size_t length;
static long fails_at, counted;
static int error, kinds;
static char failed[PATH_MAX + 32];

void faults_arm(const char *folder, long at, int number, int which) {
    strncpy(under, folder, sizeof under - 1);
    length = strlen(under);
    fails_at = at;
    error = number;
    kinds = which;
    failed[0] = 0;
    __atomic_store_n(&counted, 0, __ATOMIC_SEQ_CST);
}

long faults_count(void) { return __atomic_load_n(&counted, __ATOMIC_SEQ_CST); }

const char *faults_failed(void) { return failed; }

static int fails(int kind, const char *call, const char *path) {
    if (!length || !(kinds & kind) || !path || strncmp(path, under, length)) return 0;
    if (__atomic_add_fetch(&counted, 1, __ATOMIC_SEQ_CST) != fails_at) return 0;
    snprintf(failed, sizeof failed, "%s %s", call, path + length);
    errno = error;
    return 1;
}

static int fails_handle(int kind, const char *call, int handle) {
    char link[64], path[PATH_MAX];
    if (!length || !(kinds & kind)) return 0;
    int before = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t size = readlink(link, path, sizeof path - 1);
    errno = before;
    if (size < 0) return 0;
    path[size] = 0;
    return fails(kind, call, path);
}

static int fails_at_folder(int kind, const char *call, int folder, const char *path) {
    char link[64], whole[PATH_MAX];
    if (!length || !path) return 0;
    if (path[0] == '/') return fails(kind, call, path);
    if (folder == AT_FDCWD) {
        if (!getcwd(whole, sizeof whole)) return 0;
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t size = readlink(link, whole, sizeof whole - 1);
        if (size < 0) return 0;
        whole[size] = 0;
    }
    strncat(whole, "/", sizeof whole - strlen(whole) - 1);
    strncat(whole, path, sizeof whole - strlen(whole) - 1);
    return fails(kind, call, whole);
}

#define NEXT(type, name) static type next; if (!next) next = (type)dlsym(RTLD_NEXT, #name)

typedef int (*opening)(const char *, int, ...);
typedef int (*opening_at)(int, const char *, int, ...);
#define MODE(flags) mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
#define OPENS(name) int name(const char *path, int flags, ...) { \
    NEXT(opening, name); MODE(flags) \
    return fails_at_folder(OPEN, "open", AT_FDCWD, path) ? -1 : next(path, flags, mode); }
#define OPENS_AT(name) int name(int folder, const char *path, int flags, ...) { \
    NEXT(opening_at, name); MODE(flags) \
    return fails_at_folder(OPEN, "open", folder, path) ? -1 : next(folder, path, flags, mode); }
OPENS(open)
OPENS(open64)
OPENS_AT(openat)
OPENS_AT(openat64)

typedef FILE *(*streaming)(const char *, const char *);
#define STREAMS(name) FILE *name(const char *path, const char *mode) { \
    NEXT(streaming, name); \
    return fails_at_folder(OPEN, "open", AT_FDCWD, path) ? NULL : next(path, mode); }
STREAMS(fopen)
STREAMS(fopen64)

typedef ssize_t (*writing)(int, const void *, size_t);
ssize_t write(int handle, const void *data, size_t size) {
    NEXT(writing, write);
    return fails_handle(WRITE, "write", handle) ? -1 : next(handle, data, size);
}
typedef ssize_t (*writing_at)(int, const void *, size_t, off_t);
#define WRITES_AT(name) ssize_t name(int handle, const void *data, size_t size, off_t at) { \
    NEXT(writing_at, name); \
    return fails_handle(WRITE, "write", handle) ? -1 : next(handle, data, size, at); }
WRITES_AT(pwrite)
WRITES_AT(pwrite64)
typedef ssize_t (*writing_many)(int, const struct iovec *, int);
ssize_t writev(int handle, const struct iovec *parts, int number) {
    NEXT(writing_many, writev);
    return fails_handle(WRITE, "write", handle) ? -1 : next(handle, parts, number);
}

typedef int (*syncing)(int);
#define SYNCS(name) int name(int handle) { \
    NEXT(syncing, name); \
    return fails_handle(SYNC, "fsync", handle) ? -1 : next(handle); }
SYNCS(fsync)
SYNCS(fdatasync)

typedef int (*naming)(const char *, const char *);
int rename(const char *from, const char *to) {
    NEXT(naming, rename);
    return fails_at_folder(RENAME, "rename", AT_FDCWD, to) ? -1 : next(from, to);
}
typedef int (*naming_at)(int, const char *, int, const char *);
int renameat(int one, const char *from, int other, const char *to) {
    NEXT(naming_at, renameat);
    return fails_at_folder(RENAME, "rename", other, to) ? -1 : next(one, from, other, to);
}
typedef int (*exchanging)(int, const char *, int, const char *, unsigned int);
int renameat2(int one, const char *from, int other, const char *to, unsigned int how) {
    NEXT(exchanging, renameat2);
    return fails_at_folder(RENAME, "rename", other, to) ? -1 : next(one, from, other, to, how);
}
