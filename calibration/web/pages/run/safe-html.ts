/** Elements of a report: text, tables, figures and drawings. */
const ELEMENTS = new Set(
  (
    'a abbr b br caption circle clippath code col colgroup dd defs desc details div dl dt ellipse em figcaption figure footer g h2 h3 h4 ' +
    'header i li line lineargradient mark ol p path pattern polygon polyline pre rect section small span stop strong sub summary sup svg ' +
    'table tbody td text tfoot th thead time title tr tspan u ul use'
  ).split(' '),
);

/** Attributes that run something, or load it. */
const isActive = (name: string): boolean =>
  /^(on|style$|src|srcset$|formaction$|action$|xlink:|ping$|target$)/i.test(name);

/** Addresses that lead to a place of the page. */
const isInner = (value: string): boolean => /^#[\w.:%-]*$/.test(value);

/** A file beside the page, below its folder. */
const FILE = /^(?!.*\.\.)[\w-][\w./-]*\.\w+$/;

/**
 * Markup as nodes that do nothing: elements and attributes that run or load something are left out, links lead within the page.
 * The markup of reports has none of them; the policy of the page forbids them too.
 *
 * @param markup - HTML
 * @param fileAddress - where a file beside the page lies; without it such a link leads nowhere
 */
export function safeFragment(markup: string, fileAddress?: (path: string) => string): DocumentFragment {
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  for (const element of [...parsed.body.querySelectorAll('*')]) {
    if (!ELEMENTS.has(element.localName.toLowerCase())) {
      element.remove();
      continue;
    }
    for (const { name, value } of [...element.attributes]) {
      if (name === 'href' && fileAddress !== undefined && FILE.test(value)) {
        element.setAttribute('href', fileAddress(value));
        element.setAttribute('download', value.split('/').at(-1) ?? '');
      } else if (isActive(name) || (name === 'href' && !isInner(value))) element.removeAttribute(name);
    }
  }
  const fragment = document.createDocumentFragment();
  fragment.append(...parsed.body.childNodes);
  return fragment;
}
