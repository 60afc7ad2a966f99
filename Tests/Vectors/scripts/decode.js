// What stands for a value that JSON cannot hold becomes that value, in Node and in our own engine.
(function decode(value) {
  if (Array.isArray(value)) return value.map(decode);
  if (value === null || typeof value !== "object") return value;
  const keys = Object.keys(value);
  if (keys.length === 1) {
    const content = value[keys[0]];
    switch (keys[0]) {
      case "$undefined": return undefined;
      case "$date": return new Date(content === null ? NaN : content);
      case "$nan": return NaN;
      case "$inf": return content * Infinity;
      case "$negzero": return -0;
      case "$bigint": return BigInt(content);
      case "$map": return new Map(content.map(([k, v]) => [decode(k), decode(v)]));
      case "$set": return new Set(content.map(decode));
      case "$url": return new URL(content);
      case "$symbol": return Symbol(content);
      case "$function": return () => {};
      case "$instance": return new ({ [content]: class {} })[content]();
    }
  }
  const object = {};
  for (const key of keys) {
    Object.defineProperty(object, key, {
      value: decode(value[key]), enumerable: true, writable: true, configurable: true,
    });
  }
  return object;
})
