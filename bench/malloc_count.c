/* Counts heap allocations of a process: preloaded, it adds one to a counter in the file named by
   MALLOC_COUNT_FILE (8 bytes, mapped shared) at each malloc, calloc, realloc and aligned form.
   bench/harness/measure.py reads the counter before and after a number of requests. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

void* __libc_malloc(size_t);
void* __libc_calloc(size_t, size_t);
void* __libc_realloc(void*, size_t);
void* __libc_memalign(size_t, size_t);

static atomic_ullong nowhere;
static atomic_ullong* counter = &nowhere;

__attribute__((constructor)) static void map_counter(void) {
  const char* path = getenv("MALLOC_COUNT_FILE");
  if (path == NULL) return;
  const int fd = open(path, O_RDWR | O_CLOEXEC);
  if (fd < 0) return;
  void* mapped = mmap(NULL, sizeof(*counter), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (mapped != MAP_FAILED) counter = mapped;
  close(fd);
}

static void count(void) { atomic_fetch_add_explicit(counter, 1, memory_order_relaxed); }

void* malloc(size_t size) {
  count();
  return __libc_malloc(size);
}

void* calloc(size_t number, size_t size) {
  count();
  return __libc_calloc(number, size);
}

void* realloc(void* old, size_t size) {
  count();
  return __libc_realloc(old, size);
}

void* memalign(size_t align, size_t size) {
  count();
  return __libc_memalign(align, size);
}

void* aligned_alloc(size_t align, size_t size) { return memalign(align, size); }

int posix_memalign(void** out, size_t align, size_t size) {
  void* block = memalign(align, size);
  if (block == NULL) return ENOMEM;
  *out = block;
  return 0;
}
