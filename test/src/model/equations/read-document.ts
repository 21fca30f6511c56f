import { formulaValue } from './formula-value.js';

/** Text of every formula block of the document. */
export function formulaBlocks(document: string): readonly string[] {
  return [...document.matchAll(/```text\n([\s\S]*?)\n```/g)].map(([, text]) => text!);
}

/**
 * Definitions of the posted form as a reader takes them from the blocks: `name = formula`, the lines that continue it
 * joined, gains and remarks dropped, corrected forms skipped.
 */
export function postedDefinitions(document: string): ReadonlyMap<string, string> {
  const definitions = new Map<string, string>();
  for (const block of formulaBlocks(document)) {
    let name = '';
    let skipping = false;
    for (const line of block.split('\n')) {
      const start = /^([^\s#].*?) =(?: (.*))?$/.exec(line);
      if (start !== null) {
        name = start[1]!;
        definitions.set(name, start[2] ?? '');
        skipping = false;
      } else if (line.trimStart().startsWith('#')) {
        skipping = true;
      } else if (!skipping || /^ {2}[+-] /.test(line)) {
        // A term of a balance is on its own line, so it ends the remark on the term above it.
        skipping = false;
        definitions.set(name, `${definitions.get(name) ?? ''} ${line.trim()}`);
      }
    }
  }
  for (const [name, formula] of definitions) definitions.set(name, formula.replace(/\[gain .*?\]/, ''));
  return definitions;
}

/**
 * Works out every definition whose names all have values, again and again until nothing more comes of it.
 *
 * @param definitions - formulas by name; they may refer to each other in any order
 * @param known - values to start from
 * @returns known values and those worked out, process names such as `migration(T1_A -> T1_B)` included
 */
export function workedOut(
  definitions: ReadonlyMap<string, string>,
  known: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  // The arithmetic reader knows plain words only, so a process gets one.
  const aliases = new Map([...definitions.keys()].map((name, index) => [name, `definition_${index}`]));
  const plain = (formula: string) => formula.replaceAll(/[a-z]+\([^()]*\)/g, (whole) => aliases.get(whole) ?? whole);
  const values: Record<string, number> = { ...known };
  const pending = new Map([...definitions].map(([name, formula]) => [name, plain(formula)]));
  for (let size = -1; size !== pending.size; ) {
    size = pending.size;
    for (const [name, formula] of pending) {
      const value = formulaValue(formula, values);
      if (Number.isNaN(value)) continue;
      values[name] = value;
      values[aliases.get(name)!] = value;
      pending.delete(name);
    }
  }
  return values;
}
