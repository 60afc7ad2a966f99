import JavaScript
import Testing

struct ParameterReadsTests {
  private func told(_ text: String) -> String? {
    ParameterReads(functionText: text).map { reads in
      (reads.keys.sorted() + (reads.spreads ? ["..."] : [])).joined(separator: " ")
    }
  }

  @Test(arguments: [
    ("(entry) => entry.title.length > 3", "title"),
    ("entry => !entry.updated || entry.updated >= entry.date", "date updated"),
    ("async (entry) => entry?.seo?.title", "seo"),
    ("(entry) => entry[\"og:title\"] !== other.entry", "og:title"),
    ("({ title, author: name }) => title !== name", "author title"),
    ("(e) => { const { a, b } = e; let c = e.c; c = c / 2; return a + b + c; }", "a b c"),
    ("(e) => ({ ...e, url: `/${e.lang}/${slug(`${e.title}`)}` })", "lang title ..."),
    ("(e) => ({ ...e })", "..."),
    ("(e) => { const s = e.title.replace(/[/}]e/g, '-'); return { ...e, s }; }", "title ..."),
    ("(e) => { return ({ ...e, n: Math.round(e.n * 10) / 10 }); }", "n ..."),
    ("(e) => e.tags.map((tag) => ({ tag }))", "tags"),
    ("() => true", nil),
    ("(e) => 'e' + `e` + e.a", "a"),
  ])
  func `what a function reads of its parameter is told`(text: String, reads: String?) {
    #expect(told(text) == reads)
  }

  @Test(arguments: [
    "(e) => e", "(e) => log(e)", "(e) => Object.keys(e).length", "(e) => [e]", "(e) => ({ e })",
    "(e) => e[key]", "(e) => e.hasOwnProperty('a')", "(e) => e.a()", "(e) => e?.a?.()",
    "(e) => e.a`x`", "(e) => e.constructor", "(e) => 'a' in e", "(e) => e.a in e",
    "(e) => { e.a = 1; return true; }", "(e) => { e.a++; return true; }", "(e) => --e.a",
    "(e) => { delete e.a; return true; }", "(e) => { [e.a] = [1]; return true; }",
    "(e) => { ({ a: e.a } = other); }", "(e) => { for (e.a of list); }",
    "(e) => { for ([e.a] of list); }", "(e) => { for (const k in e) log(k); }",
    "(e) => { const { a, ...rest } = e; return rest; }",
    "(e) => { const { a = 1 } = e; return a; }",
    "(e) => ({ a: 1, ...e })", "(e) => ({ ...e, b: { ...e } })", "(e) => [{ ...e }]",
    "(e) => ({ ...e }, 1)", "(e) => ({ ...e }).a", "(e) => ({ ...e, get a() { return this.b; } })",
    "(e) => { if (e.a) return { b: 1 }; return { ...e }; }",
    "(e) => { list.map(() => { return { ...e }; }); }", "(e) => () => { return { ...e }; }",
    "async (e) => ({ ...e })", "(e) => ({ ...e, __proto__: other })", "(e) => eval('e')",
    "(e) => list.map((e) => e.a)", "(e) => list.map(({ e }) => e.a)", "(e) => e.a /* e */",
    "(e) => { if (x) /e/.test(y) / e.a; }", "(e) => \\u0065.a", "(e, c) => e.a",
    "function (e) { return e.a; }", "(e) => function () { return e.a; }", "e(x) { return e.a; }",
    "(e) => new e.a()", "(e) => typeof e", "(e) => `${e}`", "(e) => `${e.a", "(e) => ({ ...e",
  ])
  func `nothing is told of a function that may do something else`(text: String) {
    #expect(told(text) == nil)
  }
}
