import { defineCollection, reference } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { currencies, topics, words } from './lib/vocabulary';

/** The harbour journal. */
const blog = defineCollection({
  loader: glob({ base: './src/content/blog', pattern: '**/*.{md,mdx}' }),
  schema: ({ image }) =>
    z
      .object({
        title: z.string().min(3).max(80),
        description: z.string().max(200),
        pubDate: z.coerce.date(),
        updatedDate: z.coerce.date().optional(),
        author: reference('authors'),
        tags: z.array(z.enum(topics)).min(1),
        draft: z.boolean().default(false),
        cover: image().optional(),
        coverAlt: z.string().optional(),
        rating: z.number().int().min(1).max(5).optional(),
        keywords: z.string().transform(words).optional(),
        links: z.array(z.object({ label: z.string(), url: z.url() })).default([]),
      })
      .refine((post) => !post.updatedDate || post.updatedDate >= post.pubDate, {
        error: 'updatedDate is before pubDate',
        path: ['updatedDate'],
      }),
});

/** The people who write and make things. */
const authors = defineCollection({
  loader: glob({ base: './src/content/authors', pattern: '*.json' }),
  schema: z.object({
    name: z.string(),
    role: z.enum(['baker', 'boatbuilder', 'sailmaker', 'apprentice']),
    bio: z.string(),
    email: z.email().optional(),
    joined: z.coerce.date(),
    tools: z.array(z.string()).default([]),
  }),
});

/** How things are done here, in English and German. */
const docs = defineCollection({
  loader: glob({ base: './src/content/docs', pattern: '**/*.md' }),
  schema: z.strictObject({
    title: z.string(),
    summary: z.string().optional(),
    reviewed: z.date(),
    level: z.enum(['easy', 'steady', 'hard']).default('easy'),
    minutes: z.number().int().positive().optional(),
    sidebar: z
      .object({
        label: z.string().optional(),
        order: z.number().int().nonnegative().default(50),
        hidden: z.boolean().default(false),
      })
      .optional(),
    sources: z.record(z.string(), z.url()).optional(),
  }),
});

/** What is on the shelf. */
const products = defineCollection({
  loader: glob({ base: './src/content/products', pattern: '*.{json,yaml}' }),
  schema: z.object({
    name: z.string().trim().min(1),
    sku: z.string().regex(/^[A-Z]{2}-\d{3}$/),
    price: z.number().positive(),
    currency: z.enum(currencies),
    inStock: z.boolean().default(true),
    madeBy: reference('authors'),
    dimensions: z
      .object({
        width: z.number().positive(),
        height: z.number().positive(),
        depth: z.number().positive().optional(),
        unit: z.enum(['mm', 'cm', 'm']).default('cm'),
      })
      .optional(),
    tags: z.array(z.string()).default([]),
    care: z.string().nullable().optional(),
  }),
});

/** Single pages: what a page holds depends on its kind. */
const pages = defineCollection({
  loader: glob({ base: './src/content/pages', pattern: '*.md' }),
  schema: ({ image }) =>
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('landing'),
        title: z.string(),
        hero: z.object({
          headline: z.string(),
          strapline: z.string().optional(),
          image: image().optional(),
        }),
        cta: z.strictObject({ label: z.string(), href: z.string() }).optional(),
        sections: z
          .array(
            z.object({
              heading: z.string(),
              show: z.enum(['blog', 'docs', 'products']),
              limit: z.number().int().positive().default(3),
            }),
          )
          .default([]),
      }),
      z.object({
        kind: z.literal('article'),
        title: z.string(),
        byline: reference('authors'),
        publishedOn: z.coerce.date(),
        contents: z.boolean().default(false),
      }),
      z.object({
        kind: z.literal('redirect'),
        title: z.string(),
        to: z.string().startsWith('/'),
        permanent: z.boolean().default(false),
      }),
    ]),
});

export const collections = { blog, authors, docs, products, pages };
