import Foundation
import JavaScript
import Testing
import Values

@Suite struct GlobalsTests {
  static let answers: [(script: String, value: Value)] = [
    ("new Date('2024-01-02').getTime()", 1_704_153_600_000),
    ("new Date(2024, 0, 2) instanceof Date", true),
    ("new Date(new Date(5)).getTime()", 5),
    ("new Date('nonsense')", .date(DateValue(milliseconds: .nan))),
    ("typeof Date()", "string"),
    ("Date.UTC(1970, 0, 1)", 0),
    ("class D extends Date {}; new D(7).getTime()", 7),
    ("new Date(7).constructor === Date", true),
    ("structuredClone({ a: new Map([[1, { b: new Date(3) }]]) }).a.get(1).b.getTime()", 3),
    ("const c = {}; c.c = c; structuredClone(c).c.c !== c", true),
    ("new TextDecoder().decode(new TextEncoder().encode('aé漢'))", "aé漢"),
    ("atob(btoa('ab\\xff')) === 'ab\\xff'", true),
    ("new URLSearchParams('a=1&b=x+y%26').get('b')", "x y&"),
    ("new URLSearchParams({ a: 'x y', b: '&' }).toString()", "a=x+y&b=%26"),
    (
      "const u = new URL('http://a.b'); const p = u.searchParams; u.search = 'k=v'; p.get('k')", "v"
    ),
    ("const u = new URL('http://a.b'); u.searchParams.set('k', 'v'); u.href", "http://a.b/?k=v"),
    ("[...new TextDecoder('utf-16le').decode(new Uint8Array([65, 0, 9]))].join()", "A,\u{FFFD}"),
    ("new TextDecoder('latin1').decode(new Uint8Array([0xe9]))", "é"),
    ("new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 65]))", "A"),
    (
      "try { new TextDecoder('utf8', { fatal: true }).decode(new Uint8Array([255])) } catch (e) { e.code }",
      "ERR_ENCODING_INVALID_ENCODED_DATA"
    ),
    (
      "JSON.stringify(new TextEncoder().encodeInto('aé', new Uint8Array(2)))",
      #"{"read":1,"written":1}"#
    ),
    ("try { atob('a') } catch (e) { e.name + e.code }", "InvalidCharacterError5"),
    ("try { btoa('€') } catch (e) { e.name }", "InvalidCharacterError"),
    (
      "try { structuredClone(() => {}) } catch (e) { e.constructor.name + e.code }",
      "DOMException25"
    ),
    ("structuredClone(new String('x')) instanceof String", true),
    ("Buffer.from('é€').toString('hex')", "c3a9e282ac"),
    ("Buffer.from('YWJj-_', 'base64').toString('base64url')", "YWJj-w"),
    ("Buffer.concat([Buffer.from('a'), Buffer.from('6263', 'hex')]).toString()", "abc"),
    ("JSON.stringify(Buffer.from('ab'))", #"{"type":"Buffer","data":[97,98]}"#),
    ("new Date(0).toLocaleDateString('en-CA', { timeZone: 'UTC' })", "1970-01-01"),
    ("new Date(0).toLocaleDateString('en-US', { timeZone: 'UTC' })", "1/1/1970"),
    ("'x' instanceof File || 'x' instanceof Blob", false),
    (
      "const f = new File(['aé', new Uint8Array([33])], 'n.txt', { type: 'Text/Plain' }); [f.size, f.type, f.name].join()",
      "4,text/plain,n.txt"
    ),
    ("new File([new Blob(['abc']).slice(1)], 'n') instanceof Blob", true),
    (
      "let n = 0; const t = new EventTarget(); t.addEventListener('e', (e) => { n += e.detail }, { once: true });"
        + "t.dispatchEvent(new CustomEvent('e', { detail: 2 })); t.dispatchEvent(new Event('e')); n",
      2
    ),
    ("process.env.NOTHING", .undefined),
    ("/Mac|iPhone/.test(navigator.userAgent) || navigator.language", "en-US"),
    (
      "process.argv.includes('dev') || process.stdout.isTTY || process.on('exit', () => {}) === process",
      true
    ),
    ("typeof process.hrtime.bigint() + process.arch", "bigintx64"),
    (
      "/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID())",
      true
    ),
  ]

  @Test(arguments: answers)
  func `globals that sites expect are there`(script: String, value: Value) throws {
    #expect(try JavaScriptRuntime().evaluate(script) == value)
  }

  @Test func `the environment is what is handed in`() throws {
    let runtime = JavaScriptRuntime(environment: ["MODE": "x"], workingFolder: "/site")
    #expect(try runtime.evaluate("process.env.MODE + process.cwd()") == "x/site")
  }
}
