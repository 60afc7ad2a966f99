package import Schemas

/// The recorder's JavaScript.
package enum ZodScript {
  /// Evaluates to the recorder; site code reaches both dialects through `globalThis.__frontisZod`.
  static let source = """
    (() => {
    const host = {
      compile: globalThis.__frontisZodCompile,
      parse: globalThis.__frontisZodParse,
      jsonSchema: globalThis.__frontisZodJSONSchema,
      rules: globalThis.__frontisZodRules,
      nodeWords: globalThis.__frontisNodeWords,
      localeWords: globalThis.__frontisZodLocaleWords,
    };
    \(text(PackageResources.recorder_js))
    \(text(PackageResources.zod4Patterns_js))
    \(text(PackageResources.zod4Errors_js))
    \(text(PackageResources.zod4JSONSchema_js))
    \(text(PackageResources.zod4Locales_js))
    \(text(PackageResources.zod4_js))
    \(text(PackageResources.zod3Patterns_js))
    \(text(PackageResources.zod3_js))
    const recorder = makeRecorder(host);
    const zod4 = makeZod4(recorder);
    const zod3 = makeZod3(recorder);
    Object.defineProperty(globalThis, "__frontisZod", {
      value: {
        zod3, zod4, mark: recorder.mark, isSchema: recorder.isSchema, present: recorder.present,
        missing: recorder.missing,
      },
    });
    const { expose, source, forget, call, plain, unwrap, words, mark, isSchema } = recorder;
    return { expose, source, forget, call, plain, unwrap, words, mark, isSchema };
    })()
    """

  /// Sentences of other languages, as JSON: read when a site asks for one.
  static var localeWords: String { text(PackageResources.zod4Locales_json) }

  /// The source of a module that stands in for `zod` and `astro/zod` when a site is bundled.
  package static func moduleSource(_ dialect: ZodDialect) -> String {
    let names = dialect == .zod4 ? zod4Names : zod3Names
    let exports = names.map { name in
      reserved.contains(name)
        ? "const own_\(name) = z.\(name);\nexport { own_\(name) as \(name) };"
        : "export const \(name) = z.\(name);"
    }
    return """
      const z = globalThis.__frontisZod.\(dialect.rawValue);
      export { z };
      export default z;
      \(exports.joined(separator: "\n"))
      """
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Names that JavaScript does not take for a constant.
  private static let reserved: Set<String> = [
    "enum", "null", "undefined", "void", "function", "instanceof", "default", "catch",
  ]

  private static let sharedNames = [
    "string", "number", "bigint", "boolean", "date", "symbol", "undefined", "null", "any",
    "unknown", "never", "void", "nan", "array", "object", "strictObject", "union",
    "discriminatedUnion", "intersection", "tuple", "record", "map", "set", "enum", "nativeEnum",
    "literal", "optional", "nullable", "promise", "lazy", "function", "custom", "instanceof",
    "preprocess", "coerce", "NEVER", "ZodError", "ZodIssueCode", "ZodFirstPartyTypeKind",
    "setErrorMap", "getErrorMap", "ZodType", "ZodString", "ZodNumber", "ZodBigInt", "ZodBoolean",
    "ZodDate", "ZodSymbol", "ZodUndefined", "ZodNull", "ZodAny", "ZodUnknown", "ZodNever",
    "ZodVoid", "ZodNaN", "ZodArray", "ZodObject", "ZodUnion", "ZodDiscriminatedUnion",
    "ZodIntersection", "ZodTuple", "ZodRecord", "ZodMap", "ZodSet", "ZodEnum", "ZodLiteral",
    "ZodOptional", "ZodNullable", "ZodDefault", "ZodCatch", "ZodPromise", "ZodReadonly", "ZodLazy",
    "ZodFunction",
  ]

  private static let zod3Names =
    sharedNames + [
      "effect", "transformer", "pipeline", "ostring", "onumber", "oboolean", "late",
      "ZodParsedType", "ZodEffects", "ZodTransformer", "ZodBranded", "ZodPipeline",
      "ZodNativeEnum", "ZodSchema", "Schema", "quotelessJson", "datetimeRegex", "OK", "DIRTY",
      "INVALID", "defaultErrorMap",
    ]

  private static let zod4Names =
    sharedNames + [
      "core", "iso", "util", "regexes", "locales", "looseObject", "xor", "partialRecord",
      "looseRecord", "file", "exactOptional", "nullish", "nonoptional", "success", "readonly",
      "prefault", "default", "catch", "_default", "transform", "pipe", "codec", "invertCodec",
      "stringbool", "json", "templateLiteral", "refine", "superRefine", "check", "httpUrl",
      "stringFormat", "hash", "hostname", "hex", "keyof", "int", "int32", "uint32", "float32",
      "float64", "int64", "uint64", "email", "guid", "uuid", "uuidv4", "uuidv6", "uuidv7", "url",
      "emoji", "nanoid", "cuid", "cuid2", "ulid", "xid", "ksuid", "ipv4", "ipv6", "mac", "cidrv4",
      "cidrv6", "base64", "base64url", "e164", "jwt", "lt", "lte", "gt", "gte", "positive",
      "negative", "nonpositive", "nonnegative", "multipleOf", "maxSize", "minSize", "size",
      "maxLength", "minLength", "length", "regex", "lowercase", "uppercase", "includes",
      "startsWith", "endsWith", "property", "mime", "overwrite", "normalize", "trim",
      "toLowerCase", "toUpperCase", "slugify", "parse", "safeParse", "parseAsync",
      "safeParseAsync", "encode", "decode", "encodeAsync", "decodeAsync", "safeEncode",
      "safeDecode", "safeEncodeAsync", "safeDecodeAsync", "describe", "meta", "clone", "config",
      "registry", "globalRegistry", "flattenError", "formatError", "treeifyError",
      "prettifyError", "toJSONSchema", "fromJSONSchema", "ZodRealError", "ZodStringFormat",
      "ZodCustomStringFormat",
      "ZodEmail", "ZodURL", "ZodUUID", "ZodGUID", "ZodNumberFormat", "ZodBigIntFormat",
      "ZodExactOptional", "ZodNonOptional", "ZodPrefault", "ZodSuccess", "ZodTransform", "ZodPipe",
      "ZodCodec", "ZodPreprocess", "ZodTemplateLiteral", "ZodCustom", "ZodFile", "ZodXor",
      "$brand", "TimePrecision",
    ]
}
