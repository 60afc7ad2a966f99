#ifndef CCOPYATTRIBUTES_H
#define CCOPYATTRIBUTES_H

/// Copies access lists and extended attributes between two open files, as far as the system lets
/// us. What cannot be copied is left out.
void ccopy_attributes(int from, int to);

/// Has two names in the open folder change places in one step; 0, or -1 and `errno`.
int ccopy_exchange(int folder, const char *one, const char *other);

/// Whether another program has the file open for writing: 1 or 0, and 0 where the system does not
/// tell. The file is open for reading here.
int ccopy_has_writer(int file);

/// Has all that was written to the file system of the open file reach the disk; 0, or -1 where that
/// cannot be asked or failed.
int ccopy_synchronize(int file);

#endif
