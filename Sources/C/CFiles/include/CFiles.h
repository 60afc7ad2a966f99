#ifndef CFILES_H
#define CFILES_H

#include <stddef.h>

// The system's calls themselves: those of the C library are points at which a thread can be
// cancelled, and make a note of that before and after.

/// openat(2).
int cfiles_open(int folder, const char *_Nonnull name, int flags, unsigned mode);

/// read(2).
ptrdiff_t cfiles_read(int file, void *_Nullable bytes, size_t count);

/// close(2).
int cfiles_close(int file);

/// Copies access lists and extended attributes between two open files, as far as the system lets
/// us. What cannot be copied is left out.
void cfiles_copy_attributes(int from, int to);

/// Has two names in the open folder change places in one step; 0, or -1 and `errno`.
int cfiles_exchange(int folder, const char *_Nonnull one, const char *_Nonnull other);

/// Whether another program has the file open for writing: 1 or 0, and 0 where the system does not
/// tell. The file is open for reading here.
int cfiles_has_writer(int file);

/// Has all that was written to the file system of the open file reach the disk; 0, or -1 where that
/// cannot be asked or failed.
int cfiles_synchronize(int file);

/// Whether the first byte of the open file is in memory: 1, and 0 where the disk would have to be
/// waited for, or the system does not tell.
int cfiles_is_cached(int file);

#endif
