#ifndef CFILES_H
#define CFILES_H

/// Copies access lists and extended attributes between two open files, as far as the system lets
/// us. What cannot be copied is left out.
void cfiles_copy_attributes(int from, int to);

/// Has two names in the open folder change places in one step; 0, or -1 and `errno`.
int cfiles_exchange(int folder, const char *one, const char *other);

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
