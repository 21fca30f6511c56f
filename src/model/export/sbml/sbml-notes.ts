import { element, type XmlElement } from './xml-element.js';

/** Notes for a reader, one paragraph each. */
export function notes(paragraphs: readonly string[]): XmlElement {
  const body = paragraphs.map((text) => element('p', {}, text));
  return element('notes', {}, [element('body', { xmlns: 'http://www.w3.org/1999/xhtml' }, body)]);
}
