import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A line of a block that a reader types into a shell. */
export interface DocCommand {
  /** `docs/tutorial.md:12`. */
  readonly place: string;
  readonly page: string;
  /** As it is typed, without its comment; lines joined where they end in a backslash. */
  readonly text: string;
  /** Its comment, and the comment line that it stands under. */
  readonly comment: string;
}

/** What a comment must say of a command that no test runs: how long it takes, what it needs, or that it has no end. */
const COST = /\babout (?:an? |half an? |two |three |[\d.]+ )(?:s|min|h|second|minute|hour)s?\b/;
const NEED = /\bneeds? [a-z]+/i;
const ENDLESS = /\buntil Ctrl-C\b/;

/** Why a test does not run a command; undefined for one that it runs. */
export function reasonNotToRun({ comment }: DocCommand): string | undefined {
  return [COST, NEED, ENDLESS].map((mark) => mark.exec(comment)?.[0]).find((found) => found !== undefined);
}

/** Pages whose commands are typed in a project folder. */
export function pagesWithCommands(): readonly string[] {
  const folders = ['docs', 'data', 'examples'].filter((folder) => existsSync(join(root, folder)));
  return [
    'README.md',
    'CONTRIBUTING.md',
    ...folders.flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    ),
  ].filter((name) => name.endsWith('.md') && !name.includes('.vitepress'));
}

/** Blocks of a language in a page, with the line that each begins in. */
export function blocksOf(page: string, language: string): readonly { readonly line: number; readonly text: string }[] {
  const text = readFileSync(join(root, page), 'utf8');
  const fence = new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^\\1\`\`\``, 'gm');
  return [...text.matchAll(fence)].map((found) => ({
    line: text.slice(0, found.index).split('\n').length + 1,
    text: found[2]!.replace(new RegExp(`^${found[1]}`, 'gm'), ''),
  }));
}

/** Every command in the `sh` blocks of a page, in order. */
export function commandsOf(page: string): readonly DocCommand[] {
  return blocksOf(page, 'sh').flatMap(({ line, text }) => commandsOfBlock(page, line, text));
}

function commandsOfBlock(page: string, first: number, text: string): readonly DocCommand[] {
  const commands: DocCommand[] = [];
  let above = '';
  let pending: { readonly at: number; readonly text: string } | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const { code, comment } = withoutComment(line);
    if (line.trim() === '') above = '';
    if (code === '' && comment !== '') above = comment;
    if (code === '') continue;
    const whole = pending === undefined ? code : `${pending.text} ${code}`;
    const at = pending?.at ?? first + index;
    pending = undefined;
    if (code.endsWith('\\')) pending = { at, text: whole.slice(0, -1).trim() };
    else commands.push({ place: `${page}:${at}`, page, text: whole, comment: `${above} ${comment}`.trim() });
  }
  return commands;
}

/** A line in two: what is typed, and its comment. */
function withoutComment(line: string): { readonly code: string; readonly comment: string } {
  let quote = '';
  for (const [place, letter] of [...line].entries()) {
    if (quote === '' && letter === '#' && /^$|\s/.test(line[place - 1] ?? ''))
      return { code: line.slice(0, place).trim(), comment: line.slice(place + 1).trim() };
    if (quote === '' && /['"]/.test(letter)) quote = letter;
    else if (letter === quote) quote = '';
  }
  return { code: line.trim(), comment: '' };
}

/** The arguments of each call of qcic in a command: `npx qcic run x`, or `qcic run x`. */
export function callsOf(text: string): readonly (readonly string[])[] {
  return text
    .split(/&&|\||;/)
    .map((part) => wordsOf(part.replace(/\d?>.*$/, '').trim()))
    .map((words) => (words[0] === 'npx' ? words.slice(1) : words))
    .filter(([program]) => program === 'qcic')
    .map((words) => words.slice(1));
}

/** Words of a shell line without its quotes. */
export function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/'([^']*)'|"([^"]*)"|[^\s'"]+/g)].map(([word, single, double]) => single ?? double ?? word);
}
