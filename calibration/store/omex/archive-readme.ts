import type { Manifest } from '../manifest.js';

/**
 * The README of an archive: what it holds, and how to repeat the study.
 *
 * @param manifest - of the archived study
 * @param args - arguments of `qcic` that repeat it in the unpacked archive; null where none do
 */
export function archiveReadme(manifest: Manifest, args: readonly string[] | null): string {
  const { kind, name, version, command, seed, node, config } = manifest;
  const lines = [
    `# ${kind} ${name}`,
    '',
    `Made by qcic-workbench ${version} (${node})${seed === '' ? '' : `, seed ${seed}`}. For research only.`,
    '',
    '| part | content |',
    '|---|---|',
    ...(config === null ? [] : ['| `model/` | the model of each arm as SBML Level 3 Version 2, doses as events |']),
    '| `inputs/` | what was read: configuration and tables |',
    '| `results/` | what was written: results, tables, page, manifest with hashes |',
    '| `manifest.xml`, `metadata.rdf` | list of files and metadata of the COMBINE archive |',
    '| `qcic-archive.json` | what repeats the study, and the hash of each file |',
    '',
    '## Repeat it',
    '',
    ...(args === null
      ? [
          `\`qcic run\` repeats archives of \`run\` and \`refit\`. This ${kind} was made by the command below, from the files in \`inputs/\`:`,
          '',
          `    ${command}`,
        ]
      : [
          'With qcic-workbench of the same version, which compares the results with those of this archive:',
          '',
          '    qcic run ARCHIVE.omex --out repeated',
          '',
          'Or in the unpacked archive:',
          '',
          `    qcic ${args.map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", String.raw`'\''`)}'`)).join(' ')} --out repeated`,
          '',
          `The command was \`${command}\`.`,
        ]),
  ];
  return `${lines.join('\n')}\n`;
}
