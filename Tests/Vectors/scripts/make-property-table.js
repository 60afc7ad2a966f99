// Writes Sources/Data/ECMAScript/RegularExpressions/PropertyTable.swift from what the running V8
// knows of Unicode:
//
//   node Tests/Vectors/scripts/make-property-table.js
//
// The names are those of ECMA-262 (tables 67 to 70) and of Unicode's PropertyValueAliases.txt; the
// ranges are Unicode data (https://www.unicode.org/license.txt).
const fs = require("fs");
const path = require("path");

const generalCategories = `
Cc Control cntrl; Cf Format; Cn Unassigned; Co Private_Use; Cs Surrogate; Ll Lowercase_Letter;
  Lm Modifier_Letter; Lo Other_Letter; Lt Titlecase_Letter; Lu Uppercase_Letter;
  Mc Spacing_Mark; Me Enclosing_Mark; Mn Nonspacing_Mark; Nd Decimal_Number digit;
  Nl Letter_Number; No Other_Number; Pc Connector_Punctuation; Pd Dash_Punctuation;
  Pe Close_Punctuation; Pf Final_Punctuation; Pi Initial_Punctuation; Po Other_Punctuation;
  Ps Open_Punctuation; Sc Currency_Symbol; Sk Modifier_Symbol; Sm Math_Symbol; So Other_Symbol;
  Zl Line_Separator; Zp Paragraph_Separator; Zs Space_Separator`;
const scripts = `
; Adlm Adlam; Aghb Caucasian_Albanian; Ahom; Arab Arabic; Armi Imperial_Aramaic;
  Armn Armenian; Avst Avestan; Bali Balinese; Bamu Bamum; Bass Bassa_Vah; Batk Batak;
  Beng Bengali; Berf Beria_Erfe; Bhks Bhaiksuki; Bopo Bopomofo; Brah Brahmi; Brai Braille;
  Bugi Buginese; Buhd Buhid; Cakm Chakma; Cans Canadian_Aboriginal; Cari Carian; Cham;
  Cher Cherokee; Chrs Chorasmian; Copt Coptic Qaac; Cpmn Cypro_Minoan; Cprt Cypriot;
  Cyrl Cyrillic; Deva Devanagari; Diak Dives_Akuru; Dogr Dogra; Dsrt Deseret; Dupl Duployan;
  Egyp Egyptian_Hieroglyphs; Elba Elbasan; Elym Elymaic; Ethi Ethiopic; Gara Garay;
  Geor Georgian; Glag Glagolitic; Gong Gunjala_Gondi; Gonm Masaram_Gondi; Goth Gothic;
  Gran Grantha; Grek Greek; Gujr Gujarati; Gukh Gurung_Khema; Guru Gurmukhi; Hang Hangul;
  Hani Han; Hano Hanunoo; Hatr Hatran; Hebr Hebrew; Hira Hiragana; Hluw Anatolian_Hieroglyphs;
  Hmng Pahawh_Hmong; Hmnp Nyiakeng_Puachue_Hmong; Hung Old_Hungarian; Ital Old_Italic;
  Java Javanese; Kali Kayah_Li; Kana Katakana; Kawi; Khar Kharoshthi; Khmr Khmer; Khoj Khojki;
  Kits Khitan_Small_Script; Knda Kannada; Krai Kirat_Rai; Kthi Kaithi; Lana Tai_Tham; Laoo Lao;
  Latn Latin; Lepc Lepcha; Limb Limbu; Lina Linear_A; Linb Linear_B; Lisu; Lyci Lycian;
  Lydi Lydian; Mahj Mahajani; Maka Makasar; Mand Mandaic; Mani Manichaean; Marc Marchen;
  Medf Medefaidrin; Mend Mende_Kikakui; Merc Meroitic_Cursive; Mero Meroitic_Hieroglyphs;
  Mlym Malayalam; Modi; Mong Mongolian; Mroo Mro; Mtei Meetei_Mayek; Mult Multani; Mymr Myanmar;
  Nagm Nag_Mundari; Nand Nandinagari; Narb Old_North_Arabian; Nbat Nabataean; Newa; Nkoo Nko;
  Nshu Nushu; Ogam Ogham; Olck Ol_Chiki; Onao Ol_Onal; Orkh Old_Turkic; Orya Oriya; Osge Osage;
  Osma Osmanya; Ougr Old_Uyghur; Palm Palmyrene; Pauc Pau_Cin_Hau; Perm Old_Permic;
  Phag Phags_Pa; Phli Inscriptional_Pahlavi; Phlp Psalter_Pahlavi; Phnx Phoenician; Plrd Miao;
  Prti Inscriptional_Parthian; Rjng Rejang; Rohg Hanifi_Rohingya; Runr Runic; Samr Samaritan;
  Sarb Old_South_Arabian; Saur Saurashtra; Sgnw SignWriting; Shaw Shavian; Shrd Sharada;
  Sidd Siddham; Sidt Sidetic; Sind Khudawadi; Sinh Sinhala; Sogd Sogdian; Sogo Old_Sogdian;
  Sora Sora_Sompeng; Soyo Soyombo; Sund Sundanese; Sunu Sunuwar; Sylo Syloti_Nagri; Syrc Syriac;
  Tagb Tagbanwa; Takr Takri; Tale Tai_Le; Talu New_Tai_Lue; Taml Tamil; Tang Tangut;
  Tavt Tai_Viet; Tayo Tai_Yo; Telu Telugu; Tfng Tifinagh; Tglg Tagalog; Thaa Thaana; Thai;
  Tibt Tibetan; Tirh Tirhuta; Tnsa Tangsa; Todr Todhri; Tols Tolong_Siki; Toto;
  Tutg Tulu_Tigalari; Ugar Ugaritic; Vaii Vai; Vith Vithkuqi; Wara Warang_Citi; Wcho Wancho;
  Xpeo Old_Persian; Xsux Cuneiform; Yezi Yezidi; Yiii Yi; Zanb Zanabazar_Square;
  Zinh Inherited Qaai; Zyyy Common; Zzzz Unknown`;
