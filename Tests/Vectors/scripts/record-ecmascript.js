// Records what the running V8 makes of numbers, texts, dates and URLs, in
// Tests/Vectors/ecmascript.json:
//
//   node Tests/Vectors/scripts/record-ecmascript.js
const { execFileSync } = require("child_process");
const fs = require("fs");
const path = require("path");

if (process.argv[2] === "dates") {
  const times = [0, -1, 1e12, -1e12, 1.7e12, 1719999999999, 1720000000000, 1e14, -6e13, 8.64e15, NaN, 1710054000000, 1710057600000, 1730609999000];
  console.log(JSON.stringify(times.map((time) => [time, new Date(time).toString()])));
  process.exit();
}

let seed = 20240229;
const random = (limit) => {
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  return (seed >>> 0) % limit;
};
const pick = (items) => items[random(items.length)];
const join = (items, limit) => Array.from({ length: random(limit) }, () => pick(items)).join("");

const numberParts = ["1", "0", "7", "9", ".", "e", "E", "+", "-", "0x", "0X", "0b", "0o", "f", "Infinity", "_", " ", "\ufeff", "\u00a0", "\n", "n", "000",
  "123456789", "5e-324", "1.7976931348623157e308", "2e308", "1e21", "1e-7", "9007199254740993", "0.1"];
const numbers = Array.from({ length: 500 }, (_, index) => {
  if (index % 3) return join(numberParts, 5);
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, random(2 ** 32));
  view.setUint32(4, random(2 ** 32));
  return String(view.getFloat64(0));
});

const textParts = ["Σ", "σ", "ς", "A", "b", ".", "'", "İ", "ß", "ẞ", "ﬁ", "ΰ", "\u0307", "\u00ad", "1", " ", "é", "e\u0301", "각", "\u1100\u1161", "ǅ", "𐐀", "Ⅷ",
  "Ω", "\u2028", "\ufeff", "ŉ", "ᾳ", "\u0345", "𝒜", "①", "\u3000", "\t", "😀"];
const texts = Array.from({ length: 400 }, () => join(textParts, 8));

const schemes = ["http:", "https:", "HTTP:", "file:", "ftp:", "mailto:", "foo:", "blob:http:", "c:", "data:"];
const urlParts = ["/", "//", "\\", "?", "#", "@", ":", "..", ".", "%2e", "%41", "%", "a", "B", "é", "example.com", "localhost", "127.0.0.1", "0x7f.1", "256.1.1.1",
  "[::1]", "[1:2::3]", "[::ffff:1.2.3.4]", "C:", "C|", "user:pw@", ":80", ":443", ":99999", "xn--bcher-kva.x", "bücher", "ß", "。", " ", "\t", "|", "`", "{", "<",
  "\"", "'", "~", "_", "-", "+", "=", "&", "a=b&c=d+e", "%20", "☃", "😀", "①", "a\u0308", "01", "08", "0xffffffff", "4294967296", "*", "!", ";"];
const bases = ["", "", "http://h.x/a/b?c#d", "file:///C:/x/y", "foo://h/p/q", "https://u:p@h:8/"];
// Node 20 departs from the URL Standard for a base without a path (it resolves a text that has a
// fragment against it) and for a port that starts with a colon (it skips it): neither is recorded.
const setters = ["protocol", "username", "password", "hostname", "port", "pathname", "search", "hash"];
const urls = Array.from({ length: 800 }, () => {
  const input = (random(5) ? pick(schemes) + pick(["//", "//", "/", ""]) : "") + join(urlParts, 7);
  const base = pick(bases);
  const changes = random(3) ? [] : [[pick(setters), join(urlParts, 4).replace(/^[\s:]+/, "")]];
  let answer = null;
  try {
    const url = base ? new URL(input, base) : new URL(input);
    for (const [name, value] of changes) url[name] = value;
    answer = [url.href, url.origin, url.host, new URLSearchParams(url.search).toString()];
  } catch {
    // Not a URL: the answer stays null.
  }
  return { input, base, changes, answer };
});

const zones = ["UTC", "America/New_York", "Asia/Kolkata", "Europe/Berlin", "Australia/Lord_Howe"];
const recorded = {
  numbers: numbers.map((text) => [text, String(Number(text))]),
  texts: texts.map((text) => ({
    text,
    lower: text.toLowerCase(),
    upper: text.toUpperCase(),
    trimmed: text.trim(),
    length: text.length,
    nfc: text.normalize("NFC"),
    nfkd: text.normalize("NFKD"),
    json: JSON.stringify(text),
  })),
  dates: Object.fromEntries(
    zones.map((zone) => {
      const answer = execFileSync(process.execPath, [__filename, "dates"], { env: { TZ: zone } });
      return [zone, JSON.parse(answer)];
    }),
  ),
  urls,
};
// Some readers of JSON drop a byte order mark at a string's start.
const rows = (items) =>
  `[\n${items.map((item) => JSON.stringify(item).replaceAll("\ufeff", "\\ufeff")).join(",\n")}\n]`;
fs.writeFileSync(
  path.join(__dirname, "../ecmascript.json"),
  `{"numbers": ${rows(recorded.numbers)},\n"texts": ${rows(recorded.texts)},\n"dates": ${JSON.stringify(recorded.dates)},\n"urls": ${rows(urls)}}\n`,
);
