#ifndef CPREFETCH_H
#define CPREFETCH_H

/// Asks the processor for the memory at an address, which is read soon. It waits for nothing; any
/// address will do.
static inline void cprefetch(const void *_Nullable address) { __builtin_prefetch(address); }

#endif
