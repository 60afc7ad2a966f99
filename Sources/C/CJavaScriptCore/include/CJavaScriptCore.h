#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The part of JavaScriptCore's C API that is used.
//
// On Linux the library is opened when the first engine starts: with the thirty libraries that it brings it
// would take longer to load than most runs of the program take in all. Its interface is declared here, since
// the linker must not see the library.

/// Opens the library, once; NULL, or why it cannot be used. Nothing else here may be called before.
const char *CJavaScriptCoreLoad(void);

#ifdef __APPLE__
#include <JavaScriptCore/JavaScript.h>
#else

typedef const struct OpaqueJSContextGroup *JSContextGroupRef;
typedef const struct OpaqueJSContext *JSContextRef;
typedef struct OpaqueJSContext *JSGlobalContextRef;
typedef struct OpaqueJSString *JSStringRef;
typedef struct OpaqueJSClass *JSClassRef;
typedef struct OpaqueJSPropertyNameArray *JSPropertyNameArrayRef;
typedef struct OpaqueJSPropertyNameAccumulator *JSPropertyNameAccumulatorRef;
typedef const struct OpaqueJSValue *JSValueRef;
typedef struct OpaqueJSValue *JSObjectRef;
typedef uint16_t JSChar;
typedef unsigned JSPropertyAttributes;
typedef unsigned JSClassAttributes;

enum {
  kJSPropertyAttributeNone = 0,
  kJSPropertyAttributeReadOnly = 1 << 1,
  kJSPropertyAttributeDontEnum = 1 << 2,
  kJSPropertyAttributeDontDelete = 1 << 3
};

typedef enum {
  kJSTypeUndefined,
  kJSTypeNull,
  kJSTypeBoolean,
  kJSTypeNumber,
  kJSTypeString,
  kJSTypeObject,
  kJSTypeSymbol,
  kJSTypeBigInt
} JSType;

typedef enum {
  kJSTypedArrayTypeInt8Array,
  kJSTypedArrayTypeInt16Array,
  kJSTypedArrayTypeInt32Array,
  kJSTypedArrayTypeUint8Array,
  kJSTypedArrayTypeUint8ClampedArray,
  kJSTypedArrayTypeUint16Array,
  kJSTypedArrayTypeUint32Array,
  kJSTypedArrayTypeFloat32Array,
  kJSTypedArrayTypeFloat64Array,
  kJSTypedArrayTypeArrayBuffer,
  kJSTypedArrayTypeNone,
  kJSTypedArrayTypeBigInt64Array,
  kJSTypedArrayTypeBigUint64Array
} JSTypedArrayType;

typedef void (*JSObjectInitializeCallback)(JSContextRef context, JSObjectRef object);
typedef void (*JSObjectFinalizeCallback)(JSObjectRef object);
typedef bool (*JSObjectHasPropertyCallback)(JSContextRef context, JSObjectRef object, JSStringRef propertyName);
typedef JSValueRef (*JSObjectGetPropertyCallback)(
    JSContextRef context, JSObjectRef object, JSStringRef propertyName, JSValueRef *exception);
typedef bool (*JSObjectSetPropertyCallback)(
    JSContextRef context, JSObjectRef object, JSStringRef propertyName, JSValueRef value,
    JSValueRef *exception);
typedef bool (*JSObjectDeletePropertyCallback)(
    JSContextRef context, JSObjectRef object, JSStringRef propertyName, JSValueRef *exception);
typedef void (*JSObjectGetPropertyNamesCallback)(
    JSContextRef context, JSObjectRef object, JSPropertyNameAccumulatorRef propertyNames);
typedef JSValueRef (*JSObjectCallAsFunctionCallback)(
    JSContextRef context, JSObjectRef function, JSObjectRef thisObject, size_t argumentCount,
    const JSValueRef *arguments, JSValueRef *exception);
typedef JSObjectRef (*JSObjectCallAsConstructorCallback)(
    JSContextRef context, JSObjectRef constructor, size_t argumentCount, const JSValueRef *arguments,
    JSValueRef *exception);
typedef bool (*JSObjectHasInstanceCallback)(
    JSContextRef context, JSObjectRef constructor, JSValueRef possibleInstance, JSValueRef *exception);
typedef JSValueRef (*JSObjectConvertToTypeCallback)(
    JSContextRef context, JSObjectRef object, JSType type, JSValueRef *exception);

typedef struct {
  const char *name;
  JSObjectGetPropertyCallback getProperty;
  JSObjectSetPropertyCallback setProperty;
  JSPropertyAttributes attributes;
} JSStaticValue;

typedef struct {
  const char *name;
  JSObjectCallAsFunctionCallback callAsFunction;
  JSPropertyAttributes attributes;
} JSStaticFunction;

