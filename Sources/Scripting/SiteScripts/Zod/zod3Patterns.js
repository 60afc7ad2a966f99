// The regular expressions of Zod 3's formats, as the site's version has them (Zod v3, types.ts).
function makeZod3Patterns(has) {
  "use strict";

  const dateSource =
    "((\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29"
    + "|\\d{4}-((0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|(0[469]|11)-(0[1-9]|[12]\\d|30)"
    + "|(02)-(0[1-9]|1\\d|2[0-8])))";
  const octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])";
  const ipv4Source = `(?:${octet}\\.){3}${octet}`;
  const ipv6Source =
    "(([0-9a-fA-F]{1,4}:){7,7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}"
    + "|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}"
    + "|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}"
    + "|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:)"
    + "|fe80:(:[0-9a-fA-F]{0,4}){0,4}%[0-9a-zA-Z]{1,}"
    + "|::(ffff(:0{1,4}){0,1}:){0,1}((25[0-5]|(2[0-4]|1{0,1}[0-9]){0,1}[0-9])\\.){3,3}(25[0-5]|(2[0-4]|1{0,1}[0-9]){0,1}[0-9])"
    + "|([0-9a-fA-F]{1,4}:){1,4}:((25[0-5]|(2[0-4]|1{0,1}[0-9]){0,1}[0-9])\\.){3,3}(25[0-5]|(2[0-4]|1{0,1}[0-9]){0,1}[0-9]))";

  const earlierOctet = "((25[0-5])|(2[0-4][0-9])|(1[0-9]{2})|([0-9]{1,2}))";
  const earlierIPv4Source = `(${earlierOctet}\\.){3}${earlierOctet}`;
  const earlierIPv6Source =
    "(([a-f0-9]{1,4}:){7}|::([a-f0-9]{1,4}:){0,6}|([a-f0-9]{1,4}:){1}:([a-f0-9]{1,4}:){0,5}"
    + "|([a-f0-9]{1,4}:){2}:([a-f0-9]{1,4}:){0,4}|([a-f0-9]{1,4}:){3}:([a-f0-9]{1,4}:){0,3}"
    + "|([a-f0-9]{1,4}:){4}:([a-f0-9]{1,4}:){0,2}|([a-f0-9]{1,4}:){5}:([a-f0-9]{1,4}:){0,1})"
    + `([a-f0-9]{1,4}|${earlierIPv4Source})`;

  /** What belongs to the first rule that the site's version has, oldest first; else `newest`. */
  function versioned(rules, newest) {
    const found = Object.keys(rules).find(has);
    return found ? rules[found] : newest;
  }

  function fractionSource(precision) {
    if (precision) return `\\.\\d{${precision}}`;
    return precision === 0 ? "" : "(\\.\\d+)?";
  }

  function timeSource({ precision }) {
    const seconds = `[0-5]\\d${fractionSource(precision)}`;
    if (has("secondsAreRequired")) return `([01]\\d|2[0-3]):[0-5]\\d:${seconds}`;
    return `([01]\\d|2[0-3]):[0-5]\\d(:${seconds})${precision ? "+" : "?"}`;
  }

  function datetimePattern(check) {
    if (has("looseDatetimes")) return looseDatetimePattern(check);
    const zones = [check.local ? "Z?" : "Z"];
    if (check.offset) zones.push("([+-]\\d{2}:?\\d{2})");
    return new RegExp(`^${dateSource}T${timeSource(check)}(${zones.join("|")})$`);
  }

  function looseDatetimePattern({ precision, offset }) {
    const zone = offset ? "(([+-]\\d{2}(:?\\d{2})?)|Z)" : "Z";
    return new RegExp(
      `^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}${fractionSource(precision)}${zone}$`,
    );
  }

  /** Either version of the Internet Protocol, or the one asked for. */
  function internet(v4, v6) {
    return ({ version }) => {
      const sources = [...(version === "v6" ? [] : [v4]), ...(version === "v4" ? [] : [v6])];
      return new RegExp(sources.map((source) => `^${source}$`).join("|"));
    };
  }

  return {
    cuid: /^c[^\s-]{8,}$/i,
    cuid2: versioned({ cuid2sBeginWithLetters: /^[a-z][a-z0-9]*$/ }, /^[0-9a-z]+$/),
    ulid: versioned({
      ulidsAreParts: /[0-9A-HJKMNP-TV-Z]{26}/,
      formatsHaveOneCase: /^[0-9A-HJKMNP-TV-Z]{26}$/,
    }, /^[0-9A-HJKMNP-TV-Z]{26}$/i),
    uuid: versioned({
      strictUUIDs:
        /^([a-f0-9]{8}-[a-f0-9]{4}-[1-5][a-f0-9]{3}-[a-f0-9]{4}-[a-f0-9]{12}|00000000-0000-0000-0000-000000000000)$/i,
    }, /^[0-9a-fA-F]{8}\b-[0-9a-fA-F]{4}\b-[0-9a-fA-F]{4}\b-[0-9a-fA-F]{4}\b-[0-9a-fA-F]{12}$/i),
    nanoid: /^[a-z0-9_-]{21}$/i,
    jwt: /^[A-Za-z0-9-_]+\.[A-Za-z0-9-_]+\.[A-Za-z0-9-_]*$/,
    duration:
      /^[-+]?P(?!$)(?:(?:[-+]?\d+Y)|(?:[-+]?\d+[.,]\d+Y$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:(?:[-+]?\d+W)|(?:[-+]?\d+[.,]\d+W$))?(?:(?:[-+]?\d+D)|(?:[-+]?\d+[.,]\d+D$))?(?:T(?=[\d+-])(?:(?:[-+]?\d+H)|(?:[-+]?\d+[.,]\d+H$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:[-+]?\d+(?:[.,]\d+)?S)?)??$/,
    email: versioned({
      quotedEmails:
        /^(([^<>()[\]\\.,;:\s@\"]+(\.[^<>()[\]\\.,;:\s@\"]+)*)|(\".+\"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\])|([^-]([a-zA-Z0-9-]*\.)+[a-zA-Z]{2,}))$/,
      literalEmails: new RegExp(
        `^(([^<>()[\\]\\\\.,;:\\s@"]+(\\.[^<>()[\\]\\\\.,;:\\s@"]+)*)|(".+"))@((\\[${earlierIPv4Source}\\])`
          + `|(\\[IPv6:${earlierIPv6Source}\\])|([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])*(\\.[A-Za-z]{2,})+))$`,
      ),
      dottedEmails: /^([A-Z0-9_+-]+\.?)*[A-Z0-9_+-]@([A-Z0-9][A-Z0-9\-]*\.)+[A-Z]{2,}$/i,
      unquotedEmails: /^(?!\.)(?!.*\.\.)([A-Z0-9_+-\.]*)[A-Z0-9_+-]@([A-Z0-9][A-Z0-9\-]*\.)+[A-Z]{2,}$/i,
    }, /^(?!\.)(?!.*\.\.)([A-Z0-9_'+\-\.]*)[A-Z0-9_+-]@([A-Z0-9][A-Z0-9\-]*\.)+[A-Z]{2,}$/i),
    emoji: new RegExp("^(\\p{Extended_Pictographic}|\\p{Emoji_Component})+$", "u"),
    base64: /^([0-9a-zA-Z+/]{4})*(([0-9a-zA-Z+/]{2}==)|([0-9a-zA-Z+/]{3}=))?$/,
    base64url: /^([0-9a-zA-Z-_]{4})*(([0-9a-zA-Z-_]{2}(==)?)|([0-9a-zA-Z-_]{3}(=)?))?$/,
    date: new RegExp(`^${dateSource}$`),
    time: (check) => new RegExp(`^${timeSource(check)}$`),
    datetime: datetimePattern,
    ip: internet(
      versioned({ zerosLeadAddresses: earlierIPv4Source }, ipv4Source),
      versioned({ formatsHaveOneCase: earlierIPv6Source }, ipv6Source),
    ),
    cidr: internet(`${ipv4Source}\\/(3[0-2]|[12]?[0-9])`, `${ipv6Source}\\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])`),
  };
}
