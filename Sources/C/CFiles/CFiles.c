#define _GNU_SOURCE
#include "CFiles.h"

#ifdef __APPLE__

#include <copyfile.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int cfiles_open(int folder, const char *name, int flags, unsigned mode) {
  return openat(folder, name, flags, mode);
}

ptrdiff_t cfiles_read(int file, void *bytes, size_t count) { return read(file, bytes, count); }

int cfiles_close(int file) { return close(file); }

int cfiles_exchange(int folder, const char *one, const char *other) {
  return renameatx_np(folder, one, folder, other, RENAME_SWAP);
}

void cfiles_copy_attributes(int from, int to) {
  fcopyfile(from, to, 0, COPYFILE_ACL | COPYFILE_XATTR);
}

int cfiles_has_writer(int file) {
  (void)file;
  return 0;
}

int cfiles_synchronize(int file) {
  (void)file;
  return -1;
}

int cfiles_is_cached(int file) {
  (void)file;
  return 0;
}

#else

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>

int cfiles_open(int folder, const char *name, int flags, unsigned mode) {
  return (int)syscall(SYS_openat, folder, name, flags, mode);
}

ptrdiff_t cfiles_read(int file, void *bytes, size_t count) {
  return syscall(SYS_read, file, bytes, count);
}

int cfiles_close(int file) { return (int)syscall(SYS_close, file); }

int cfiles_exchange(int folder, const char *one, const char *other) {
  return renameat2(folder, one, folder, other, RENAME_EXCHANGE);
}

// Swift's Glibc module leaves sys/xattr.h out. On Linux access lists are extended attributes too.
void cfiles_copy_attributes(int from, int to) {
  ssize_t length = flistxattr(from, 0, 0);
  if (length <= 0) return;
  char *names = malloc((size_t)length);
  if (!names) return;
  length = flistxattr(from, names, (size_t)length);
  for (char *name = names; length > 0 && name < names + length; name += strlen(name) + 1) {
    ssize_t size = fgetxattr(from, name, 0, 0);
    if (size < 0) continue;
    void *value = malloc((size_t)size + 1);
    if (!value) break;
    size = fgetxattr(from, name, value, (size_t)size);
    if (size >= 0) fsetxattr(to, name, value, (size_t)size, 0);
    free(value);
  }
  free(names);
}

// fcntl(2), "Leases": a read lease is refused while anyone has the file open for writing.
int cfiles_has_writer(int file) {
  struct statfs system;
  if (fstatfs(file, &system) != 0) return 0;
  switch ((unsigned)system.f_type) {
  // NFS, CIFS and SMB 2 refuse for reasons of their own.
  case 0x6969: case 0xFF534D42: case 0xFE534D42: return 0;
  }
  // What breaks the lease is told by a signal, and that of other leases would end the process.
  if (fcntl(file, F_SETSIG, SIGURG) != 0) return 0;
  if (fcntl(file, F_SETLEASE, F_RDLCK) != 0) return errno == EAGAIN;
  fcntl(file, F_SETLEASE, F_UNLCK);
  return 0;
}

int cfiles_synchronize(int file) { return syncfs(file); }

// preadv2(2): with RWF_NOWAIT it fails where it would have to wait.
int cfiles_is_cached(int file) {
  char byte;
  struct iovec into = {&byte, 1};
  return preadv2(file, &into, 1, 0, RWF_NOWAIT) >= 0;
}

#endif
