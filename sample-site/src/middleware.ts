import { defineMiddleware, sequence } from 'astro:middleware';

/** Tells every page and action where we are. */
const place = defineMiddleware((context, next) => {
  context.locals.place = 'Pebblewick';
  return next();
});

/** Says in a header how long the answer took. */
const timing = defineMiddleware(async (_context, next) => {
  const start = Date.now();
  const response = await next();
  response.headers.set('Server-Timing', `page;dur=${Date.now() - start}`);
  return response;
});

export const onRequest = sequence(place, timing);
