// Every command with its arguments, options, defaults, choices and examples, read from the program itself.

/** A cell of a table: one line, with bars that do not end it. */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text) => `\`${text}\``;

/**
 * The page of all commands.
 *
 * @param groups - commands by the heading of their group, as `commandsByGroup` gives them
 */
export function commandReference(groups) {
  const sections = Object.entries(groups).map(([group, commands]) => {
    const pages = commands.flatMap((command) => commandSections(command, 'qcic'));
    return `## ${group.replace(/:$/, '')}\n\n${pages.join('\n')}`;
  });
  return `# Every command and option

Made from the program by \`npm run docs\`: what \`qcic COMMAND --help\` prints. [Commands](../commands.md) tells in short what each one is for.
Exit codes: 0 done, 1 a bug in qcic, 2 bad input, 3 ran but did not converge or complete, 130 interrupted.

${sections.join('\n')}`;
}

/** A command and those below it. */
function commandSections(command, parent) {
  const name = `${parent} ${command.name()}`;
  const below = command.commands.filter(({ _hidden }) => !_hidden).flatMap((each) => commandSections(each, name));
  return [oneCommand(command, name), ...below];
}

function oneCommand(command, name) {
  const parts = [`### ${name}\n`, `${sentence(command.description())}\n`];
  if (command.commands.length === 0) parts.push(`\`\`\`text\n${name} ${command.usage()}\n\`\`\`\n`);
  else parts.push(`Its forms: ${command.commands.map((each) => code(`${name} ${each.name()}`)).join(', ')}.\n`);
  if (command.registeredArguments.length > 0) {
    parts.push(
      table(
        ['argument', 'meaning'],
        command.registeredArguments.map((argument) => [
          code(argument.required ? argument.name() : `[${argument.name()}]`),
          meaningOf(argument),
        ]),
      ),
    );
  }
  const options = command.options.filter(({ hidden }) => !hidden);
  if (options.length > 0)
    parts.push(
      table(
        ['option', 'meaning'],
        options.map((option) => [code(option.flags), meaningOf(option)]),
      ),
    );
  const further = furtherHelp(command);
  if (further !== '') parts.push(`\`\`\`text\n${further}\n\`\`\`\n`);
  return parts.join('\n');
}

/** Description, choices, default and whether an option must be given. */
function meaningOf(value) {
  const { description, argChoices, defaultValue, defaultValueDescription, mandatory } = value;
  const facts = [];
  if (argChoices !== undefined) facts.push(`One of ${argChoices.map(code).join(', ')}.`);
  if (mandatory === true && defaultValue === undefined) facts.push('Required.');
  const isNone =
    defaultValue === undefined || defaultValue === false || (Array.isArray(defaultValue) && defaultValue.length === 0);
  if (!isNone || defaultValueDescription !== undefined)
    facts.push(`Default: ${code(defaultValueDescription ?? shown(defaultValue))}.`);
  // The number of cores is that of this machine
  return [sentence(description.replace(/(one per core), \d+/, '$1')), ...facts].join(' ');
}

const shown = (value) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
const sentence = (text) =>
  text === '' ? '' : `${text[0].toUpperCase()}${text.slice(1)}${/[.)]$/.test(text) ? '' : '.'}`;

/** What the help has after its lists: files, examples. */
function furtherHelp(command) {
  let text = '';
  const { writeOut } = command.configureOutput();
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  command.configureOutput({ writeOut });
  const place = text.indexOf(command.helpInformation());
  return text.slice(place + command.helpInformation().length).trim();
}

/** A table of Markdown. */
export function table(head, rows) {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))];
  return `${lines.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`;
}
