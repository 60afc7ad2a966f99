// Records what smol-toml makes of documents put together at random: `node record-toml.mjs FOLDER [COUNT] > toml-smol.json`,
// where FOLDER is that of the package; what is kept is of 1.6.0. Numbers that JSON lacks and dates are objects with one key.
import { pathToFileURL } from "node:url";

const [folder, count = 900] = process.argv.slice(2);
const { parse } = await import(pathToFileURL(`${folder}/dist/index.js`));
let s = 20261127;
const rnd = (n) => { s ^= s << 13; s >>>= 0; s ^= s >>> 17; s ^= s << 5; s >>>= 0; return s % n }
const pick = a => a[rnd(a.length)]
const keys = ['a','b','c','d','a.b','a.c','b.a.c','"x y"',"'q'",'"é"','a . b','1','-','"a"','a."b"','""','"\\u0041"','__proto__','constructor','true','2024-01-01','a..b','.a','a.','é','a b','"""k"""']
const scal = ['1','0','-0','+7','1_000','1__0','_1','01','0x1F','0xg','0o17','0o8','0b101','0b2','+0x1','1.5','1.','.5','1e5','1E+2','1e','1_0.0_1e1_0','-0.0','inf','-inf','nan','+nan','true','false','True','9007199254740993','1e400','1979-05-27','1979-05-27T07:32:00Z','1979-05-27 07:32:00','1979-05-27t07:32:00.999999-07:00','07:32:00','07:32','1979-05-27T07:32','07:32:00.5','2023-02-30','2023-13-01','2023-02-32','24:00:00','23:59:60','1979-05-27Z','1979-05-27T','07:32:00Z','07:32:00+01:00','1979-05-27T07:32Z','1979-05-27+01:00','1979-05-27T07:99:00','1979-05-27T07:32:00+25:00','1979-05-27T07:32:00+01:99','0000-01-01','9999-12-31T23:59:59Z','1979-5-27','abc','yes','-','1 2','1979-05-27  07:32:00','1979-05-27 a']
const strs = ['"x"',"'x'",'"a\\nb"','"\\e"','"\\x41"','"\\x4"','"\\u00e9"','"\\uD800"','"\\U0001F600"','"\\U00110000"','"\\u12"','"\\q"','"a#b"',"'a#b'",'"""m"""','"""\nm\n"""',"'''l'''","'''\nl''x\n'''",'"""a\\\n   b"""','"""a\\  \n\n b"""','"""a\\ b"""','"""a""""','"""a"""""','"""a""""""','"unfinished',"'unfinished",'"""unf','"a\tb"','"a\x01b"','""',"''",'"a" x','"\\"','"x\ny"','"=,]}"','"é☃"','"""\r\nx\r\n"""']
function val(d) {
  const k = rnd(10)
  if (d > 0 && k === 0) return arr(d - 1)
  if (d > 0 && k === 1) return inl(d - 1)
  return k < 6 ? pick(scal) : pick(strs)
}
const sp = () => pick(['',' ',' ',' ','  ','\t'])
const gap = () => pick(['',' ',' ',' ','\n','\n  ',' # c\n',' # \n\t','\r\n','  '])
function arr(d) {
  let n = rnd(4), o = '['
  for (let i = 0; i < n; i++) o += gap() + val(d) + gap() + (i < n - 1 || rnd(4) === 0 ? pick([',',',',',',',',',',',,','',';']) : '')
  return o + gap() + pick([']',']',']',']',']',']','','}'])
}
function inl(d) {
  let n = rnd(4), o = '{'
  for (let i = 0; i < n; i++) o += gap() + pick(keys) + sp() + '=' + sp() + val(d) + gap() + (i < n - 1 || rnd(4) === 0 ? pick([',',',',',',',',',',',,','']) : '')
  return o + gap() + pick(['}','}','}','}','}','}','',']'])
}
function line() {
  const k = rnd(12)
  if (k < 6) return pick(keys.slice(0, 8)) + sp() + '=' + sp() + val(2) + pick(['','','',' ',' # c','#c',' x','\t#\x01'])
  if (k === 6) return pick(keys) + sp() + pick(['=','=','=','','==',':']) + sp() + val(1)
  if (k === 7) return '[' + sp() + pick(keys) + sp() + ']' + pick(['','',' # c',' x'])
  if (k === 8) return '[' + pick(['a','b','a.b','c','a.b.c']) + ']'
  if (k === 9) return '[[' + pick(['a','b','a.b','c','l']) + ']]'
  if (k === 10) return pick(['[a','[[a]','[]','[[]]','[ [a] ]','[a]]','[[a]]]','[a].b','["a".b]','[a . b]'])
  return pick(['','# c','  ','\t# \x01','#é','= 1','a','a =','a = #','"a"'])
}
function show(v) {
  if (v instanceof Date) return { $d: isNaN(v) ? 'NaN' : v.getTime() }
  if (typeof v === 'number') return Number.isNaN(v) ? { $n: 'nan' } : v === Infinity ? { $n: 'inf' } : v === -Infinity ? { $n: '-inf' } : Object.is(v, -0) ? { $n: '-0' } : v
  if (typeof v === 'string') return v.toWellFormed()
  if (Array.isArray(v)) return v.map(show)
  if (v && typeof v === 'object') return Object.fromEntries(Object.entries(v).map(([k, item]) => [k, show(item)]))
  return v
}

const rows = [];
for (let i = 0; i < Number(count); i++) {
  let toml = "";
  for (let n = 1 + rnd(3); n > 0; n--) toml += line() + pick(["\n", "\n", "\n", "\n", "\r\n", "\n\n"]);
  try {
    rows.push({ toml, value: show(parse(toml)) });
  } catch (error) {
    // "Invalid TOML document: " before the reason, a piece of the text after it.
    const reason = error.message.replace("Invalid TOML document: ", "").split("\n")[0];
    rows.push({ toml, reason, line: error.line, column: error.column });
  }
}
console.log("[\n" + rows.map((row) => JSON.stringify(row)).join(",\n") + "\n]");
