import { ActionError, defineAction } from 'astro:actions';
import { z } from 'astro/zod';
import { nextHighWater } from '@/lib/tides';
import { topics } from '@/lib/vocabulary';

/** Likes since the server started, by post. */
const likes = new Map<string, number>();

/** What is left on the shelf today, by product. */
const shelf: Record<string, number> = {
  'harbour-rye': 12,
  'oak-tiller': 1,
  'sailcloth-bag': 0,
};

export const server = {
  blog: {
    like: defineAction({
      input: z.object({ post: z.string().min(1) }),
      handler: ({ post }) => {
        const count = (likes.get(post) ?? 0) + 1;
        likes.set(post, count);
        return { post, likes: count };
      },
    }),

    suggest: defineAction({
      accept: 'form',
      input: z.object({
        topic: z.enum(topics),
        title: z.string().min(3).max(80),
        note: z.string().max(500).optional(),
        sign: z.boolean(),
      }),
      handler: ({ topic, title, sign }) => ({
        thanks: sign ? `Thank you! We will name you with "${title}".` : `Thank you for "${title}"!`,
        topic,
      }),
    }),
  },

  shop: {
    order: defineAction({
      input: z.object({
        product: z.string(),
        quantity: z.number().int().min(1).max(10).default(1),
        pickUp: z.coerce.date().optional(),
      }),
      handler: ({ product, quantity, pickUp }) => {
        const left = shelf[product];
        if (left === undefined) {
          throw new ActionError({ code: 'NOT_FOUND', message: `We do not make "${product}".` });
        }
        if (left < quantity) {
          throw new ActionError({
            code: 'CONFLICT',
            message: left === 0 ? `${product} is sold out.` : `Only ${left} of ${product} left.`,
          });
        }
        shelf[product] = left - quantity;
        return { product, quantity, left: shelf[product], pickUp };
      },
    }),

    newsletter: {
      join: defineAction({
        accept: 'form',
        input: z.object({
          email: z.email(),
          topics: z.array(z.enum(topics)).min(1, { error: 'Choose at least one topic' }),
        }),
        handler: ({ email, topics }) => ({ email, topics: new Set(topics) }),
      }),
    },
  },

  harbour: {
    nextHighWater: defineAction({
      handler: (_input, context) => ({
        place: context.locals.place,
        at: nextHighWater(new Date()),
      }),
    }),
  },
};
