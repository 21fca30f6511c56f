/** Finished HTML. Only {@link html} and {@link rawHtml} make one, so plain text cannot slip in unescaped. */
export interface Html {
  readonly markup: string;
}

/** What a template of {@link html} takes: text is escaped, HTML is kept, a list is joined. */
export type HtmlPart = string | Html | readonly HtmlPart[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text made safe for HTML content and for quoted attributes.
 *
 * @param value - any text
 * @returns the text with `&`, `<`, `>` and both quotes as entities
 */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/**
 * Marks a string as finished HTML. For markup that this package made itself, never for text of a user.
 *
 * @param markup - well-formed HTML
 * @returns the same, as {@link Html}
 */
export function rawHtml(markup: string): Html {
  return { markup };
}

function toMarkup(part: HtmlPart): string {
  if (typeof part === 'string') {
    return escapeHtml(part);
  }
  return 'markup' in part ? part.markup : part.map(toMarkup).join('');
}

/**
 * Template tag that escapes every text put into it.
 *
 * @param literals - the fixed parts; trusted
 * @param parts - the values between them; text is escaped, {@link Html} is kept, lists are joined
 * @returns the finished HTML
 */
export function html(literals: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  const markups = literals.map((literal, index) => {
    const part = parts[index];
    return part === undefined ? literal : literal + toMarkup(part);
  });
  return { markup: markups.join('') };
}

/**
 * The words of HTML without its tags, as text for an attribute.
 *
 * @param part - text or HTML of this package
 * @returns text with single spaces; its entities are those of the markup, so that it is finished HTML
 */
export function plainText(part: HtmlPart): Html {
  const words = toMarkup(part)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return { markup: words.replaceAll('"', '&quot;') };
}

/** HTML of nothing, for parts of a page that do not apply. */
export const NO_HTML: Html = { markup: '' };
