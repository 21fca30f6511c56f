/** Derivatives at a state in the order of the file, with parameters and input rates by name. */
type JuliaDerivatives = (u: readonly number[], p: Readonly<Record<string, number>>) => readonly number[];

/** Body of `qcic!` of an exported Julia file as a JavaScript function, by substitution alone. */
export function juliaDerivatives(text: string): JuliaDerivatives {
  const [, body = ''] = /\nfunction qcic!\(du, u, p, t\)\n([\s\S]*?)\n {4}return nothing\nend\n/.exec(text) ?? [];
  const script = body
    .replace(/#.*$/gm, '')
    .replace(/^ {4}(\w+) = /gm, '    const $1 = ')
    .replace(/\b(d?u)\[(\d+)\]/g, (_, name: string, place: string) => `${name}[${Number(place) - 1}]`)
    .replace(/\^/g, '**')
    .replace(/\bexp\(/g, 'Math.exp(');
  return new Function('u', 'p', `const du = [];\n${script}\nreturn du;`) as JuliaDerivatives;
}

/** A named tuple of numbers of the file. */
export function juliaTuple(text: string, name: string): Record<string, number> {
  const [, body = ''] = new RegExp(`\\nconst ${name} = \\(\\n([\\s\\S]*?)\\n\\)\\n`).exec(text) ?? [];
  return Object.fromEntries([...body.matchAll(/^ {4}(\w+) = (\S+),/gm)].map(([, key, value]) => [key!, Number(value)]));
}
