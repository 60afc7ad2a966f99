#include "CJavaScriptCore.h"

#ifdef __APPLE__

const char *CJavaScriptCoreLoad(void) { return NULL; }

#else

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

const JSClassDefinition kJSClassDefinitionEmpty;

// A pointer for each function, and the function, which leads there.
#define DEFINE(result, name, parameters, arguments) \
  static result(*name##Pointer) parameters; \
  __attribute__((visibility("hidden"))) result name parameters { return name##Pointer arguments; }
CJAVASCRIPTCORE_CALLS(DEFINE)

static char failure[256];

static void load(void) {
  // The same engine, as WebKitGTK offers it to programs of its several ages.
  static const char *const libraries[] = {
      "libjavascriptcoregtk-4.1.so.0", "libjavascriptcoregtk-6.0.so.1", "libjavascriptcoregtk-4.0.so.18"};
  void *library = NULL;
  for (size_t index = 0; library == NULL && index < sizeof libraries / sizeof *libraries; index++) {
    library = dlopen(libraries[index], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL && index == 0) snprintf(failure, sizeof failure, "%s", dlerror());
  }
  if (library == NULL) return;
  failure[0] = 0;
#define FIND(result, name, parameters, arguments) \
  *(void **)&name##Pointer = dlsym(library, #name); \
  if (name##Pointer == NULL) snprintf(failure, sizeof failure, "%s is not in it", #name);
  CJAVASCRIPTCORE_CALLS(FIND)
}

const char *CJavaScriptCoreLoad(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return failure[0] ? failure : NULL;
}

#endif
