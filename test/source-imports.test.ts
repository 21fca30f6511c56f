// Evidence: made-up files, each with every form of import that TypeScript has.
import { describe, expect, test } from 'vitest';
import { codeAlone, importsOf, type SourceFile, withoutComments } from './source-imports.js';

const file = (path: string, ...lines: readonly string[]): SourceFile => ({ path, text: `${lines.join('\n')}\n` });

describe('reading of imports', () => {
  test('finds imports and re-exports of every form, with what is only a type', () => {
    const source = file(
      'src/a/b.ts',
      "import { one, type Two as Other } from './c.js';",
      'import type {',
      '  Three,',
      "} from '../d.js';",
      "import { type Four, type Five } from 'zod';",
      "import six from 'six';",
      "import * as seven from 'node:seven';",
      "import './eight.js';",
      "export { nine } from './nine.js';",
      "const ten = await import('./ten.js');",
    );
    expect(
      importsOf(source).map(({ from, file: target, names, kind }) => [from, target, names.join(' '), kind]),
    ).toEqual([
      ['./c.js', 'src/a/c.ts', 'one Two', 'values'],
      ['../d.js', 'src/d.ts', 'Three', 'types'],
      ['zod', null, 'Four Five', 'types'],
      ['six', null, '', 'values'],
      ['node:seven', null, '', 'values'],
      ['./nine.js', 'src/a/nine.ts', 'nine', 'values'],
      ['./eight.js', 'src/a/eight.ts', '', 'values'],
      ['./ten.js', 'src/a/ten.ts', '', 'values'],
    ]);
  });

  test('takes no comment for code and no code for a comment', () => {
    const text = "const a = 'x // y'; // z\nconst b = /[\",]/; /* import './q.js' */ const c = 'w';\n";
    expect(withoutComments(text)).toBe("const a = 'x // y';  \nconst b = /[\",]/;   const c = 'w';\n");
    expect(codeAlone(text)).toBe("const a = '';  \nconst b = /[\",]/;   const c = '';\n");
    expect(importsOf(file('src/a.ts', "// import './b.js';", "/* import { c } from './c.js'; */"))).toEqual([]);
  });
});
