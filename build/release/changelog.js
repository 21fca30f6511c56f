// The changelog as a release needs it. Work between releases stands under `## Unreleased` or, one for each larger piece of work,
// `## Unreleased: what it is about`; a release puts them all under one heading.

const UNRELEASED = /^Unreleased(?:: *(.*))?$/;
/** The day of a piece of work, which the day of the release replaces. */
const DAY = /, \d{4}-\d\d-\d\d$/;
const FENCE = /^ {0,3}(```|~~~)/;

/** Parts of a changelog, in order: `{ line, heading, lines }`; the first, above all headings of level 2, has neither line nor heading. */
function partsOf(text) {
  const parts = [{ line: null, heading: null, lines: [] }];
  let isCode = false;
  for (const line of text.split('\n')) {
    if (FENCE.test(line)) isCode = !isCode;
    if (!isCode && line.startsWith('## ')) parts.push({ line, heading: line.slice(3).trim(), lines: [] });
    else parts.at(-1).lines.push(!isCode && /^#{3,5} /.test(line) ? { text: line, isHeading: true } : { text: line });
  }
  return parts;
}

const isUnreleased = ({ heading }) => UNRELEASED.test(heading ?? '');
const isEmpty = ({ lines }) => lines.every(({ text, isHeading }) => isHeading || text.trim() === '');
const isOfVersion = (heading, version) => heading === version || heading?.startsWith(`${version} `) === true;

/** The text of a part, its headings one level further down where `isNested`. */
const textOf = ({ lines }, isNested) =>
  lines
    .map(({ text, isHeading }) => (isNested && isHeading ? `#${text}` : text))
    .join('\n')
    .trim();

/** The title of an unreleased part as a heading: `right answers, 2026-11-29` becomes `Right answers`. */
function titleOf(heading) {
  const title = (UNRELEASED.exec(heading)?.[1] ?? '').replace(DAY, '').trim();
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** What keeps a changelog from becoming that of a release. */
export function changelogIssues(text, version) {
  const parts = partsOf(text);
  const unreleased = parts.filter(isUnreleased);
  const issues = unreleased
    .filter(isEmpty)
    .map(({ heading }) => `CHANGELOG.md: "## ${heading}" must have content; got none`);
  if (unreleased.length === 0)
    issues.push(
      `CHANGELOG.md: must have "## Unreleased" or "## Unreleased: TITLE" with what ${version} changes; got none`,
    );
  const taken = parts.find(({ heading }) => isOfVersion(heading, version));
  if (taken !== undefined)
    issues.push(`CHANGELOG.md: must not have a section of ${version} yet; got "## ${taken.heading}"`);
  const late = parts.findIndex((part, place) => place > unreleased.length && isUnreleased(part));
  if (late > 0)
    issues.push(
      `CHANGELOG.md: unreleased sections must stand above all releases; got "## ${parts[late].heading}" below "## ${parts[late - 1].heading}"`,
    );
  return issues;
}

/**
 * The changelog with its unreleased parts as one release: `## VERSION (DAY)`, each title one level down without its own day, the parts
 * in their order. The part without a title comes first. What has been released stays to the byte.
 */
export function releasedChangelog(text, version, day) {
  const [head, ...parts] = partsOf(text);
  const [titled, plain] = [true, false].map((isTitled) =>
    parts.filter((part) => isUnreleased(part) && (titleOf(part.heading) !== '') === isTitled),
  );
  const blocks = [
    textOf(head, false),
    `## ${version} (${day})`,
    ...plain.map((part) => textOf(part, false)),
    ...titled.map((part) => `### ${titleOf(part.heading)}\n\n${textOf(part, true)}`),
  ].filter((block) => block !== '');
  const released = parts.filter((part) => !isUnreleased(part));
  const rest = released.flatMap(({ line, lines }) => [line, ...lines.map((each) => each.text)]).join('\n');
  return `${blocks.join('\n\n')}\n${rest === '' ? '' : `\n${rest}`}`;
}

/** What a changelog lacks as that of a version that has been released. */
export function releasedChangelogIssues(text, version) {
  const headings = partsOf(text).map(({ heading }) => heading ?? '');
  const form = new RegExp(`^${version.replaceAll('.', '\\.')} \\(\\d{4}-\\d\\d-\\d\\d\\)$`);
  return [
    ...(headings.some((heading) => form.test(heading))
      ? []
      : [
          `CHANGELOG.md: must have "## ${version} (YEAR-MONTH-DAY)"; got ${headings[1] ? `"## ${headings[1]}" first` : 'no section'}`,
        ]),
    ...headings
      .filter((heading) => UNRELEASED.test(heading))
      .map((heading) => `CHANGELOG.md: must have no unreleased section in what is published; got "## ${heading}"`),
  ];
}
