// The schemas of the benchmark, made with whichever `z` is given: Zod's own in Node, the recorder in
// frontis. Twelve fields, as the content configs of real sites have them.
(z) => {
  const entry = z.object({
    title: z.string().min(1).max(120),
    description: z.string().min(1).max(300),
    pubDate: z.coerce.date(),
    updatedDate: z.coerce.date().optional(),
    draft: z.boolean().default(false),
    author: z.string().regex(/^[a-z0-9-]+$/),
    category: z.enum(["engineering", "product", "community", "company"]),
    tags: z.array(z.enum(["astro", "content", "performance", "typescript", "testing", "release", "guide"])),
    cover: z.object({ src: z.string().min(1), alt: z.string().min(1).max(200) }),
    canonical: z.url(),
    readingMinutes: z.number().int().min(0).max(120),
    seo: z.object({ title: z.string().max(60).optional(), noindex: z.boolean() }),
  });
  const isInOrder = (value) => !value.updatedDate || value.updatedDate >= value.pubDate;
  return {
    plain: entry,
    // One refine and one transform of the whole entry.
    callbacks: entry
      .refine(isInOrder, { message: "updated before it was published", path: ["updatedDate"] })
      .transform((value) => ({ ...value, url: `/blog/${value.author}/${value.category}` })),
    // One refine and one transform of a field.
    fieldCallbacks: entry.extend({
      title: z.string().min(1).max(120).refine((text) => !text.endsWith(".")),
      category: entry.shape.category.transform((name) => name.toUpperCase()),
    }),
  };
}
