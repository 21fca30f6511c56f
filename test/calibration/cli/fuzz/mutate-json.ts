import type { Choice } from './choice.js';

/** JSON as it is written: keys may repeat and a value may be any text. */
type Node =
  | { readonly kind: 'object'; readonly members: { key: string; value: Node }[] }
  | { readonly kind: 'array'; readonly items: Node[] }
  | { readonly kind: 'raw'; readonly text: string };

const numbers = [
  ...['0', '-0', '1', '-1', '0.5', '2', '7', '99', '100', '101', '-5', '1.5', '1e3', '5.0', '1e-3', '366', '10000'],
  ...['1e308', '-1e308', '1e309', '5e-324', '1e-320', '1e18', '2147483648', '9007199254740993', '1e-12', '0.999999'],
];
const others = [
  ...['null', 'true', 'false', '[]', '{}', '[[]]', '[null]', '[0]', '[1, 1]', '{"min": 0, "max": 1}', '{"a": {}}'],
  ...[
    '""',
    '" "',
    '"a"',
    '"5"',
    '"NaN"',
    '"__proto__"',
    '"constructor"',
    '"toString"',
    '"=1+1"',
    '"../../../etc/passwd"',
  ],
  ...[
    '"/dev/zero"',
    '"."',
    '"é😀"',
    '"\\u0000"',
    '"\\u001b[31m"',
    '"\\u202e"',
    '"<script>alert(1)</script>"',
    '"\\ud800"',
  ],
  ...['NaN', 'Infinity', '+5', '0x10', '01', "'a'", 'undefined', '1_000', '５', '"posted"', '"placebo"', '"tas102"'],
];
const keys = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  ' ',
  'seed',
  'a.b',
  'x\u0000',
  'é',
  'dose',
  'K1',
];

function toNode(value: unknown): Node {
  if (Array.isArray(value)) return { kind: 'array', items: value.map(toNode) };
  if (typeof value === 'object' && value !== null) {
    return { kind: 'object', members: Object.entries(value).map(([key, own]) => ({ key, value: toNode(own) })) };
  }
  return { kind: 'raw', text: JSON.stringify(value) ?? 'null' };
}

function textOf(node: Node): string {
  if (node.kind === 'raw') return node.text;
  if (node.kind === 'array') return `[${node.items.map(textOf).join(', ')}]`;
  return `{${node.members.map(({ key, value }) => `${JSON.stringify(key)}: ${textOf(value)}`).join(',\n')}}`;
}

/** A place in the tree: its value can be read and replaced. */
interface Place {
  readonly get: () => Node;
  readonly set: (node: Node) => void;
}

function placesIn(node: Node): readonly Place[] {
  if (node.kind === 'raw') return [];
  const own: Place[] =
    node.kind === 'array'
      ? node.items.map((_, index) => ({
          get: () => node.items[index]!,
          set: (value) => {
            node.items[index] = value;
          },
        }))
      : node.members.map((member) => ({
          get: () => member.value,
          set: (value) => {
            member.value = value;
          },
        }));
  return own.flatMap((place) => [place, ...placesIn(place.get())]);
}

function containersIn(node: Node): readonly Exclude<Node, { kind: 'raw' }>[] {
  if (node.kind === 'raw') return [];
  const inside = node.kind === 'array' ? node.items : node.members.map(({ value }) => value);
  return [node, ...inside.flatMap(containersIn)];
}

const raw = (text: string): Node => ({ kind: 'raw', text });

function replacement(before: Node, choice: Choice): Node {
  const wasNumber = before.kind === 'raw' && /^[-\d]/.test(before.text);
  if (wasNumber && choice.chance(0.5))
    return raw(String(Number(before.text) * choice.one([-1, 0.01, 0.1, 0.5, 0.9, 1.1, 2, 3, 10, 1e6])));
  if (choice.chance(wasNumber ? 0.75 : 0.3)) return raw(choice.one(numbers));
  if (choice.chance(0.05)) {
    const levels = choice.one([20, 99, 101, 5000]);
    const [open, close] = choice.one([
      ['[', ']'],
      ['{"a":', '}'],
    ] as const);
    return raw(`${open.repeat(levels)}0${close.repeat(levels)}`);
  }
  return raw(choice.chance(0.03) ? JSON.stringify('x'.repeat(100_000)) : choice.one(others));
}

function mutateContainer(container: Exclude<Node, { kind: 'raw' }>, choice: Choice): void {
  const { whole, one } = choice;
  if (container.kind === 'array') {
    const { items } = container;
    const at = whole(items.length + 1);
    const item = items[at];
    if (item === undefined || choice.chance(0.3)) items.splice(at, 0, raw(one([...numbers, ...others])));
    else if (choice.chance(0.5)) items.splice(at, 1);
    else items.push(item);
    return;
  }
  const { members } = container;
  const at = whole(members.length + 1);
  const member = members[at];
  if (member === undefined) members.push({ key: one(keys), value: raw(one([...numbers, ...others])) });
  else if (choice.chance(0.4)) members.splice(at, 1);
  else if (choice.chance(0.45))
    member.key = choice.chance(0.5) ? one(keys) : `${member.key}${one(['s', 'X', ' ', '_'])}`;
  else if (choice.chance(0.6)) members.splice(whole(members.length + 1), 0, { key: member.key, value: member.value });
  else member.value = one(members).value;
}

/**
 * JSON text near a valid one: one to three changes of values and structure.
 *
 * @param value - the valid content
 */
export function mutateJson(value: unknown, choice: Choice): string {
  const root = toNode(value);
  for (let changes = choice.one([1, 1, 1, 2, 3]); changes > 0; changes--) {
    const places = placesIn(root);
    const containers = containersIn(root);
    if (containers.length > 0 && choice.chance(0.3)) mutateContainer(choice.one(containers), choice);
    else if (places.length > 0) {
      const place = choice.one(places);
      place.set(replacement(place.get(), choice));
    }
  }
  return textOf(root);
}
