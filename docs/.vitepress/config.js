import { slugOf } from '../../build/docs/markdown-links.js';
import { nav, sidebar } from './contents.js';

/** Pages load scripts, styles and pictures of this site alone. The two inline scripts are VitePress's own. */
const policy =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

/** The documentation site; `npm run docs` writes its sources into the cache first (build/docs.js). */
export default {
  title: 'qcic-workbench',
  description:
    'Calibrate a mechanistic model of metastatic colorectal cancer to clinical trials, check it, and ask it questions',
  lang: 'en-GB',
  srcDir: '.vitepress/cache/source',
  outDir: '../site',
  head: [
    ['meta', { 'http-equiv': 'Content-Security-Policy', content: policy }],
    ['link', { rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' }],
  ],
  markdown: {
    // Pages are plain Markdown: <name> is text, and so is {name}
    html: false,
    attrs: { disable: true },
    emoji: { enabled: [] },
    anchor: { slugify: slugOf },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark' },
    config(md) {
      const { text } = md.renderer.rules;
      md.renderer.rules.text = (...args) => text(...args).replaceAll('{{', '&#123;&#123;');
    },
  },
  // The index of the search, and the longest tables
  vite: { build: { chunkSizeWarningLimit: 2000 } },
  themeConfig: {
    nav,
    sidebar,
    outline: { level: [2, 3], label: 'On this page' },
    search: { provider: 'local' },
    externalLinkIcon: true,
    footer: { message: 'For research. Not for decisions about patients. MIT licence.' },
  },
};
