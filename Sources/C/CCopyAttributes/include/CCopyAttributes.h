#ifndef CCOPYATTRIBUTES_H
#define CCOPYATTRIBUTES_H

/// Copies access lists and extended attributes between two open files, as far as the system lets
/// us. What cannot be copied is left out.
void ccopy_attributes(int from, int to);

#endif
