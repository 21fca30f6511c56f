// Links of the built site: every page, anchor, picture and asset that a page names is there, and no asset lies on another host.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { isForeign } from './markdown-links.js';

const ATTRIBUTE = /<(a|img|link|script|source)\b[^>]*?\s(?:href|src)="([^"]*)"/g;
const IDENTIFIER = /\sid="([^"]*)"/g;
const STYLE_ADDRESS = /url\(\s*['"]?([^'")]+)['"]?\s*\)/g;

/**
 * What is wrong with the links of a built site, a line each; empty where nothing is.
 *
 * @param site - folder of the built site
 */
export function brokenLinks(site) {
  const files = readdirSync(site, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const pages = new Map(
    files.filter((name) => name.endsWith('.html')).map((name) => [name, readFileSync(join(site, name), 'utf8')]),
  );
  const anchors = new Map(
    [...pages].map(([name, text]) => [name, new Set([...text.matchAll(IDENTIFIER)].map(([, id]) => id))]),
  );
  const issues = [];
  for (const [page, text] of pages) {
    if (page === '404.html') continue;
    for (const [, tag, address] of text.matchAll(ATTRIBUTE)) check(page, tag, address.replaceAll('&amp;', '&'));
  }
  for (const sheet of files.filter((name) => name.endsWith('.css')))
    for (const [, address] of readFileSync(join(site, sheet), 'utf8').matchAll(STYLE_ADDRESS))
      check(sheet, 'style', address);
  return [...new Set(issues)];

  function check(page, tag, address) {
    if (address.startsWith('data:')) return;
    if (isForeign(address)) {
      if (tag !== 'a') issues.push(`${page}: <${tag}> must not ask another host; got ${address}`);
      return;
    }
    const [path = '', anchor = ''] = address.split('#').map(decodeURIComponent);
    const bare = path.split('?')[0];
    const wanted = bare === '' ? page : bare.startsWith('/') ? bare.slice(1) : posix.join(posix.dirname(page), bare);
    const file = wanted === '' || wanted.endsWith('/') ? `${wanted}index.html` : wanted;
    if (!existsSync(join(site, file)) || !statSync(join(site, file)).isFile())
      issues.push(`${page}: ${address} leads nowhere`);
    else if (anchor !== '' && anchors.has(file) && !anchors.get(file).has(anchor))
      issues.push(`${page}: ${address} names no heading of ${file}`);
  }
}