typedef struct {
  int version;
  JSClassAttributes attributes;
  const char *className;
  JSClassRef parentClass;
  const JSStaticValue *staticValues;
  const JSStaticFunction *staticFunctions;
  JSObjectInitializeCallback initialize;
  JSObjectFinalizeCallback finalize;
  JSObjectHasPropertyCallback hasProperty;
  JSObjectGetPropertyCallback getProperty;
  JSObjectSetPropertyCallback setProperty;
  JSObjectDeletePropertyCallback deleteProperty;
  JSObjectGetPropertyNamesCallback getPropertyNames;
  JSObjectCallAsFunctionCallback callAsFunction;
  JSObjectCallAsConstructorCallback callAsConstructor;
  JSObjectHasInstanceCallback hasInstance;
  JSObjectConvertToTypeCallback convertToType;
} JSClassDefinition;

extern const JSClassDefinition kJSClassDefinitionEmpty;

#endif

// Exported by the library, not in its headers (JSContextRefPrivate.h).
typedef bool (*JSShouldTerminateCallback)(JSContextRef context, void *data);

#ifdef __APPLE__
void JSContextGroupSetExecutionTimeLimit(
    JSContextGroupRef group, double limit, JSShouldTerminateCallback callback, void *data);
void JSContextGroupClearExecutionTimeLimit(JSContextGroupRef group);
#else

