// The regular expressions of Zod 4's formats (Zod v4, regexes.ts).
function makeZod4Patterns(has) {
  "use strict";

  const dateSource =
    "(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29"
    + "|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)"
    + "|(?:02)-(?:0[1-9]|1\\d|2[0-8])))";
  const octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])";

  function timeSource(precision) {
    const minutes = "(?:[01]\\d|2[0-3]):[0-5]\\d";
    if (typeof precision !== "number") return minutes + "(?::[0-5]\\d(?:\\.\\d+)?)?";
    if (precision === -1) return minutes;
    return minutes + ":[0-5]\\d" + (precision === 0 ? "" : `\\.\\d{${precision}}`);
  }

  function datetimePattern({ precision, offset, local }) {
    const zones = ["Z"];
    if (local) zones.push("");
    if (offset) zones.push("([+-](?:[01]\\d|2[0-3]):[0-5]\\d)");
    return new RegExp(`^${dateSource}T(?:${timeSource(precision)}(?:${zones.join("|")}))$`);
  }

  function uuidPattern(version) {
    if (!version && has("noLastUUID")) {
      return /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000)$/;
    }
    if (!version) {
      return /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
    }
    return new RegExp(
      `^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`
    );
  }

  function macPattern(delimiter = ":") {
    const mark = escapeRegex(delimiter);
    const form = (digit) => `^(?:${digit}{2}${mark}){5}${digit}{2}$`;
    return new RegExp(`${form("[0-9A-F]")}|${form("[0-9a-f]")}`);
  }

  const regexes = {
    cuid: has("looseCUIDs") ? /^[cC][^\s-]{8,}$/ : /^[cC][0-9a-z]{6,}$/,
    cuid2: /^[0-9a-z]+$/,
    ulid: /^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}$/,
    xid: /^[0-9a-vA-V]{20}$/,
    ksuid: /^[A-Za-z0-9]{27}$/,
    nanoid: /^[a-zA-Z0-9_-]{21}$/,
    duration:
      /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/,
    extendedDuration:
      /^[-+]?P(?!$)(?:(?:[-+]?\d+Y)|(?:[-+]?\d+[.,]\d+Y$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:(?:[-+]?\d+W)|(?:[-+]?\d+[.,]\d+W$))?(?:(?:[-+]?\d+D)|(?:[-+]?\d+[.,]\d+D$))?(?:T(?=[\d+-])(?:(?:[-+]?\d+H)|(?:[-+]?\d+[.,]\d+H$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:[-+]?\d+(?:[.,]\d+)?S)?)??$/,
    guid: /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/,
    uuid: uuidPattern,
    uuid4: uuidPattern(4),
    uuid6: uuidPattern(6),
    uuid7: uuidPattern(7),
    email:
      /^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/,
    html5Email:
      /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/,
    rfc5322Email:
      /^(([^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$/,
    unicodeEmail: /^[^\s@"]{1,64}@[^\s@]{1,255}$/u,
    emoji: () => new RegExp("^(\\p{Extended_Pictographic}|\\p{Emoji_Component})+$", "u"),
    ipv4: new RegExp(`^(?:${octet}\\.){3}${octet}$`),
    ipv6:
      /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/,
    mac: macPattern,
    cidrv4:
      /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/,
    cidrv6:
      /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|::|([0-9a-fA-F]{1,4})?::([0-9a-fA-F]{1,4}:?){0,6})\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/,
    base64: /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/,
    base64url: /^[A-Za-z0-9_-]*$/,
    hostname:
      /^(?=.{1,253}\.?$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-0-9a-zA-Z]{0,61}[0-9a-zA-Z])?)*\.?$/,
    domain: /^([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,}$/,
    httpProtocol: /^https?$/,
    e164: has("looseE164") ? /^\+(?:[0-9]){6,14}[0-9]$/ : /^\+[1-9]\d{6,14}$/,
    date: new RegExp(`^${dateSource}$`),
    time: ({ precision } = {}) => new RegExp(`^${timeSource(precision)}$`),
    datetime: datetimePattern,
    string: (params) =>
      params ? new RegExp(`^[\\s\\S]{${params.minimum ?? 0},${params.maximum ?? ""}}$`) : /^[\s\S]*$/,
    bigint: has("unsignedIntegers") ? /^\d+n?$/ : /^-?\d+n?$/,
    integer: has("unsignedIntegers") ? /^\d+$/ : /^-?\d+$/,
    number: has("openNumbers") ? /^-?\d+(?:\.\d+)?/ : /^-?\d+(?:\.\d+)?$/,
    boolean: /^(?:true|false)$/i,
    null: /^null$/i,
    undefined: /^undefined$/i,
    lowercase: /^[^A-Z]*$/,
    uppercase: /^[^a-z]*$/,
    hex: /^[0-9a-fA-F]*$/,
  };
  regexes.idnEmail = regexes.unicodeEmail;
  regexes.browserEmail = regexes.html5Email;
  // Digests by their length in bytes, in three spellings.
  for (const [name, bytes] of Object.entries({ md5: 16, sha1: 20, sha256: 32, sha384: 48, sha512: 64 })) {
    const padding = (3 - (bytes % 3)) % 3;
    const body = Math.ceil((bytes * 4) / 3);
    regexes[`${name}_hex`] = new RegExp(`^[0-9a-fA-F]{${bytes * 2}}$`);
    regexes[`${name}_base64`] = new RegExp(`^[A-Za-z0-9+/]{${body}}${"=".repeat(padding)}$`);
    regexes[`${name}_base64url`] = new RegExp(`^[A-Za-z0-9_-]{${body}}$`);
  }

  function escapeRegex(text) {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  }

  function withoutAnchors(source) {
    return source.slice(source.startsWith("^") ? 1 : 0, source.endsWith("$") ? -1 : undefined);
  }

  return { regexes, escapeRegex, withoutAnchors, uuidPattern, macPattern, datetimePattern };
}
