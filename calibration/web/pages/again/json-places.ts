/** Where a value stands in a text: from its first character to behind its last one. */
export interface JsonPlace {
  readonly from: number;
  readonly to: number;
}

const SPACE = /\s/;
const WORD = /[-+.\w]/;

/**
 * Places of all values of a JSON text by their paths, as messages of readers name them: `fit.poolPatients`, `targets.recist[0]`.
 *
 * @param text - JSON; where it is not, the places before the first character that is none are given
 */
export function jsonPlaces(text: string): ReadonlyMap<string, JsonPlace> {
  const places = new Map<string, JsonPlace>();
  let at = 0;
  const skip = () => {
    while (at < text.length && SPACE.test(text[at]!)) at++;
  };
  const take = (mark: string): boolean => {
    skip();
    if (text[at] !== mark) return false;
    at++;
    return true;
  };
  const string = (): string | null => {
    skip();
    const from = at;
    if (text[at] !== '"') return null;
    for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
    at++;
    try {
      return JSON.parse(text.slice(from, at)) as string;
    } catch {
      return null;
    }
  };
  /** Members up to the closing mark. */
  const members = (close: string, member: (index: number) => boolean): boolean => {
    if (take(close)) return true;
    for (let index = 0; ; index++) {
      if (!member(index)) return false;
      if (take(close)) return true;
      if (!take(',')) return false;
    }
  };
  const value = (path: string): boolean => {
    skip();
    const from = at;
    let isWhole: boolean;
    if (take('{')) {
      isWhole = members('}', () => {
        const key = string();
        return key !== null && take(':') && value(path === '' ? key : `${path}.${key}`);
      });
    } else if (take('[')) isWhole = members(']', (index) => value(`${path}[${index}]`));
    else if (text[at] === '"') isWhole = string() !== null;
    else {
      while (at < text.length && WORD.test(text[at]!)) at++;
      isWhole = at > from;
    }
    if (isWhole) places.set(path, { from, to: at });
    return isWhole;
  };
  value('');
  return places;
}

/** The place that a message is about: that of the longest path it begins with; for a syntax error, its line. */
export function issuePlaceIn(
  text: string,
  places: ReadonlyMap<string, JsonPlace>,
  issue: string,
): JsonPlace | undefined {
  const line = /\bline (\d+)\b/.exec(issue)?.[1];
  let found: JsonPlace | undefined;
  let length = 0;
  for (const [path, place] of places) {
    const follows = issue[path.length];
    const isAbout = issue.startsWith(path) && (follows === ':' || follows === '.' || follows === '[');
    if (path !== '' && isAbout && path.length > length) {
      found = place;
      length = path.length;
    }
  }
  if (found !== undefined || line === undefined) return found;
  const lines = text.split('\n');
  const from = lines.slice(0, Number(line) - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return { from, to: from + (lines[Number(line) - 1]?.length ?? 0) };
}

/** Number of the line of a character, from 1. */
export function lineOf(text: string, at: number): number {
  let line = 1;
  for (let place = text.indexOf('\n'); place >= 0 && place < at; place = text.indexOf('\n', place + 1)) line++;
  return line;
}

/**
 * The text with another value at a path; the rest stays as it is.
 *
 * @param text - JSON
 * @param path - of a value, as {@link jsonPlaces} has it
 * @param json - the new value as JSON
 * @returns undefined where the path is not in the text
 */
export function withJsonValue(text: string, path: string, json: string): string | undefined {
  const place = jsonPlaces(text).get(path);
  return place === undefined ? undefined : text.slice(0, place.from) + json + text.slice(place.to);
}

/** Places at which a text has a word, in any case; the first thousand. */
export function matchesOf(text: string, word: string): readonly number[] {
  const [all, wanted] = [text.toLowerCase(), word.toLowerCase()];
  const found: number[] = [];
  if (wanted === '') return found;
  for (let at = all.indexOf(wanted); at >= 0 && found.length < 1000; at = all.indexOf(wanted, at + wanted.length))
    found.push(at);
  return found;
}
