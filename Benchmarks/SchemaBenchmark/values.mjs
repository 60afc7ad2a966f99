// What 10,000 parsed entries look like: most dates are dates, as YAML gives them, some are texts; a
// quarter of the entries have their keys in another order than the schema; what may be left out
// sometimes is.

/** A small generator of our own (mulberry32), so that every run has the same values. */
function generator(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const words = "harbour rope sail tide lantern quay mast anchor hull keel oar bread crew naïve 灯".split(" ");
const tags = ["astro", "content", "performance", "typescript", "testing", "release", "guide"];
const categories = ["engineering", "product", "community", "company"];

export function entries(count, seed = 1) {
  const random = generator(seed);
  const below = (limit) => Math.floor(random() * limit);
  const phrase = (least, most) =>
    Array.from({ length: least + below(most - least) }, () => words[below(words.length)]).join(" ");
  const date = (year) => {
    const value = new Date(Date.UTC(year, below(12), 1 + below(28)));
    return below(4) > 0 ? value : value.toISOString().slice(0, 10);
  };
  return Array.from({ length: count }, (_, index) => {
    let entry = {
      title: phrase(2, 9),
      description: phrase(6, 30),
      pubDate: date(2015 + below(9)),
      updatedDate: date(2024),
      draft: below(2) === 0,
      author: `${words[below(9)]}-${below(50)}`,
      category: categories[below(4)],
      tags: Array.from({ length: 1 + below(4) }, () => tags[below(tags.length)]),
      cover: { src: `../../assets/cover-${index}.png`, alt: phrase(1, 8) },
      canonical: `https://www.example.com/blog/${words[below(9)]}-${index}/`,
      readingMinutes: below(40),
      seo: { title: phrase(1, 5), noindex: below(8) === 0 },
    };
    if (below(3) === 0) delete entry.updatedDate;
    if (below(4) === 0) delete entry.draft;
    if (below(2) === 0) delete entry.seo.title;
    if (below(4) === 0) {
      const keys = Object.keys(entry);
      const first = below(keys.length);
      entry = Object.fromEntries([...keys.slice(first), ...keys.slice(0, first)].map((key) => [key, entry[key]]));
    }
    return entry;
  });
}

/** Values as JSON that frontis reads back the same; dates are `{"$date": …}`. */
export function typed(value) {
  if (value instanceof Date) return { $date: Number.isNaN(value.getTime()) ? null : value.toISOString() };
  if (Array.isArray(value)) return value.map(typed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typed(item)]));
}

/** The content config of a site with `count` collections of twelve fields. */
export function configuration(count) {
  const fields = `
    title: z.string().min(1).max(120), description: z.string().min(1).max(300),
    pubDate: z.coerce.date(), updatedDate: z.coerce.date().optional(), draft: z.boolean().default(false),
    author: z.string().regex(/^[a-z0-9-]+$/), category: z.enum(["engineering", "product", "community"]),
    tags: z.array(z.enum(["astro", "content", "guide"])), canonical: z.url(),
    cover: z.object({ src: z.string().min(1), alt: z.string().min(1).max(200) }),
    readingMinutes: z.number().int().min(0).max(120),
    seo: z.object({ title: z.string().max(60).optional(), noindex: z.boolean() }),`;
  const names = Array.from({ length: count }, (_, index) => `collection${index}`);
  const definitions = names.map((name) => `
const ${name} = defineCollection({
  loader: glob({ pattern: "**/*.md", base: "./src/content/${name}" }),
  schema: z.object({${fields}
  }),
});`);
  return `import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";
import { z } from "astro/zod";
${definitions.join("\n")}

export const collections = { ${names.join(", ")} };
`;
}
