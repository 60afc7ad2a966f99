#include "CAllocator.h"

#include <stdlib.h>

// Known once a header of the library was read.
#ifdef __GLIBC__

#include <malloc.h>

void callocator_begin_with(size_t bytes) { mallopt(M_TOP_PAD, (int)bytes); }

#else

void callocator_begin_with(size_t bytes) { (void)bytes; }

#endif
