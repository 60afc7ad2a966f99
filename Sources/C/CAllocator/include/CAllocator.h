#ifndef CALLOCATOR_H
#define CALLOCATOR_H

#include <stddef.h>

/// Has each thread's part of the heap begin with so many bytes, where the system lets us: it asks
/// the kernel for more page by page else, for which other threads wait. Memory that nobody writes
/// to costs nothing.
void callocator_begin_with(size_t bytes);

#endif