const binaries = `
ASCII_Hex_Digit AHex; Alphabetic Alpha; Bidi_Control Bidi_C; Bidi_Mirrored Bidi_M;
  Case_Ignorable CI; Cased; Changes_When_Casefolded CWCF; Changes_When_Casemapped CWCM;
  Changes_When_Lowercased CWL; Changes_When_NFKC_Casefolded CWKCF; Changes_When_Titlecased CWT;
  Changes_When_Uppercased CWU; Dash; Default_Ignorable_Code_Point DI; Deprecated Dep;
  Diacritic Dia; Emoji; Emoji_Component EComp; Emoji_Modifier EMod; Emoji_Modifier_Base EBase;
  Emoji_Presentation EPres; Extended_Pictographic ExtPict; Extender Ext; Grapheme_Base Gr_Base;
  Grapheme_Extend Gr_Ext; Hex_Digit Hex; IDS_Binary_Operator IDSB; IDS_Trinary_Operator IDST;
  ID_Continue IDC; ID_Start IDS; Ideographic Ideo; Join_Control Join_C;
  Logical_Order_Exception LOE; Lowercase Lower; Math; Noncharacter_Code_Point NChar;
  Pattern_Syntax Pat_Syn; Pattern_White_Space Pat_WS; Quotation_Mark QMark; Radical;
  Regional_Indicator RI; Sentence_Terminal STerm; Soft_Dotted SD; Terminal_Punctuation Term;
  Unified_Ideograph UIdeo; Uppercase Upper; Variation_Selector VS; White_Space space;
  XID_Continue XIDC; XID_Start XIDS`;

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Five bits a character, the lowest first, with a sixth that says that more follow.
function quantity(number) {
  let text = "";
  do {
    const rest = number >>> 5;
    text += alphabet[(number & 31) | (rest ? 32 : 0)];
    number = rest;
  } while (number);
  return text;
}

// For each range how far it is from the one before, and how long it is less one.
function ranges(property) {
  let pattern;
  try {
    pattern = new RegExp(`^\\p{${property}}$`, "u");
  } catch {
    return null;
  }
  let text = "";
  let next = 0;
  for (let point = 0; point <= 0x10ffff; point++) {
    if (!pattern.test(String.fromCodePoint(point))) continue;
    const start = point;
    while (point < 0x10ffff && pattern.test(String.fromCodePoint(point + 1))) point++;
    text += quantity(start - next) + quantity(point - start);
    next = point + 1;
  }
  return text;
}

const lines = [];
function add(kind, names, property) {
  const data = ranges(property);
  if (data !== null) lines.push(`${kind} ${names.join(" ")}=${data}`);
  return data;
}
const rows = (text) => text.trim().split(/;\s*/).map((row) => row.split(" "));
for (const names of rows(generalCategories)) add("g", names, `gc=${names[0]}`);
for (const names of rows(scripts)) {
  if (add("s", names, `sc=${names[0]}`) === ranges(`scx=${names[0]}`)) continue;
  add("x", names, `scx=${names[0]}`);
}
for (const names of rows(binaries)) add("b", names, names[0]);

const width = 94;
const wrapped = lines.map((line) => line.match(new RegExp(`.{1,${width}}`, "g")).join("\\\n    "));
fs.writeFileSync(
  path.join(__dirname, "../../../Sources/Data/ECMAScript/RegularExpressions/PropertyTable.swift"),
  `// swift-format-ignore-file
// Made by Tests/Vectors/scripts/make-property-table.js from Unicode ${process.versions.unicode} data,
// © Unicode, Inc. (https://www.unicode.org/license.txt).

/// Unicode's properties as text, decoded when a pattern asks for one.
enum PropertyTable {
  /// A line for each: \`g\` for a general category, \`s\` a script, \`x\` script extensions where they
  /// are not the script, \`b\` a binary property; its names; after \`=\` its ranges.
  static let text = """
    ${wrapped.join("\n    ")}
    """
}
`
);
