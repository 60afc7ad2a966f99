import mdx from '@astrojs/mdx';
import node from '@astrojs/node';
import { defineConfig } from 'astro/config';

export default defineConfig({
  site: 'https://slipway.example',
  integrations: [mdx()],
  adapter: node({ mode: 'standalone' }),
});
