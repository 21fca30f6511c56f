import { PAGE_SCRIPT } from '../../../../../calibration/page/page-script.js';

/** A page without the one script that pages carry; any other stays. */
export const withoutScript = (page: string): string => page.replace(`<script>${PAGE_SCRIPT}</script>`, '');

const VOID_TAGS = new Set(['meta', 'br', 'hr', 'img', 'input', 'link', '!doctype']);

/** Tags that are left open or closed in the wrong order, as messages; a page that is well formed gives none. */
export function tagIssues(page: string): readonly string[] {
  const withoutStyle = withoutScript(page).replace(/<style>[^<]*<\/style>/, '<style></style>');
  const open: string[] = [];
  const issues: string[] = [];
  for (const match of withoutStyle.matchAll(/<(\/?)([a-zA-Z!][\w-]*)((?:"[^"]*"|[^">])*?)(\/?)>/g)) {
    const [, closing, rawName = '', , selfClosing] = match;
    const name = rawName.toLowerCase();
    if (closing === '/') {
      const last = open.pop();
      if (last !== name) {
        issues.push(`</${name}> closes <${last ?? 'nothing'}> at ${match.index}`);
      }
    } else if (selfClosing !== '/' && !VOID_TAGS.has(name)) {
      open.push(name);
    }
  }
  return [...issues, ...open.map((name) => `<${name}> is left open`)];
}

/** All ids of a page, in order. */
export function idsOf(page: string): readonly string[] {
  return [...page.matchAll(/ id="([^"]*)"/g)].map((match) => match[1] ?? '');
}

/** All targets of links and sources of a page. */
export function linksOf(page: string): readonly string[] {
  return [...page.matchAll(/ (?:href|src|xlink:href|action|srcset|poster|data)="([^"]*)"/g)].map(
    (match) => match[1] ?? '',
  );
}

/** What a reader sees: no tags, no style, no configuration in `pre`. */
export function visibleText(page: string): string {
  return withoutScript(page)
    .replace(/<style>[^<]*<\/style>/g, ' ')
    .replace(/<pre>[^<]*<\/pre>/g, ' ')
    .replace(/<[^>]*>/g, ' ');
}

/** The `figure` element with an id; of its drawings the wide one. */
export function figureOf(page: string, id: string): string {
  const start = page.indexOf(`<figure id="${id}">`);
  const figure = start < 0 ? '' : page.slice(start, page.indexOf('</figure>', start));
  return figure.replace(/<svg class="chart narrow".*?<\/svg>/gs, '');
}

/** Data marks of one kind in a drawing: its visible paths or texts, axes and keys left out. */
export function countMarks(drawing: string, kind: 'line' | 'rect' | 'symbol' | 'rule' | 'area' | 'text'): number {
  const groups = drawing.matchAll(new RegExp(`<g class="mark-${kind} role-mark[^"]*"(?:[^>]*[^/])?>(.*?)</g>`, 'gs'));
  return [...groups].reduce(
    (sum, group) => sum + [...(group[1] ?? '').matchAll(/<(?:text|line|path[^>]* d="M)/g)].length,
    0,
  );
}

/** Defects of a page, as messages: crossed tags, ids twice, further scripts, style attributes, raw missing values, links that lead nowhere. */
export function pageIssues(whole: string): readonly string[] {
  const page = withoutScript(whole);
  const ids = idsOf(page);
  const anchors = [
    ...linksOf(page)
      .filter((link) => link.startsWith('#'))
      .map((link) => link.slice(1)),
    ...(page.match(/url\(#[^)]+\)/g) ?? []).map((reference) => reference.slice(5, -1)),
  ];
  return [
    ...tagIssues(page),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id twice: ${id}`),
    ...(page.match(/<script|<iframe|<object|<link|@import|javascript:/gi) ?? []),
    ...(page.match(/ style="/g) ?? []),
    ...(page.match(/\bNaN\b|\bundefined\b|Infinity/g) ?? []),
    ...(visibleText(page).match(/\bnull\b|\[object/g) ?? []),
    ...anchors.filter((anchor) => !ids.includes(anchor)).map((anchor) => `no such place: ${anchor}`),
  ];
}
