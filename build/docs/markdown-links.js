// Links and headings of a Markdown text, outside of its code.

/** Code, whose brackets are no links: fenced blocks and spans. */
const FENCE = /^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$/gm;
const SPAN = /(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g;
const COMMENT = /<!--[\s\S]*?-->/g;
/** The end of a link or picture; an address may have round brackets in pairs. */
const TARGET = /\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)/g;

/** The text with code and comments blanked out, letter by letter, so that places stay. */
function withoutCode(text) {
  const blank = (part) => part.replace(/[^\n]/g, ' ');
  return text.replace(FENCE, blank).replace(COMMENT, blank).replace(SPAN, blank);
}

/** Every link and picture of a text: `{ picture, label, target, start, line }`; `start` is the place of the target. */
export function linksOf(text) {
  const plain = withoutCode(text);
  return [...plain.matchAll(TARGET)].map((found) => {
    const open = openingOf(plain, found.index);
    return {
      picture: plain[open - 1] === '!',
      label: text.slice(open + 1, found.index),
      target: found[1],
      start: found.index + 2,
      line: plain.slice(0, found.index).split('\n').length,
    };
  });
}

/** The bracket that a closing one belongs to. */
function openingOf(plain, close) {
  let depth = 0;
  for (let place = close; place >= 0; place--) {
    if (plain[place] === ']') depth++;
    if (plain[place] === '[' && --depth === 0) return place;
  }
  return close;
}

/** The text with each target replaced by `change(target, picture)`. */
export function withTargets(text, change) {
  let result = '';
  let place = 0;
  for (const { target, start, picture } of linksOf(text)) {
    result += text.slice(place, start) + change(target, picture);
    place = start + target.length;
  }
  return result + text.slice(place);
}

/** A heading as part of an address, as GitHub makes it: letters, digits, hyphens and underscores; a blank becomes a hyphen. */
export function slugOf(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** Slugs of all headings of a text, in order; one that came before is numbered: `name-1`. */
export function headingSlugs(text) {
  const counts = new Map();
  const prose = text.replace(FENCE, '').replace(COMMENT, '');
  return [...prose.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading]) => {
    const slug = slugOf(heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, ''));
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

/** Whether a target is an address on another host, or of another kind (`mailto:`). */
export function isForeign(target) {
  return /^(?:[a-z][a-z+.-]*:|\/\/)/i.test(target);
}
