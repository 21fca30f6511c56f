// The programming interface: a page for each door of the package, read from the model that API Extractor writes (build/api.js).

/** Kinds of exports, in the order in which a page lists them. */
const kinds = [
  ['Function', 'Functions'],
  ['Class', 'Classes'],
  ['Variable', 'Values'],
  ['Interface', 'Interfaces'],
  ['TypeAlias', 'Types'],
];

/**
 * One page.
 *
 * @param model - content of an .api.json file
 * @param door - what a program imports: `qcic-workbench/stats`
 * @param intro - a sentence on what it is for
 */
export function apiReference(model, door, intro) {
  const [entry] = model.members;
  const sections = kinds.flatMap(([kind, title]) => {
    const members = entry.members.filter((member) => member.kind === kind);
    return members.length === 0 ? [] : [`## ${title}\n`, ...members.map(section)];
  });
  const names = entry.members
    .filter(({ kind }) => kind === 'Function')
    .map(({ name }) => `[\`${name}\`](#${name.toLowerCase()})`);
  return `# ${door}

${intro} Made from the types of the program by \`npm run docs\`; [use from a program](../../how-to/use-from-a-program.md) has examples.

\`\`\`ts
import { ${entry.members.find(({ kind }) => kind === 'Function')?.name ?? ''} } from '${door}';
\`\`\`

${names.length === 0 ? '' : `Functions: ${names.join(', ')}.\n`}
${sections.join('\n')}`;
}

/** One export. */
function section(member) {
  const { summary, parameters, returns, throws, see } = commentOf(member.docComment ?? '');
  const parts = [`### ${member.name}\n`, `${summary}\n`, `\`\`\`ts\n${signatureOf(member)}\n\`\`\`\n`];
  if (parameters.length > 0) parts.push(`${parameters.map(([name, text]) => `- \`${name}\`: ${text}`).join('\n')}\n`);
  if (returns !== '') parts.push(`**Returns** ${returns}\n`);
  if (throws.length > 0) parts.push(`**Throws** ${throws.join('; ')}\n`);
  const described = (member.members ?? [])
    .map((each) => [each.name, commentOf(each.docComment ?? '').summary])
    .filter(([, text]) => text !== '');
  if (described.length > 0) parts.push(`${described.map(([name, text]) => `- \`${name}\`: ${text}`).join('\n')}\n`);
  if (see.length > 0) parts.push(`Source: ${see.join('; ')}\n`);
  return parts.join('\n');
}

/** The declaration as it is written, without \`export\`. */
function signatureOf(member) {
  const own = member.excerptTokens
    .map(({ text }) => text)
    .join('')
    .replace(/^export (declare )?/, '')
    .trim();
  if (member.kind !== 'Interface' && member.kind !== 'Class') return own;
  const lines = (member.members ?? []).map(
    (each) =>
      `  ${each.excerptTokens
        .map(({ text }) => text)
        .join('')
        .trim()}`,
  );
  return `${own} {\n${lines.join('\n')}\n}`;
}

/** A comment in its parts. */
function commentOf(comment) {
  const text = comment
    .trim()
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^[ \t]*\* ?/gm, '')
    .replace(/\{@link ([^}|]+)(?:\|[^}]*)?\}/g, '`$1`')
    .trim();
  const [summary = '', ...tags] = text.split(/^(?=@)/m);
  const of = (name) =>
    tags.filter((tag) => tag.startsWith(`@${name}`)).map((tag) => oneLine(tag.slice(name.length + 1)));
  return {
    summary: summary.trim(),
    parameters: of('param').map((tag) => [tag.match(/^\S+/)?.[0] ?? '', tag.replace(/^\S+\s*(-\s*)?/, '')]),
    returns: of('returns')[0] ?? '',
    throws: of('throws'),
    see: of('see'),
  };
}

const oneLine = (text) => text.replace(/\s+/g, ' ').trim();