// Every function that is called: what it returns, its name, its parameters, and what it is handed.
#define CJAVASCRIPTCORE_CALLS(CALL) \
  CALL(void, JSContextGroupClearExecutionTimeLimit, (JSContextGroupRef group), (group)) \
  CALL(JSContextGroupRef, JSContextGroupCreate, (void), ()) \
  CALL(void, JSContextGroupRelease, (JSContextGroupRef group), (group)) \
  CALL(void, JSContextGroupSetExecutionTimeLimit, \
       (JSContextGroupRef group, double limit, JSShouldTerminateCallback callback, void *data), \
       (group, limit, callback, data)) \
  CALL(JSGlobalContextRef, JSGlobalContextCreateInGroup, \
       (JSContextGroupRef group, JSClassRef globalObjectClass), \
       (group, globalObjectClass)) \
  CALL(void, JSGlobalContextRelease, (JSGlobalContextRef context), (context)) \
  CALL(JSObjectRef, JSContextGetGlobalObject, (JSContextRef context), (context)) \
  CALL(JSContextGroupRef, JSContextGetGroup, (JSContextRef context), (context)) \
  CALL(JSValueRef, JSEvaluateScript, \
       (JSContextRef context, JSStringRef script, JSObjectRef thisObject, JSStringRef sourceURL, \
        int startingLineNumber, JSValueRef *exception), \
       (context, script, thisObject, sourceURL, startingLineNumber, exception)) \
  CALL(void, JSGarbageCollect, (JSContextRef context), (context)) \
  CALL(JSClassRef, JSClassCreate, (const JSClassDefinition *definition), (definition)) \
  CALL(JSValueRef, JSObjectCallAsFunction, \
       (JSContextRef context, JSObjectRef object, JSObjectRef thisObject, size_t argumentCount, \
        const JSValueRef *arguments, JSValueRef *exception), \
       (context, object, thisObject, argumentCount, arguments, exception)) \
  CALL(JSPropertyNameArrayRef, JSObjectCopyPropertyNames, \
       (JSContextRef context, JSObjectRef object), \
       (context, object)) \
  CALL(void *, JSObjectGetPrivate, (JSObjectRef object), (object)) \
  CALL(JSValueRef, JSObjectGetProperty, \
       (JSContextRef context, JSObjectRef object, JSStringRef propertyName, JSValueRef *exception), \
       (context, object, propertyName, exception)) \
  CALL(JSValueRef, JSObjectGetPropertyAtIndex, \
       (JSContextRef context, JSObjectRef object, unsigned propertyIndex, JSValueRef *exception), \
       (context, object, propertyIndex, exception)) \
  CALL(JSValueRef, JSObjectGetPrototype, (JSContextRef context, JSObjectRef object), (context, object)) \
  CALL(size_t, JSObjectGetTypedArrayByteLength, \
       (JSContextRef context, JSObjectRef object, JSValueRef *exception), \
       (context, object, exception)) \
  CALL(size_t, JSObjectGetTypedArrayByteOffset, \
       (JSContextRef context, JSObjectRef object, JSValueRef *exception), \
       (context, object, exception)) \
  CALL(void *, JSObjectGetTypedArrayBytesPtr, \
       (JSContextRef context, JSObjectRef object, JSValueRef *exception), \
       (context, object, exception)) \
  CALL(bool, JSObjectIsFunction, (JSContextRef context, JSObjectRef object), (context, object)) \
  CALL(JSObjectRef, JSObjectMake, (JSContextRef context, JSClassRef jsClass, void *data), (context, jsClass, data)) \
  CALL(JSObjectRef, JSObjectMakeArray, \
       (JSContextRef context, size_t argumentCount, const JSValueRef *arguments, JSValueRef *exception), \
       (context, argumentCount, arguments, exception)) \
  CALL(JSObjectRef, JSObjectMakeDate, \
       (JSContextRef context, size_t argumentCount, const JSValueRef *arguments, JSValueRef *exception), \
       (context, argumentCount, arguments, exception)) \
  CALL(JSObjectRef, JSObjectMakeTypedArray, \
       (JSContextRef context, JSTypedArrayType arrayType, size_t length, JSValueRef *exception), \
       (context, arrayType, length, exception)) \
  CALL(void, JSObjectSetProperty, \
       (JSContextRef context, JSObjectRef object, JSStringRef propertyName, JSValueRef value, \
        JSPropertyAttributes attributes, JSValueRef *exception), \
       (context, object, propertyName, value, attributes, exception)) \
  CALL(void, JSObjectSetPropertyAtIndex, \
       (JSContextRef context, JSObjectRef object, unsigned propertyIndex, JSValueRef value, JSValueRef *exception), \
       (context, object, propertyIndex, value, exception)) \
  CALL(size_t, JSPropertyNameArrayGetCount, (JSPropertyNameArrayRef array), (array)) \
  CALL(JSStringRef, JSPropertyNameArrayGetNameAtIndex, (JSPropertyNameArrayRef array, size_t index), (array, index)) \
  CALL(void, JSPropertyNameArrayRelease, (JSPropertyNameArrayRef array), (array)) \
  CALL(JSStringRef, JSStringCreateWithCharacters, (const JSChar *chars, size_t numChars), (chars, numChars)) \
  CALL(JSStringRef, JSStringCreateWithUTF8CString, (const char *string), (string)) \
  CALL(const JSChar *, JSStringGetCharactersPtr, (JSStringRef string), (string)) \
  CALL(size_t, JSStringGetLength, (JSStringRef string), (string)) \
  CALL(void, JSStringRelease, (JSStringRef string), (string)) \
  CALL(JSType, JSValueGetType, (JSContextRef context, JSValueRef value), (context, value)) \
  CALL(JSTypedArrayType, JSValueGetTypedArrayType, \
       (JSContextRef context, JSValueRef value, JSValueRef *exception), \
       (context, value, exception)) \
  CALL(bool, JSValueIsArray, (JSContextRef context, JSValueRef value), (context, value)) \
  CALL(bool, JSValueIsDate, (JSContextRef context, JSValueRef value), (context, value)) \
  CALL(bool, JSValueIsNumber, (JSContextRef context, JSValueRef value), (context, value)) \
  CALL(bool, JSValueIsObject, (JSContextRef context, JSValueRef value), (context, value)) \
  CALL(bool, JSValueIsString, (JSContextRef context, JSValueRef value), (context, value)) \
  CALL(JSValueRef, JSValueMakeBoolean, (JSContextRef context, bool boolean), (context, boolean)) \
  CALL(JSValueRef, JSValueMakeNull, (JSContextRef context), (context)) \
  CALL(JSValueRef, JSValueMakeNumber, (JSContextRef context, double number), (context, number)) \
  CALL(JSValueRef, JSValueMakeString, (JSContextRef context, JSStringRef string), (context, string)) \
  CALL(JSValueRef, JSValueMakeSymbol, (JSContextRef context, JSStringRef description), (context, description)) \
  CALL(JSValueRef, JSValueMakeUndefined, (JSContextRef context), (context)) \
  CALL(void, JSValueProtect, (JSContextRef context, JSValueRef value), (context, value)) \
  CALL(bool, JSValueToBoolean, (JSContextRef context, JSValueRef value), (context, value)) \
  CALL(double, JSValueToNumber, \
       (JSContextRef context, JSValueRef value, JSValueRef *exception), \
       (context, value, exception)) \
  CALL(JSStringRef, JSValueToStringCopy, \
       (JSContextRef context, JSValueRef value, JSValueRef *exception), \
       (context, value, exception)) \
  CALL(void, JSValueUnprotect, (JSContextRef context, JSValueRef value), (context, value))

#define CJAVASCRIPTCORE_DECLARE(result, name, parameters, arguments) result name parameters;
CJAVASCRIPTCORE_CALLS(CJAVASCRIPTCORE_DECLARE)
#undef CJAVASCRIPTCORE_DECLARE

#endif
