// What two reports of api-extractor (api/*.api.md) say of a change of the public interface.

const EXPORT =
  /^export (?:(?:declare|abstract|default|async) )*(?:function|interface|type|const|let|class|enum|namespace) (\w+)/;

/** Declarations of a report by name, comments left out; overloads of one name are joined. */
export function declarationsIn(report) {
  const declarations = new Map();
  let name = null;
  const code = /^```ts\n([\s\S]*?)^```$/m.exec(report)?.[1] ?? '';
  for (const line of code.split('\n')) {
    if (line.trim() === '' || line.trim().startsWith('//')) continue;
    // What is neither an export nor inside of one is kept under its own text
    if (/^[^\s}\])]/.test(line)) name = EXPORT.exec(line)?.[1] ?? line;
    declarations.set(name, `${declarations.get(name) ?? ''}${line}\n`);
  }
  return declarations;
}

/** Names of exports that were removed, changed and added between two reports. */
export function reportDifference(before, after) {
  const [old, now] = [before, after].map(declarationsIn);
  return {
    removed: [...old.keys()].filter((name) => !now.has(name)),
    changed: [...old.keys()].filter((name) => now.has(name) && now.get(name) !== old.get(name)),
    added: [...now.keys()].filter((name) => !old.has(name)),
  };
}

/** Kinds of change that each step does not allow, before and after 1.0 (docs/releasing.md). */
const refused = {
  before: { patch: ['removed', 'changed', 'added'], minor: [], major: [] },
  after: { patch: ['removed', 'changed', 'added'], minor: ['removed'], major: [] },
};

/**
 * What a step does not allow of the differences of all doors, `{ workbench: { removed, changed, added }, ... }`. A changed export
 * may be compatible (one more optional field); a person decides that after 1.0, when a minor version is asked for.
 */
export function interfaceIssues(differences, { step, from, since }) {
  const kinds = refused[from.startsWith('0.') ? 'before' : 'after'][step];
  return Object.entries(differences).flatMap(([door, difference]) =>
    kinds
      .filter((kind) => difference[kind].length > 0)
      .map(
        (kind) =>
          `api/${door}.api.md: a ${step} version must have the exports of ${since}; got ${kind}: ${difference[kind].join(', ')}`,
      ),
  );
}
