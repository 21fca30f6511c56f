/** An element of an XML document: attributes in the order in which they are written, then text or elements. */
export interface XmlElement {
  readonly name: string;
  /** What is undefined is left out. */
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly content: readonly XmlElement[] | string;
}

/** An element with other elements, or none, inside. */
export function element(
  name: string,
  attributes: XmlElement['attributes'] = {},
  content: XmlElement['content'] = [],
): XmlElement {
  return { name, attributes, content };
}

/** A list of elements, as an array of none or one: the formats written here do not allow empty lists. */
export function listOf(name: string, content: readonly XmlElement[]): readonly XmlElement[] {
  return content.length === 0 ? [] : [element(name, {}, content)];
}

/**
 * A document in UTF-8: one element per line, two spaces of indentation, no line longer for it than its text.
 *
 * @param root - of the document
 * @returns the text, ending in a line feed
 */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${linesOf(root, '').join('\n')}\n`;
}

function linesOf({ name, attributes, content }: XmlElement, indentation: string): readonly string[] {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(value)}"`],
  );
  const start = `${indentation}<${name}${written.join('')}`;
  if (content.length === 0) return [`${start}/>`];
  if (typeof content === 'string') return [`${start}>${escaped(content)}</${name}>`];
  return [`${start}>`, ...content.flatMap((child) => linesOf(child, `${indentation}  `)), `${indentation}</${name}>`];
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 has no way to write, or that it discourages: controls, halves of pairs, two non-characters. */
const unwritable = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu;

/** Text as it stands in a document; white space but a blank by its number, so that a reader does not change it. */
function escaped(text: string): string {
  return text
    .replace(unwritable, '\ufffd')
    .replace(/[&<>"]/g, (character) => entities[character]!)
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
