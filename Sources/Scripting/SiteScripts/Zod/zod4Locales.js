// Zod 4's words in other languages: sentences with {parts} that stand in zod4Locales.json, which
// Tests/Vectors/scripts/record-zod-locales.mjs makes; `read` gives its text.
function makeZod4Locales(read) {
  "use strict";

  const names = [
    "ar", "az", "be", "bg", "ca", "cs", "da", "de", "el", "en", "eo", "es", "fa", "fi", "fr", "frCA", "he", "hr",
    "hu", "hy", "id", "is", "it", "ja", "ka", "kh", "km", "ko", "lt", "mk", "ms", "nl", "no", "ota", "pl", "ps",
    "pt", "ro", "ru", "sl", "sv", "ta", "th", "tr", "ua", "uk", "ur", "uz", "vi", "yo", "zhCN", "zhTW",
  ];
  let tables;
  const table = (name) => {
    tables ??= JSON.parse(read());
    return { ...tables.en, ...tables[name] };
  };

  /** Which form of a noun stands behind a number. */
  const forms = {
    single: (count) => (Math.abs(count) === 1 ? 0 : 1),
    slavic(count) {
      const last = Math.abs(count) % 10;
      const lastTwo = Math.abs(count) % 100;
      if (lastTwo >= 11 && lastTwo <= 19) return 2;
      return last === 1 ? 0 : last >= 2 && last <= 4 ? 1 : 2;
    },
    lithuanian(count) {
      const last = Math.abs(count) % 10;
      const lastTwo = Math.abs(count) % 100;
      if ((lastTwo >= 11 && lastTwo <= 19) || last === 0) return 2;
      return last === 1 ? 0 : 1;
    },
  };

  const filled = (sentence, parts) => sentence.replace(/\{(\w+)\}/g, (_, part) => String(parts[part]));

  function literal(value) {
    if (typeof value === "bigint") return `${value}n`;
    return typeof value === "string" ? `"${value}"` : `${value}`;
  }

  function typeOf(value) {
    if (value === null) return "null";
    if (typeof value === "number") return Number.isNaN(value) ? "nan" : "number";
    if (typeof value !== "object") return typeof value;
    if (Array.isArray(value)) return "array";
    const isPlain = Object.getPrototypeOf(value) === Object.prototype || !value.constructor;
    return isPlain ? "object" : value.constructor.name;
  }

  function bound(words, sentences, issue, limit) {
    const { origin, inclusive } = issue;
    if (origin === undefined && sentences === words.tooBig) return filled(words.unnamed, { limit });
    let sentence = Object.hasOwn(sentences, origin) ? sentences[origin] : sentences.other;
    if (sentence.inclusive !== undefined) sentence = inclusive ? sentence.inclusive : sentence.exclusive;
    else if (!inclusive) sentence = [].concat(sentence).map((one) => one.replace(/([<>])=/, "$1"));
    if (Array.isArray(sentence)) sentence = sentence[sentence.length === 1 ? 0 : forms[words.plural](Number(limit))];
    return filled(sentence, { origin, limit });
  }

  function message(words, issue) {
    function list(values, between, beforeLast = between) {
      const texts = values.map(literal);
      return texts.slice(0, -1).join(between) + (texts.length > 1 ? beforeLast : "") + texts.slice(-1);
    }
    switch (issue.code) {
      case "invalid_type": {
        const name = (type) => (Object.hasOwn(words.types, type) ? words.types[type] : type);
        const isClass = /^[A-Z]/.test(issue.expected);
        return filled(isClass ? words.class : words.type, {
          expected: isClass ? issue.expected : name(issue.expected), received: name(typeOf(issue.input)),
        });
      }
      case "invalid_value":
        return issue.values.length === 1
          ? filled(words.value, { value: literal(issue.values[0]) })
          : filled(words.values, { values: list(issue.values, words.between, words.beforeLast) });
      case "too_big": return bound(words, words.tooBig, issue, issue.maximum);
      case "too_small": return bound(words, words.tooSmall, issue, issue.minimum);
      case "invalid_format":
        switch (issue.format) {
          case "starts_with": return filled(words.startsWith, { part: issue.prefix });
          case "ends_with": return filled(words.endsWith, { part: issue.suffix });
          case "includes": return filled(words.includes, { part: issue.includes });
          case "regex": return filled(words.regex, { part: issue.pattern });
          default:
            return words.ofFormat[issue.format]
              ?? filled(words.format, { name: words.formats[issue.format] ?? issue.format });
        }
      case "not_multiple_of": return filled(words.multiple, issue);
      case "unrecognized_keys":
        return filled(issue.keys.length > 1 ? words.keys : words.key, { keys: list(issue.keys, words.betweenKeys) });
      case "invalid_key": return filled(words.inKey[issue.origin] ?? words.inKey.other, issue);
      case "invalid_element": return filled(words.inValue[issue.origin] ?? words.inValue.other, issue);
      case "invalid_union":
        if (!(issue.options?.length > 0)) return words.union;
        return filled(words.discriminator, { options: issue.options.map((one) => `'${one}'`).join(" | ") });
      default: return words.other;
    }
  }

  const locale = (name) => () => {
    let words;
    const localeError = (issue) => message((words ??= table(name)), issue);
    // English is what the host has of itself.
    return { localeError: Object.assign(localeError, { isUsual: name === "en" }) };
  };
  return Object.fromEntries(names.map((name) => [name, locale(name)]));
}
