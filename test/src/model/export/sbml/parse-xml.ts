/** An element of a parsed document. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Text between its tags, without that of its children. */
  readonly text: string;
}

/** An element whose end is not yet read. */
interface OpenNode extends XmlNode {
  readonly children: XmlNode[];
  text: string;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function plain(text: string): string {
  return text.replace(/&(#?\w+);/g, (_, name: string) =>
    name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : entities[name]!,
  );
}

/** Reads the XML of an export: elements, attributes and text; no comments, sections or instructions but the first. */
export function parseXml(document: string): XmlNode {
  const root: OpenNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let end = 0;
  for (const match of document.matchAll(/<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>|<\?xml [^>]*\?>\n/g)) {
    const [whole, closing, name, attributes = '', empty] = match;
    open.at(-1)!.text += plain(document.slice(end, match.index));
    end = match.index + whole.length;
    if (name === undefined) continue;
    if (closing === '/') {
      const { name: opened } = open.pop()!;
      if (opened !== name) throw new Error(`</${name}> ends <${opened}>`);
      continue;
    }
    const pairs = [...attributes.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key, value]) => [key!, plain(value!)]);
    const node: OpenNode = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
    open.at(-1)!.children.push(node);
    if (empty === '') open.push(node);
  }
  if (open.length !== 1 || document.slice(end).trim() !== '' || /[<>]/.test(root.text))
    throw new Error('not well-formed');
  return root.children[0]!;
}

/** Elements of a name anywhere below, in the order of the document. */
export function elementsOf(node: XmlNode, name: string): readonly XmlNode[] {
  return node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...elementsOf(child, name)]);
}
